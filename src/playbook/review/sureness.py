"""How sure a report may be that a measure moved with a change: what speaks for it and against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from playbook.inputs import need_a
from playbook.review import words
from playbook.review.before_after import BeforeAfter

NO_CHANGE, FAIRLY, LESS, NOT = "no change seen", "fairly sure", "less sure", "not sure"


@dataclass(frozen=True)
class Sureness:
    """How sure a report may be that a measure moved with a change. Made by :func:`how_sure`.

    ``level`` is "fairly sure", "less sure", "not sure" or "no change seen". ``against`` lists
    what speaks against it, and ``ask`` what has to be asked whatever the level.
    """

    level: str
    against: tuple[str, ...]
    ask: tuple[str, ...]

    def sentence(self) -> str:
        """Give the level, and the reasons for it."""
        if self.level == NO_CHANGE:
            return "No change seen beyond routine variation."
        why = "; ".join(self.against) or "it moved with the change, and not before or elsewhere"
        return f"{self.level.capitalize()}: {why}."


def how_sure(ours: BeforeAfter, others: Mapping[str, BeforeAfter]) -> Sureness:
    """Say how sure a report may be that a measure moved with a change, and why not surer.

    ``others`` holds places without the change, judged from the same date. Without a signal
    since the change the level is "no change seen". Otherwise each of these speaks against it:
    fewer signals than a shift needs; a signal that began before the change; neighbouring points
    that are alike; another place that moved the same way; no other place to look at. With
    nothing against it the level is "fairly sure", with one thing "less sure", with more "not
    sure". A place that moved the other way is listed under ``ask``.

    Nothing here is about the cause: a measure can move with a change and not because of it.

    Source: our own rule, after Provost and Murray, The Health Care Data Guide, on special
    causes and places for comparison.

    >>> from playbook.review import before_after
    >>> change = {"change": 17, "reason": "A new team", "direction": "decrease"}
    >>> ours = before_after([10, 12] * 8 + [7, 6] * 4, **change)
    >>> same = before_after([10, 12] * 12, **change)
    >>> how_sure(ours, {"West": same}).level, how_sure(same, {"West": ours}).level
    ('fairly sure', 'no change seen')
    """
    need_a(ours, BeforeAfter, "what before_after gives")
    if not ours.signals_after:
        return Sureness(NO_CHANGE, (), ())
    moved = {name: np.sign(each.difference) for name, each in others.items() if _lasted(each)}
    way = np.sign(ours.difference)
    alike = [name for name, sign in moved.items() if sign == way]
    apart = [name for name, sign in moved.items() if sign != way]
    points = int((~np.isnan(ours.chart.values[ours.start :])).sum())
    reasons = {
        f"only {ours.signals_after} of {points} points since are signals": not _lasted(ours),
        "the signal began before the change": _began_before(ours),
        "neighbouring points are alike, so some signals are false": bool(
            words.alike_warning(ours.before)
        ),
        f"it moved the same way without the change in {', '.join(alike)}": bool(alike),
        "there is no other place to look at": not others,
    }
    against = tuple(text for text, holds in reasons.items() if holds)
    level = (FAIRLY, LESS, NOT)[min(len(against), 2)]
    ask = tuple(f"{name} moved the other way without this change: what moved it?" for name in apart)
    return Sureness(level, against, ask)


def _lasted(found: BeforeAfter) -> bool:
    return found.signals_after >= found.chart.rules.shift


def _began_before(found: BeforeAfter) -> bool:
    codes, side, at = found.chart.codes, found.chart.side, found.start
    return bool(codes[at - 1] and codes[at] and side[at - 1] == side[at])
