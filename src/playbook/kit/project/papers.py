"""The text of a new project's own files that people fill in: project.yml, charter.yml, papers."""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby, takewhile
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from playbook.framework import framework
from playbook.govern import charter_rules
from playbook.kit.blank_papers import blank_paper
from playbook.kit.example_papers import example_paper
from playbook.kit.papers import FORMS
from playbook.kit.project.choosing import expected_of
from playbook.kit.project.keep import parse_fields, write_fields
from playbook.kit.project.model import BOTH, FORMAT, ElementChoice, Project
from playbook.kit.project.policy import notebook_policy

IN_PLACE = ("charter", "direction")  # blank from the start: their notebooks say what is missing

_BLANK = "# A blank {}. Copy this file beside project.yml when you come to it, then fill it in."
_OF_THE_SAMPLE = ("Sample data", "STORIES", "practice", "Write over it", "Write your own over")

# Tables whose first column is the same for everybody: its names stay in a blank paper.
_SAME_FOR_ALL = {("ending", "steps"), ("involvement", "equality"), ("business-case", "beds")}


def project_text(project: Project) -> str:
    """Write ``project.yml``, with what goes where as comments.

    >>> "approach: both" in project_text(Project(approach="both"))
    True
    """
    return "\n".join((*_head(project), *_decision(project), *_elements(project), *_roles(project)))


def charter_text(name: str, given: Mapping[str, Any]) -> str:
    """Write ``charter.yml``: the blank one, with the answers in their places."""
    paper = blank_paper("charter")
    fields = parse_fields(paper.text, paper.name)
    _put(fields, "title", name)
    _put(fields, "version", "0.1")
    things = charter_rules().things
    for field, answer in given.items():
        if isinstance(answer, Mapping):
            for inner, text in answer.items():
                _put(fields[field], inner, text)
        elif field in things and answer:
            fields[field] = DoubleQuotedScalarString(clean(answer))
        elif answer:
            _put(fields, field, answer)
    return write_fields(fields)


def blank_text(form: str) -> str:
    """Write a blank paper of any form: the lines and the advice of the worked one, no content.

    >>> blank_text("market").splitlines()[-1]
    '  What | Move | For whom | Where | Because | How paid'
    """
    if form in IN_PLACE:
        return blank_paper(form).text
    worked = example_paper(form)
    lines = worked.text.splitlines()
    top = list(takewhile(lambda line: line.startswith("#"), lines))
    fields = parse_fields("\n".join(lines[len(top) :]), worked.name)
    for name in list(fields):
        fields[name] = _emptied(fields[name], keep_names=(form, name) in _SAME_FOR_ALL)
    advice = [line for line in top if not any(word in line for word in _OF_THE_SAMPLE)]
    return "\n".join([_BLANK.format(FORMS[form].called), *advice, write_fields(fields)])


def clean(value: Any) -> str:
    r"""Give what a person typed without characters that a text file should not hold.

    >>> clean("Home\x00 First\x85 ")
    'Home First'
    """
    text = value.isoformat() if isinstance(value, date) else str(value)
    kept = (
        letter
        for letter in text
        if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs", "Zl", "Zp")
    )
    return "".join(kept).strip()


def _quoted(value: Any) -> str:
    return json.dumps(clean(value), ensure_ascii=False)


def _put(fields: CommentedMap, name: str, value: Any) -> None:
    fields[name] = DoubleQuotedScalarString(clean("" if value is None else value))


def _head(project: Project) -> Iterator[str]:
    approaches = (*framework().approaches, BOTH)
    subjects = notebook_policy().subjects.values()
    yield "# The project file. Change it in any text editor, then type: playbook check"
    yield "# Dates look like this: 2026-03-26. Text stands between quotes."
    yield "# What the project is for, who accepted it and when it starts is in charter.yml."
    yield ""
    yield f"format: {FORMAT}  # leave this line as it is"
    yield f"name: {_quoted(project.name)}"
    yield f"area: {_quoted(project.area)}  # the council, as your data files call it"
    yield f"started: {project.started or ''}  # the day on which this folder was made"
    yield f"stage: {project.stage}  # where the project stands: {', '.join(framework().stages)}"
    yield ""
    yield f"approach: {project.approach}  # {', '.join(approaches)}"
    yield f"why_this_approach: {_quoted(project.why_this_approach)}"
    yield ""
    yield "# What it is about. This chooses notebooks. Take out what does not fit."
    yield from (f"#   {each.id}: {each.question}" for each in subjects)
    chosen = [each.id for each in subjects] if project.subjects is None else project.subjects
    yield f"subjects: [{', '.join(chosen)}]"


def _decision(project: Project) -> Iterator[str]:
    decision = project.next_decision
    yield from ("", "# The decision that the project works towards now.", "next_decision:")
    yield f"  what: {_quoted(decision.what)}"
    yield f"  by: {_quoted(decision.by)}  # the body that takes it"
    yield f"  on: {decision.on or ''}"


def _elements(project: Project) -> Iterator[str]:
    yield from ("", "# How far you do each thing that the framework expects.")
    yield "# The choices: do, lightly, not needed. The last two need a reason, such as:"
    yield '#   M10: {choice: lightly, reason: "The law has not changed since our last plan"}'
    yield "elements:"
    asked: set[str] = set()
    for stage, things in groupby(expected_of(project), key=lambda each: each.stage):
        yield f"  # {framework().stages[stage].name}"
        for each in things:
            asked.add(each.element)
            yield f"  {each.element}: {_choice(project, each.element)}  # {each.product}"
    for element in project.elements:
        if element not in asked:
            name = framework().elements[element].name
            yield f"  {element}: {_choice(project, element)}  # {name}"


def _choice(project: Project, element: str) -> str:
    chosen = project.elements.get(element, ElementChoice(choice="do"))
    if chosen.choice == "do" and not chosen.reason:
        return "{choice: do}"
    return f"{{choice: {chosen.choice}, reason: {_quoted(chosen.reason)}}}"


def _roles(project: Project) -> Iterator[str]:
    yield from ("", "# Who fills each role: a post, or a name.", "roles:")
    for role in framework().roles.values():
        yield f"  {role.id}: {_quoted(project.roles.get(role.id, ''))}  # {role.name}"
    yield from ("", f"note: {_quoted(project.note)}", "")


def _emptied(value: Any, *, keep_names: bool = False) -> Any:
    """Empty what a worked paper says; the names, the headings of its tables and notes stay."""
    if isinstance(value, CommentedMap):
        for name in list(value):
            value[name] = _emptied(value[name])
        return value
    if isinstance(value, CommentedSeq):
        del value[1:]
        if isinstance(value[0], CommentedMap):
            _emptied(value[0])
        return value
    if isinstance(value, str) and "|" in value:
        heading, *rows = value.splitlines()
        columns = heading.count("|")
        names = [f"{row.partition('|')[0].strip()}{' |' * columns}" for row in rows if keep_names]
        return LiteralScalarString("\n".join([heading, *names, ""]))
    return DoubleQuotedScalarString("") if isinstance(value, str) else None
