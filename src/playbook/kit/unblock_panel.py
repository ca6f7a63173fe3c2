"""A what-if panel: more or fewer starts of care at home, and more or fewer people who need it."""

from collections.abc import Sequence

from playbook.kit.panel_numbers import whole_number, with_sign
from playbook.kit.unblocking import ARRIVALS, CARE_STARTS, Unblocking
from playbook.learn import Control, Explorer, Result, explorer
from playbook.markup import say

MORE = (-20.0, -10.0, 0.0, 10.0, 20.0, 30.0, 40.0)
STEPS = 6  # whole starts a week above and below today


def unblock_panel(
    model: Unblocking,
    *,
    source: str,
    sample: bool = False,
    more: Sequence[float] = MORE,
    name: str = "unblock",
) -> Explorer:
    """Show who waits for care at home and the beds filled a year on, without chance.

    The first control is starts a week; the second, how many more or fewer people come in as an
    emergency, and so become ready.
    """
    today = round(model.starts_per_week, 1)
    wanted = {today + step for step in range(-2, STEPS)} | {model.starts_needed}
    starts = sorted(round(each, 1) for each in wanted if each >= 0)
    pairs = [(each, change) for each in starts for change in more]
    changes = [
        {CARE_STARTS: _starts(model, each) / 7, ARRIVALS: model.stays_per_day * (1 + change / 100)}
        for each, change in pairs
    ]
    ends = model.after(model.scenarios(changes)).to_dict("records")
    cases = dict(zip(pairs, ends, strict=True))

    def told(starts: float, more: float, waiting: float, filled: float) -> str:
        ready = 7 * model.flows.ready_per_day * (1 + more / 100)
        return (
            f"With {say(starts)} starts a week, and {_who_comes(more)}, "
            f"{say(waiting, 0)} wait for care at home a year on. Then {say(filled)} beds are "
            f"filled. {_in_the_long_run(_starts(model, starts), ready)}"
        )

    return explorer(
        name,
        [
            Control("starts", "People who can start care at home", starts, today, "a week"),
            Control("more", "Change in people who come in", more, 0.0, "%", with_sign),
        ],
        lambda starts, more: cases[starts, more],
        [
            Result("waiting", "Waiting for care at home, a year on", "people", whole_number),
            Result("filled", f"Beds filled by {model.flows.who}", "beds"),
        ],
        told,
        message="What if more people could start care at home, or more came in?",
        source=source,
        note=(
            "The numbers follow a year from today, without chance. The delay in the long run "
            "allows for chance. Treatment and other delays stay as long as they are."
        ),
        sample=sample,
    )


def _starts(model: Unblocking, shown: float) -> float:
    """Give today's starts as they are and not as they are rounded for the control."""
    today = model.starts_per_week
    return today if shown == round(today, 1) else shown


def _in_the_long_run(starts: float, ready: float) -> str:
    if starts <= ready:
        return "In the long run that queue has no end."
    return f"In the long run the average delay is {say(7 / (starts - ready))} days."


def _who_comes(percent: float) -> str:
    if not percent:
        return "as many who come in as today"
    return f"{say(abs(percent))}% {'more' if percent > 0 else 'fewer'} who come in"
