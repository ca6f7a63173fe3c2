"""What controls have done to risks, what is still to come, and which are above the appetite."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from playbook.govern.risks import RiskMatrix, RiskRegister
from playbook.inputs import need_a, read_score

if TYPE_CHECKING:
    from playbook.charts import Figure


@dataclass(frozen=True, eq=False)
class RiskChanges:
    """Each risk before controls, now and as wanted. Made by :func:`risk_changes`.

    ``table`` has one row a risk, the highest first: number, risk, before, now, wanted (scores;
    ``<NA>`` when not given) and movement (down, the same, up or not known). ``matrix`` holds the
    bands.
    """

    table: pd.DataFrame
    matrix: RiskMatrix

    def sentence(self) -> str:
        """Say how many risks the controls brought down, and which did not move that way."""
        known = self.table[self.table["movement"] != "not known"]
        if known.empty:
            return "No risk has a score from before its controls, so their effect is not known."
        told = f"Of {_risks(len(known))}, {int((known['movement'] == 'down').sum())} came down."
        for movement, words in (("the same", "stand where they were"), ("up", "went up")):
            names = known.loc[known["movement"] == movement, "number"].tolist()
            if names:
                one = words.replace("stand", "stands").replace("they were", "it was")
                told += f" {_numbers(names)} {one if len(names) == 1 else words}."
        left = int((known["now"] > known["wanted"]).fillna(False).sum())
        return told + (
            f" {left} {'is' if left == 1 else 'are'} not yet where wanted." if left else ""
        )

    def page_table(self) -> pd.DataFrame:
        """Give the scores for a page, with what is still to come down."""
        shown = self.table.rename(
            columns={"number": "Number", "risk": "Risk", "before": "Before controls",
                     "now": "Now", "wanted": "Wanted", "movement": "Since controls"}
        )  # fmt: skip
        order = ["Risk", "Number", "Before controls", "Now", "Wanted", "Since controls"]
        scores = ["Before controls", "Now", "Wanted"]
        texts = shown[scores].astype(object).where(shown[scores].notna(), "not given").astype(str)
        return shown[order].assign(**{name: texts[name] for name in scores})

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw where each risk stood before its controls, where it is, and where it should be."""
        from playbook.govern.risk_changes_draw import draw_changes  # matplotlib is slow to load

        return draw_changes(self, name=name, source=source, message=message, sample=sample)


@dataclass(frozen=True, eq=False)
class RiskAppetite:
    """Which risks are above a score that a body accepts. Made by :func:`risk_appetite`.

    ``above`` has the risks above it now. ``above_if_met`` counts those that would be above it
    even with every target met; a risk without a target counts as it is now.
    """

    accepts: int
    risks: int
    above: pd.DataFrame
    above_if_met: int

    def sentence(self) -> str:
        """Say how many risks are above the appetite, now and with every target met."""
        count = len(self.above)
        told = f"With an appetite of {self.accepts}, {count} of {_risks(self.risks)} "
        told += f"{'is' if count == 1 else 'are'} above it now."
        return f"{told} With every target met it would be {self.above_if_met or 'none'}."


def risk_changes(register: RiskRegister) -> RiskChanges:
    """Set each risk beside its score before controls and the score that is wanted.

    Scores are ranks: a fall from 16 to 12 is not a fall of a quarter.

    Raises ``TypeError`` for anything but a register.

    >>> from playbook.govern import risk_register
    >>> register = risk_register([{"risk": "Staff leave, so starts are late", "likelihood": 3,
    ...     "impact": 4, "inherent_likelihood": 4, "inherent_impact": 4}], today="2026-01-31")
    >>> risk_changes(register).sentence()
    'Of 1 risk, 1 came down.'
    """
    need_a(register, RiskRegister, "a register, such as risk_register makes")
    found = register.table
    table = pd.DataFrame(
        {
            "number": range(1, len(found) + 1),
            "risk": found["risk"],
            "before": found["inherent"],
            "now": found["score"].astype("Int64"),
            "wanted": found["target"],
        }
    )
    table["movement"] = [
        _movement(*pair) for pair in zip(table["before"], table["now"], strict=True)
    ]
    return RiskChanges(table, register.matrix)


def risk_appetite(register: RiskRegister, accepts: int) -> RiskAppetite:
    """Find the risks above a score that the governing body accepts without more ado.

    ``accepts`` is a score from 1 up to the highest of the matrix. How much risk to accept is a
    decision of the governing body, and may differ by kind of risk: run it for each.

    Raises ``ValueError`` for anything that is not such a score, and ``TypeError`` for anything
    but a register.

    >>> from playbook.govern import risk_register
    >>> register = risk_register([{"risk": "Staff leave, so starts are late", "likelihood": 3,
    ...     "impact": 4}], today="2026-01-31")
    >>> risk_appetite(register, 9).sentence()
    'With an appetite of 9, 1 of 1 risk is above it now. With every target met it would be 1.'
    """
    need_a(register, RiskRegister, "a register, such as risk_register makes")
    most = max(band.to_score for band in register.matrix.bands.values())
    score = read_score(accepts, "the appetite", 1, most)
    table = register.table
    wanted = table["target"].fillna(table["score"].astype("Int64"))
    return RiskAppetite(
        accepts=score,
        risks=len(table),
        above=table[table["score"] > score].reset_index(drop=True),
        above_if_met=int((wanted > score).sum()),
    )


def _movement(before: object, now: object) -> str:
    if pd.isna(before):  # type: ignore[call-overload]
        return "not known"
    if before == now:
        return "the same"
    return "down" if now < before else "up"  # type: ignore[operator]


def _risks(count: int) -> str:
    return "1 risk" if count == 1 else f"{count} risks"


def _numbers(names: list[int]) -> str:
    if len(names) == 1:
        return f"Number {names[0]}"
    return f"Numbers {', '.join(map(str, names[:-1]))} and {names[-1]}"
