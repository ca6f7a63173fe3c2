"""Small tests of change: what was predicted, what happened, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import pandas as pd

from playbook.data.wording import counted
from playbook.framework.register import unknown
from playbook.inputs import check_number, is_blank, read_day
from playbook.markup import say
from playbook.tables import need_columns, need_values

if TYPE_CHECKING:
    from playbook.charts import Figure

ACTS = ("adopt", "adapt", "abandon")
FIRST_MOST = 10  # a first test with more people than this is a roll-out
LONGEST_LABEL = 38  # letters of an idea beside a bar, on a phone
JUMP = 5  # a next test with more than this many times as many
COLUMNS = (
    "idea",
    "begun",
    "how_many",
    "what_is_counted",
    "predicted",
    "happened",
    "learned",
    "act",
)


@dataclass(frozen=True, eq=False)
class PdsaCycles:
    """Tests of a plan, in the order in which they began. Made by :func:`pdsa_cycles`.

    ``table`` has one row a test: idea, test (its number for that idea), begun, how_many,
    what_is_counted, predicted, happened, turned_out ("as predicted", "better", "worse", "no
    prediction" or "not known yet"), learned and act. ``problems`` are sentences.
    """

    table: pd.DataFrame
    problems: tuple[str, ...]

    @property
    def known(self) -> pd.DataFrame:
        """The tests that have both a prediction and a result."""
        return self.table.dropna(subset=["predicted", "happened"])

    def sentence(self) -> str:
        """Say how often a prediction came true, and how often things went worse."""
        known = self.known
        if known.empty:
            return (
                f"{counted(len(self.table), 'test')}, and none has a prediction and a result yet."
            )
        worse = int((known["turned_out"] == "worse").sum())
        return (
            f"{counted(len(self.table), 'test')}. Of {len(known)} with a prediction and a result, "
            f"{worse} went worse than predicted. A wrong prediction teaches most."
        )

    def page_table(self) -> pd.DataFrame:
        """Give the tests for a page or a paper."""
        return pd.DataFrame(
            {
                "Idea": f"{row['idea']} ({row['test']})",
                "Begun": f"{row['begun'].day} {row['begun']:%B %Y}",
                "Tried with": int(row["how_many"]),
                "Counted": row["what_is_counted"],
                "Predicted": _or_words(row["predicted"], "nothing"),
                "Happened": _or_words(row["happened"], "not known yet"),
                "Turned out": row["turned_out"],
                "Learned": row["learned"] or "not written",
                "Act": row["act"] or "not decided",
            }
            for row in self.table.to_dict("records")
        )

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure | None:
        """Draw what was predicted beside what happened; ``None`` where no test has both."""
        from playbook.charts import bars  # matplotlib is slow to load

        shown: dict[str, float] = {}
        for row in self.known.to_dict("records"):
            idea = shorten(row["idea"], LONGEST_LABEL, placeholder=" …")
            label = f"{idea} ({row['test']})"
            shown[f"{label}: predicted"] = row["predicted"]
            shown[f"{label}: happened"] = row["happened"]
        if not shown:
            return None
        return bars(
            pd.Series(shown).rename_axis("Test"),
            unit="people counted",
            name=name,
            message=message or self.sentence(),
            source=source,
            sample=sample,
            colour="plan",
        )


def pdsa_cycles(rows: pd.DataFrame, *, fewer: bool = True) -> PdsaCycles:
    """Read the tests of a plan, and tell what keeps them from teaching.

    ``rows`` has idea, begun (a day), how_many (people it was tried with), what_is_counted,
    predicted and happened (numbers, or blank), learned and act (adopt, adapt, abandon, or blank
    while it is not decided). ``fewer`` says whether fewer is better.

    Told as problems: no prediction; a result without a word of what was learned; a decision
    before a result; adopted although it went worse than predicted; a first test of an idea with
    more than 10; and a next one with more than five times as many as the one before.

    Raises ``ValueError`` for missing columns, blanks where something is needed, another act, or
    a number or day that cannot be read.

    Source: Langley and others, The Improvement Guide.

    >>> found = pdsa_cycles(pd.DataFrame([{"idea": "Ring", "begun": "2026-09-07",
    ...     "how_many": 1, "what_is_counted": "calls", "predicted": 0, "happened": 1,
    ...     "learned": "Wrong hour", "act": "adopt"}]))
    >>> found.problems
    ('“Ring”, test 1: it was adopted, and it went worse than predicted.',)
    """
    need_columns(rows, COLUMNS, "table of tests")
    rows = rows.astype(object).map(lambda cell: None if is_blank(cell) else cell)
    need_values(rows, ["idea", "begun", "how_many", "what_is_counted"], "test")
    read = [_read(row, at, fewer) for at, row in enumerate(rows.to_dict("records"), start=1)]
    table = pd.DataFrame(read).sort_values("begun", kind="stable", ignore_index=True)
    table.insert(1, "test", table.groupby("idea", sort=False).cumcount() + 1)
    told: list[str] = []
    before: dict[str, float] = {}
    for row in table.to_dict("records"):
        where = f"“{row['idea']}”, test {row['test']}"
        told += [f"{where}: {words}" for words in _problems(row, before.get(row["idea"]))]
        before[row["idea"]] = row["how_many"]
    return PdsaCycles(table, tuple(told))


def _read(row: dict[Any, Any], at: int, fewer: bool) -> dict[str, Any]:
    act = "" if is_blank(row["act"]) else str(row["act"]).strip().lower()
    if act and act not in ACTS:
        raise ValueError(f"Test {at}: {unknown(act, ACTS, 'what can be decided')}")
    predicted, happened = (
        float("nan")
        if is_blank(row[name])
        else check_number(_number(row[name]), f"{name} of test {at}")
        for name in ("predicted", "happened")
    )
    return {
        "idea": str(row["idea"]).strip(),
        "begun": pd.Timestamp(str(read_day(row["begun"], f"begun of test {at}"))),
        "how_many": check_number(_number(row["how_many"]), f"how_many of test {at}", above=0),
        "what_is_counted": str(row["what_is_counted"]).strip(),
        "predicted": predicted,
        "happened": happened,
        "turned_out": _turned_out(predicted, happened, fewer),
        "learned": "" if is_blank(row["learned"]) else str(row["learned"]).strip(),
        "act": act,
    }


def _number(cell: Any) -> Any:
    """Give a number for text that is one, such as 1.5 in a typed table."""
    try:
        return float(cell) if isinstance(cell, str) else cell
    except ValueError:
        return cell


def _turned_out(predicted: float, happened: float, fewer: bool) -> str:
    if pd.isna(happened):
        return "not known yet"
    if pd.isna(predicted):
        return "no prediction"
    if predicted == happened:
        return "as predicted"
    return "better" if (happened < predicted) == fewer else "worse"


def _problems(row: dict[Any, Any], before: float | None) -> list[str]:
    told = []
    if pd.isna(row["predicted"]):
        told.append("nothing was predicted, so nothing can surprise.")
    if pd.isna(row["happened"]) and row["act"]:
        told.append("it was decided before anything was counted.")
    if not pd.isna(row["happened"]) and not row["learned"]:
        told.append("nothing is written of what was learned.")
    if row["turned_out"] == "worse" and row["act"] == "adopt":
        told.append("it was adopted, and it went worse than predicted.")
    many = row["how_many"]
    if before is None and many > FIRST_MOST:
        told.append(f"it begins with {say(many)}. Begin with one.")
    if before is not None and many > JUMP * before:
        told.append(f"it goes from {say(before)} to {say(many)} in one step.")
    return told


def _or_words(number: float, words: str) -> str:
    return words if pd.isna(number) else say(number)
