"""Words that every form of a paper shares: its front, its sources, its marks."""

from collections.abc import Iterator

from playbook.charts import SAMPLE
from playbook.publish.documents.text import in_day, in_one_line
from playbook.publish.documents.tree import Document, Picture, Table

HIDDEN = "[c]"
NOT_GIVEN = "Not given yet"


def front_facts(document: Document) -> Iterator[tuple[str, str]]:
    """Give what the front of a paper says below its title: names and values.

    >>> from datetime import date
    >>> paper = Document(title="A plan", kind="Plan", date=date(2026, 11, 22), blocks=())
    >>> list(front_facts(paper))
    [('Status', 'draft'), ('Date', '22 November 2026')]
    """
    if document.status:
        yield "Status", document.status
    if document.version:
        yield "Version", in_one_line(document.version)
    yield "Date", in_day(document.date)
    for fact in document.facts:
        yield in_one_line(fact.label), in_one_line(fact.value)


def sources(block: Table | Picture) -> Iterator[str]:
    """Give the line that says where the figures come from."""
    source = in_one_line(block.source).rstrip(".")
    if source:
        yield f"Source: {source}."


def notes_below(block: Table | Picture) -> Iterator[str]:
    """Give the notes that belong below a table or a figure."""
    note = in_one_line(block.note)
    if note:
        yield note
    if isinstance(block, Table) and any(HIDDEN in row for row in block.rows):
        yield f"{HIDDEN} means that a number is hidden to protect people."


def marked(text: str, sample: bool) -> str:
    """Put the words "Sample data" before text that rests on it.

    >>> marked("Delays fill 35 beds.", True)
    'Sample data. Delays fill 35 beds.'
    """
    return f"{SAMPLE}. {text}" if sample else text
