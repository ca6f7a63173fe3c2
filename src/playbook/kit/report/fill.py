"""Fill the outline of a paper with what a project has, and say what it still lacks."""

from collections.abc import Callable, Mapping
from datetime import date

from playbook.kit.log import Record
from playbook.kit.report.fill_answers import fill_check, fill_paper, fill_whole
from playbook.kit.report.fill_products import fill_figure, fill_numbers, fill_table
from playbook.kit.report.filled import Filled, Filling, look_up, note_small, recorded
from playbook.kit.report.material import Material, recorded_by
from playbook.kit.report.words import FOLDER
from playbook.publish.documents import Guidance, Heading, MissingPart, Paragraph
from playbook.publish.documents.outline import Outline, Part


def fill(
    made: Outline, has: Material, words: Mapping[str, str], *, guide: bool, today: date
) -> Filled:
    """Fill an outline: each part from where it comes from, nothing from anywhere else.

    What is not there becomes a line of the missing list. What rests on sample data is marked
    and listed. Small numbers of people are hidden. ``guide`` keeps the guidance for the writer.
    """
    work = Filling(made, has, words, Filled(), guide, today)
    for section, level in made.walk():
        work.into.blocks.append(Heading(section.heading, level))
        if guide and section.guidance:
            work.into.blocks.append(Guidance(section.guidance))
        for part in section.parts:
            _FILL[part.source](work, part)
    return work.into


def _words(work: Filling, part: Part) -> None:
    said = work.words.get(part.words, "")
    if said:
        note_small(work, said, part.words)
        look_up(work, said, f"Mend it in {FOLDER}/{work.made.id}.yml, under {part.words}.")
        work.into.blocks.append(Paragraph(said))
    elif not part.optional:
        where = f"Write it in {FOLDER}/{work.made.id}.yml, under {part.words}."
        work.into.missing.append(MissingPart(part.ask, where))
        work.into.blocks.append(Paragraph(part.ask, lead="Still to write."))


def _text(work: Filling, part: Part) -> None:
    work.into.blocks.append(Paragraph(part.text))


def _evidence(work: Filling, part: Part) -> None:
    found: list[Record] = []
    for prefix in part.evidence:
        records = work.has.found(prefix)
        found += records
        if not records and not part.optional:
            makers = " or ".join(f"{name}.ipynb" for name in recorded_by(prefix))
            where = f"Run {makers} in this project." if makers else "Record it as evidence."
            what = f"A finding whose id begins with {prefix.rstrip('-')}."
            work.into.missing.append(MissingPart(what, where))
    for record in found:
        id_ = str(record["id"])
        if id_ in work.told:
            work.into.blocks.append(Paragraph(f"The finding [{id_}] bears on this too."))
            continue
        work.told.add(id_)
        if id_ not in work.into.cited:
            work.into.cited[id_] = recorded(work, record)
        finding = work.into.cited[id_]
        work.into.blocks.append(Paragraph(finding.finding, cites=(id_,), sample=finding.sample))


_FILL: Mapping[str, Callable[[Filling, Part], None]] = {
    "words": _words,
    "text": _text,
    "evidence": _evidence,
    "numbers": fill_numbers,
    "table": fill_table,
    "figure": fill_figure,
    "paper": fill_paper,
    "check": fill_check,
    "whole": fill_whole,
}
