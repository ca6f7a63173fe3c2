"""The report shows every promise, carries numbers, and never claims more than the charts hold."""

import numpy as np
import pandas as pd
import pytest
import yaml

NAME = "impact-report"
PAPER = """\
title: Night sitters in the north
place: North
began: 2023-05
what: Night sitters
measures:
  - measure: Nights in a ward
    type: outcome
    indicator: Nights
    better: decrease
  - measure: Visits made
    type: process
    indicator: Visits
    better: increase
  - measure: Sitters who stay
    type: balancing
    latest: 8 of 9 in post since May
"""


@pytest.fixture(scope="session")
def elsewhere():
    """Five made-up places. Nights fall everywhere; visits rise in the north alone."""
    chance, rows = np.random.default_rng(5), []
    for place in ("North", "South", "East", "West", "Islands"):
        for month in pd.period_range("2021-09", "2024-06", freq="M"):
            since = month >= pd.Period("2023-05")
            for indicator, usual, later in (
                ("Nights", 300, 200),
                ("Visits", 300, 420 if place == "North" else 300),
            ):
                events = int(chance.poisson(later if since else usual))
                rows.append([f"{month:%Y%m}", place, indicator, events, events, 1000])
    columns = ["month", "locality", "indicator", "value", "events", "people"]
    return pd.DataFrame(rows, columns=columns)


def _folder(tmp_path_factory, data=None, paper=None):
    folder = tmp_path_factory.mktemp("project")
    (folder / "project.yml").write_text("name: Night sitters\n", encoding="utf-8")
    (folder / "data").mkdir()
    if data is not None:
        (folder / "data" / "months.csv").write_text(data, encoding="utf-8")
    if paper is not None:
        (folder / "measures.yml").write_text(paper, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, tmp_path_factory):
    return run_exercise(NAME, _folder(tmp_path_factory))


@pytest.fixture(scope="session")
def in_the_north(run_exercise, tmp_path_factory, elsewhere):
    return run_exercise(NAME, _folder(tmp_path_factory, elsewhere.to_csv(index=False), PAPER))


def test_the_planted_stories_are_on_the_page(on_the_sample):
    assert on_the_sample.stopped_at == ""
    said = on_the_sample.said
    page = said("changed-table")
    assert "Carers who feel supported, which cannot be charted: 7 of 39" in page
    assert "1 moved: better; 1: too soon to say; 1: no change seen; 2: cannot be charted" in page
    assert "7 of 39 who answered in Locality B. Nobody was asked before" in page
    sure = said("sure-lines")
    assert "Days of delay at 75 and over. Fairly sure" in sure
    assert "Less sure: only 2 of 12 points since are signals" in sure, "nothing came back"
    assert "Locality C moved the other way without this change" in sure, "a ramp elsewhere"


def test_numbers_are_carried_and_agree_with_the_charts(on_the_sample, checkout):
    log = checkout / "exercises" / "products" / "control-charts-by-locality.yml"
    handed = {each["id"]: each for each in yaml.safe_load(log.read_text(encoding="utf-8"))}
    for number, cell in (("rate-before", "load-before"), ("rate-after", "load-after")):
        says = handed[f"control-charts-by-locality/{number}"]["says"]
        assert says in on_the_sample.said(cell)
        assert "Sample data" in on_the_sample.said(cell)
    assert "are the ones that this report works out" in on_the_sample.said("load-agree")
    ours = yaml.safe_load((on_the_sample.folder / "products.yml").read_text(encoding="utf-8"))
    kept = {each["id"]: each for each in ours}
    assert (
        kept[f"{NAME}/rate-after"]["value"]
        == handed["control-charts-by-locality/rate-after"]["value"]
    )
    assert kept[f"{NAME}/measures-better"]["value"] == 1


def test_every_figure_of_the_sample_is_marked(on_the_sample):
    made = ("load-paper", "load-file", "load-page", "load-price", "changed-table", "sure-lines",
            "for-whom-table", "sure-figure", "found-words", "what-if-panel", "record-evidence",
            "next-products")  # fmt: skip
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []


def test_a_fall_that_is_everywhere_is_less_sure_and_one_that_is_not_is_fairly_sure(in_the_north):
    assert in_the_north.stopped_at == ""
    sure = in_the_north.said("sure-lines")
    assert "it moved the same way without the change in East, Islands, South, West" in sure
    assert "Nights in a ward. Fairly sure" not in sure
    assert "Visits made. Fairly sure" in sure
    page = in_the_north.said("changed-table")
    assert "2 moved: better; 1: cannot be charted" in page
    assert "8 of 9 in post since May" in page


def test_the_means_are_those_of_the_file(in_the_north, elsewhere):
    ours = elsewhere[(elsewhere["locality"] == "North") & (elsewhere["indicator"] == "Nights")]
    before = ours.loc[ours["month"] < "202305", "value"].mean()
    since = ours.loc[ours["month"] >= "202305", "value"].mean()
    page = in_the_north.said("changed-table")
    assert f">{before:.1f}".removesuffix(".0") in page
    assert f">{since:.1f}".removesuffix(".0") in page


def test_practice_numbers_are_told_apart_from_a_team_s_own(in_the_north):
    said = in_the_north.said
    assert "Run the exercise control-charts-by-locality in this project" in said("load-before")
    assert "That is not what was carried." in said("load-agree")
    assert "Sample data" not in said("changed-table")
    assert "Sample data" in said("what-if-panel")
    kept = yaml.safe_load((in_the_north.folder / "products.yml").read_text(encoding="utf-8"))
    marks = {each["id"]: each.get("sample") for each in kept}
    assert marks[f"{NAME}/rate-before"] is True
    assert marks[f"{NAME}/measures-better"] is None


@pytest.mark.parametrize(
    ("change", "cell", "said"),
    [
        (lambda text: "measures: 3\n", "load-paper", "title has nothing written"),
        (lambda text: text.replace("Nights\n", "Night\n").replace("Visits\n", "Visit\n"),
         "load-page", "holds none of the measures"),
        (lambda text: text.replace("place: North", "place: Nord"), "load-page", "a place that"),
    ],
    ids=["no title", "other indicators", "another place"],
)  # fmt: skip
def test_files_that_do_not_go_together_stop_in_plain_words(
    run_exercise, tmp_path_factory, elsewhere, change, cell, said
):
    folder = _folder(tmp_path_factory, elsewhere.to_csv(index=False), change(PAPER))
    shown = run_exercise(NAME, folder)
    assert shown.stopped_at == cell
    assert said in shown.reason
    assert "Traceback" not in shown.reason


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.splitlines()[0] + "\n", "only a header"),
        (lambda text: text.replace(",Nights,", ",Nights,x", 1), "Row 2"),
    ],
    ids=["only a header", "a bad cell"],
)
def test_a_spoilt_file_stops_where_it_is_read(
    run_exercise, tmp_path_factory, elsewhere, change, said
):
    folder = _folder(tmp_path_factory, change(elsewhere.to_csv(index=False)), PAPER)
    shown = run_exercise(NAME, folder)
    assert shown.stopped_at == "load-file"
    assert said in shown.reason
