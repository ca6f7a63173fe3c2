"""Plan: choose what to do, and work out what it would take."""

from playbook.plan.beds import beds_for, busy_day_beds, erlang_b, erlang_c
from playbook.plan.cash_lines import CashLine, cash_lines
from playbook.plan.cash_release import NetCashRelease, net_cash_release
from playbook.plan.cost_benefit import CostBenefit, Effect, benefit_cost_ratio, cost_benefit
from playbook.plan.delays import DelayedBeds, DelayScenarios, delay_scenarios, delayed_beds
from playbook.plan.flow import LittlesLaw, littles_law
from playbook.plan.long_list import ShortList, short_list
from playbook.plan.money import (
    PresentValue,
    annuity_factor,
    discount_factor,
    equivalent_annual_cost,
    npv,
    present_value,
)
from playbook.plan.options import OptionScores, score_options
from playbook.plan.priorities import Funding, Shift, fund_within_budget, shift_at_the_margin
from playbook.plan.programme import ProgrammeBudget, programme_budget
from playbook.plan.sensitivity import WeightSensitivity, weight_sensitivity
from playbook.plan.weights import swing_weights

__all__ = [
    "CashLine",
    "CostBenefit",
    "DelayScenarios",
    "DelayedBeds",
    "Effect",
    "Funding",
    "LittlesLaw",
    "NetCashRelease",
    "OptionScores",
    "PresentValue",
    "ProgrammeBudget",
    "Shift",
    "ShortList",
    "WeightSensitivity",
    "annuity_factor",
    "beds_for",
    "benefit_cost_ratio",
    "busy_day_beds",
    "cash_lines",
    "cost_benefit",
    "delay_scenarios",
    "delayed_beds",
    "discount_factor",
    "equivalent_annual_cost",
    "erlang_b",
    "erlang_c",
    "fund_within_budget",
    "littles_law",
    "net_cash_release",
    "npv",
    "present_value",
    "programme_budget",
    "score_options",
    "shift_at_the_margin",
    "short_list",
    "swing_weights",
    "weight_sensitivity",
]
