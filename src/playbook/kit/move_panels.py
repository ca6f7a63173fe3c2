"""What-if panels for a move from hospital to home: the sums are the plan's."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from playbook.kit.panel_numbers import whole_number
from playbook.learn import Control, Explorer, Result, explorer
from playbook.markup import say
from playbook.plan import Pathway, net_cash_release, stock_flow_scenarios
from playbook.plan.money import pounds

_STARTS = "home care: starts_per_day"
_WAITING = "home care: waiting (last day)"


def double_running_panel(
    weeks: Sequence[float],
    beds: Sequence[float],
    *,
    planned: Mapping[str, float],
    week_gbp: float,
    source: str,
    sample: bool = False,
    name: str = "double-running",
    **costs: Any,
) -> Explorer:
    """Show what weeks of double running, and beds that truly close, do to the cash of a change.

    ``weeks`` and ``beds`` are the steps of the two controls, and ``planned`` says where the
    plan stands: ``{"weeks": 12, "beds": 8}``. ``week_gbp`` is what a week of double running
    costs. ``costs`` are the other amounts of :func:`playbook.plan.net_cash_release`.

    Raises ``ValueError`` as :func:`playbook.plan.net_cash_release` does.
    """

    def cash(weeks: float, beds: float) -> dict[str, float]:
        found = net_cash_release(beds_closed=beds, double_running=weeks * week_gbp, **costs)
        return {"first_year": found.first_year, "each_year": found.recurring}

    return explorer(
        name,
        [
            Control("weeks", "Double running", weeks, planned["weeks"], "weeks"),
            Control("beds", "Beds that close", beds, planned["beds"], "beds"),
        ],
        cash,
        [
            Result("first_year", "Cash in year 1", "", pounds),
            Result("each_year", "Cash in each year after", "", pounds),
        ],
        lambda weeks, beds, first_year, each_year: _cash_told(
            weeks, beds, weeks * week_gbp, first_year, each_year
        ),
        message="What if the old beds stay open longer, or never close?",
        source=source,
        note=(
            f"A minus means that the change costs more than it releases. "
            f"Staff are released only when {costs['step_beds']} beds close together."
        ),
        sample=sample,
        start="the plan",
    )


def _cash_told(
    weeks: float, beds: float, double_running: float, first_year: float, each_year: float
) -> str:
    closed = "no bed closes" if beds == 0 else f"{say(beds)} beds close"
    return (
        f"With {say(weeks)} weeks of double running ({pounds(double_running)}), and if {closed}, "
        f"year 1 {_moves(first_year)}. Each year after {_moves(each_year)}."
    )


def _moves(amount: float) -> str:
    return f"costs {pounds(-amount)} more" if amount < 0 else f"releases {pounds(amount)}"


def home_care_starts_panel(
    pathway: Pathway,
    starts: Sequence[float],
    shares: Sequence[float],
    *,
    today: Mapping[str, float],
    source: str,
    days: int = 365,
    sample: bool = False,
    name: str = "home-care-starts",
) -> Explorer:
    """Show who waits for care at home after a year, if more could start or fewer needed it.

    ``starts`` are people who can start care at home in a week, and ``shares`` the percentage
    of people leaving hospital who need it. ``today`` says where they stand: ``{"starts": 17,
    "share": 22}``. ``pathway`` is one of :func:`playbook.plan.older_peoples_care`.

    Raises ``ValueError`` as :func:`playbook.plan.stock_flow_scenarios` does.
    """
    runs = {share: _runs(pathway, starts, share, days) for share in shares}

    return explorer(
        name,
        [
            Control("starts", "People who can start care at home", starts, today["starts"],
                    "a week"),
            Control("share", "Of those who leave hospital, need it", shares, today["share"], "%"),
        ],
        lambda starts, share: runs[share][starts],
        [
            Result("waiting", "In hospital, waiting for care at home, after a year", "people",
                   whole_number),
            Result("bed_days", "Delayed bed days in that year", "", whole_number),
        ],
        _waiting_told,
        message="What if more people could start care at home, or fewer needed it?",
        source=source,
        note=(
            "It follows average numbers day by day, with no chance in it. Stays and other "
            "shares stay the same. So it shows where a shortfall leads, and is not a forecast."
        ),
        sample=sample,
        start="the first run",
    )  # fmt: skip


def _runs(
    pathway: Pathway, starts: Sequence[float], share: float, days: int
) -> dict[float, dict[str, float]]:
    """Run the pathway for every number of starts, at one share of people who need care."""
    to = dict(pathway["acute"].to)
    to |= {"home care": share / 100, "leaves": 1 - share / 100 - to.get("care home", 0.0)}
    changed = pathway.with_changes("acute", to=to)  # type: ignore[arg-type]
    tried = pd.DataFrame({_STARTS: [each / 7 for each in starts]})
    table = stock_flow_scenarios(changed, tried, days=days).table
    ends = zip(starts, table[_WAITING], table["delayed_days"], strict=True)
    return {each: {"waiting": waiting, "bed_days": delayed} for each, waiting, delayed in ends}


def _waiting_told(starts: float, share: float, waiting: float, bed_days: float) -> str:
    who = "nobody waits" if waiting < 0.5 else f"{whole_number(waiting)} people wait"
    return (
        f"If {say(starts)} people a week can start care at home and {say(share)}% need it, "
        f"{who} for it after a year. All delays together take {whole_number(bed_days)} bed days."
    )
