"""Parts of a paper that come from a team's own papers, each held to its own check."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from playbook.govern import charter_rules, check_charter, check_direction, direction_wording
from playbook.kit.report.filled import Filling, look_up, note_small
from playbook.kit.report.material import check_names
from playbook.kit.report.standing import day_of
from playbook.kit.report.table_files import heading
from playbook.publish.documents import Field, Fields, MissingPart, Table
from playbook.publish.documents.outline import Part

_LONG_AGO = date(2000, 1, 1)


def fill_paper(work: Filling, part: Part) -> None:
    """Show answers of a paper, or of ``project.yml``; each that is not given is missing."""
    check_names(part.paper)
    rows: list[Field] = []
    file = "project.yml" if part.paper == "project" else f"{part.paper}.yml"
    for name, label in part.fields.items():
        said = work.has.answer(part.paper, name)
        if rows and said and said == rows[-1].value:
            continue  # one text that answers two questions
        note_small(work, said, f"{file}, {name}")
        look_up(work, said, f"Mend it in {file}, under {name.replace('.', ', ')}.")
        rows.append(Field(label, said, missing=not said))
        if not said and not part.optional:
            where = f"Write it in {file}, under {name.replace('.', ', ')}."
            work.into.missing.append(MissingPart(f"{part.caption}: {_lower(label)}.", where))
    work.into.blocks.append(Fields(part.caption, tuple(rows)))


def fill_check(work: Filling, part: Part) -> None:
    """List what keeps a paper of the team from passing its own check."""
    check_names(part.check)
    paper = work.has.paper(part.check)
    file = f"{part.check}.yml"
    if paper is None:
        work.into.missing.append(MissingPart(f"The file {file}.", "Make it beside project.yml."))
        return
    if part.check == "charter":
        reasons = _charter_reasons(work, paper.fields)
    else:
        reasons = check_direction(paper.fields).reasons
    work.into.missing += [MissingPart(reason, f"Put it right in {file}.") for reason in reasons]


def _charter_reasons(work: Filling, charter: Mapping[str, Any]) -> tuple[str, ...]:
    """Give what is wrong in a charter, apart from gaps told field by field.

    A paper is ready before it is accepted, so an acceptance that has not come is no fault here.
    """
    fields = dict(charter)
    on = day_of(work.has.answer("charter", "accepted_on"), "charter.yml")
    if not fields.get("accepted_by") or on is None or on > work.today:
        fields |= {"accepted_by": "Not yet", "accepted_on": _LONG_AGO}
    unclear = [f"{thing.name} is " for thing in charter_rules().things.values()]
    return tuple(
        reason
        for reason in check_charter(fields, today=work.today).reasons
        if not any(reason.startswith(start) for start in unclear)
    )


def fill_whole(work: Filling, part: Part) -> None:
    """Show a whole paper of the team, part by part."""
    paper = work.has.paper(part.whole)
    if paper is None:
        file = f"{part.whole}.yml"
        work.into.missing.append(MissingPart(f"The file {file}.", "Make it beside project.yml."))
        return
    worded = direction_wording(paper.fields)
    table = worded.table.rename(columns=heading)
    work.into.blocks.append(Table.from_frame(table, worded.title, source=f"{paper.path.name}"))


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"
