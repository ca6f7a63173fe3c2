"""Codes said in words, and the part in which two groups differ most."""

import pandas as pd
import pytest

from playbook.data import load
from playbook.kit import in_plain_reasons, widest_difference


def test_every_code_of_the_published_file_is_said_in_words():
    published = load("delayed_discharges").by("reason", area="Moray", age="18plus")
    said = in_plain_reasons(published)
    assert "Code 9: Adults with Incapacity" in said
    assert "Code 9: other" in said
    assert not [name for name in said if "AWI" in name]
    assert (said.to_numpy() == published.to_numpy()).all()


def groups(first, second):
    return pd.DataFrame({"Aged 75 and over": first, "Aged 18 to 74": second}, index=["A", "B"])


def test_the_part_with_the_widest_gap_in_shares_is_named_with_both_shares():
    assert widest_difference(groups([900, 100], [60, 40])).startswith(
        "The groups differ most in A: 90% of the bed days of those aged 75 and over, and 60% of"
    )


def test_groups_that_are_alike_are_said_to_be():
    assert "alike in both groups" in widest_difference(groups([10, 10], [500, 500]))


@pytest.mark.parametrize("empty", [[0, 0], [1, None]])
def test_a_group_without_figures_is_not_compared(empty):
    said = widest_difference(groups([10, 10], empty))
    assert (
        said == "The shares cannot be compared: the bed days of those aged 18 to 74 are not there."
    )


def test_two_groups_are_needed():
    with pytest.raises(ValueError, match="There are 3"):
        widest_difference(pd.DataFrame({"a": [1], "b": [1], "c": [1]}))
