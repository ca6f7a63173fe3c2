"""My learning record: a page that shows what this device remembers of the course."""

from collections.abc import Callable, Iterable

import playbook
from playbook.learn.activity import version
from playbook.learn.definitions import Notebook, catalogue
from playbook.learn.tags import Html, data_script, tag

NEEDS_SCRIPT = "Your learning record is kept in your browser, so this page needs JavaScript."


def record_page(
    notebooks: Iterable[Notebook] | None = None, address: Callable[[Notebook], str] | None = None
) -> Html:
    """Write the body of the page: what the course holds, for the script to set answers against.

    ``notebooks`` are those of the course, in its order; by default all that have questions.
    ``address`` gives the link to a notebook's page; without it titles are not links.
    """
    listed = catalogue() if notebooks is None else tuple(notebooks)
    entries = [_entry(notebook, address(notebook) if address else "") for notebook in listed]
    data = {"version": playbook.__version__, "notebooks": entries}
    waiting = tag("noscript", tag("p", NEEDS_SCRIPT))
    return tag("div", waiting, data_script(data, "pb-catalogue"), class_="pb-record")


def _entry(notebook: Notebook, address: str) -> dict[str, object]:
    return {
        "id": notebook.id,
        "kind": notebook.kind,
        "title": notebook.title,
        "stage": notebook.stage,
        "minutes": notebook.minutes,
        "address": address,
        "outcomes": [outcome.text for outcome in notebook.outcomes],
        "activities": [
            {
                "id": activity.id,
                "module": notebook.id,
                "type": activity.type,
                "title": activity.title,
                "version": version(activity),
                **activity.asked(),
            }
            for activity in notebook.activities
        ],
    }
