"""Give a team its own data inside its project, and the sample everywhere else."""

import re
from dataclasses import replace
from pathlib import Path

from playbook.data.dataset import Dataset
from playbook.data.header import fit, overlap
from playbook.data.opening import header_of, open_text
from playbook.data.problems import DataProblem, report_of
from playbook.data.reading import read
from playbook.data.schema import kinds, layouts
from playbook.data.wording import listed
from playbook.markup import PlainError
from playbook.places import pack, project_folder

ALMOST = 0.5  # a header with half of the columns was probably meant


def load(kind: str, start: Path | None = None) -> Dataset:
    """Load a kind of data: a team's own file inside a project, the sample elsewhere.

    In a project every CSV in its ``data`` folder is looked at, under any name. One whose
    header fits is read. Several that fit are refused and listed. One that almost fits is
    refused with the reason. When none fits, the sample comes with a notice that says so.
    Copies of the sample give way to a file of the team's own.

    Parameters
    ----------
    kind
        A kind of data, for example ``"delayed_discharges"``.
    start
        Where to look for the project; the working folder if not given.

    Raises
    ------
    DataProblem
        The file that fits has problems, or a file almost fits.
    ValueError
        Several files fit, or the kind does not exist.

    >>> load("delayed_discharges").source
    'Sample data in the layout of Public Health Scotland, Delayed discharges in NHSScotland'
    """
    if kind not in kinds():
        layouts(kind)  # refuses what does not exist
        raise ValueError(f'{kind} is a table of published figures. Use published("{kind}").')
    project = project_folder(start)
    if project is None:
        return _sample(kind)
    return _of_the_team(project, kind)


def _of_the_team(project: Path, kind: str) -> Dataset:
    folder = project / "data"
    fitting, almost = _sorted_by_fit(folder, kind)
    datasets = [read(path, kind) for path in fitting]
    own = [data for data in datasets if not data.is_sample]
    if len(own) > 1:
        names = listed([data.path.name for data in own])
        raise PlainError(
            f"{len(own)} files in the project's data folder hold {kind}: {names}. "
            "Keep the one you want there and move the others to another folder."
        )
    if own:
        return own[0]
    if almost:
        raise _why_not(almost[0], kind)
    notice = f"No file in the project's data folder holds {kind}, so the sample is used."
    sample = datasets[0] if datasets else _sample(kind)
    return replace(sample, notices=(*sample.notices, notice))


def _sorted_by_fit(folder: Path, kind: str) -> tuple[list[Path], list[Path]]:
    """Find the CSV files that fit a kind, and those that almost do and fit nothing else."""
    fitting, almost = [], []
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    for path in (each for each in paths if each.suffix.lower() == ".csv"):
        header = header_of(path)
        if fit(header, kind)[0]:
            fitting.append(path)
        elif overlap(_split(header), kind) >= ALMOST and not _fits_another(header, kind):
            almost.append(path)
    return fitting, almost


def _split(header: tuple[str, ...]) -> tuple[str, ...]:
    """Split a header that was saved with another separator, to see what it was meant to be."""
    return tuple(re.split(r"[;\t|]", header[0])) if len(header) == 1 else header


def _fits_another(header: tuple[str, ...], kind: str) -> bool:
    return any(fit(header, other)[0] for other in kinds() if other != kind)


def _why_not(path: Path, kind: str) -> DataProblem:
    text, findings = open_text(path)
    if text is not None:
        findings = [*findings, *fit(text.header, kind)[1]]
    return DataProblem(report_of(path.name, findings, listed=20))


def _sample(kind: str) -> Dataset:
    layout = next(each for each in layouts(kind) if each.note("sample", False))
    return read(pack("data", *layout.path.split("/")), kind)
