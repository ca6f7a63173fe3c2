"""Words and tables on a page say whose figures they are."""

import pandas as pd
import pytest

from playbook.data import load, published
from playbook.kit import Shown, cited, delayed_beds_panel, in_words, with_names
from playbook.review import xmr

TABLE = pd.DataFrame({"Age": ["75 and over"], "Bed days": [8612]})


def test_words_from_the_sample_are_marked_and_others_are_not():
    sample = in_words("One.", "Two.", data=load("delayed_discharges"))
    real = in_words("One.", data=published("moray_delayed_bed_days_monthly"))

    assert sample.html().count("Sample data") == 1
    assert "Sample data" not in real.html()
    assert "Sample data" not in repr(real)


def test_a_table_from_the_sample_is_marked_in_its_caption():
    shown = in_words(data=load("delayed_discharges"), table=TABLE, caption="By age")

    assert "<caption>Sample data. By age</caption>" in shown.html()
    assert "<p>" not in shown.html()


def test_a_table_needs_a_caption():
    with pytest.raises(ValueError, match="needs a caption"):
        in_words("One.", data=load("delayed_discharges"), table=TABLE)


def test_words_never_become_part_of_the_page():
    assert "<b>" not in in_words("<b>", data=load("delayed_discharges")).html()


def test_what_is_folded_waits_behind_its_line_with_its_badge():
    html = Shown(("One.",), TABLE, "By age", sample=True, folded="See <what>").html()

    assert html.startswith("<details><summary>See &lt;what&gt;</summary>")
    assert html.endswith("</div></details>")
    assert "<details" not in Shown(("One.",)).html()


def test_a_source_says_who_is_counted_where():
    source = cited(load("delayed_discharges"))["source"]

    assert source.endswith("Counted by where people live, wherever they were treated")


def test_points_are_named_on_both_drawings_and_the_rest_stays():
    months = published("moray_delayed_bed_days_monthly").monthly(age="18plus")
    figure = xmr(months).plot(name="named", source="Public Health Scotland")

    html = with_names(figure, months.loc[["2023-03-01", "2024-03-01"]]).html()

    assert html.count("March 2023") == figure.html().count("March 2023") + 2
    assert html.count("March 2024: 1,501") == 1  # on the narrow drawing it takes two lines
    assert figure.html().count("March 2024: 1,501") == 0


def test_the_panel_starts_from_the_published_year_and_little_s_law_moves_it():
    panel = delayed_beds_panel(12_737, days=365, period="2024/25", source="PHS")
    by_choice = {tuple(case.values.values()): case.results for case in panel.grid.cases}

    assert f"{panel.case.results['beds']:.1f}" == "34.9"
    assert by_choice[-20, 10]["beds"] == pytest.approx(34.8959 * 0.8 * 1.1, abs=0.001)
    assert len(panel.grid.cases) == 21 * 13
    assert "Today is 2024/25." in panel.html
    assert "Sample data" not in panel.html


def test_a_panel_of_part_of_a_year_does_not_speak_of_a_year():
    panel = delayed_beds_panel(5_458, days=153, period="April to August 2025", source="PHS")

    assert "Bed days in 153 days" in panel.html
    assert "Bed days in a year" not in panel.html
