"""What controls did to risks, and what is above an appetite, against sums done by hand."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.data import load
from playbook.govern import risk_appetite, risk_changes, risk_register

TODAY = "2026-01-31"


def risk(name, before, now, wanted, **more):
    return {
        "risk": name, "likelihood": now[0], "impact": now[1],
        "inherent_likelihood": before[0], "inherent_impact": before[1],
        "target_likelihood": wanted[0], "target_impact": wanted[1],
    } | more  # fmt: skip


RISKS = [
    risk("down", (5, 4), (3, 4), (2, 2)),
    risk("same", (3, 3), (3, 3), (1, 3)),
    risk("up", (2, 2), (4, 2), (2, 2)),
    risk("there", (3, 2), (1, 2), (1, 2)),
]


def test_each_risk_is_set_beside_where_it_was_and_where_it_should_be():
    found = risk_changes(risk_register(RISKS, today=TODAY))
    moved = found.table.set_index("risk")
    assert moved["movement"].to_dict() == {
        "down": "down", "same": "the same", "up": "up", "there": "down"
    }  # fmt: skip
    assert moved.loc["down", ["before", "now", "wanted"]].tolist() == [20, 12, 4]
    assert found.sentence() == (
        "Of 4 risks, 2 came down. Number 2 stands where it was. Number 3 went up. "
        "3 are not yet where wanted."
    )


def test_scores_that_were_not_given_are_not_known_and_never_zero():
    bare = [{"risk": "Bare", "likelihood": 2, "impact": 5}]
    register = risk_register(bare, today=TODAY)
    found = risk_changes(register)
    assert "not known" in found.sentence()
    assert found.page_table().loc[0, ["Before controls", "Wanted"]].tolist() == ["not given"] * 2
    assert risk_appetite(register, 9).above_if_met == 1, "no target counts as it is now"
    figure = found.plot(name="bare", source="Made up")
    assert "not given before controls, 10 now" in figure.alt


def test_the_sample_s_counts_are_those_of_the_file():
    table = load("risks").table
    register = risk_register(table, today=TODAY)
    scores = table["likelihood"] * table["impact"]
    wanted = table["target_likelihood"] * table["target_impact"]
    for accepts in (4, 9, 12, 16, 20):
        found = risk_appetite(register, accepts)
        assert len(found.above) == int((scores > accepts).sum())
        assert found.above_if_met == int((wanted > accepts).sum())


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.integers(1, 5)] * 2), min_size=1, max_size=8), st.integers(1, 25))
def test_more_appetite_never_means_more_risks_above_it(pairs, accepts):
    rows = [{"risk": f"R{at}", "likelihood": a, "impact": b} for at, (a, b) in enumerate(pairs)]
    register = risk_register(rows, today=TODAY)
    counts = [len(risk_appetite(register, each).above) for each in sorted({1, accepts, 25})]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] == 0


@pytest.mark.parametrize("wrong", [0, 26, 2.5, None, "9", True])
def test_an_appetite_off_the_scale_is_refused(wrong):
    with pytest.raises(ValueError, match="whole number from 1 to 25"):
        risk_appetite(risk_register(RISKS, today=TODAY), wrong)


def test_the_register_says_who_hears_of_each_risk():
    register = risk_register(
        [*RISKS, risk("worst", (5, 5), (4, 5), (1, 1), review_on=pd.Timestamp("2026-03-31"))],
        today=TODAY,
    )
    heard = register.escalation()
    assert heard["Band"].tolist() == ["very high", "high", "medium", "low"]
    assert heard["Risks"].tolist() == ["worst", "down", "same; up", "there"]
    page = register.page_table()
    assert page["Risk"].tolist()[0] == "worst"
    assert page["Review"].tolist() == ["31 March 2026", *["none yet"] * 4]
