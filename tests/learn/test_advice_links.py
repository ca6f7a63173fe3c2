"""Where advice leads: every page it names is a page of the book."""

from playbook.learn import catalogue
from playbook.learn.types import Advise


def test_every_page_that_advice_leads_to_is_there(checkout):
    missing = [
        f"{book.id}, {activity.id}: {result.link}"
        for book in catalogue()
        for activity in book.activities
        if isinstance(activity, Advise)
        for result in activity.policy.results.values()
        if result.link
        and not any((checkout / f"{result.link}{ending}").is_file() for ending in (".ipynb", ".md"))
    ]
    assert missing == []
