"""The two verdicts on a control chart, as words: how it varies, and whether it meets its target."""

from enum import StrEnum

import numpy as np

MEANINGS = ("common cause", "improvement", "concern", "neutral", "missing")
DIRECTIONS = ("increase", "decrease")


class Variation(StrEnum):
    """What kind of variation the latest point shows, as the first of the two NHS icons.

    Each value is a plain phrase; ``.text`` is the sentence to print beside a chart.
    High and low say which side of the mean the point is on.
    Source: NHS England, Making Data Count; conventions of NHSRplotthedots.

    >>> Variation.CONCERN_HIGH, Variation.CONCERN_HIGH.text
    (<Variation.CONCERN_HIGH: 'concern (high)'>, 'Special cause, concern (high).')
    """

    COMMON_CAUSE = "common cause"
    IMPROVEMENT_HIGH = "improvement (high)"
    IMPROVEMENT_LOW = "improvement (low)"
    CONCERN_HIGH = "concern (high)"
    CONCERN_LOW = "concern (low)"
    NEUTRAL_HIGH = "neutral (high)"
    NEUTRAL_LOW = "neutral (low)"
    NEUTRAL = "neutral"  # a trend whose last point lies exactly on the mean

    @property
    def text(self) -> str:
        """The verdict as a sentence."""
        if self is Variation.COMMON_CAUSE:
            return "Common cause variation."
        return f"Special cause, {self.value}."


class Assurance(StrEnum):
    """Whether the process can be relied on to meet its target, as the second NHS icon.

    Each value is a plain phrase with the letter of the icon; ``.letter`` is that letter.
    A target exactly on a limit counts as hit and miss.

    >>> Assurance.HIT_AND_MISS.letter, Assurance.HIT_AND_MISS.text
    ('?', 'The target will be hit or missed at random.')
    """

    PASS = "consistently pass (P)"  # noqa: S105 (the name of the icon, not a password)
    FAIL = "consistently fail (F)"
    HIT_AND_MISS = "hit and miss (?)"

    @property
    def letter(self) -> str:
        """The letter on the icon: P, F or ?."""
        return self.value[-2]

    @property
    def text(self) -> str:
        """The verdict as a sentence."""
        if self is Assurance.HIT_AND_MISS:
            return "The target will be hit or missed at random."
        result = "met" if self is Assurance.PASS else "missed"
        return f"The target will be {result} every time unless the process changes."


def meaning_of(side: int, direction: str | None) -> str:
    """Say what a special cause on one side of the mean means (``side`` is 1, -1 or 0).

    A point exactly on the mean, in a trend, is neither better nor worse.

    >>> meaning_of(1, "decrease"), meaning_of(1, None)
    ('concern', 'neutral')
    """
    if direction is None or side == 0:
        return "neutral"
    better = 1 if direction == "increase" else -1
    return "improvement" if side == better else "concern"


def variation_of(signal: bool, side: int, direction: str | None) -> Variation:
    """Give the verdict on the latest point.

    >>> variation_of(True, -1, "decrease").value
    'improvement (low)'
    """
    if not signal:
        return Variation.COMMON_CAUSE
    place = {1: " (high)", -1: " (low)", 0: ""}[side]
    return Variation(meaning_of(side, direction) + place)


def assurance_of(
    target: float | None, lower: float, upper: float, direction: str | None
) -> Assurance | None:
    """Compare a target with the limits; ``None`` without a target, a direction or limits.

    >>> [assurance_of(target, 40, 60, "increase").letter for target in (65, 35, 60)]
    ['F', 'P', '?']
    """
    if target is None or direction is None or not lower <= upper:
        return None
    if lower <= target <= upper:
        return Assurance.HIT_AND_MISS
    out_of_reach = target > upper if direction == "increase" else target < lower
    return Assurance.FAIL if out_of_reach else Assurance.PASS


def check_direction(direction: str | None) -> None:
    """Refuse a direction that is not one, with ``ValueError``."""
    if direction is not None and direction not in DIRECTIONS:
        raise ValueError(
            f"direction is {direction!r}. Say which way is better: 'increase', 'decrease', "
            f"or None when neither is."
        )


def check_target(target: float | None) -> float | None:
    """Give the target back as a number; anything else raises ``ValueError``."""
    if target is None:
        return None
    is_number = isinstance(target, int | float | np.number) and not isinstance(target, bool)
    if not is_number or not np.isfinite(target):
        raise ValueError(f"target is {target!r}. It must be one number, or None for no target.")
    return float(target)
