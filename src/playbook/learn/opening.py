"""The card at the head of a module or exercise."""

from dataclasses import dataclass, field

from playbook.framework import framework
from playbook.learn.course import course
from playbook.learn.definitions import Notebook, find_notebook
from playbook.learn.tags import Html, minutes_text, shape, tag

# Who shares a computer shares its browser.
PRIVATE = "Your answers stay in this browser. Anyone who uses it after you could open them."


@dataclass(frozen=True)
class Opening:
    """What a notebook asks of a person and gives them."""

    notebook: Notebook = field(repr=False)

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, str], dict[str, str]]:
        """Give HTML for the book and for Jupyter, and a line of plain text."""
        return {"text/html": opening_html(self.notebook), "text/plain": repr(self)}, {}

    def __repr__(self) -> str:
        return f"Opening of {self.notebook.title}: {minutes_text(self.notebook.minutes)}"


def opening(notebook_id: str) -> Opening:
    """Show the card that opens a module or exercise: stage, minutes, audience and outcomes.

    An id with no file of questions raises an error that lists the valid ones.

    >>> opening("commissioning-cycle")
    Opening of The commissioning cycle: 25 minutes
    """
    return Opening(find_notebook(notebook_id))


def opening_html(notebook: Notebook) -> Html:
    """Write the opening card. The page's own heading gives the title, so the card does not."""
    outcomes = (tag("li", outcome.text) for outcome in notebook.outcomes)
    promise = f"When you finish this {notebook.kind} you can"
    return tag(
        "div",
        _stage(notebook.stage),
        tag("p", notebook.question, class_="pb-leading-question"),
        tag("ul", *_facts(notebook), class_="pb-facts", role="list"),
        tag("div", tag("h2", promise), tag("ul", *outcomes), class_="pb-outcomes"),
        tag("p", PRIVATE, class_="pb-private"),
        tag("p", class_="pb-done-here", hidden=True),
        class_=f"pb-opening pb-stage-{notebook.stage}" if notebook.stage else "pb-opening",
        data_module=notebook.id,
        data_title=notebook.title,
        data_activities=" ".join(activity.id for activity in notebook.activities),
    )


def _facts(notebook: Notebook) -> tuple[Html, ...]:
    facts = {
        "Kind": _kind(notebook),
        "Time": f"About {minutes_text(notebook.minutes)}",
        "For": notebook.audience,
    }
    return tuple(
        tag("li", tag("span", f"{name}: ", class_="pb-fact"), text) for name, text in facts.items()
    )


def _kind(notebook: Notebook) -> str:
    """Name the kind of a notebook; a module of the course says which it is."""
    whole = course()
    place = whole.place_of(notebook.id) if notebook.kind == "module" else None
    kind = notebook.kind.capitalize()
    return f"{kind} {place} of {len(whole.modules)}" if place else kind


def _stage(stage_id: str) -> Html:
    if not stage_id:
        return tag("p", shape("ring"), "The whole cycle", class_="pb-stage-name")
    stage = framework().stages[stage_id]
    return tag("p", shape(stage.shape), stage.name, class_="pb-stage-name")
