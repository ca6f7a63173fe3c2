"""Read a published file into a tidy table, or refuse it with every reason at once."""

from functools import cache
from pathlib import Path

import pandas as pd

from playbook.data.checking import examine
from playbook.data.dataset import Dataset
from playbook.data.noticing import base_year
from playbook.data.problems import DataProblem
from playbook.data.schema import Layout, layouts
from playbook.data.tidy import tidy
from playbook.places import pack

SAMPLE_NOTICE = (
    "These are sample figures made for learning. They are not published figures. Do not quote them."
)

LOCAL = "local"  # the name of layouts that no portal has


def read(path: Path | str, kind: str, *, layout: str = "") -> Dataset:
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
    layout
        The name of one layout, to read no other; needed where a workbook holds several.

    Raises
    ------
    DataProblem
        The file has problems; ``.report`` holds them.
    ValueError
        The kind or the layout does not exist.

    Source of the layouts: Public Health Scotland open data; see ``describe``.

    >>> from playbook.places import pack
    >>> sample = pack("data", "sample", "delayed_discharges_council_area.csv")
    >>> read(sample, "delayed_discharges").layout
    'council_area'
    """
    path = Path(path)
    examined = examine(path, kind, layout=layout)
    if not examined.report.ok or examined.layout is None or examined.columns is None:
        raise DataProblem(examined.report)
    found, table = examined.layout, tidy(examined.layout, examined.columns)
    is_sample = _is_the_sample(path, found) or _all_from_sample(table, found)
    notices = (*((SAMPLE_NOTICE,) if is_sample else ()), *examined.report.notices)
    base = base_year(found, examined.columns) if found.timed else None
    source = _source(path, found, is_sample, base)
    return Dataset(table, kind, path, is_sample, source, found, notices, base)


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


def _source(path: Path, layout: Layout, is_sample: bool, base: int | None) -> str:
    based = f", {base}-based" if base else ""
    if is_sample and layout.name == LOCAL:
        return "Sample data in the playbook's layout for local files"
    if is_sample:
        return f"Sample data in the layout of {layout.source}{based}"
    return f"{layout.source}{based}, file {path.name}"


def _is_the_sample(path: Path, layout: Layout) -> bool:
    shipped = pack("data", *layout.path.split("/"))
    return bool(layout.note("sample", False)) and shipped.exists() and path.samefile(shipped)


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
    return tidy(layout, examined.columns)
