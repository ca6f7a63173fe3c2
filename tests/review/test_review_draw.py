"""The picture of a control chart: its words, its shapes, and what it never leaves out."""

import numpy as np
import pandas as pd
import pytest

from playbook.review import xmr
from playbook.review.marks import spread_out

MONTHS = pd.date_range("2023-01-01", periods=24, freq="MS")
VALUES = [10, 12] * 10 + [11, 30, 2, 11]


def figure(**options):
    chart = xmr(VALUES, MONTHS, direction="decrease", target=9, **options)
    return chart.plot(name="delays", source="Invented for a test", label="bed days", sample=True)


def test_the_figure_carries_the_message_the_rule_set_and_the_source():
    chart = xmr(VALUES, MONTHS, direction="decrease", target=9)
    html = figure().html()
    assert chart.sentence() in html
    assert "screening of outlying ranges is on" in html
    assert "Invented for a test" in html
    assert "Sample data" in html


def test_the_message_may_be_the_authors_own():
    shown = xmr(VALUES).plot(name="a", source="Invented", message="Nothing lasting has changed.")
    assert shown.message == "Nothing lasting has changed."


def test_the_alternative_text_gives_mean_limits_signals_and_both_verdicts():
    alt = figure().alt
    assert alt.startswith("Control chart of bed days, January 2023 to December 2024, 24 points.")
    for part in ("Values run from 2 (November 2024) to 30 (October 2024).", "Mean 11.4, limits",
                 "The level did not stay moved", "The latest month, 11 in December 2024, is",
                 "Common cause variation", "hit or missed at random"):  # fmt: skip
        assert part in alt
    assert "nan" not in alt


def test_a_reader_who_cannot_see_colour_can_tell_the_points_by_shape_and_legend():
    html = figure().html()
    for word in ("routine", "improvement", "concern"):
        assert f">{word}<" in html


def test_where_neither_side_is_better_the_shapes_say_higher_and_lower():
    chart = xmr(VALUES, MONTHS)
    shown = chart.plot(name="neither", source="Invented")
    html = shown.html()
    for word in ("higher than usual", "lower than usual"):
        assert f">{word}<" in html.split("<figcaption>")[0]
    assert shown.table["Meaning"].tolist()[21:23] == ["higher than usual", "lower than usual"]
    assert set(chart.table["meaning"]) == {"common cause", "neutral"}
    assert "improvement" not in html


def test_the_alternative_text_names_lasting_moves_and_the_level_of_every_phase():
    values = [10, 12] * 6 + [20, 22] * 6
    assert "Lasting moves: lowest from January 2023 to December 2023 (11 on average)" in (
        xmr(values, MONTHS).plot(name="a", source="Invented").alt
    )
    rebased = xmr(values, MONTHS, rebase={"2024-01": "A new ward"})
    alt = rebased.plot(name="b", source="Invented").alt
    assert "Means of the phases: 11 from January 2023, 21 from January 2024." in alt


def test_the_lines_name_themselves_with_their_values():
    html = figure().html()
    for name in ("Upper limit", "Lower limit", "Mean 11.4", "Target 9"):
        assert name in html


def test_the_reason_of_a_phase_is_written_on_the_chart_and_in_the_caption():
    shown = figure(rebase={"2023-07-01": "Home First began"})
    svg = shown.html().split("<figcaption>")[0]
    assert svg.count("Home First began") >= 2
    assert "Limits start again from July 2023: Home First began." in shown.note


def test_every_point_is_in_the_table_under_the_chart():
    table = figure().table
    assert len(table) == 24
    assert table.columns.tolist() == [
        "Date", "Bed days", "Mean", "Lower limit", "Upper limit", "Signal", "Meaning",
    ]  # fmt: skip
    assert table.loc[21].tolist()[:2] == ["October 2024", "30"]


@pytest.mark.parametrize("values", [[5], [5, None, 5], [5] * 12, [0, 0, 0], [0.01, 0.02, 0.015]])
def test_short_and_constant_series_can_be_drawn(values):
    shown = xmr(values, target=4, direction="increase").plot(name="short", source="Invented")
    words = f"{shown.alt} {shown.message} {shown.note} {shown.table.to_string()}"
    assert "nan" not in words
    assert "<svg" in shown.html()


def test_a_chart_without_dates_counts_its_points():
    shown = xmr(VALUES, rebase={13: "A new team"}).plot(name="points", source="Invented")
    assert shown.table["Point"].tolist()[:2] == ["1", "2"]
    assert "point 13: A new team" in shown.note


def test_the_same_chart_is_drawn_the_same_way_twice():
    assert figure().html() == figure().html()


def test_labels_are_moved_apart_and_stay_in_order():
    placed = spread_out([1.0, 1.1, 1.2, 9.0], 0.5)
    assert min(np.diff(placed)) >= 0.5 - 1e-9
    assert placed == sorted(placed)
