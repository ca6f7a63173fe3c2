"""The methods notes: every method has one, and each number in them is what the package gives."""

import doctest
import importlib
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

BOOK = Path(__file__).resolve().parents[2] / "book"
STAGES = ("analyse", "plan", "implement", "review", "govern", "team")
PAGES = ("analyse", "plan", "implement", "review", "govern")
FACTS = ("In Python", "Assumes", "Do not use it", "Source")

EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FORMULA = re.compile(r"^\$\$\n.+?\n\$\$$", re.DOTALL | re.MULTILINE)
FACT = re.compile(r"^(\w[\w ]*)\n: (.+)$", re.MULTILINE)
CALL = re.compile(rf"`((?:{'|'.join(STAGES)})\.\w+)`")
NAMES = re.compile(r"\b20\d\d(/\d\d)?\b|\d+ and over|for each 1,000")  # of years, ages and rates
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@dataclass(frozen=True)
class Note:
    """What a page says of one method."""

    page: str
    title: str
    text: str

    @property
    def facts(self) -> dict[str, str]:
        return dict(FACT.findall(self.text))

    @property
    def calls(self) -> list[str]:
        return CALL.findall(self.facts["In Python"])

    @property
    def examples(self) -> list[str]:
        return EXAMPLE.findall(self.text)

    @property
    def told(self) -> str:
        """The words of the worked example, without its code."""
        words = self.text.partition("**Worked example.**")[2].partition("\nIn Python\n")[0]
        return EXAMPLE.sub("", words)


def read(page: str) -> tuple[str, list[Note]]:
    """Give the lines that every example of a page begins with, and its notes."""
    text = (BOOK / "methods" / f"{page}.md").read_text(encoding="utf-8")
    opening, *notes = re.split(r"^### ", text, flags=re.MULTILINE)
    named = [note.partition("\n") for note in notes]
    return opening, [Note(page, title, rest) for title, _, rest in named]


def all_notes() -> Iterator[Any]:
    for page in PAGES:
        for note in read(page)[1]:
            yield pytest.param(note, id=f"{page}: {note.title}")


def run(code: str, names: dict[str, object], where: str) -> str:
    """Run an example line by line and give what went otherwise than the page says."""
    told: list[str] = []
    examples = doctest.DocTestParser().get_doctest(code, names, where, where, 0)
    examples.globs = names  # what one example makes, the next may use
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(examples, out=told.append, clear_globs=False)
    return "".join(told)


def numbers(text: str) -> set[float]:
    return {float(found.replace(",", "")) for found in NUMBER.findall(text)}


def test_every_public_function_of_the_stages_has_a_note() -> None:
    public = {
        f"{stage}.{name}"
        for stage in STAGES
        for module in [importlib.import_module(f"playbook.{stage}")]
        for name in module.__all__
        if inspect.isroutine(getattr(module, name))
    }
    noted = {call for page in PAGES for note in read(page)[1] for call in note.calls}
    assert sorted(public - noted) == []
    assert sorted(noted - public) == []


@pytest.mark.parametrize("notes_of", PAGES)
def test_every_worked_number_is_what_the_package_gives(notes_of: str) -> None:
    opening, notes = read(notes_of)
    names: dict[str, object] = {}
    told = [run(code, names, f"{notes_of}, at the top") for code in EXAMPLE.findall(opening)]
    for note in notes:
        told += [run(code, names, f"{notes_of}, {note.title}") for code in note.examples]
    assert "".join(told) == ""


@pytest.mark.parametrize("note", list(all_notes()))
def test_a_note_has_all_its_parts(note: Note) -> None:
    assert len(note.text.strip().partition("\n")[0].split()) >= 5
    assert FORMULA.search(note.text)
    assert note.text.count("**Worked example.**") == 1
    assert tuple(note.facts) == FACTS


@pytest.mark.parametrize("note", list(all_notes()))
def test_a_worked_example_calls_what_the_note_names(note: Note) -> None:
    code = "".join(note.examples)
    assert [call for call in note.calls if f"{call}(" not in code] == []


@pytest.mark.parametrize("note", list(all_notes()))
def test_a_number_in_words_is_in_the_call_or_the_result(note: Note) -> None:
    shown = numbers("".join(note.examples).replace("_", ""))
    told = numbers(NAMES.sub("", note.told))
    assert {one for one in told if one not in shown and round(one / 100, 6) not in shown} == set()


def test_the_index_lists_every_note_with_its_calls() -> None:
    index = (BOOK / "methods.md").read_text(encoding="utf-8")
    listed = re.findall(r"^- \[(.+?)\]\(methods/(\w+)\.md#.+?\): (.+)$", index, re.MULTILINE)
    rows = [(page, title, CALL.findall(calls)) for title, page, calls in listed]
    assert rows == [(note.page, note.title, note.calls) for page in PAGES for note in read(page)[1]]


def test_every_source_with_a_year_is_given_in_full() -> None:
    index = (BOOK / "methods.md").read_text(encoding="utf-8").partition("## Sources in full")[2]
    full = {row.strip() for row in re.findall(r"^\| ([^|]+) \|", index, re.MULTILINE)}
    short = {
        source.removeprefix("HM Treasury, ")
        for page in PAGES
        for note in read(page)[1]
        for source in re.findall(r"[^.]+? \d{4}(?=[.,])", note.facts["Source"])
    }
    assert sorted({source.strip().removeprefix("After ") for source in short} - full) == []


def test_a_wrong_number_on_a_page_would_be_found() -> None:
    assert "Expected" in run(">>> 1 + 1\n3\n", {}, "here")
    assert run(">>> print('one\\ntwo')\none two\n", {}, "here") == ""
