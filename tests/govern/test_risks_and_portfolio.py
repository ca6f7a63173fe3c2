"""Risk scores and registers, and the programme board's view."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.govern import portfolio, risk_matrix, risk_register, risk_score, risks

TODAY = "2026-01-31"


def risk(**changes):
    return {
        "risk": "Staff leave, so starts are late, so people wait", "likelihood": 3, "impact": 4,
        "owner": "Lead", "control": "Cover agreed", "review_on": "2026-06-30",
    } | changes  # fmt: skip


def project(**changes):
    return {
        "project": "Home First", "stage": "plan", "lead": "Service manager",
        "next_decision": "Business case", "next_decision_on": "2026-03-26",
        "charter_ready": True, "highest_risk": 12,
    } | changes  # fmt: skip


@pytest.mark.parametrize(
    ("likelihood", "impact", "score", "band"),
    [(3, 4, 12, "high"), (5, 5, 25, "very high"), (2, 2, 4, "medium"), (1, 3, 3, "low"),
     (3, 3, 9, "medium"), (2, 5, 10, "high"), (4, 4, 16, "high"), (4, 5, 20, "very high")],
)  # fmt: skip
def test_scores_and_bands_are_the_printed_ones(likelihood, impact, score, band):
    found = risk_score(likelihood, impact)
    assert (found.score, found.band) == (score, band)


@pytest.mark.parametrize("wrong", [0, 6, -1, 2.5, "3", None, True, float("nan")])
def test_scores_off_the_scale_are_refused(wrong):
    with pytest.raises(ValueError, match="whole number from 1 to 5"):
        risk_score(wrong, 3)
    with pytest.raises(ValueError, match="impact"):
        risk_score(3, wrong)


@settings(deadline=None)
@given(st.integers(1, 5), st.integers(1, 5))
def test_every_score_has_a_band_and_order_does_not_matter(likelihood, impact):
    assert risk_score(likelihood, impact).band == risk_score(impact, likelihood).band
    assert risk_score(likelihood, impact).score == likelihood * impact


def test_a_board_may_use_bands_of_its_own(tmp_path):
    ours = Path(risks.__file__).with_name("risk_matrix.yml").read_text()
    own = tmp_path / "risk_matrix.yml"
    own.write_text(ours.replace("to_score: 9", "to_score: 8").replace("score: 10", "score: 9"))
    assert risk_score(3, 3, matrix=risk_matrix(own)).band == "high"
    own.write_text(ours.replace("to_score: 9", "to_score: 8"))
    with pytest.raises(ValueError, match="No band has 9"):
        risk_matrix(own)
    own.write_text(ours.replace("from_score: 4", "from_score: 3"))
    with pytest.raises(ValueError, match="without overlap"):
        risk_matrix(own)


def test_the_highest_risk_comes_first_and_ties_go_to_higher_impact():
    found = risk_register(
        [risk(risk="A", likelihood=5, impact=2), risk(risk="B", likelihood=2, impact=5),
         risk(risk="C", likelihood=5, impact=5)], today=TODAY,
    )  # fmt: skip
    assert found.table["risk"].tolist() == ["C", "B", "A"]
    assert found.counts.to_dict() == {"low": 0, "medium": 0, "high": 2, "very high": 1}
    assert found.sentence() == (
        "There are 3 risks: 1 very high, 2 high. The highest is “C” (25, very high)."
    )


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"owner": None}, "It has no owner."),
        ({"control": " "}, "It has no control."),
        ({"review_on": None}, "It has no review date."),
        ({"review_on": "2026-01-30"}, "Its review of 30 January 2026 is overdue."),
        ({"inherent_likelihood": 2, "inherent_impact": 2}, "It scores 12 now, more than 4"),
        ({"target_likelihood": 4, "target_impact": 4}, "Its target of 16 is above its score of 12"),
    ],
)
def test_what_a_record_lacks_is_told(changes, told):
    found = risk_register([risk(**changes)], today=TODAY)
    assert told in found.problems[0]
    assert found.sentence().endswith("1 thing is to put right.")


def test_the_matrix_is_drawn_with_numbers_and_words():
    found = risk_register(pd.DataFrame([risk(), risk(risk="B", likelihood=1)]), today=TODAY)
    shown = found.plot(name="risks", source="Invented", sample=True)
    assert "12 high" in shown.html()
    assert "likelihood 3, impact 4, score 12, high." in shown.alt
    assert "does not measure" in shown.note


@pytest.mark.parametrize(
    ("rows", "error", "told"),
    [
        ([risk(likelihood=6)], ValueError, "people wait: likelihood is 6"),
        ([risk(risk=None)], ValueError, "Risk 1 has no words"),
        ([risk(target_impact=2)], ValueError, "the target score needs both"),
        ([risk(ownr="x")], ValueError, 'Did you mean "owner"'),
        ([risk(review_on="soon")], ValueError, "Write a date like"),
        ([], ValueError, "no risk in the list"),
        ("risks", TypeError, "not str"),
    ],
)
def test_registers_that_cannot_be_read_are_refused(rows, error, told):
    with pytest.raises(error, match=told):
        risk_register(rows, today=TODAY)


# Portfolio


def test_each_project_has_one_line_and_exceptions_come_first():
    found = portfolio(
        [project(), project(project="Respite", stage="review", next_decision_on="2026-01-01"),
         project(project="Day care", stage="plan", next_decision_on="2026-02-26")], today=TODAY,
    )  # fmt: skip
    assert found.table["project"].tolist() == ["Respite", "Day care", "Home First"]
    assert found.table["line"][0] == (
        "Respite: review; next, Business case on 1 January 2026; "
        "its decision of 1 January 2026 is overdue."
    )
    assert found.sentence() == ("There are 3 projects: 2 in plan, 1 in review; 1 needs attention.")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"lead": None}, "No one leads it."),
        ({"next_decision": None, "next_decision_on": None}, "It has no next decision."),
        ({"next_decision_on": None}, "Its next decision has no date."),
        ({"charter_ready": False}, "Its charter is not ready."),
        ({"charter_ready": None}, "Nobody has checked its charter."),
        ({"highest_risk": 20}, "Its highest risk is 20 very high."),
    ],
)
def test_exceptions_are_told(changes, told):
    assert portfolio([project(**changes)], today=TODAY).exceptions == (f"Home First: {told}",)


@pytest.mark.parametrize(
    ("rows", "error", "told"),
    [
        ([project(stage="plann")], ValueError, 'Home First: .*Did you mean "plan"'),
        ([project(), project()], ValueError, "more than once"),
        ([project(highest_risk=40)], ValueError, "from 1 to 25"),
        ([project(next_decision_on="March")], ValueError, "Home First: next_decision_on"),
        ([project(project=" ")], ValueError, "Project 1 has no name"),
        ([], ValueError, "no project"),
        (7, TypeError, "not int"),
    ],
)
def test_portfolios_that_cannot_be_read_are_refused(rows, error, told):
    with pytest.raises(error, match=told):
        portfolio(rows, today=TODAY)


def test_what_was_not_given_is_blank_and_never_nan():
    register = risk_register([risk(), risk(risk="B", owner=None)], today=TODAY)
    assert register.table["owner"].tolist() == ["", "Lead"]
    assert register.table["target"].isna().all()
    assert "nan" not in register.plot(name="risks", source="Invented").alt
    board = portfolio([project(), project(project="B", lead=None, next_decision=None)], today=TODAY)
    assert board.table["lead"].tolist() == ["", "Service manager"]
    assert "nan" not in " ".join(board.table["line"])


def test_a_page_shows_one_line_a_project_and_says_when_nothing_is_amiss():
    rows = [project(), project(project="B", lead=None, next_decision=None, next_decision_on=None)]
    table = portfolio(rows, today=TODAY).page_table()
    assert table.columns.tolist() == ["Project", "Stage", "Next decision", "Exceptions"]
    assert table["Project"].tolist() == ["B", "Home First"]
    assert table["Next decision"].tolist() == ["no decision set", "Business case on 26 March 2026"]
    assert table["Exceptions"].tolist()[1] == "None."
