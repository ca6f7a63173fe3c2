"""Read a published file into a tidy table, or refuse it with every reason at once."""

from functools import cache
from pathlib import Path
from typing import cast

import numpy as np
import pandas as pd

from playbook.data.cells import Column, Columns
from playbook.data.checking import examine
from playbook.data.dataset import Dataset
from playbook.data.package import qualifiers
from playbook.data.problems import DataProblem
from playbook.data.schema import Field, Layout, layouts
from playbook.places import pack

SAMPLE_NOTICE = (
    "These are sample figures made for learning. They are not published figures. Do not quote them."
)


def read(path: Path | str, kind: str) -> Dataset:
    """Read a file of a kind of data, in any of its published layouts.

    The same rules as in ``check`` apply. A file with any problem is refused: nothing is read
    in part, and nothing is mended in silence. A copy of the shipped sample, whole or in part,
    is known for what it is and stays marked as sample data.

    Parameters
    ----------
    path
        The CSV file, as downloaded from the publisher.
    kind
        A kind of data, for example ``"delayed_discharges"``.

    Raises
    ------
    DataProblem
        The file has problems; ``.report`` holds them.
    ValueError
        The kind does not exist.

    Source of the layouts: Public Health Scotland open data; see ``describe``.

    >>> from playbook.places import pack
    >>> sample = pack("data", "sample", "delayed_discharges_council_area.csv")
    >>> read(sample, "delayed_discharges").layout
    'council_area'
    """
    path = Path(path)
    examined = examine(path, kind)
    if not examined.report.ok or examined.layout is None or examined.columns is None:
        raise DataProblem(examined.report)
    layout, table = examined.layout, _tidy(examined.layout, examined.columns)
    is_sample = _all_from_sample(table, layout)
    notices = (*((SAMPLE_NOTICE,) if is_sample else ()), *examined.report.notices)
    source = _source(path, layout, is_sample)
    return Dataset(table, kind, path, is_sample, source, layout, notices)


def published(name: str) -> Dataset:
    """Give one of the small tables of published figures that ship with the playbook.

    ``.source`` cites the release. ``.notices`` says how far the figures can be trusted. A name
    that does not exist raises ``ValueError`` with the names that do.

    >>> monthly = published("moray_delayed_bed_days_monthly")
    >>> int(monthly.monthly(age="18plus").loc["2024-03-01"])
    1501
    """
    layout = layouts(name)[0]
    if not layout.note("published", False):
        raise ValueError(f'{name} is a kind of file. Use load("{name}") or read a file of yours.')
    data = read(pack("data", *layout.path.split("/")), name)
    notices = (layout.note("confidence"), layout.note("attribution"))
    return Dataset(data.table, name, data.path, False, layout.source, layout, notices)


def _tidy(layout: Layout, columns: Columns) -> pd.DataFrame:
    table: dict[str, object] = {}
    for field in layout.fields:
        column = columns[field.name]
        if field.role == "measure":
            table[field.column] = _numbers(field, column)
            if field.name + "QF" in columns:
                table[field.column + "_missing_because"] = _reasons(columns[field.name + "QF"])
        elif field.role == "time":
            table[field.column] = pd.to_datetime(column.take())
        elif field.role == "dimension":
            table[field.column] = pd.Series(column.take(), dtype="str")
            if field.named:
                names = [field.label(text) for text in column.texts]
                table[field.column + "_name"] = np.array(names, dtype=object)[column.codes]
    return pd.DataFrame(table).astype({name: "str" for name in table if name.endswith("_name")})


def _numbers(field: Field, column: Column) -> pd.Series:
    numbers = pd.Series(column.take())
    if field.type != "integer":
        return numbers
    return cast(pd.Series, numbers.astype("Int64" if numbers.isna().any() else "int64"))


def _reasons(signs: Column) -> pd.Series:
    meanings = qualifiers()
    words = [meanings.get(text, "") for text in signs.texts]
    return pd.Series(np.array(words, dtype=object)[signs.codes], dtype="str")


def _source(path: Path, layout: Layout, is_sample: bool) -> str:
    if is_sample:
        return f"Sample data in the layout of {layout.source}"
    return f"{layout.source}, file {path.name}"


def _all_from_sample(table: pd.DataFrame, layout: Layout) -> bool:
    """Whether every row of a table is a row of the shipped sample, however it was saved."""
    if not layout.note("sample", False):
        return False
    sample = _sample_table(layout.kind, layout.name)
    shared = [name for name in table.columns if name in sample.columns]
    return len(table) <= len(sample) and len(table.merge(sample, on=shared)) == len(table)


@cache
def _sample_table(kind: str, name: str) -> pd.DataFrame:
    layout = next(each for each in layouts(kind) if each.name == name)
    examined = examine(pack("data", *layout.path.split("/")), kind)
    if examined.columns is None or not examined.report.ok:
        raise DataProblem(examined.report)
    return _tidy(layout, examined.columns)
