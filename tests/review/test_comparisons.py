"""Places side by side, before and after a change, and a report on many measures."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from playbook.review import before_after, check_measures, funnel, impact, small_multiples, xmr
from playbook.review.funnel import poisson_edge

EVENTS = [60, 45, 30, 90]
PEOPLE = [25_000, 24_000, 16_000, 31_000]
NAMES = ["Buckie", "Elgin", "Forres", "Keith"]


def four_places(drop=0):
    months = pd.date_range("2022-01-01", periods=30, freq="MS")
    return pd.DataFrame(
        [
            {"locality": name, "month": month, "value": base + at % 2 - drop * (at >= 20)}
            for name, base in zip(NAMES, (20, 30, 25, 22), strict=True)
            for at, month in enumerate(months)
        ]
    )


# Funnel plots


def test_the_overall_rate_and_the_rates_are_per_person_counted():
    found = funnel(EVENTS, PEOPLE, NAMES, per=10_000)
    assert found.rate == pytest.approx(10_000 * 225 / 96_000)
    assert found.table["rate"].tolist() == pytest.approx([24, 18.75, 18.75, 29.0323], abs=5e-5)
    assert found.table["expected"].sum() == pytest.approx(225)


def test_the_limits_lie_within_one_event_of_the_exact_quantiles():
    for expected in (0.5, 3.0, 20.0, 56.25, 1000.0):
        for share in (0.001, 0.025, 0.975, 0.999):
            edge = float(poisson_edge(np.array(expected), share))
            whole = poisson.ppf(share, expected)
            assert whole - 1 <= edge <= whole or edge == 0


def test_the_limits_of_large_places_follow_the_bell_curve():
    found = funnel([100_000, 100_000], [1_000_000, 1_000_000], per=1_000_000)
    assert found.table["upper_95"][0] == pytest.approx(100_000 + 1.96 * 100_000**0.5, abs=2)
    assert found.table["lower_998"][0] == pytest.approx(100_000 - 3.0902 * 100_000**0.5, abs=2)


def test_places_outside_are_named_and_called_no_league_table():
    found = funnel([60, 45, 30, 140], PEOPLE, NAMES, rate=25, per=10_000)
    assert found.outside == ("Keith",)
    assert found.sentence() == (
        "Held against 25 for each 10,000 people, outside the 99.8% limits: Keith (above). "
        "This is a picture of chance, not a league table."
    )
    shown = found.plot(name="falls", source="Invented", label="falls", sample=True)
    assert "not a league table" in shown.html()
    assert "Keith: 45.2, above 99.8%." in shown.alt


def test_small_numbers_and_no_events_are_said():
    assert "small numbers can say little" in funnel([1, 2], [100, 100]).notices[0]
    assert funnel([0, 0], [100, 100]).notices[0].startswith("There were no events anywhere")


def test_too_many_places_outside_ask_for_another_look():
    found = funnel([10, 90] * 5, [1000] * 10)
    assert "many more than chance" in found.notices[0]


@pytest.mark.parametrize(
    ("events", "people", "options", "told"),
    [
        ([1, 2], [10, 0], {}, "The population of Place 2 is 0"),
        ([1, -2], [10, 10], {}, "negative"),
        ([1, 2.5], [10, 10], {}, "not a whole number"),
        ([1, 2], [10, None], {}, "In population, value 2 is missing"),
        ([1, None], [10, 10], {}, "In events, value 2 is missing"),
        ([1, 2, 3], [10, 10], {}, "3 counts of events but 2 populations"),
        ([1], [10], {}, "at least two"),
        ([1, 2], [10, 10], {"names": ["Elgin", "Elgin"]}, "more than once"),
        ([1, 2], [10, 10], {"names": ["Elgin"]}, "2 places but 1 names"),
        ([1, 2], [10, 10], {"rate": 0}, "above zero"),
        ([1, 2], [10, 10], {"per": 0}, "above zero"),
    ],
)
def test_places_that_cannot_be_compared_are_refused(events, people, options, told):
    with pytest.raises(ValueError, match=told):
        funnel(events, people, **options)


def test_text_for_numbers_is_refused():
    with pytest.raises(TypeError, match="In events: Value 1 is '12'"):
        funnel(["12", "13"], [10, 10])


@settings(deadline=None, max_examples=50)
@given(st.floats(0.05, 0.999), st.floats(0.1, 5000))
def test_a_higher_share_never_has_a_lower_limit(share, expected):
    lower = poisson_edge(np.array(expected), share * 0.9)
    assert lower <= poisson_edge(np.array(expected), share) + 1e-9


# Before and after


def test_limits_come_from_the_points_before_only():
    values = [10, 12] * 8 + [7, 6, 7, 6, 7, 6, 7]
    found = before_after(values, change=17, reason="Home First", direction="decrease")
    alone = xmr(values[:16])
    assert found.chart.table["upper"].unique() == pytest.approx(alone.table["upper"].unique())
    assert (found.mean_before, found.signals_after) == (11, 7)
    assert found.difference == pytest.approx(np.mean([7, 6, 7, 6, 7, 6, 7]) - 11)
    assert found.table["period"].tolist() == ["before"] * 16 + ["after"] * 7
    assert "7 are signals of improvement" in found.sentence()
    assert "alike" not in " ".join(found.notices)


def test_a_signal_that_began_before_the_change_is_not_credited_to_it():
    values = [10, 12] * 8 + [6] * 4 + [6] * 8
    found = before_after(values, change=21, reason="A new team", direction="decrease")
    assert "The signal began before the change" in " ".join(found.notices)


def test_no_signal_and_few_points_are_said():
    found = before_after([10, 12] * 8 + [11, 12], change=17, reason="A new team")
    assert found.sentence() == (
        "A new team began at point 17. The 2 points since then show no signal by the limits "
        "of before."
    )
    assert "too few for a shift to show" in found.notices[-1]


def test_the_figure_marks_the_change():
    months = pd.date_range("2022-01-01", periods=18, freq="MS")
    found = before_after([10, 12] * 9, months, change="2023-05-01", reason="Home First")
    html = found.plot(name="delays", source="Invented").html()
    assert html.split("<figcaption>")[0].count("Home First") >= 2
    assert "fixed after the first 16 points" in html


@pytest.mark.parametrize(
    ("change", "reason", "told"),
    [
        (5, "Too soon", "Before 5, the points with values number 4"),
        (40, "Too late", "no point at 40"),
        (1, "At once", "first point"),
        (15, " ", "has no reason"),
        (17, "Nothing since", "no value from 17 on"),
    ],
)
def test_a_change_that_cannot_be_judged_is_refused(change, reason, told):
    with pytest.raises(ValueError, match=told):
        before_after([10, 12] * 8 + [None], change=change, reason=reason)


# Small multiples


def test_each_place_has_the_chart_it_would_have_alone():
    found = small_multiples(four_places())
    assert list(found.charts) == NAMES
    alone = xmr(four_places().query("locality == 'Elgin'")["value"].to_list())
    assert found.summary.set_index("place").loc["Elgin", "upper"] == alone.phases[0].upper
    assert found.sentence() == "All 4 places show routine variation."
    assert len(found.table) == 120


def test_only_the_place_that_changed_has_frozen_limits():
    data = four_places()
    changed = (data["locality"] == "Elgin") & (data["month"] >= "2023-09-01")
    data.loc[changed, "value"] -= 6
    found = small_multiples(
        data, direction="decrease", changes={"Elgin": "2023-09-01"}, reason="Home First"
    )
    assert found.signals("Elgin") == 10
    assert found.signals("Buckie") == 0
    assert found.sentence() == (
        "Places with signals since the change in Elgin and elsewhere at any time, and how many: "
        "Elgin (10); 3 show routine variation."
    )


def test_the_figure_says_how_every_place_stands_and_whether_heights_compare():
    found = small_multiples(four_places())
    shown = found.plot(name="places", source="Invented", label="bed days", sample=True)
    assert "Buckie: mean 20.5, no signal." in shown.alt
    assert shown.html().count("Forres: mean 25.5, no signal") >= 2
    assert "All strips have the same vertical axis." in shown.note
    alone = found.plot(name="own", source="Invented", same_scale=False)
    assert "heights cannot be compared" in alone.note


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"place": "area"}, '"area" is not one of the columns'),
        ({"value": "vale"}, 'Did you mean "value"'),
        ({"changes": {"Elgn": "2023-09-01"}, "reason": "x"}, 'Did you mean "Elgin"'),
        ({"changes": {"Elgin": "2023-09-01"}}, "Elgin: .*has no reason"),
        (
            {"changes": {"Elgin": "2022-02-01"}, "reason": "x"},
            "Elgin: Before 2022-02-01, the points with values number 1",
        ),
    ],
)
def test_a_table_that_cannot_be_split_is_refused(options, told):
    with pytest.raises(ValueError, match=told):
        small_multiples(four_places(), **options)


def test_empty_tables_places_without_a_name_and_crowds_are_refused():
    with pytest.raises(ValueError, match="no rows"):
        small_multiples(four_places().head(0))
    with pytest.raises(TypeError, match="table"):
        small_multiples([1, 2])
    unnamed = four_places()
    unnamed.loc[3, "locality"] = None
    with pytest.raises(ValueError, match="Row 4 has no locality"):
        small_multiples(unnamed)
    crowd = pd.DataFrame({"locality": list("abcdefghijklm"), "month": "2024-01", "value": 1})
    with pytest.raises(ValueError, match="More than 12"):
        small_multiples(crowd)


# Measurement framework


def measure(**changes):
    return {
        "measure": "Bed days lost to delay", "type": "outcome", "definition": "All reasons",
        "source": "Public Health Scotland", "baseline": "1,096 a month", "target": "800 a month",
        "owner": "Head of service", "frequency": "monthly", "outcomes": "2, 9",
    } | changes  # fmt: skip


FULL = [
    measure(),
    measure(measure="People home in 72 hours", type="process", outcomes=["independence"]),
    measure(measure="Carers under strain", type="balancing", outcomes=6),
]


def test_a_full_set_is_ready_and_shows_which_outcomes_it_leaves_out():
    found = check_measures(FULL)
    assert found.ready
    assert [outcome.number for outcome in found.uncovered] == [1, 3, 4, 5, 7, 8]
    assert found.table["outcomes"].tolist() == ["2, 9", "2", "6"]
    assert found.coverage.tolist() == [0, 2, 0, 0, 0, 1, 0, 0, 1]
    assert found.matrix.loc[1, "People home in 72 hours"] == "yes"
    assert "No measure speaks to outcome 1 (healthier for longer), 3" in found.sentence()


def test_the_same_set_may_come_as_a_table():
    assert check_measures(pd.DataFrame(FULL)).ready


def test_every_problem_is_found_at_once():
    found = check_measures(
        [
            measure(definition=" ", owner=None),
            measure(measure="Falls", type="outcom", outcomes="independance, 12"),
            measure(measure="Falls"),
        ]
    )
    told = "\n".join(found.problems)
    assert "nothing is written under Operational definition, Owner." in told
    assert 'Falls: "outcom" is not one of the types' in told
    assert 'Falls: "12" is not one of the national outcomes' in told
    assert 'Did you mean "2 independence"?' in told
    assert "Falls: there is more than one measure of this name." in told
    assert "There is no balancing measure." in told
    assert not found.ready


def test_the_figure_shows_outcomes_that_nothing_speaks_to():
    shown = check_measures(FULL).plot(name="measures", source="Invented")
    assert "8. Engaged workforce: 0." in shown.alt


@pytest.mark.parametrize(
    ("given", "error", "told"),
    [
        ([], ValueError, "no measure in the list"),
        ([{"mesure": "Falls"}], ValueError, 'Did you mean "measure"'),
        ([{"owner": "Lead"}], ValueError, "Every measure needs measure"),
        ("Falls", TypeError, "not str"),
        ([1, 2], TypeError, "list with the fields"),
    ],
)
def test_things_that_are_not_measures_are_refused(given, error, told):
    with pytest.raises(error, match=told):
        check_measures(given)


def test_changed_rules_are_checked_when_read(tmp_path):
    rules = tmp_path / "measures.yml"
    rules.write_text("fields:\n  - {id: measure, name: Measure, neded: true, ask: What?}\n")
    with pytest.raises(ValueError, match=r'"neded" is not one of the fields here.*"needed"'):
        check_measures(FULL, rules)


# Impact


def test_a_report_gives_each_measure_its_sentence_and_both_verdicts():
    steady = xmr([10, 12] * 8, direction="decrease", target=15)
    moved = before_after(
        [10, 12] * 8 + [6] * 8, change=17, reason="Home First", direction="decrease"
    )
    found = impact({"Falls": steady, "Delays": moved})
    assert found.table["sentence"].tolist() == [steady.sentence(), moved.sentence()]
    assert found.table["verdict"].tolist()[0] == steady.verdict
    assert found.sentence() == (
        "The latest points of 2 measures: 1 getting better; 1 no change beyond routine variation."
    )
    figures = found.figures(source="Invented", sample=True)
    assert [shown.name for shown in figures] == ["impact-1", "impact-2"]
    assert figures[1].message == moved.sentence()


@pytest.mark.parametrize(
    ("charts", "error"), [({}, ValueError), ({"Falls": [1, 2]}, TypeError), ([1], TypeError)]
)
def test_things_that_are_not_charts_are_refused(charts, error):
    with pytest.raises(error):
        impact(charts)


def test_a_step_at_the_change_does_not_pass_for_months_that_are_alike():
    values = [10, 12] * 8 + [5, 4] * 6
    rows = pd.DataFrame({"locality": "East", "month": range(1, 29), "value": values})
    frozen = small_multiples(rows, changes={"East": 17}, reason="A new team")
    assert not [text for text in frozen.notices if "alike" in text]
    assert [text for text in small_multiples(rows).notices if "alike" in text]
