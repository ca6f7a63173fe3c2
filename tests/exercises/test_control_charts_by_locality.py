"""The charts find what moved, where and when: in the sample, and in places with other names."""

import numpy as np
import pandas as pd
import pytest
import yaml

NAME = "control-charts-by-locality"
INDICATOR = "Nights in a ward after being ready, 65 and over"
PAPER = f"""\
title: Own front door in Glenside
place: Glenside
began: 2023-07
what: Own front door
measures:
  - measure: Nights of delay
    type: outcome
    indicator: {INDICATOR}
    better: decrease
"""


@pytest.fixture(scope="session")
def elsewhere():
    """Six made-up places: a step in one, missing months in another, a late start in a third."""
    chance = np.random.default_rng(11)
    months = pd.period_range("2022-01", "2024-06", freq="M")
    rows = []
    for at, place in enumerate(["Glenside", "Harbour", "Kirkton", "Moorend", "Newmill", "Strath"]):
        people = 1500 + 200 * at
        for month in months:
            level = 0.06 if place == "Glenside" and month >= pd.Period("2023-07") else 0.09
            events = int(chance.poisson(level * people))
            rows.append([f"{month:%Y%m}", place, INDICATOR, round(1000 * events / people, 1),
                         events, people])  # fmt: skip
    table = pd.DataFrame(
        rows, columns=["month", "locality", "indicator", "value", "events", "people"]
    )
    hidden = (table["locality"] == "Harbour") & table["month"].isin(["202203", "202311"])
    late = (table["locality"] == "Strath") & (table["month"] < "202303")
    return table[~hidden & ~late]


def _folder(tmp_path_factory, data=None, paper=None):
    folder = tmp_path_factory.mktemp("project")
    (folder / "project.yml").write_text("name: Own front door\n", encoding="utf-8")
    (folder / "data").mkdir()
    if data is not None:
        (folder / "data" / "months of ours.csv").write_text(data, encoding="utf-8")
    if paper is not None:
        (folder / "measures.yml").write_text(paper, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, tmp_path_factory):
    return run_exercise(NAME, _folder(tmp_path_factory))


@pytest.fixture(scope="session")
def in_glenside(run_exercise, tmp_path_factory, elsewhere):
    return run_exercise(NAME, _folder(tmp_path_factory, elsewhere.to_csv(index=False), PAPER))


def _limits(values):
    """XmR limits by hand: mean and 2.66 mean moving ranges, outlying ranges screened once."""
    ranges = values.diff().abs().dropna()
    kept = ranges[ranges < 3.267 * ranges.mean()]
    return values.mean() - 2.66 * kept.mean(), values.mean() + 2.66 * kept.mean()


# On the sample


def test_the_planted_stories_are_found(on_the_sample):
    assert on_the_sample.stopped_at == ""
    said = on_the_sample.said
    assert "Of the 12 points since then, 12 are signals of improvement" in said("ours-chart"), (
        "step"
    )
    assert "Locality C 12 of 12, worse" in said("places-charts"), "a ramp nobody launched"
    assert "None in Locality A and Locality D" in said("places-charts"), "two that do not change"
    assert "from 80.1 to 78.3" in said("look-together"), "a total hides both"
    assert "began in Locality B in April 2024, no place shows a signal" in said("places-measures")
    assert "All 4 places lie within what chance makes" in said("funnel-chart")


def test_a_step_shows_in_both_halves_and_a_slope_goes_on(on_the_sample):
    table = on_the_sample.said("places-halves")
    assert '<td class="pb-number">55.8</td><td class="pb-number">58.8</td>' in table
    assert '<td class="pb-number">89.1</td><td class="pb-number">106.8</td>' in table


def test_limits_are_those_of_the_months_before_and_stay(on_the_sample, checkout):
    table = pd.read_csv(checkout / "data" / "sample" / "locality_measures.csv")
    ours = table[
        (table["locality"] == "Locality B")
        & (table["indicator"] == "Delayed bed days at 75 and over")
        & (table["month"] < 202404)
    ]
    low, high = _limits(ours["value"])
    assert f"limits {low:.1f} to {high:.1f}" in on_the_sample.said("ours-chart")


def test_new_limits_carry_the_reason_that_was_agreed(on_the_sample):
    chart = on_the_sample.said("levels-chart")
    assert "Limits start again from April 2024: Home First is now the usual way" in chart
    assert "ordinary for the level since April 2024" in chart


def test_the_means_are_handed_on_and_say_what_they_rest_on(on_the_sample):
    log = on_the_sample.folder / "products.yml"
    kept = {each["id"]: each for each in yaml.safe_load(log.read_text(encoding="utf-8"))}
    before, after = kept[f"{NAME}/rate-before"], kept[f"{NAME}/rate-after"]
    assert (round(before["value"], 2), round(after["value"], 2)) == (85.26, 57.28)
    assert before["sample"] is True
    assert "85.3 for each 1,000 a month before April 2024" in before["says"]


def test_every_figure_of_the_sample_is_marked(on_the_sample):
    made = [
        *("load-file", "load-paper", "load-change", "look-together", "ours-chart", "funnel-chart"),
        *("places-charts", "places-halves", "places-measures", "levels-chart", "found-words"),
        *("what-if-panel", "record-evidence", "next-products"),
    ]
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []


# On other places


def test_other_places_run_and_nothing_says_sample_data(in_glenside):
    assert in_glenside.stopped_at == ""
    pages = [cell for cell in in_glenside.cells if cell != "data-lines"]
    assert [cell for cell in pages if "sample data" in in_glenside.said(cell).lower()] == []
    assert [cell for cell in pages if "Locality" in in_glenside.said(cell)] == []


def test_other_places_give_what_a_hand_calculation_gives(in_glenside, elsewhere):
    ours = elsewhere[elsewhere["locality"] == "Glenside"]
    before, after = (ours.loc[ours["month"] < "202307", "value"],
                     ours.loc[ours["month"] >= "202307", "value"])  # fmt: skip
    low, _ = _limits(before)
    assert (after < low).sum() > 3
    chart = in_glenside.said("ours-chart")
    assert f"limits {low:.0f} to" in chart
    assert f"the mean went from {before.mean():.0f} to {after.mean():.0f}" in chart
    whole = elsewhere.groupby("month").filter(lambda rows: len(rows) == 6)
    sums = whole.groupby("month")[["events", "people"]].sum()
    rates = 1000 * sums["events"] / sums["people"]
    told = in_glenside.said("look-together")
    assert (
        "Too few months have every place" in told
        or f"{rates[rates.index >= '202307'].mean():.1f}" in told
    )


def test_gaps_and_late_starts_are_told_and_never_judged(in_glenside):
    said = in_glenside.said("load-change")
    assert "Months without a value, shown as gaps: Harbour (2)" in said
    assert "Too few months before the change to judge by: Strath" in said
    assert "too few months before" in in_glenside.said("places-halves")


def test_a_framework_without_a_funnel_says_so_and_goes_on(in_glenside):
    assert "no funnel is drawn" in in_glenside.said("funnel-chart")


# On what is missing, empty or wrong


def test_a_framework_that_names_another_place_stops_with_one_clear_message(
    run_exercise, tmp_path_factory, elsewhere
):
    shown = run_exercise(NAME, _folder(tmp_path_factory, elsewhere.to_csv(index=False)))
    assert shown.stopped_at == "load-change"
    assert "Put a measures.yml of your own" in shown.reason
    assert "Traceback" not in shown.reason


def test_too_few_months_before_the_change_stops_and_says_what_it_takes(
    run_exercise, tmp_path_factory, elsewhere
):
    short = elsewhere[elsewhere["month"] >= "202301"].to_csv(index=False)
    shown = run_exercise(NAME, _folder(tmp_path_factory, short, PAPER))
    assert shown.stopped_at == "load-change"
    assert "It takes at least 12" in shown.reason


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.splitlines()[0] + "\n", "only a header"),
        (lambda text: text.replace("locality,", "area,", 1), "locality"),
        (lambda text: text.replace("202201,Glenside", "202213,Glenside", 1), "Row 2"),
    ],
    ids=["only a header", "a renamed column", "a month that is none"],
)
def test_a_spoilt_file_stops_at_the_first_step(
    run_exercise, tmp_path_factory, elsewhere, change, said
):
    folder = _folder(tmp_path_factory, change(elsewhere.to_csv(index=False)), PAPER)
    shown = run_exercise(NAME, folder)
    assert shown.stopped_at == "load-file"
    assert said in shown.reason
    assert "Traceback" not in shown.reason


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: "", "has nothing in it yet"),
        (lambda text: text.replace("2023-07", "July 2023"), "Write the month like 2024-04"),
        (lambda text: text.replace("decrease", "down"), "is not one of the directions"),
        (lambda text: text.replace("place:", "where:"), "is not one of the lines"),
        (lambda text: text.replace("type: outcome", "kind: outcome"), "kind"),
    ],
    ids=["empty", "a month in words", "a direction", "a line renamed", "a field renamed"],
)
def test_a_spoilt_framework_stops_in_plain_words(
    run_exercise, tmp_path_factory, elsewhere, change, said
):
    folder = _folder(tmp_path_factory, elsewhere.to_csv(index=False), change(PAPER))
    shown = run_exercise(NAME, folder)
    assert shown.stopped_at == "load-paper"
    assert said in shown.reason
    assert "Traceback" not in shown.reason
