"""The panel on prevention does plain arithmetic on a published number of hours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.data import published
from playbook.kit.stand_still import stand_still_panel, weekly_hours

PERCENT = st.floats(0, 100)


@given(hours=st.floats(0, 1e6), growth=PERCENT, less=PERCENT, more=PERCENT)
def test_the_more_is_avoided_the_fewer_hours_are_left(hours, growth, less, more):
    less, more = sorted((less, more))
    left = [
        weekly_hours(hours, growth_percent=growth, avoided_percent=part) for part in (less, more)
    ]
    assert left[0] >= left[1] >= 0


@given(growth=st.floats(0, 200))
def test_the_part_that_stands_still_is_what_growth_adds_to_the_whole(growth):
    part = 100 * growth / (100 + growth)
    assert weekly_hours(1000, growth_percent=growth, avoided_percent=part) == pytest.approx(1000)


@pytest.mark.parametrize(
    ("hours", "growth", "avoided"), [(1000, 0, 101), (1000, 0, -1), (-1, 0, 0), (1000, -101, 0)]
)
def test_impossible_percentages_and_hours_are_refused(hours, growth, avoided):
    with pytest.raises(ValueError, match=r"avoided|negative"):
        weekly_hours(hours, growth_percent=growth, avoided_percent=avoided)


def test_moray_would_have_to_avoid_about_a_quarter_to_stand_still_at_thirty_percent():
    table = published("moray_care_at_home").table
    rows = table[table["figure"].eq("Hours of care at home in the week")].set_index("period")
    panel = stand_still_panel(
        rows.loc["Census week 2023/24", "value"], period="2023/24", source="Public Health Scotland"
    )
    changes = {
        case.values["avoided_percent"]: case.results["change"]
        for case in panel.grid.cases
        if case.values["growth_percent"] == 30
    }
    assert changes[0] == pytest.approx(4357.5)
    assert changes[23] > 0 > changes[24]
    assert panel.case.sentence.endswith("14,525 hours, as today.")
