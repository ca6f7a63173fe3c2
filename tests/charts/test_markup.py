"""Tables and numbers as a person would read them."""

import numpy as np
import pandas as pd
import pytest

from playbook.markup import say, table_html


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (12737, "12,737"),
        (np.int64(751), "751"),
        (34.8959, "34.9"),
        (1084.0, "1,084"),
        (34.25, "34.3"),
        (-0.25, "-0.3"),
        (float("nan"), "not known"),
        (None, "not known"),
        (pd.NaT, "not known"),
        (pd.NA, "not known"),
        (True, "yes"),
        (np.bool_(False), "no"),
        (pd.Timestamp("2023-03-01"), "March 2023"),
        (pd.Timestamp("2023-03-23"), "23 March 2023"),
        (pd.Period("2023-03", "M"), "March 2023"),
        ("Code 9 AWI", "Code 9 AWI"),
    ],
)
def test_values_are_written_as_people_say_them(value: object, said: str) -> None:
    assert say(value) == said


def test_a_table_can_be_scrolled_by_keyboard_and_has_a_name() -> None:
    html = table_html(pd.DataFrame({"Area": ["Moray"], "Beds": [34.9]}), "Beds by area")
    assert 'role="region" aria-label="Beds by area" tabindex="0"' in html
    assert "<caption>Beds by area</caption>" in html


def test_text_in_a_table_is_never_markup() -> None:
    html = table_html(pd.DataFrame({"<b>": ["<i>"]}), 'a "quoted" <caption>')
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&quot;quoted&quot;" in html
