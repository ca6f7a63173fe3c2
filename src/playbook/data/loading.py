"""Give a team its own data inside its project, and the sample everywhere else."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from playbook.data.checking import examine
from playbook.data.dataset import Dataset
from playbook.data.header import fit, overlap
from playbook.data.noticing import ANOTHER
from playbook.data.opening import header_of
from playbook.data.problems import DataProblem
from playbook.data.reading import read
from playbook.data.schema import Layout, kinds, layouts
from playbook.data.wording import listed
from playbook.data.workbook import is_workbook, open_sheet
from playbook.markup import PlainError
from playbook.places import pack, project_folder

ALMOST = 0.5  # a header with half of the columns was probably meant


def load(kind: str, start: Path | None = None, *, layout: str = "") -> Dataset:
    """Load a kind of data: a team's own file inside a project, the sample elsewhere.

    In a project every CSV and workbook in its ``data`` folder is looked at, under any name.
    One whose header fits is read. Several that fit are refused and listed. One that almost fits
    is refused with the reason. When none fits, the sample comes with a notice that says so.
    Copies of the sample give way to a file of the team's own. Files of the same columns, such
    as population estimates and projections, are told apart by what they hold.

    Parameters
    ----------
    kind
        A kind of data, for example ``"delayed_discharges"``.
    start
        Where to look for the project; the working folder if not given.
    layout
        The name of one layout, for example ``"health_board"``, when a project has several.

    Raises
    ------
    DataProblem
        The file that fits has problems, or a file almost fits.
    ValueError
        Several files fit, there is no file and no sample, or the kind or the layout does not
        exist.

    >>> load("delayed_discharges").source
    'Sample data in the layout of Public Health Scotland, Delayed discharges in NHSScotland'
    """
    candidates = layouts(kind, layout)  # refuses what does not exist
    if kind not in kinds():
        raise ValueError(f'{kind} is a table of published figures. Use published("{kind}").')
    project = project_folder(start)
    if project is None:
        return _sample(candidates)
    return _of_the_team(project, kind, candidates, layout)


def _of_the_team(project: Path, kind: str, candidates: Sequence[Layout], layout: str) -> Dataset:
    fitting, almost = _sorted_by_fit(project / "data", kind, layout)
    datasets = [read(path, kind, layout=layout) for path in fitting]
    own = [data for data in datasets if not data.is_sample]
    if len(own) > 1:
        raise PlainError(_too_many(own, kind))
    if own:
        return own[0]
    if almost:
        raise _why_not(almost[0], kind, layout)
    notice = f"No file in the project's data folder holds {kind}, so the sample is used."
    sample = datasets[0] if datasets else _sample(candidates)
    return replace(sample, notices=(*sample.notices, notice))


def _too_many(own: Sequence[Dataset], kind: str) -> str:
    names = listed([data.path.name for data in own])
    told = f"{len(own)} files in the project's data folder hold {kind}: {names}. "
    found = list(dict.fromkeys(data.layout for data in own))
    if len(found) == len(own):
        return f'{told}Say which layout you want, for example layout="{found[0]}".'
    return f"{told}Keep the one you want there and move the others to another folder."


def _sorted_by_fit(folder: Path, kind: str, layout: str) -> tuple[list[Path], list[Path]]:
    """Find the files that fit a kind, and those that almost do and fit nothing else."""
    fitting, almost = [], []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        header = _header(path, kind, layout)
        if not header:
            continue
        if fit(header, kind, layout)[0]:
            if not _is_another(path, header, kind, layout):
                fitting.append(path)
        elif overlap(_split(header), kind) >= ALMOST and not _fits_elsewhere(header, kind):
            almost.append(path)
    return fitting, almost


def _split(header: tuple[str, ...]) -> tuple[str, ...]:
    """Split a header that was saved with another separator, to see what it was meant to be."""
    return tuple(re.split(r"[;\t|]", header[0])) if len(header) == 1 else header


def _fits_elsewhere(header: tuple[str, ...], kind: str) -> bool:
    """Tell whether a file is of another kind, or of another layout of this kind."""
    others = [other for other in kinds() if other != kind]
    return _fits_any(header, [kind]) or _fits_any(_split(header), others)


def _header(path: Path, kind: str, layout: str) -> tuple[str, ...]:
    if path.suffix.lower() == ".csv":
        return header_of(path)
    sheets = [each for each in layouts(kind, layout) if each.note("sheet")]
    if not sheets or path.suffix.lower() != ".xlsx" or not is_workbook(path):
        return ()
    text, _ = open_sheet(path, sheets[0].note("sheet"), sheets[0].note("header_row"))
    return text.header if text else ()


def _fits_any(header: tuple[str, ...], others: Sequence[str]) -> bool:
    return any(fit(header, other)[0] for other in others)


def _is_another(path: Path, header: tuple[str, ...], kind: str, layout: str) -> bool:
    """Whether a file has the columns of this kind and holds another one."""
    if not _fits_any(header, [other for other in kinds() if other != kind]):
        return False
    return ANOTHER in examine(path, kind, layout=layout).report.counts


def _why_not(path: Path, kind: str, layout: str) -> DataProblem:
    return DataProblem(examine(path, kind, layout=layout).report)


def _sample(candidates: Sequence[Layout]) -> Dataset:
    for layout in candidates:
        if layout.note("sample", False):
            return read(pack("data", *layout.path.split("/")), layout.kind, layout=layout.name)
    raise PlainError(
        f"There is no file of {candidates[0].kind} and no sample of it. Put the file into the "
        f"data folder of your project. {candidates[0].note('how_to_get')}".strip()
    )
