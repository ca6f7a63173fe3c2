"""A paper that is filled in for practice, for a team to copy and change."""

from playbook.framework.register import unknown
from playbook.kit.blank_papers import BlankPaper
from playbook.kit.papers import FORMS
from playbook.places import pack


def example_paper(form: str) -> BlankPaper:
    """Give the text of the paper that ships for practice, so that a team can write over it.

    Raises ``ValueError`` for an unknown form.

    >>> example_paper("implementation").name
    'implementation.yml'
    """
    if form not in FORMS:
        raise ValueError(unknown(form, FORMS, "the forms of paper"))
    file = pack("data", "sample", f"{form}.yml")
    return BlankPaper(file.name, file.read_text(encoding="utf-8"))
