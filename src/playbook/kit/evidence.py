"""Findings as evidence: what was found, from what, and how far it can be trusted."""

import re
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from html import escape
from pathlib import Path

from playbook.charts import SAMPLE, sample_badge
from playbook.data import Dataset
from playbook.kit.log import LogError, Record, update_log
from playbook.kit.papers import Grounds
from playbook.kit.strength import Strength, strength_called
from playbook.markup import say, say_day
from playbook.places import project_folder

LOG = "evidence.yml"
HEADING = """\
# Evidence log: what this project found, written by its notebooks.
# You may read and edit it in any text editor. Keep the spaces at the start of each line.
# A finding that changes keeps its earlier wording under "history"."""

COPY = "Until then, copy this finding into your own notes."
REAL_STAYS = (
    "already holds evidence under this id that does not rest on sample data, and this finding "
    "does. It stays as it was. Check that your own file is still in the data folder, then run "
    "the notebook again from the top."
)

_TOLD_APART_BY = ("finding", "strength", "cannot_tell", "source", "data_file", "data_sha256")


class _RestsOnSample(Exception):  # noqa: N818 - says why, and is never shown
    """Sample evidence would have taken the place of real evidence."""


@dataclass(frozen=True)
class Evidence:
    """A finding, and where it was kept. Made by :func:`record_evidence`.

    ``saved`` is the log that holds it, or ``None``. ``kept`` says in one sentence what became
    of it. ``sample`` is true when it came from sample data.
    """

    id: str
    finding: str
    source: str
    strength: Strength
    cannot_tell: str
    date: str
    notebook: str
    data_file: str
    data_sha256: str
    sample: bool
    saved: Path | None
    kept: str

    def __repr__(self) -> str:
        mark = f"{SAMPLE}. " if self.sample else ""
        return f"Evidence {self.id}. {mark}{self.finding} {self.kept}"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": repr(self)}

    def html(self) -> str:
        """Give the finding as a card."""
        badge = f" {sample_badge()}" if self.sample else ""
        rows = "".join(
            f'<div style="{_FACT}"><dt style="flex:0 0 8rem">{name}</dt>'
            f'<dd style="flex:1 1 14rem;margin:0">{escape(text)}</dd></div>'
            for name, text in self._facts()
            if text
        )
        return (
            f'<div class="pb-evidence" style="{_CARD}">'
            f"<p><strong>Evidence {escape(self.id)}</strong>{badge}</p>"
            f'<p class="pb-evidence-finding">{escape(self.finding)}</p>'
            f'<dl style="margin:1rem 0">{rows}</dl>'
            f'<p class="pb-evidence-kept">{escape(self.kept)}</p></div>'
        )

    def _facts(self) -> tuple[tuple[str, str], ...]:
        mark = f" (SHA-256 {self.data_sha256[:12]}…)" if self.data_sha256 else ""
        return (
            ("Strength", f"{self.strength.name}. {self.strength.means}"),
            ("It cannot tell", self.cannot_tell),
            ("Source", self.source),
            ("Date", self.date),
            ("Notebook", self.notebook),
            ("Data file", self.data_file + mark if self.data_file else ""),
        )


_CARD = (
    "border:1px solid var(--pb-line, #d3dce3);border-left:5px solid var(--pb-analyse, #0b5c8a);"
    "border-radius:.5rem;padding:1.1rem 1.4rem;margin:1.5rem 0"
)
_FACT = "display:flex;flex-wrap:wrap;gap:0 1.2rem;margin:0 0 .5rem"  # side by side where it fits


def record_evidence(
    id: str,
    finding: str,
    *,
    source: str,
    strength: str,
    data: Grounds | None = None,
    cannot_tell: str = "",
    notebook: str = "",
) -> Evidence:
    """Write a finding to the project's evidence log, so that papers can quote it by its id.

    Inside a project the record goes into ``evidence.yml``. The same id again updates its
    record: earlier words stay in its history, fields that people added stay, and a finding
    that has not changed is left as it is. Elsewhere, as in the book, nothing is saved and the
    card says so. A finding made from sample data is marked as such wherever it is kept.

    Never loses a finding: when the log is damaged, locked or cannot be written to, or when the
    data file is gone, the log stays as it was, and the card gives the reason with the finding
    to copy. A finding from sample data never takes the place of one that is not.

    Parameters
    ----------
    id
        Lower-case words joined by hyphens, such as ``"delays-who-waits"``.
    finding
        What was found, in sentences that stand by themselves.
    source
        Where the figures come from.
    strength
        A level of ``strengths.yml``: strong, moderate or weak.
    data
        The data that the finding was made from. Gives the file, and its fingerprint in a project.
    cannot_tell
        What the finding leaves open.
    notebook
        The notebook that made it.

    Raises
    ------
    ValueError
        The id is not of that form, a text is missing, or the strength does not exist.

    >>> shown = record_evidence("delays-size", "Delays filled 35 beds.", source="Invented",
    ...     strength="weak")
    >>> shown.kept
    'Nothing was saved: this is practice. In a project this record goes into evidence.yml.'
    """
    level = strength_called(strength)
    texts = {"finding": finding, "source": source}
    _check(id, texts)
    project = project_folder()
    own = data if data is not None and not data.is_sample and project else None
    made = Evidence(
        id=id,
        finding=_one_line(finding),
        source=_one_line(source),
        strength=level,
        cannot_tell=_one_line(cannot_tell),
        date=_today() if project else _latest(data),
        notebook=notebook,
        data_file=own.path.name if own else "",
        data_sha256="",
        sample=data is not None and data.is_sample,
        saved=None,
        kept=f"Nothing was saved: this is practice. In a project this record goes into {LOG}.",
    )
    return _keep(made, project / LOG, own.path if own else None) if project else made


def _check(id: str, texts: dict[str, str]) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", id):
        raise ValueError(
            f"An id is lower-case words joined by hyphens, such as delays-who-waits. "
            f"This one is {id!r}."
        )
    missing = [name for name, text in texts.items() if not text.strip()]
    if missing:
        raise ValueError(f"The evidence {id} has no {' and no '.join(missing)}. Say it in words.")


def _keep(made: Evidence, log: Path, file: Path | None) -> Evidence:
    """Write a finding to a log, with the fingerprint of its file, and say what became of it."""
    try:
        mark = sha256(file.read_bytes()).hexdigest() if file else ""
    except OSError as error:
        return _not_saved(made, f"{_gone(made.data_file, error)} {COPY}")
    made = replace(made, data_sha256=mark)
    record = _record(made)
    done: list[str] = []

    def change(records: list[Record]) -> list[Record]:
        changed, what = _with(records, record)
        done.append(what)
        return changed

    try:
        update_log(log, change, heading=HEADING)
    except _RestsOnSample:
        return _not_saved(made, f"{LOG} {REAL_STAYS}")
    except LogError as problem:
        return _not_saved(made, f"{problem} {COPY}")
    warning = " It rests on sample data: run this on your own file first." if made.sample else ""
    return replace(made, saved=log, kept=f"{done[-1]} {LOG}.{warning}")


def _not_saved(made: Evidence, why: str) -> Evidence:
    return replace(made, kept=f"Not saved. {why}")


def _gone(name: str, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return (
            f"The data file {name} is no longer where it was when it was loaded. "
            f"Put it back into the data folder, then run the notebook again from the top."
        )
    return (
        f"The data file {name} cannot be opened ({error.strerror or error}). "
        f"Close it in other programs, then run this step again."
    )


def _record(made: Evidence) -> Record:
    """Give the fields of a record in the order in which a person reads them."""
    fields = {
        "id": made.id,
        "finding": made.finding,
        "strength": made.strength.id,
        "cannot_tell": made.cannot_tell,
        "source": made.source,
        "date": made.date,
        "notebook": made.notebook,
        "data_file": made.data_file,
        "data_sha256": made.data_sha256,
        "sample": made.sample,
    }
    return {name: value for name, value in fields.items() if value}


def _with(records: list[Record], new: Record) -> tuple[list[Record], str]:
    """Put a record in its place among the others, and say what that did."""
    for place, old in enumerate(records):
        if old["id"] != new["id"]:
            continue
        if new.get("sample") and old.get("sample") is not True:
            raise _RestsOnSample
        if all(old.get(name) == new.get(name) for name in _TOLD_APART_BY):
            return records, "Nothing has changed since it was saved in"
        return [*records[:place], _updated(old, new), *records[place + 1 :]], "Updated in"
    return [*records, new], "Saved in"


def _updated(old: Record, new: Record) -> Record:
    """Replace our fields, keep those that people added, and keep what was said before."""
    ours = {*_TOLD_APART_BY, "id", "date", "notebook", "sample", "history"}
    theirs = {name: value for name, value in old.items() if name not in ours}
    before = {name: old[name] for name in old if name in ours - {"id", "history", "notebook"}}
    history = old.get("history") or []
    history = history if isinstance(history, list) else [history]
    return {**new, **theirs, "history": [before, *history]}


def _today() -> str:
    today = date.today()
    return say_day(today)


def _latest(data: Grounds | None) -> str:
    """Give the last period of the data: in practice no date of today, so pages stay the same."""
    if not isinstance(data, Dataset) or not data.schema.timed:
        return ""
    return say(data.table[data.schema.time.column].max())


def _one_line(text: str) -> str:
    return " ".join(text.split())
