"""Tell what kind of data a file holds from its columns."""

from pathlib import Path

from playbook.data.checking import examine
from playbook.data.header import fit, nearest_kind
from playbook.data.noticing import ANOTHER
from playbook.data.opening import header_of
from playbook.data.schema import kinds, layouts
from playbook.data.workbook import is_workbook


def kind_of(path: Path | str) -> str:
    """Name the kind of data that a file holds, or the nearest; nothing when none is near.

    Kinds with the same columns, such as population estimates and projections, are told apart
    by what the file holds.

    >>> from playbook.places import pack
    >>> kind_of(pack("data", "sample", "delayed_discharges_council_area.csv"))
    'delayed_discharges'
    >>> kind_of("nothing.csv")
    ''
    """
    path = Path(path)
    if is_workbook(path):
        sheets = [kind for kind in kinds() if any(each.note("sheet") for each in layouts(kind))]
        return next(iter(sheets), "")
    header = header_of(path)
    fitting = [kind for kind in kinds() if header and fit(header, kind)[0]]
    if len(fitting) > 1:
        fitting = [kind for kind in fitting if ANOTHER not in examine(path, kind).report.counts]
    if fitting or not header:
        return next(iter(fitting), "")
    return nearest_kind(header)
