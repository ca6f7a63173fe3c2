"""The module on improvement teaches what it covers, with figures that can be worked out again."""

import pytest

from playbook.analyse import average_occupied_beds, failure_demand
from playbook.data import load, published
from playbook.framework import framework
from playbook.review import xmr

COVERS = {*(f"M{number}" for number in range(27, 42)), "H26", "H27", "H28"}


@pytest.fixture
def improvement(module_named):
    return module_named("improvement-in-practice")


@pytest.fixture
def prose(improvement) -> str:
    return "\n".join(improvement.prose)


@pytest.fixture
def beds():
    """Beds filled by delays on an average day, from April 2024."""
    months = published("moray_delayed_bed_days_monthly").monthly(age="18plus").loc["2024-04":]
    return average_occupied_beds(months, months.index)


def test_it_covers_the_elements_it_was_made_for(improvement):
    assert set(improvement.definition.covers) == COVERS
    assert set(framework().elements) >= COVERS


def test_each_part_of_improvement_has_its_place_on_the_page(improvement, prose):
    for words in ("driver-diagram", "model-for-improvement", "pdsa", "balancing-measure"):
        assert f"#term-{words}" in prose
    for words in ("vanguard-method", "buurtzorg", "failure-demand", "control-chart"):
        assert f"#term-{words}" in prose
    for level in ("Person", "Team", "Service"):
        assert f"| {level} |" in prose
    sources = "\n".join(cell.source for cell in improvement.cells)
    for call in ("driver_diagram(", 'expectations_table("improvement")', "failure_demand(", "xmr("):
        assert call in sources


def test_the_share_of_failure_demand_is_that_of_the_sample_log(improvement):
    log = load("contact_log")
    assert log.is_sample
    found = failure_demand(log.table, kind="coder_1", second="coder_2", cause="cause")
    guess = improvement.definition.activity("guess-share").asked()
    assert guess["answer"] == round(100 * found.share.value, 1)
    assert (found.share.events, found.share.population) == (147, 370)
    first = found.causes.table.iloc[0]
    assert (first["cause"], first["count"]) == ("Asking when care will start", 65)


def test_most_contacts_that_two_people_sorted_apart_are_about_the_time_of_a_visit(prose):
    log = load("contact_log").table
    apart = log[log["coder_1"] != log["coder_2"]]
    assert (len(log), len(apart)) == (420, 50)
    assert (apart["cause"] == "Changing the time of a visit").sum() > 25
    assert "sorted 420 contacts" in prose
    assert "On 50 they differed" in prose


def test_the_words_to_sort_are_in_the_log_and_both_coders_agreed_on_most(improvement):
    log = load("contact_log").table
    for item in improvement.definition.activity("value-or-failure").asked()["items"]:
        rows = log[log["said"] == item["text"]]
        assert len(rows), item["text"]
        agreed = (rows["coder_1"] == item["bin"]) & (rows["coder_2"] == item["bin"])
        assert agreed.mean() > 0.75, item["text"]


def test_the_four_months_are_the_published_ones_and_hold_no_signal(beds, prose):
    spring = beds.loc["2025-04":"2025-07"].round(1).tolist()
    assert spring == [40.2, 35.6, 33.8, 32.9]
    assert all(str(value) in prose for value in spring)
    assert round(100 * (1 - spring[-1] / spring[0])) == 18
    chart = xmr(beds, direction="decrease")
    assert len(beds) == 17
    assert (chart.table["signal"] == "").all()
    assert round(chart.table["centre"].iloc[0]) == 35
    assert beds.idxmax() == beds.loc["2025-04":].index[0]
    assert round(beds.iloc[-1], 1) == 35.9


def test_earlier_years_do_hold_signals_as_the_page_says(prose):
    months = published("moray_delayed_bed_days_monthly").monthly(age="18plus").loc["2022-04":]
    chart = xmr(average_occupied_beds(months, months.index), direction="decrease")
    assert (chart.table["signal"] != "").any()
    assert "earlier years do hold signals" in prose


def test_what_follows_is_told_for_every_decision(improvement):
    texts = improvement.definition.activity("hold-gain").follows.texts
    assert set(texts) == {"adopt", "adapt", "stop"}


def test_claims_of_others_are_said_to_be_claims(prose):
    assert "It was their own estimate" in prose
    assert "the total cost was about average" in prose
