"""Two months can tell any story; the panel always says what the whole chart says."""

import pytest

from playbook.data import load
from playbook.kit.any_months import any_months_panel
from playbook.review import SmallMultiples, small_multiples

CHANGE = "2024-04-01"


@pytest.fixture
def places() -> SmallMultiples:
    rows = load("locality_measures").select(
        indicator="Delayed bed days at 75 and over", locality="every"
    )
    return small_multiples(
        rows, direction="decrease", changes={"Locality B": CHANGE}, reason="Home First"
    )


def test_every_pair_of_months_of_every_place_is_there(places: SmallMultiples) -> None:
    panel = any_months_panel(places, change=CHANGE, what="delays", source="made up", sample=True)
    assert len(panel.grid.cases) == 4 * 12 * 12
    first = panel.grid.cases[0]
    assert first.results["one"] == places.charts["Locality A"].table["value"].loc["2023-04-01"]
    assert "Locality A, April 2023 to April 2024" in first.sentence
    assert "Back to the start" in panel.html


def test_the_same_place_can_be_told_both_ways_where_nothing_changed(
    places: SmallMultiples,
) -> None:
    panel = any_months_panel(places, change=CHANGE, what="delays", source="made up", sample=True)
    a = [case for case in panel.grid.cases if case.values["place"] == 0]
    changes = [case.results["percent"] for case in a]
    assert min(changes) < -15
    assert max(changes) > 10
    assert all(case.sentence.endswith("show no signal.") for case in a)


def test_where_something_changed_every_pair_falls(places: SmallMultiples) -> None:
    panel = any_months_panel(places, change=CHANGE, what="delays", source="made up", sample=True)
    b = [case for case in panel.grid.cases if case.values["place"] == 1]
    assert max(case.results["percent"] for case in b) < 0
    assert all("12 signals since April 2024" in case.sentence for case in b)


def test_too_few_months_on_a_side_are_refused_with_the_place(places: SmallMultiples) -> None:
    with pytest.raises(ValueError, match="Locality A: the panel needs 12 months"):
        any_months_panel(places, change="2025-01-01", what="delays", source="made up")
