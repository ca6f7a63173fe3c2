"""Plan: choose what to do, and work out what it would take."""

from playbook.plan.aims import Aim, check_aim
from playbook.plan.bed_change import BedChange, beds_from_change
from playbook.plan.beds import beds_for, busy_day_beds, erlang_b, erlang_c
from playbook.plan.cash_lines import CashLine, cash_lines
from playbook.plan.cash_release import NetCashRelease, net_cash_release
from playbook.plan.community import CommunityServices, community_services_required
from playbook.plan.cost_benefit import CostBenefit, Effect, benefit_cost_ratio, cost_benefit
from playbook.plan.delays import DelayedBeds, DelayScenarios, delay_scenarios, delayed_beds
from playbook.plan.flow import LittlesLaw, littles_law
from playbook.plan.ideas import Ideas, ThreeKinds, driver_ideas, three_kinds
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
from playbook.plan.pathway import Pathway, Stage, older_peoples_care
from playbook.plan.pdsa import PdsaCycles, pdsa_cycles
from playbook.plan.priorities import Funding, Shift, fund_within_budget, shift_at_the_margin
from playbook.plan.programme import ProgrammeBudget, programme_budget
from playbook.plan.queues import (
    BedQueue,
    bed_queue,
    beds_for_wait,
    chance_of_waiting_longer,
    mean_wait,
)
from playbook.plan.score_rounds import ScoreRound, compare_scores
from playbook.plan.sensitivity import WeightSensitivity, weight_sensitivity
from playbook.plan.simulation import PathwaySimulation, simulate_pathway
from playbook.plan.starts import StartsQueue, starts_for_delay, starts_queue
from playbook.plan.stock_flow import (
    StockFlow,
    StockFlowScenarios,
    compare_steps,
    stock_flow,
    stock_flow_scenarios,
)
from playbook.plan.weights import swing_weights

__all__ = [
    "Aim",
    "BedChange",
    "BedQueue",
    "CashLine",
    "CommunityServices",
    "CostBenefit",
    "DelayScenarios",
    "DelayedBeds",
    "Effect",
    "Funding",
    "Ideas",
    "LittlesLaw",
    "NetCashRelease",
    "OptionScores",
    "Pathway",
    "PathwaySimulation",
    "PdsaCycles",
    "PresentValue",
    "ProgrammeBudget",
    "ScoreRound",
    "Shift",
    "ShortList",
    "Stage",
    "StartsQueue",
    "StockFlow",
    "StockFlowScenarios",
    "ThreeKinds",
    "WeightSensitivity",
    "annuity_factor",
    "bed_queue",
    "beds_for",
    "beds_for_wait",
    "beds_from_change",
    "benefit_cost_ratio",
    "busy_day_beds",
    "cash_lines",
    "chance_of_waiting_longer",
    "check_aim",
    "community_services_required",
    "compare_scores",
    "compare_steps",
    "cost_benefit",
    "delay_scenarios",
    "delayed_beds",
    "discount_factor",
    "driver_ideas",
    "equivalent_annual_cost",
    "erlang_b",
    "erlang_c",
    "fund_within_budget",
    "littles_law",
    "mean_wait",
    "net_cash_release",
    "npv",
    "older_peoples_care",
    "pdsa_cycles",
    "present_value",
    "programme_budget",
    "score_options",
    "shift_at_the_margin",
    "short_list",
    "simulate_pathway",
    "starts_for_delay",
    "starts_queue",
    "stock_flow",
    "stock_flow_scenarios",
    "swing_weights",
    "three_kinds",
    "weight_sensitivity",
]
