"""A figure never travels without its words, its numbers and its source."""

import re
from xml.etree import ElementTree

import pandas as pd
import pytest

from playbook import charts
from playbook.framework.palette import LIGHT

REASONS = pd.Series({"Health and social care": 11268, "Code 9 AWI": 1000, "Family": 12})


def draw_reasons(sample: bool = False) -> charts.Figure:
    return charts.bars(
        REASONS,
        unit="bed days",
        name="delays-by-reason",
        message="Nine in ten delayed bed days waited for health or social care.",
        source="Public Health Scotland, August 2025 release",
        note="Moray residents.",
        sample=sample,
    )


def drawings(shown: charts.Figure) -> list[str]:
    return re.findall(r"<svg.*?</svg>", shown.html(), flags=re.DOTALL)


def test_a_figure_is_drawn_wide_and_narrow_and_both_are_well_formed() -> None:
    both = drawings(draw_reasons())
    assert len(both) == 2
    for drawing in both:
        assert ElementTree.fromstring(drawing).get("role") == "img"  # noqa: S314


def test_alternative_text_tells_every_number_in_the_figure() -> None:
    label = ElementTree.fromstring(drawings(draw_reasons())[0]).get("aria-label")  # noqa: S314
    assert label == (
        "Bar chart of bed days. Health and social care: 11,268. Code 9 AWI: 1,000. Family: 12."
    )


def test_the_numbers_stand_in_a_table_with_row_and_column_headings() -> None:
    html = draw_reasons().html()
    assert '<th scope="col" class="pb-number">Bed days</th>' in html
    assert '<th scope="row">Family</th><td class="pb-number">12</td>' in html
    assert '<th scope="col">Group</th>' in html


def test_the_name_of_a_figure_is_its_message_and_not_its_whole_caption() -> None:
    html = draw_reasons().html()
    assert 'aria-labelledby="figure-delays-by-reason-message"' in html
    assert '<strong id="figure-delays-by-reason-message">Nine in ten' in html


def test_the_index_names_what_the_bars_are() -> None:
    named = charts.bars(
        REASONS.rename_axis("Reason"), unit="days", name="named", message="M.", source="S"
    )
    assert '<th scope="col">Reason</th>' in named.html()


def test_sample_data_is_marked_on_the_drawing_in_the_words_and_in_the_table() -> None:
    shown = draw_reasons(sample=True)
    for drawing in drawings(shown):
        assert "Sample data</text>" in drawing
        assert 'aria-label="Sample data.' in drawing
    assert '<span class="pb-sample">Sample data</span>' in shown.html()
    assert "<caption>Sample data." in shown.html()


def test_published_data_is_not_called_sample_data() -> None:
    assert "Sample data" not in draw_reasons().html()


def test_every_colour_of_the_drawing_is_one_of_ours_and_follows_the_page() -> None:
    left = re.sub(r"var\(--pb-[a-z-]+, #[0-9a-f]{6}\)", "", drawings(draw_reasons())[0])
    assert "var(--pb-analyse, #0b5c8a)" in drawings(draw_reasons())[0]
    assert not re.findall(r"#[0-9a-f]{6}\b", left)


def test_the_same_figure_is_written_the_same_way_every_time() -> None:
    assert draw_reasons().html() == draw_reasons().html()


def test_two_figures_on_one_page_share_no_ids() -> None:
    first = re.findall(r'\bid="([^"]+)"', draw_reasons().html())
    other = charts.bars(REASONS, unit="bed days", name="again", message="M.", source="S").html()
    assert first
    assert not set(first) & set(re.findall(r'\bid="([^"]+)"', other))
    assert len(first) == len(set(first))


@pytest.mark.parametrize("word", ["message", "alt", "source"])
def test_a_figure_without_its_words_is_refused(word: str) -> None:
    words = {"message": "A.", "alt": "B.", "source": "C", word: "  "}
    with pytest.raises(ValueError, match=word):
        charts.figure(
            lambda axes, look: None, name="bare", table=pd.DataFrame({"Beds": [1]}), **words
        )


def test_a_figure_without_numbers_is_refused() -> None:
    with pytest.raises(ValueError, match="table"):
        charts.figure(
            lambda axes, look: None,
            name="bare",
            table=pd.DataFrame({"Beds": []}),
            message="A.",
            alt="B.",
            source="C",
        )


def test_text_from_data_is_shown_as_text() -> None:
    hostile = "<script>alert(1)</script>"
    shown = charts.bars(
        pd.Series({hostile: 1}), unit="beds", name="hostile", message=hostile, source=hostile
    )
    assert "<script" not in shown.html()


def test_a_figure_saves_as_a_picture_for_a_document(tmp_path) -> None:
    saved = draw_reasons().save(tmp_path / "reasons.png")
    written = saved.read_bytes()
    assert written.startswith(b"\x89PNG")
    assert b"Bar chart of bed days" in written


@pytest.mark.parametrize("token", ["improvement", "concern", "target", "analyse", "soft", "ink"])
def test_the_look_takes_its_colours_from_the_palette(token: str) -> None:
    assert getattr(charts.Look(narrow=False), token) == LIGHT[token]
