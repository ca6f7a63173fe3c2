"""A plan on a time line, and the same plan in words."""

import pytest

from playbook.implement import timeline


def line(**changes):
    return {
        "name": "Train staff", "starts": "2026-04-01", "ends": "2026-05-31", "owner": "Lead"
    } | changes  # fmt: skip


PLAN = [
    line(name="Both services run", kind="double running", starts="2026-06-01", ends="2026-08-31",
         after="Train staff"),
    line(),
    line(name="Go or no go", kind="decision", starts="2026-05-28", ends=None),
]  # fmt: skip


def test_the_plan_is_told_in_order_of_time():
    found = timeline(PLAN)
    assert found.text == (
        "Train staff: work, from 1 April 2026 to 31 May 2026; owner, Lead.",
        "Go or no go: decision, on 28 May 2026; owner, Lead.",
        "Both services run: double running, from 1 June 2026 to 31 August 2026; "
        "at least until the end of Train staff; owner, Lead.",
    )
    assert found.table["days"].tolist() == [61, 1, 92]
    assert found.sentence() == "The plan has 3 lines, from 1 April 2026 to 31 August 2026."


def test_a_line_cannot_start_before_what_it_waits_for_has_ended():
    found = timeline(
        [line(), line(name="Open", starts="2026-05-31", ends=None, after="Train staff")]
    )
    assert found.problems == (
        "Open starts on 31 May 2026, but Train staff has to end first, on 31 May 2026.",
    )
    assert timeline([line(owner=None)]).problems == ("Train staff has no owner.",)


def test_double_running_may_begin_at_once_but_not_stop_before_the_new_way_holds():
    both = line(name="Both", kind="double running", starts="2026-04-01", ends="2026-05-30")
    (told,) = timeline([line(), {**both, "after": "Train staff"}]).problems
    assert told.startswith("Both stops on 30 May 2026, but Train staff has to end first")


def test_the_picture_has_the_plan_in_words_as_its_alternative():
    found = timeline(PLAN)
    shown = found.plot(name="plan", source="Invented", sample=True)
    assert shown.alt == f"Time line. {' '.join(found.text)}"
    assert "Both services run (double running)" in shown.html()


@pytest.mark.parametrize(
    ("rows", "error", "told"),
    [
        ([line(ends="2026-03-01")], ValueError, "before it starts on 1 April 2026"),
        ([line(), line()], ValueError, "in the plan twice"),
        ([line(kind="wrok")], ValueError, 'Did you mean "work"'),
        ([line(after="Train stuff")], ValueError, 'Did you mean "Train staff"'),
        ([line(starts=None)], ValueError, "has no start"),
        ([line(starts="spring")], ValueError, "Train staff: starts is 'spring'"),
        ([line(name=None)], ValueError, "Line 1 has no name"),
        ([line(strats=1)], ValueError, 'Did you mean "starts"'),
        ([], ValueError, "no line"),
        ("plan", TypeError, "not str"),
    ],
)
def test_plans_that_cannot_be_drawn_are_refused(rows, error, told):
    with pytest.raises(error, match=told):
        timeline(rows)
