"""Keep back what answers a question until the question is answered."""

from dataclasses import dataclass
from typing import Any, Protocol

from playbook.learn.definitions import find_notebook
from playbook.learn.tags import Html, tag

SUMMARY = "The answer as a chart"
FIRST = "Decide above first. Then open this."


class Showable(Protocol):
    """Anything that writes itself as HTML, such as a figure."""

    def html(self) -> str:
        """Give the HTML of the page."""
        ...


@dataclass(frozen=True)
class Reveal:
    """Something folded away below an activity. Made by :func:`reveal`."""

    shown: Showable
    activity: str
    summary: str = SUMMARY

    def __repr__(self) -> str:
        return repr(self.shown)

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {"text/html": self.html(), "text/plain": repr(self)}

    def html(self) -> Html:
        """Write a fold that any browser can open; the script opens it after the answer."""
        hint = tag("span", f" {FIRST}", class_="pb-reveal-first")
        return tag(
            "details",
            tag("summary", self.summary, hint),
            Html(self.shown.html()),
            class_="pb-reveal",
            data_activity=self.activity,
        )


def reveal(
    notebook_id: str, activity_id: str, shown: Showable, *, summary: str = SUMMARY
) -> Reveal:
    """Fold a figure that gives an activity's answer away, until the activity is answered.

    It opens by itself once the activity is checked, and at once for somebody who has answered
    it before. Without scripts, and in Jupyter, a person opens it by hand. On paper it is open.
    ``summary`` is the line that stays in sight. An unknown activity raises an error that lists
    the valid ones.

    >>> from playbook.review import xmr
    >>> chart = xmr([1, 2, 3]).plot(name="three", source="made up", sample=True)
    >>> kept_back = reveal("review", "below-limit", chart)
    >>> kept_back.html()[:8], repr(kept_back) == repr(chart)
    ('<details', True)
    """
    definition = find_notebook(notebook_id).activity(activity_id)
    return Reveal(shown, f"pb-{notebook_id}-{definition.id}", summary)
