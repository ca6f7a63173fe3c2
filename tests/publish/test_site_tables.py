import pandas as pd

from playbook.publish.site.tables import mend

TABLE = pd.DataFrame({"Reason": ["Code 9 AWI"], "Bed days": [1000]})


def test_the_empty_corner_of_a_dataframe_stops_being_a_heading() -> None:
    mended = mend(TABLE.to_html(), "Table 1")
    assert "<th></th>" not in mended
    assert mended.count('<th scope="col">') == 2
    assert mended.count('<th scope="row">') == 1


def test_a_dataframe_stands_in_a_named_box_that_a_keyboard_can_reach() -> None:
    mended = mend(TABLE.to_html(), "Table 3")
    assert mended.startswith(
        '<div class="pb-table" role="region" aria-label="Table 3" tabindex="0">'
    )
    assert mended.endswith("</table></div>")


def test_a_caption_names_the_box() -> None:
    html = TABLE.to_html().replace(
        "<thead>", "<caption>Why people &amp; beds wait</caption><thead>"
    )
    assert 'aria-label="Why people &amp; beds wait"' in mend(html, "Table 1")


def test_borders_and_styles_of_the_notebook_are_left_out() -> None:
    html = f"<div><style scoped>th {{ color: red }}</style>{TABLE.to_html()}</div>"
    mended = mend(html, "Table 1")
    assert "style" not in mended
    assert "border" not in mended


def test_html_without_a_dataframe_comes_back_as_it_was() -> None:
    assert mend("<table><tr><td>1</td></tr></table>", "Table 1") == (
        "<table><tr><td>1</td></tr></table>"
    )
