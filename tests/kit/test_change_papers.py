"""Tables that are typed in a paper, and what becomes of them."""

from datetime import date

import pandas as pd
import pytest

from playbook.data import load
from playbook.implement import coproduction_record, power_interest, timeline
from playbook.kit import (
    example_paper,
    groups_left_out,
    in_plain_days,
    late_panel,
    load_paper,
    old_week_gbp,
    table_of,
    typed_table,
)

CHANGES = ("implementation", "involvement", "market", "ending")


def test_a_typed_table_has_field_names_numbers_and_blanks():
    table = typed_table("\nName | Shown by | Places\n\nA | | 12\nB | Log | 1.5\n", "tests")
    assert table.columns.tolist() == ["name", "shown_by", "places"]
    assert table.to_numpy().tolist() == [["A", "", 12], ["B", "Log", "1.5"]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "Begin with the headings"),
        ("Name", "Begin with the headings"),
        ("Name | Owner", "no lines"),
        ("Name | Owner\nA", r"line 1 \(A\), has 1 cells, and there are 2"),
    ],
)
def test_what_is_not_a_table_is_told_in_words(text, said):
    with pytest.raises(ValueError, match=said):
        typed_table(text, "plan")


@pytest.mark.parametrize("form", CHANGES)
def test_the_paper_for_practice_is_read_and_may_be_copied(form):
    assert load_paper(form).is_sample
    assert example_paper(form).text.startswith("# Sample data")


def test_an_unknown_form_is_refused():
    with pytest.raises(ValueError, match="implementation"):
        example_paper("implementations")


def test_days_are_written_as_people_write_them():
    table = in_plain_days(pd.DataFrame({"day": [date(2026, 3, 1)], "weeks": [2.0]}))
    assert table.iloc[0].tolist() == ["1 March 2026", 2.0]


def test_a_week_of_the_old_service_follows_the_paper():
    week = old_week_gbp(load("service_costs"), load_paper("implementation"))
    assert week == pytest.approx(1_232_000 * 0.4 * 7 / 365)


def test_the_panel_moves_what_must_move_and_prices_it():
    plan = timeline(table_of(load_paper("implementation"), "plan"))
    panel = late_panel(plan, week_gbp=1_000, source="made up")
    late = {(case.values["line"], case.values["weeks"]): case for case in panel.grid.cases}
    assert panel.case.results["days"] == 0
    assert late[1, 8].results["cost"] > panel.case.results["cost"]
    assert "8 weeks late, “Old beds close” falls on" in late[1, 8].sentence


def test_a_plan_without_work_or_double_running_still_has_a_panel():
    plan = timeline([{"name": "Go", "kind": "decision", "starts": "2026-04-01", "owner": "Lead"}])
    assert "“Go” falls on 1 April 2026" in late_panel(plan, week_gbp=1, source="x").case.sentence


def test_a_map_that_brings_in_nobody_has_nobody_to_look_for():
    found = power_interest([{"group": "Board", "power": 5, "interest": 5, "impact": 1}])
    record = coproduction_record(
        [{"stage": "plan", "who": "Board", "before": "informing", "now": "informing"}]
    )
    assert groups_left_out(found, record) == (
        "The equity rule brings in no group, so there is nobody to look for in the record.",
    )
