"""The end of a service: its paper beside the records, and a what-if panel for the day."""

from datetime import date, timedelta

from playbook.data import Dataset
from playbook.implement import (
    ContractAtClosing,
    Decommissioning,
    RoomElsewhere,
    check_decommissioning,
    contract_at_closing,
    room_elsewhere,
)
from playbook.kit.change_papers import service_to_stop, table_of
from playbook.kit.papers import Paper
from playbook.kit.plainly import plainly
from playbook.learn import Control, Explorer, Result, explorer
from playbook.markup import say, say_day

WEEKS = tuple(range(-12, 27, 2))


def readiness_of(paper: Paper, today: date) -> Decommissioning:
    """Check how ready the service is to stop, by the paper of an ending."""
    return check_decommissioning(service_to_stop(paper.fields), today=today)


def room_of(paper: Paper, places: Dataset, today: date) -> RoomElsewhere:
    """Check the alternatives of the paper of an ending against the records of places.

    Raises ``PlainError`` when the records do not hold the service that is to stop there.
    """
    with plainly(f"{paper.path.name} and the file of places do not go together"):
        return room_elsewhere(
            table_of(paper, "alternatives"),
            places.table,
            service=str(paper.fields["service"]),
            locality=str(paper.fields["locality"]),
            today=today,
        )


def contract_of(
    paper: Paper, contracts: Dataset, *, close_on: date | None = None
) -> ContractAtClosing:
    """Lay the last day of the contract beside the day of closing; another day may be tried.

    Raises ``PlainError`` when there is no contract for the service there.
    """
    with plainly(f"{paper.path.name} and the file of contracts do not go together"):
        return contract_at_closing(
            contracts.table,
            service=str(paper.fields["service"]),
            locality=str(paper.fields["locality"]),
            close_on=close_on or paper.fields["close_on"],
        )


def closing_day_panel(
    paper: Paper,
    contracts: Dataset,
    *,
    source: str,
    sample: bool = False,
    name: str = "closing-day",
) -> Explorer:
    """Show what an earlier or later closing means for the days of the contract, and their price.

    "Today" is the day of the paper. Where several contracts serve the place, the first counts.
    """
    planned = contract_of(paper, contracts).close_on

    def gap(weeks: float) -> dict[str, float]:
        row = _at(paper, contracts, planned, weeks).table.iloc[0]
        return {"days": float(row["gap_days"]), "price": float(row["gap_gbp"])}

    return explorer(
        name,
        [Control("weeks", "Close earlier or later by", WEEKS, 0, "weeks", _signed)],
        gap,
        [
            Result("days", "Days from the end of the contract to the closing", "days", _signed),
            Result(
                "price", "Those days at the price of the contract", "", lambda p: f"£{say(p, 0)}"
            ),
        ],
        lambda weeks, days, price: (
            f"Closing on {say_day(planned + timedelta(weeks=weeks))}. "
            f"{_at(paper, contracts, planned, weeks).sentence()}"
        ),
        message="What if the service closes earlier or later?",
        source=source,
        note=(
            "A minus means that the contract lasts longer than the service. A provider may not "
            "agree to more weeks at the same price."
        ),
        sample=sample,
        start="the day in the plan",
    )


def _at(paper: Paper, contracts: Dataset, planned: date, weeks: float) -> ContractAtClosing:
    return contract_of(paper, contracts, close_on=planned + timedelta(weeks=weeks))


def _signed(number: float) -> str:
    return f"{number:+.0f}".replace("-", "−") if number else "0"


def _pounds(amount: float) -> str:
    return f"£{say(amount, 0)}"
