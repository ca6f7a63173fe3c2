"""Papers: one tree of parts, written as Word, HTML or Markdown."""

from playbook.publish.documents.html import to_html
from playbook.publish.documents.markdown import to_markdown
from playbook.publish.documents.tree import (
    Block,
    BulletList,
    Document,
    EvidenceList,
    EvidenceRecord,
    Field,
    Fields,
    Guidance,
    Heading,
    MissingList,
    MissingPart,
    Paragraph,
    Picture,
    Room,
    Table,
)
from playbook.publish.documents.word import to_word
from playbook.publish.documents.writing import FORMATS, write_document

__all__ = [
    "FORMATS",
    "Block",
    "BulletList",
    "Document",
    "EvidenceList",
    "EvidenceRecord",
    "Field",
    "Fields",
    "Guidance",
    "Heading",
    "MissingList",
    "MissingPart",
    "Paragraph",
    "Picture",
    "Room",
    "Table",
    "to_html",
    "to_markdown",
    "to_word",
    "write_document",
]
