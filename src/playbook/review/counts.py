"""Counts and what they are out of, checked before anything is calculated."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from playbook.review.rules import Floats
from playbook.review.series import own_dates, read_series, say_point


class CountSeries(NamedTuple):
    """Counts in time order, what each is out of, and what was done to them on the way in.

    A point whose count or size is not known, or whose size is zero, is a gap (``nan``) in both.
    """

    counts: Floats
    sizes: Floats
    labels: pd.Index
    notices: tuple[str, ...]

    def overall(self, baseline: int | None) -> float:
        """Give all counts divided by all sizes, over the first ``baseline`` known points."""
        known = np.flatnonzero(~np.isnan(self.counts))[:baseline]
        return float(self.counts[known].sum() / self.sizes[known].sum())


def read_counts(counts: Any, sizes: Any, dates: Any = None, *, parts: bool = False) -> CountSeries:
    """Put counts and their sizes in order of their dates, and refuse what cannot be charted.

    ``parts`` says that what is counted is a part of the size (people readmitted, of people
    discharged), so that it cannot be more. A size of zero, or one that is missing, leaves a
    gap, with a notice.

    Raises ``TypeError`` or ``ValueError``, naming the point, for text, negative or fractional
    counts, negative sizes, something counted out of nothing, or lists of different lengths.
    """
    if dates is None:
        dates = own_dates(counts)
    top, bottom = read_series(counts, dates), read_series(sizes, dates)
    if len(top.values) != len(bottom.values):
        raise ValueError(
            f"There are {len(top.values)} counts but {len(bottom.values)} sizes. "
            f"Give one size to each count."
        )
    check_counts(top.values, top.labels)
    _check_sizes(top.values, bottom.values, top.labels, parts)
    gap = np.isnan(top.values) | np.isnan(bottom.values) | (bottom.values == 0)
    if gap.all():
        raise ValueError("No point has both a count and a size above zero: nothing to chart.")
    return CountSeries(
        np.where(gap, np.nan, top.values),
        np.where(gap, np.nan, bottom.values),
        top.labels,
        (*top.notices, *_gap_notices(gap, top.values, bottom.values, top.labels)),
    )


def check_counts(counts: Floats, labels: pd.Index, what: str = "count") -> None:
    """Refuse counts that are negative or not whole, naming the first."""
    for wrong, found in (
        (counts < 0, "negative. Check the column chosen."),
        (counts != np.floor(counts), "not a whole number. Give counts, not rates or averages."),
    ):
        at = np.flatnonzero(wrong & ~np.isnan(counts))
        if len(at):
            first = labels[int(at[0])]
            raise ValueError(
                f"The {what} at {say_point(labels, first)} is {counts[at[0]]:g}, which is {found}"
            )


def _check_sizes(counts: Floats, sizes: Floats, labels: pd.Index, parts: bool) -> None:
    problems = [
        (sizes < 0, "a size below zero. Check the column chosen."),
        ((sizes == 0) & (counts > 0), "something counted out of a size of zero."),
    ]
    if parts:
        problems.append(
            (counts > sizes, "a count above its size. A share needs the part first, then the whole")
        )
    for wrong, found in problems:
        at = np.flatnonzero(wrong)
        if len(at):
            first = int(at[0])
            where = say_point(labels, labels[first])
            raise ValueError(
                f"{where[0].upper()}{where[1:]} has {found.rstrip('.')}: "
                f"{counts[first]:g} of {sizes[first]:g}."
            )


def _gap_notices(
    gap: np.ndarray, counts: Floats, sizes: Floats, labels: pd.Index
) -> tuple[str, ...]:
    kinds = (
        ("no count", np.isnan(counts)),
        ("no size", np.isnan(sizes) & ~np.isnan(counts)),
        ("a size of zero", sizes == 0),
    )
    told = []
    for reason, where in kinds:
        at = np.flatnonzero(gap & where)
        if len(at):
            points = "1 point has" if len(at) == 1 else f"{len(at)} points have"
            first = say_point(labels, labels[int(at[0])])
            start = first if len(at) == 1 else f"the first is {first}"
            told.append(f"{points} {reason} ({start}) and stays as a gap.")
    return tuple(told)
