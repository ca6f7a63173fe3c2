"""Blank papers for a team to fill in: every line that a check asks for, with what goes there."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from playbook.framework.register import unknown
from playbook.govern import charter_rules, direction_rules
from playbook.kit.improvement_paper import blank_improvement

_LEVELS = {
    "must": "The Act asks for this.",
    "may": "The Act allows this. Leave it empty if you do not need it.",
    "good": "Good practice.",
}


@dataclass(frozen=True)
class BlankPaper:
    """A blank paper, as the text of a file called ``name``. Made by :func:`blank_paper`."""

    name: str
    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        html = (
            f"<details><summary>Lines to copy into {escape(self.name)}</summary>"
            f'<pre tabindex="0">{escape(self.text)}</pre></details>'
        )
        return {"text/html": html, "text/plain": self.text}


def blank_paper(form: str) -> BlankPaper:
    """Give the lines of a blank charter, Direction or improvement plan, with what goes there.

    Raises ``ValueError`` for an unknown form.

    >>> blank_paper("charter").text.splitlines()[2]
    'title: ""'
    """
    lines = {"charter": _charter, "direction": _direction, "improvement": blank_improvement}
    if form not in lines:
        raise ValueError(unknown(form, lines, "the forms of paper"))
    heading = (
        "# Write between the quotes. Use single quote marks inside them.",
        "# Dates look like this: 2026-03-26",
        'title: ""',
    )
    return BlankPaper(f"{form}.yml", "\n".join((*heading, *lines[form]())) + "\n")


def _charter() -> Iterator[str]:
    yield 'version: ""'
    for thing in charter_rules().things.values():
        yield from ("", f"{thing.id}:  # {thing.name}")
        for ask in thing.asks:
            yield f'  {ask.id}: ""  # {ask.text}'
    yield from ("", 'starts_on: ""  # The day on which work starts')
    for ask in charter_rules().acceptance:
        yield f'{ask.id}: ""  # {ask.text}'


def _direction() -> Iterator[str]:
    needs = direction_rules().requirements.values()
    for need in needs:
        if need.fields == ("functions",):
            yield from ("functions:  # One block for each. Copy it for another.", '  - name: ""')
            yield "    set_aside: false  # true or false: is its budget set aside?"
            for inner in (each for each in needs if each.each):
                pounds = inner.fields[0].endswith("_gbp")
                room = "  # In pounds, as a number without quotes." if pounds else ' ""  #'
                yield f"    {inner.fields[0]}:{room} {inner.text}"
        elif not need.each:
            yield f'{need.fields[0]}: ""  # {need.text} {_LEVELS[need.level]}'
