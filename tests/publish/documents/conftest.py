"""A paper that holds one of everything, and ways to read what came out."""

import struct
import zlib
from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from playbook.publish.documents import (
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
    to_word,
)


def _png() -> bytes:
    """A picture of two by two dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        mark = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + mark

    head = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\x00\x10\x80" * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.fixture(scope="session")
def png() -> bytes:
    return _png()


@pytest.fixture(scope="session")
def paper(png: bytes) -> Document:
    """One of every kind of part."""
    beds = Table(
        caption="Beds by place",
        columns=("Place", "Beds", "Share (%)"),
        rows=(("Keith", 4, 12.5), ("Elgin", "[c]", 30.0)),
        source="Invented for this test",
        sample=True,
    )
    blocks: tuple[Block, ...] = (
        MissingList((MissingPart("The date of the review.", "Write it in charter.yml."),)),
        Heading("Need"),
        Paragraph("First.\n\nSecond rests on [delays-size].", lead="In short.", sample=True),
        Heading("Who waits", 2),
        Paragraph("Older people wait.", cites=("delays-size",)),
        Guidance("Say who waits."),
        BulletList(("One", "Two")),
        BulletList(("First", "Then"), numbered=True),
        Fields("What the charter says", (Field("Lead", "A manager"), Field("Staff", "", True))),
        beds,
        Picture(image=png, alt="A line that falls", caption="Delays fall", numbers=beds),
        Room("What will you do on Monday?", 2),
        Heading("Evidence", numbered=False),
        EvidenceList(
            (
                EvidenceRecord(
                    id="delays-size",
                    finding="Delays filled 35 beds.",
                    strength="Moderate",
                    source="Public Health Scotland",
                    cannot_tell="Why.",
                    sample=True,
                ),
            )
        ),
    )
    return Document(
        title="Home First: a case",
        kind="Business case",
        date=date(2026, 11, 22),
        version="0.3",
        author="Health and Social Care Moray",
        subject="Care at home",
        sample=True,
        blocks=blocks,
    )


@pytest.fixture(scope="session")
def xml_of() -> Callable[..., etree._Element]:
    """Give a function that reads a part of a Word file."""

    def read(document: Document, part: str = "word/document.xml") -> etree._Element:
        with ZipFile(BytesIO(to_word(document))) as parts:
            return etree.fromstring(parts.read(part))

    return read
