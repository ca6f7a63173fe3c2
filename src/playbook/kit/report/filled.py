"""A paper while it is filled: its parts so far, and what came up on the way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from playbook.data.wording import listed
from playbook.kit.log import Record
from playbook.kit.report.disclosure import Hidden, safe_words, tells_few
from playbook.kit.report.material import Material, recorded_by
from playbook.kit.strength import strengths
from playbook.publish.documents import Block, EvidenceRecord, MissingPart
from playbook.publish.documents.outline import Outline
from playbook.publish.documents.text import cited_in


@dataclass
class Filled:
    """A paper while it is filled: its parts, and what came up on the way."""

    blocks: list[Block] = field(default_factory=list)
    missing: list[MissingPart] = field(default_factory=list)
    not_run: dict[str, list[str]] = field(default_factory=dict)
    practice: dict[str, list[str]] = field(default_factory=dict)
    cited: dict[str, EvidenceRecord] = field(default_factory=dict)
    hidden: list[Hidden] = field(default_factory=list)
    protected: list[str] = field(default_factory=list)
    to_check: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)

    def lacks(self) -> tuple[MissingPart, ...]:
        """Give everything that keeps the paper a draft, what is absent first."""
        absent = [
            MissingPart(
                f"From the exercise {exercise}: {', '.join(dict.fromkeys(names))}.",
                f"Run {exercise}.ipynb in this project.",
            )
            for exercise, names in self.not_run.items()
        ]
        return tuple(dict.fromkeys((*self.missing, *absent, *self._practice_parts())))

    def _practice_parts(self) -> Iterator[MissingPart]:
        if self.practice:
            again = listed([f"{exercise}.ipynb" for exercise in self.practice])
            yield MissingPart(
                "Your own figures. Those marked “Sample data” are for practice.",
                f"Put your own files into the folder data, then run again: {again}.",
            )

    def rests_on_sample(self, where: str, what: str) -> None:
        """Note that something rests on sample data."""
        self.practice.setdefault(where, []).append(what)


@dataclass(frozen=True)
class Filling:
    """The filling of one paper: from which outline and material, and into what."""

    made: Outline
    has: Material
    words: Mapping[str, str]
    into: Filled
    guide: bool
    today: date
    told: set[str] = field(default_factory=set)


def look_up(work: Filling, said: str, where: str) -> None:
    """Take up the findings that somebody cites by id, so that each citation leads somewhere."""
    for id_ in cited_in(said):
        if id_ in work.has.evidence:
            if id_ not in work.into.cited:
                work.into.cited[id_] = recorded(work, work.has.evidence[id_])
        else:
            what = f"[{id_}] is cited, and evidence.yml holds no finding of that id."
            work.into.missing.append(MissingPart(what, where))


def recorded(work: Filling, record: Record) -> EvidenceRecord:
    """Give a finding as a paper holds it, marked where it rests on sample data."""
    id_ = str(record["id"])
    text, hidden = safe_words(str(record.get("finding", "")), f"evidence {id_}")
    work.into.hidden += hidden
    sample = record.get("sample") is True
    if sample:
        maker = str(record.get("notebook", "")) or next(iter(recorded_by(id_)), id_)
        work.into.rests_on_sample(maker, id_)
    work.into.dates.append(str(record.get("date", "")))
    level = strengths().get(str(record.get("strength", "")))
    return EvidenceRecord(
        id=id_,
        finding=text,
        strength=level.name if level else "",
        source=str(record.get("source", "")),
        date=str(record.get("date", "")),
        cannot_tell=str(record.get("cannot_tell", "")),
        sample=sample,
    )


def note_small(work: Filling, text: str, where: str) -> None:
    """Note words that a person should look at: they may tell of very few people."""
    if tells_few(text):
        told = f"{where} seems to tell a number of 1 to 4 people. It was not changed: look at it."
        work.into.to_check.append(told)
