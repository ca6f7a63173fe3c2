"""Give a team its own data inside its project, and the sample everywhere else."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from playbook.data.checking import examine
from playbook.data.dataset import Dataset
from playbook.data.inspecting import Found, look, title_of
from playbook.data.problems import DataProblem
from playbook.data.reading import read
from playbook.data.schema import Layout, kinds, layouts
from playbook.data.wording import listed
from playbook.markup import PlainError
from playbook.places import pack, project_folder, why_no_project


def load(kind: str, start: Path | None = None, *, layout: str = "") -> Dataset:
    """Load a kind of data: a team's own file inside a project, the sample elsewhere.

    In a project everything in its ``data`` folder is looked at, under any name. One file whose
    header fits is read; a notice names others that almost fit. Several that fit are refused and
    listed, and the damaged ones among them named. When none fits, each is named with the reason
    why it was not used. The sample comes, with a notice, only when the folder is empty or
    missing, or when every file in it is of another kind. Copies of the sample give way to a
    file of the team's own. Files of the same columns, such as population estimates and
    projections, are told apart by what they hold.

    Outside a project the sample comes too. Where a project was probably meant, such as beside
    a file called ``project.yml.txt``, a notice says what is missing.

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
        The file that fits has problems, or the only file of no other kind almost fits.
    ValueError
        Several files fit, or no file fits and one fits no kind at all. There is no file and no
        sample. The kind or the layout does not exist.

    >>> load("delayed_discharges").source
    'Sample data in the layout of Public Health Scotland, Delayed discharges in NHSScotland'
    """
    candidates = layouts(kind, layout)  # refuses what does not exist
    if kind not in kinds():
        raise ValueError(f'{kind} is a table of published figures. Use published("{kind}").')
    project = project_folder(start)
    if project is None:
        return _sample(candidates, why_no_project(start))
    found = look(project / "data", kind, layout)
    good, damaged = _read_fitting(found, kind, layout)
    own = [data for data in good if not data.is_sample]
    if len(own) + len(damaged) > 1:
        raise PlainError(_too_many(own, damaged, kind))
    if damaged:
        raise damaged[0]
    if own:
        return _noting(own[0], *_passed_over(found))
    _refuse_others(found, kind, layout)
    notice = _none_here(found, kind)
    return _noting(good[0], notice) if good else _sample(candidates, notice)


def _read_fitting(
    found: Sequence[Found], kind: str, layout: str
) -> tuple[list[Dataset], list[DataProblem]]:
    """Read every file whose columns fit, and keep the problems of those that are damaged."""
    good, damaged = [], []
    for each in found:
        if each.verdict != "fits":
            continue
        try:
            good.append(read(each.path, kind, layout=layout))
        except DataProblem as problem:
            damaged.append(problem)
    return good, damaged


def _noting(data: Dataset, *notices: str) -> Dataset:
    return replace(data, notices=(*data.notices, *filter(None, notices)))


def _passed_over(found: Sequence[Found]) -> tuple[str, ...]:
    return tuple(
        f"Another file in the data folder was not used. {each}."
        for each in found
        if each.verdict == "almost"
    )


def _too_many(own: Sequence[Dataset], damaged: Sequence[DataProblem], kind: str) -> str:
    names = [data.path.name for data in own] + [each.report.file for each in damaged]
    told = (
        f"{len(names)} files in the project's data folder hold {title_of(kind)}: "
        f"{listed(sorted(names))}. "
    )
    layouts_there = list(dict.fromkeys(data.layout for data in own))
    if len(layouts_there) == len(names):
        return f'{told}Say which layout you want, for example layout="{layouts_there[0]}".'
    hurt = "".join(f"{each.report.file} is damaged. {each.report.problems[0]} " for each in damaged)
    return f"{told}{hurt}Keep the one you want there and move the others out of the data folder."


def _refuse_others(found: Sequence[Found], kind: str, layout: str) -> None:
    """Refuse when something in the folder fits no kind: it may be the file that was meant."""
    unfit = [each for each in found if each.verdict in ("almost", "no use")]
    if not unfit:
        return
    if len(unfit) == 1 and unfit[0].verdict == "almost":
        raise DataProblem(examine(unfit[0].path, kind, layout=layout).report)
    reasons = {"fits": "a copy of the sample", "another kind": "another kind of data, "}
    lines = [
        f"- {each.name}: {reasons.get(each.verdict, '')}{each.why}."
        for each in (*unfit, *(each for each in found if each not in unfit))
    ]
    how_to_get = layouts(kind, layout)[0].note("how_to_get")
    advice = (
        f"Put your file straight into the data folder, as a CSV file, just as you got it. "
        f"Move what is not data elsewhere. {how_to_get}".strip()
    )
    raise PlainError(
        f"Nothing in the project's data folder could be used as {title_of(kind)}. "
        f"The sample was not used in its place. The folder holds:\n"
        + "\n".join(lines)
        + f"\n{advice}\nTo practise on the sample, empty the data folder."
    )


def _none_here(found: Sequence[Found], kind: str) -> str:
    told = f"No file in the project's data folder holds {title_of(kind)}, so the sample is used."
    others = [f"{each.name} ({each.why})" for each in found if each.verdict == "another kind"]
    return f"{told} It holds other kinds of data: {listed(others)}." if others else told


def _sample(candidates: Sequence[Layout], notice: str) -> Dataset:
    for layout in candidates:
        if layout.note("sample", False):
            path = pack("data", *layout.path.split("/"))
            return _noting(read(path, layout.kind, layout=layout.name), notice)
    first = candidates[0]
    elsewhere = [each.name for each in layouts(first.kind) if each.note("sample", False)]
    other = f' There is a sample with layout="{elsewhere[0]}".' if elsewhere else ""
    raise PlainError(
        f"There is no file of {title_of(first.kind)} and no sample of it in the layout "
        f"{listed([each.name for each in candidates], 'or')}.{other} Put the file into the data "
        f"folder of your project. {first.note('how_to_get')} {notice}".strip()
    )
