"""No hidden number can be worked out from what a protected table shows."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from playbook.data import protect

SAFE = 0.5  # people; a hidden number must have room for at least one more or one fewer


def framed(counts: np.ndarray, *, totals: bool) -> pd.DataFrame:
    """Set counts out as a table, with totals at the ends if wanted."""
    table = pd.DataFrame(counts, columns=[f"c{at}" for at in range(counts.shape[1])])
    if totals:
        table["Total"] = table.sum(axis=1)
        table.loc[len(table)] = table.sum()
    names = [f"r{at}" for at in range(len(counts))] + (["Total"] if totals else [])
    table.insert(0, "group", names)
    return table


def ranges(shown: np.ndarray) -> list[tuple[float, float]]:
    """Solve what a reader can: the least and the most that each hidden number can be.

    The last row and column are totals. The reader knows that hidden numbers are not zero.
    """
    unknown = np.argwhere(np.isnan(shown)).tolist()
    place = {tuple(cell): at for at, cell in enumerate(unknown)}
    rows, columns = shown.shape
    equations, values = [], []
    lines = [[(row, column) for column in range(columns)] for row in range(rows)]
    lines += [[(row, column) for row in range(rows)] for column in range(columns)]
    for line in lines:
        weights, known = np.zeros(len(unknown)), 0.0
        for at, cell in enumerate(line):
            sign = -1 if at == len(line) - 1 else 1
            if cell in place:
                weights[place[cell]] = sign
            else:
                known -= sign * shown[cell]
        equations.append(weights)
        values.append(known)
    found = []
    for at in range(len(unknown)):
        aim = np.zeros(len(unknown))
        aim[at] = 1
        least = linprog(aim, A_eq=equations, b_eq=values, bounds=(1, None))
        most = linprog(-aim, A_eq=equations, b_eq=values, bounds=(1, None))
        assert least.success
        high = -most.fun if most.success else np.inf
        found.append((least.fun, high))
    return found


def numbers(table: pd.DataFrame) -> np.ndarray:
    return table.drop(columns="group").to_numpy(dtype=float, na_value=np.nan)


COUNTS = st.integers(2, 5).flatmap(
    lambda columns: st.lists(
        st.lists(st.sampled_from([0, 0, 1, 1, 2, 3, 4, 5, 6, 9, 17, 60]), min_size=columns,
                 max_size=columns),
        min_size=2, max_size=5,
    )
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(counts=COUNTS)
@example(counts=[[1, 1], [1, 1]])
@example(counts=[[3, 0], [0, 8]])
@example(counts=[[1, 5], [1, 5]])
@example(counts=[[4, 4], [0, 60]])
def test_no_hidden_number_can_be_solved_for_from_the_totals(counts):
    whole = framed(np.array(counts), totals=True)
    protected = protect(whole, total_row="Total", total_column="Total")
    shown = numbers(protected.table)
    for least, most in ranges(shown):
        assert most - least > SAFE


@settings(max_examples=60, deadline=None)
@given(counts=COUNTS)
def test_small_counts_are_hidden_zeros_and_true_counts_are_shown(counts):
    whole = framed(np.array(counts), totals=True)
    protected = protect(whole, total_row="Total", total_column="Total")
    before, after = numbers(whole), numbers(protected.table)
    assert np.isnan(after[(before > 0) & (before < 5)]).all()
    assert (after[before == 0] == 0).all()
    seen = ~np.isnan(after)
    assert (after[seen] == before[seen]).all()
    assert len(protected.log) == (~seen).sum()


@settings(max_examples=80, deadline=None)
@given(counts=st.lists(st.integers(0, 12), min_size=2, max_size=9))
@example(counts=[1, 1, 1, 1, 1])
def test_a_single_column_cannot_be_solved_from_its_total(counts):
    column = pd.DataFrame({"group": [f"r{at}" for at in range(len(counts))], "people": counts})
    protected = protect(column)
    hidden = protected.table["people"].isna().to_numpy()
    values = np.array(counts)
    assert hidden[(values > 0) & (values < 5)].all()
    if hidden.any() and values.sum() >= 5:
        assert hidden.sum() >= 2
        if values[hidden].sum() == hidden.sum():  # every hidden count must then be one
            assert hidden[values > 0].all()  # there is nothing more to hide it behind
            assert any("Do not publish them elsewhere" in note for note in protected.notices)


@settings(max_examples=40, deadline=None)
@given(counts=COUNTS)
def test_totals_that_are_not_in_the_table_are_taken_to_be_known(counts):
    protected = protect(framed(np.array(counts), totals=False))
    if protected.notices:
        return  # it says that some totals must not be published
    parts = numbers(protected.table)
    whole = np.full((parts.shape[0] + 1, parts.shape[1] + 1), np.nan)
    true = np.array(counts)
    whole[:-1, :-1] = parts
    whole[:-1, -1], whole[-1, :-1], whole[-1, -1] = true.sum(1), true.sum(0), true.sum()
    edges = whole[:, -1], whole[-1, :]
    for edge in edges:
        edge[(edge > 0) & (edge < 5)] = np.nan
    for least, most in ranges(whole):
        assert most - least > SAFE


def test_one_small_count_takes_three_others_with_it():
    table = pd.DataFrame({"Locality": ["A", "B", "C"], "65-74": [3, 12, 20], "75+": [9, 30, 41]})
    protected = protect(table)
    assert protected.table.set_index("Locality").isna().sum(axis=1).to_dict() == {
        "A": 2, "B": 2, "C": 0,
    }  # fmt: skip
    assert protected.log["why"].tolist().count("small") == 1
    assert protected.log["why"].tolist().count("gives another away") == 3
    assert "4 numbers are hidden. 1 is between 1 and 4." in protected.sentence()


def test_the_smallest_numbers_are_hidden_and_totals_are_kept():
    table = framed(np.array([[2, 40, 8], [50, 60, 70], [9, 80, 6]]), totals=True)
    protected = protect(table, total_row="Total", total_column="Total")
    assert not protected.table["Total"].isna().any()
    assert not protected.table.loc[3].isna().any()
    assert set(map(tuple, protected.log[["row", "column"]].to_numpy())) == {
        ("r0", "c0"), ("r0", "c2"), ("r2", "c0"), ("r2", "c2"),
    }  # fmt: skip


def test_a_rate_is_hidden_with_the_count_it_follows_from():
    table = pd.DataFrame(
        {"Locality": ["A", "B", "C"], "stays": [3, 7, 90], "rate": [1.5, 2.5, 30.25]}
    )
    protected = protect(table, follows={"rate": "stays"})
    assert protected.table["rate"].isna().tolist() == [True, True, False]
    assert protected.log.query("column == 'rate'")["why"].unique().tolist() == [
        "follows from a hidden number"
    ]
    assert protected.as_text()["rate"].tolist() == ["[c]", "[c]", "30.3"]


def test_columns_that_count_different_things_are_protected_apart():
    table = pd.DataFrame({"Locality": ["A", "B"], "people": [3, 40], "stays": [100, 200]})
    assert protect(table, columns_add_up=False).table["stays"].tolist() == [100, 200]


def test_nothing_small_means_nothing_hidden():
    table = pd.DataFrame({"Locality": ["A", "B"], "people": [0, 40]})
    protected = protect(table)
    assert protected.table["people"].tolist() == [0, 40]
    assert protected.log.empty
    assert protected.sentence() == "No number had to be hidden: none is between 1 and 4."


def test_the_log_and_the_page_hold_no_hidden_number():
    table = pd.DataFrame({"Locality": ["<b>", "B"], "people": [3, 777]})
    protected = protect(table)
    for shown in (repr(protected), protected._repr_html_(), protected.log.to_string()):
        assert "777" not in shown
        assert "<b>" not in protected._repr_html_()


BAD = [
    ([1, 2], {}, "Give protect a DataFrame", TypeError),
    ({"a": ["x"]}, {}, "no counts to protect", ValueError),
    ({"a": []}, {}, "no counts to protect", ValueError),
    ({"a": [1.5, 2]}, {}, "row 1: 1.5 is not a count", ValueError),
    ({"a": [1, -2]}, {}, "row 2: -2 is not a count", ValueError),
    ({"a": [1, None]}, {}, "row 2: no count", ValueError),
    ({"a": [1, 2]}, {"below": 1}, "below is 1", ValueError),
    ({"a": [1, 2]}, {"follows": {"rate": "a"}}, "no column called rate", ValueError),
    ({"a": [1, 2]}, {"total_column": "All"}, "no column called All", ValueError),
    ({"g": ["x", "y"], "a": [1, 2]}, {"total_row": "All"}, "0 rows are called All", ValueError),
    ({"g": ["x", "All"], "a": [1, 2]}, {"total_row": "All"}, "says 2 where the parts", ValueError),
    ({"a": [1], "b": [2], "t": [4]}, {"total_column": "t"}, "t says 4 where", ValueError),
]  # fmt: skip


@pytest.mark.parametrize(("table", "asked", "message", "type"), BAD)
def test_bad_input_is_refused_in_words(table, asked, message, type):
    table = pd.DataFrame(table) if isinstance(table, dict) else table
    with pytest.raises(type, match=message):
        protect(table, **asked)


def test_a_large_table_is_protected_in_a_moment():
    random = np.random.default_rng(1)
    table = framed(random.poisson(7, (60, 12)), totals=True)
    protected = protect(table, total_row="Total", total_column="Total")
    assert 0 < len(protected.log) < 500
