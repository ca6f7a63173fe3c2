"""The module on review teaches what it covers, and finds what is planted in the sample."""

import pytest

from playbook.data import load, published
from playbook.framework import framework
from playbook.kit import any_months_panel
from playbook.review import SmallMultiples, before_after, check_measures, small_multiples

COVERS = {"M16", "M17", "M39", "M40", "H40", "H41", "H58"}
CHANGE = "2024-04-01"
DELAYS = "Delayed bed days at 75 and over"


@pytest.fixture
def review(module_named):
    return module_named("review")


@pytest.fixture
def prose(review) -> str:
    return "\n".join(review.prose)


@pytest.fixture
def places() -> SmallMultiples:
    rows = load("locality_measures").select(indicator=DELAYS, locality="every")
    changes = dict.fromkeys(rows["locality"].unique(), CHANGE)
    return small_multiples(rows, direction="decrease", changes=changes, reason="Home First in B")


def of_b(indicator: str):
    rows = load("locality_measures").select(indicator=indicator, locality="Locality B")
    values = rows.set_index("month")["value"]
    return before_after(values, change=CHANGE, reason="Home First", direction="decrease")


def test_it_covers_the_elements_it_was_made_for(review):
    assert set(review.definition.covers) == COVERS
    assert set(framework().elements) >= COVERS


def test_every_part_of_a_measurement_framework_is_on_the_page(prose):
    for part in ("Measure", "Type", "Source", "Target", "Owner", "Frequency"):
        assert f"| {part} |" in prose
    for term in ("operational-definition", "baseline", "measurement-framework"):
        assert f"#term-{term}" in prose


def test_the_published_years_are_quoted_rightly(review):
    table = published("moray_delayed_bed_days_monthly")
    years = [("2023-04", "2024-03"), ("2024-04", "2025-03")]
    older = [int(table.monthly(age="75plus").loc[a:b].sum()) for a, b in years]
    adults = [int(table.monthly(age="18plus").loc[a:b].sum()) for a, b in years]
    guess = review.definition.activity("guess-total")
    assert older == [9716, 8612]
    assert adults == [12119, 12737]
    assert guess.asked()["answer"] == adults[1]
    said = " ".join(guess.reasons())
    assert f"{older[0] - older[1]:,}" in said
    assert f"{(adults[1] - older[1]) - (adults[0] - older[0]):,}" in said


def test_two_numbers_of_finance_are_the_totals_of_the_sample(prose):
    rows = load("locality_measures").table
    events = rows[rows["indicator"] == DELAYS].set_index("month")["events"].sort_index()
    totals = [events.loc["2023-04":"2024-03"].sum(), events.loc["2024-04":"2025-03"].sum()]
    assert totals == [9851, 9610]
    assert all(f"{total:,}" in prose for total in totals)
    assert round(100 * (1 - totals[1] / totals[0])) == 2


def test_b_falls_when_it_began_a_and_d_stand_still_and_c_rises_before(review, places):
    b = of_b(DELAYS)
    after = b.table[b.table["period"] == "after"]
    below = int((after["value"] < after["lower"]).sum())
    assert review.definition.activity("below-limit").asked()["answer"] == below == 11
    assert b.signals_after == 12
    assert 0.3 < 1 - b.mean_after / b.mean_before < 0.36
    assert [places.signals(f"Locality {name}") for name in "AD"] == [0, 0]
    c = places.charts["Locality C"].table
    assert (c["signal"].loc["2024-01":"2024-03"] != "").any()
    assert c["value"].loc["2024-01":"2024-03"].min() > c["value"].loc["2023-08":"2023-12"].max()


def test_the_panel_agrees_with_what_is_said_of_it(review, places):
    panel = any_months_panel(places, change=CHANGE, what="delays", source="made up", sample=True)
    percents = {
        place: [c.results["percent"] for c in panel.grid.cases if c.values["place"] == place]
        for place in range(4)
    }
    assert (round(min(percents[0])), round(max(percents[0]))) == (-17, 13)
    assert max(percents[1]) < 0
    assert (round(min(percents[3])), round(max(percents[3]))) == (-22, 45)
    assert "down 17%" in review.definition.activity("any-months").question


def test_readmissions_have_two_weak_signals_and_only_at_the_end(prose):
    found = of_b("Emergency readmissions within 28 days")
    after = found.table[found.table["period"] == "after"]
    assert found.signals_after == 2
    assert set(after.loc[after["signal"] != "", "signal"]) == {"two of three"}
    assert (after["signal"].iloc[:-3] == "").all()
    assert "two weak signals" in prose


def test_few_carers_in_b_feel_supported(prose):
    answers = load("views_survey").table
    asked = answers[
        (answers["question"] == "I feel supported to care") & (answers["locality"] == "Locality B")
    ]
    assert ((asked["answer"] >= 4).sum(), len(asked)) == (7, 39)
    assert "7 of 39 carers" in prose


def test_the_measures_shown_are_whole_and_leave_carers_out(review):
    cell = next(cell for cell in review.cells if cell.id == "show-measures")
    listed = cell.source.split("parts = ")[0]
    space: dict = {}
    exec(listed, space)  # noqa: S102
    found = check_measures(space["measures"])
    assert found.ready
    assert "carers" in [outcome.id for outcome in found.uncovered]
    shown = next(cell for cell in review.cells if cell.id == "show-outcomes")
    assert len(found.uncovered) == 5
    assert "four of the nine" in shown.source


def test_what_follows_is_told_for_every_decision(review):
    texts = review.definition.activity("close-loop").follows.texts
    assert set(texts) == {"adopt", "adapt", "stop"}
