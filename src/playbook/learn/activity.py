"""One activity of a notebook, to be answered in the book or in Jupyter."""

import hashlib
import json

import traitlets

from playbook.learn.definitions import Notebook, find_notebook
from playbook.learn.live import LivePanel, as_module
from playbook.learn.scripts import asset
from playbook.learn.tags import Html, data_script, join, minutes_text, paragraphs, tag
from playbook.learn.types import Definition
from playbook.learn.types.follows import follows_data, follows_html


class Activity(LivePanel):
    """One activity of any type: a question, a decision or work of one's own.

    In Jupyter ``answer`` holds what the person has given so far, as plain lists and texts.
    ``checked`` turns true once they asked for the verdict, and ``correct`` is then true, false,
    or ``None`` where nothing is right or wrong. Where no kernel runs the answer stays in the page.
    """

    _esm = as_module(asset("activities.js"))
    _css = asset("activities.css")

    answer = traitlets.Any(None, allow_none=True).tag(sync=True)
    checked = traitlets.Bool(False).tag(sync=True)
    correct = traitlets.Bool(None, allow_none=True).tag(sync=True)

    def __init__(self, notebook: Notebook, definition: Definition, level: int = 3) -> None:
        self.definition = definition
        html = activity_html(notebook, definition, level)
        super().__init__(html, f"Activity: {definition.title} ({notebook.id}, {definition.id})")


def activity(notebook_id: str, activity_id: str, *, level: int = 3) -> Activity:
    """Show one activity of a module or exercise.

    The questions are read from ``<notebook_id>.yml``. An unknown id raises an error that lists
    the valid ones; a file with mistakes raises one that lists them all. ``level`` is the level
    of the card's heading: one below the heading it stands under.

    >>> activity("commissioning-cycle", "first-move")
    Activity: Decide first (commissioning-cycle, first-move)
    """
    notebook = find_notebook(notebook_id)
    return Activity(notebook, notebook.activity(activity_id), level)


def activity_html(notebook: Notebook, definition: Definition, level: int = 3) -> Html:
    """Write an activity as HTML that reads and prints well without any script."""
    name = f"pb-{notebook.id}-{definition.id}"
    stage = f" pb-stage-{notebook.stage}" if notebook.stage else ""
    return tag(
        "section",
        _top(definition, level),
        _follows(notebook, definition),
        paragraphs(definition.intro) if definition.intro else None,
        tag(
            "form",
            definition.controls(name),
            tag("div", class_="pb-feedback"),
            tag("div", class_="pb-actions", hidden=True),
            class_="pb-form",
            novalidate=True,
            autocomplete="off",
        ),
        tag("p", class_="pb-saved", role="status"),
        _answers(definition),
        data_script(script_data(notebook, definition), "pb-definition"),
        class_=f"pb-activity pb-{definition.type}{stage}",
        id=name,
    )


def script_data(notebook: Notebook, definition: Definition) -> dict[str, object]:
    """Give what the script needs to run an activity and to describe it in the learning record."""
    return {
        "module": notebook.id,
        "id": definition.id,
        "type": definition.type,
        "outcome": definition.outcome,
        "title": definition.title,
        "version": version(definition),
        "button": definition.button,
        "after": definition.after,
        **_followed(notebook, definition),
        **definition.asked(),
        **definition.told(),
    }


def version(definition: Definition) -> str:
    """Give a short mark that changes when what is asked changes, not the wording around it."""
    asked = json.dumps([definition.type, definition.asked()], sort_keys=True)
    return hashlib.sha256(asked.encode()).hexdigest()[:10]


def _top(definition: Definition, level: int) -> Html:
    title = tag(f"h{level}", definition.title, class_="pb-activity-title")
    minutes = tag("p", minutes_text(definition.minutes), class_="pb-minutes")
    return tag("div", title, minutes, class_="pb-activity-top")


def _follows(notebook: Notebook, definition: Definition) -> Html | None:
    follows = definition.follows
    return follows_html(follows, notebook.activity(follows.activity).choices()) if follows else None


def _followed(notebook: Notebook, definition: Definition) -> dict[str, object]:
    follows = definition.follows
    if follows is None:
        return {}
    earlier = notebook.activity(follows.activity)
    return {"follows": follows_data(follows, earlier.type, earlier.choices())}


def _answers(definition: Definition) -> Html | None:
    answers = definition.answers()
    if answers is None and not definition.after:
        return None
    title = "When you have written" if answers is None else definition.answers_title
    inside = join(answers, paragraphs(definition.after))
    return tag("details", tag("summary", title), inside, class_="pb-answers")
