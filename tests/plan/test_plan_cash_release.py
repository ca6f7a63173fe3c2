"""Net cash release and cost-benefit: the worked ward, who holds the money, what is not money."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.plan import Effect, benefit_cost_ratio, cost_benefit, net_cash_release, npv

WARD = {
    "bed_days": 3650,
    "beds_closed": 10,
    "average_gbp_per_day": 618.12,
    "variable_gbp_per_day": 80,
    "step_beds": 6,
    "step_gbp": 350_000,
    "reprovision": 500_000,
    "double_running": 120_000,
}
HOLDERS = {
    "variable": "Set-aside",
    "semi_fixed": "Set-aside",
    "reprovision": {"Council": 0.6, "NHS": 0.4},
    "double_running": "NHS",
}


def test_the_worked_ward_moves_22000_in_year_1_and_142000_a_year_after():
    ward = net_cash_release(**WARD)
    first, second = ward.table.to_dict("records")
    assert ward.notional == pytest.approx(2_256_138)
    assert (first["variable"], first["semi_fixed"], first["release"]) == (292_000, 350_000, 642_000)
    assert (ward.first_year, ward.recurring) == (22_000, 142_000)
    assert (first["recurring"], first["non_recurring"]) == (142_000, -120_000)
    assert second["net_cash_release"] == 142_000
    assert f"{ward.share:.0%}" == "1%"


def test_the_lesson_is_told_in_one_sentence():
    assert net_cash_release(**WARD).sentence() == (
        "The bed days look like £2,256,138 a year. The cash that moves is £22,000 in year 1, "
        "1.0% of it, and £142,000 a year once the change is made."
    )


def test_every_pound_belongs_to_a_budget_holder():
    ward = net_cash_release(**WARD, holders=HOLDERS)
    held = ward.by_holder
    assert held.loc[1].to_dict() == {
        "Council": -300_000, "NHS": -320_000, "Not said": 0, "Set-aside": 642_000
    }  # fmt: skip
    assert held.sum(axis=1).tolist() == ward.table["net_cash_release"].tolist()
    once = ward.lines[ward.lines["recurs"] == "non-recurring"]
    assert once.groupby("year")["amount_gbp"].sum().tolist() == [-120_000, 0]


def test_the_notional_figure_is_split_into_cash_capacity_and_cost_avoided():
    ward = net_cash_release(**WARD | {"avoided_bed_days": 365})
    labels = ward.labels[ward.labels["year"] == 1].set_index("label")["amount_gbp"]
    assert labels["cash released"] == 80 * 3285 + 350_000
    assert labels["cost avoided"] == pytest.approx(365 * 618.12)
    assert labels.sum() == pytest.approx(ward.notional)


def test_beds_short_of_a_step_release_no_staff_and_the_reader_is_told():
    ward = net_cash_release(**WARD | {"beds_closed": 5})
    assert ward.table["semi_fixed"].tolist() == [0, 0]
    assert "5 of the beds do not fill a step of 6" in ward.notices[0]


def test_amounts_may_differ_from_year_to_year():
    plan = net_cash_release(
        **WARD | {"bed_days": [1000, 2000, 3650], "beds_closed": [0, 6, 12], "fixed": [0, 0, 9]}
    )
    assert plan.table["semi_fixed"].tolist() == [0, 350_000, 700_000]
    assert plan.table["variable"].tolist() == [80_000, 160_000, 292_000]
    assert plan.table["double_running"].tolist() == [-120_000, 0, 0]
    assert plan.table["fixed"].tolist() == [0, 0, 9]


def test_no_bed_days_have_no_share_and_the_sentence_leaves_it_out():
    nothing = net_cash_release(**WARD | {"bed_days": 0})
    assert nothing.table["share_of_notional"].isna().all()
    assert "nan" not in nothing.sentence()


@settings(deadline=None, max_examples=50)
@given(st.floats(0, 1e5), st.floats(0, 200), st.floats(0, 1e6), st.floats(0, 1e6))
def test_holders_and_lines_always_add_up_to_the_net(bed_days, beds, replaced, both):
    changed = {"bed_days": bed_days, "beds_closed": beds, "reprovision": replaced}
    plan = net_cash_release(**WARD | changed | {"double_running": both}, holders=HOLDERS)
    net = plan.table["net_cash_release"].tolist()
    assert plan.by_holder.sum(axis=1).tolist() == pytest.approx(net, abs=0.01)
    labels = plan.labels.groupby("year")["amount_gbp"].sum().tolist()
    assert labels == pytest.approx(plan.table["notional"].tolist(), abs=0.01)


def test_the_picture_carries_the_lesson_and_its_warnings():
    shown = net_cash_release(**WARD).plot(name="ward", source="Invented", sample=True)
    assert "Net cash release, year 1: 22,000." in shown.alt
    assert "4 of the beds do not fill a step" in shown.note


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"bed_days": -1}, "at least 0"),
        ({"bed_days": "3650"}, "must be a list of numbers"),
        ({"bed_days": [1, None]}, "number 2, is missing"),
        ({"bed_days": [1, 2], "fixed": [1, 2, 3]}, "bed_days has 2 numbers and the plan has 3"),
        ({"bed_days": True}, "must be a list"),
        ({"step_beds": 0}, "whole number from 1"),
        ({"step_beds": 2.5}, "whole number from 1"),
        ({"variable_gbp_per_day": 700}, "at most 618.12"),
        ({"avoided_bed_days": 4000}, "must be a part of them"),
        ({"years": 0}, "whole number from 1"),
        ({"holders": {"reprovison": "NHS"}}, 'Did you mean "reprovision"'),
        ({"holders": {"reprovision": {"NHS": 0.5}}}, "add up to 0.5"),
        ({"transition": float("nan")}, "must be a number"),
    ],
)
def test_a_release_that_cannot_be_worked_out_is_refused(change, said):
    with pytest.raises(ValueError, match=said):
        net_cash_release(**WARD | change)


# Costs and benefits


def test_the_ratio_and_the_net_value_come_from_present_values():
    result = cost_benefit([1000, 0, 500], {"People": [0, 900], "Carers": [0, 0, 800]})
    costs, benefits = npv([1000, 0, 500]), npv([0, 900]) + npv([0, 0, 800])
    assert result.benefit_cost_ratio == pytest.approx(benefits / costs)
    assert result.net_present_value == pytest.approx(benefits - costs)
    assert result.table["who"].tolist() == ["everyone", "People", "Carers"]
    assert benefit_cost_ratio([0, 900], [1000]) == pytest.approx(0.9 / 1.035)


def test_what_has_no_price_stands_beside_the_sum_and_never_changes_it():
    plain = cost_benefit([100], [150])
    effects = pd.DataFrame({"effect": ["More travel"], "who": ["Families"], "direction": ["loss"]})
    with_effects = cost_benefit([100], [150], unpriced=effects)
    assert with_effects.net_present_value == plain.net_present_value == 50
    assert with_effects.unpriced["evidence"].tolist() == ["none given"]
    assert "ask people who use the service" in plain.notices[0]
    assert with_effects.sentence().endswith("One effect without a price is listed beside this sum.")
    assert "More travel (Families)" in with_effects.plot(name="cb", source="Invented").note


@pytest.mark.parametrize(
    ("costs", "benefits", "unpriced", "said"),
    [
        ([0, 0], [1], (), "add up to nothing"),
        ([-5], [1], (), "at least 0"),
        ({}, [1], (), "There is no cost"),
        ([1], ["2"], (), "number 1, is '2'"),
        ([1], [2], ["Sleep"], "what it is and for whom"),
        ([1], [2], "Sleep", "must be a list"),
        ([1], [2], [{"effect": "Sleep"}], "needs effect and who"),
        ([1], [2], [{"efect": "Sleep", "who": "All"}], 'Did you mean "effect"'),
        ([1], [2], [Effect("Sleep", " ")], "what it is and for whom"),
        ([1], [2], [Effect("Sleep", "All", "good")], "'gain' or 'loss'"),
    ],
)
def test_costs_and_benefits_that_say_nothing_are_refused(costs, benefits, unpriced, said):
    with pytest.raises(ValueError, match=said):
        cost_benefit(costs, benefits, unpriced=unpriced)
