"""A team's project: its area, its evidence, and how its findings are shown."""

from playbook.kit.any_months import any_months_panel
from playbook.kit.appetite_panel import appetite_panel
from playbook.kit.appraisal import Appraisal, read_appraisal
from playbook.kit.appraisal_words import (
    ClosestCall,
    by_group_table,
    chosen_numbers,
    closest_call,
    groups_apart,
    money_in_words,
    other_tests,
    public_summary,
)
from playbook.kit.area import Area, country_months, our_area
from playbook.kit.around_change import AroundChange, around_change, measured
from playbook.kit.around_panels import look_early_panel, year_funnel
from playbook.kit.baselines import Baseline, Baselines, baselines, target_panel
from playbook.kit.blank_papers import BlankPaper, blank_paper
from playbook.kit.business_case import (
    BusinessCase,
    agrees_with,
    business_case,
    case_panel,
    growth_refills,
    weakest_with,
    what_could_go_wrong,
)
from playbook.kit.came_often import CameOften, came_often
from playbook.kit.case_and_flow import within_the_flow
from playbook.kit.change_papers import in_plain_days, old_week_gbp, table_of, typed_table
from playbook.kit.day import day_to_judge, judged_on, weakest
from playbook.kit.delay_flows import DelayFlows, delay_flows
from playbook.kit.delay_numbers import delay_numbers
from playbook.kit.demand_ahead import DemandAhead, demand_ahead
from playbook.kit.demand_panel import beds_needed_panel
from playbook.kit.early_care import EarlyCare, early_care
from playbook.kit.ending_panel import (
    closing_day_panel,
    contract_of,
    readiness_of,
    room_of,
)
from playbook.kit.evaluation_paper import (
    AgreeByPlace,
    WhoToAsk,
    agree_by_place,
    ask_more_panel,
    evaluation_of,
    who_to_ask,
)
from playbook.kit.evidence import Evidence, record_evidence
from playbook.kit.example_papers import example_paper
from playbook.kit.front_door import FrontDoor, Seasons, front_door, two_seasons
from playbook.kit.funding_words import (
    budget_panel,
    firm_sentence,
    how_firm,
    least_worth,
    people_and_points,
    two_sets,
    worth_of_releases,
)
from playbook.kit.heard import Heard, heard, unheard_panel, who_answered
from playbook.kit.impact_page import ImpactPage, impact_page, spread_panel
from playbook.kit.improvement_paper import ImprovementPlan, improvement_plan, reach_panel
from playbook.kit.late_panel import late_panel
from playbook.kit.law_paper import (
    duties_figure,
    gaps_table,
    law_of,
    law_table,
    left_out_table,
    open_table,
)
from playbook.kit.leaving_panel import leaving_panel
from playbook.kit.left_out import groups_left_out
from playbook.kit.local_need import LocalNeed, local_need
from playbook.kit.market_panel import (
    hand_back_panel,
    need_of,
    places_without_a_plan,
    shares_of,
)
from playbook.kit.measure_paper import (
    Change,
    Measure,
    change_of,
    measures_of,
    measures_table,
    new_levels,
)
from playbook.kit.months_ahead import ADULT_BANDS, MonthsAhead, months_ahead
from playbook.kit.months_panel import delayed_year_panel
from playbook.kit.move_panels import double_running_panel, home_care_starts_panel
from playbook.kit.older_money import (
    OlderMoney,
    budget_beside_costs,
    lines_table,
    older_money,
)
from playbook.kit.papers import Paper, load_paper
from playbook.kit.people_ahead import PeopleAhead, people_ahead
from playbook.kit.priorities import Priorities, read_priorities
from playbook.kit.products import Number, Products, carried, record_products
from playbook.kit.reasons import in_plain_reasons, widest_difference
from playbook.kit.scores_alone import scored_alone
from playbook.kit.service_picture import (
    ServicePicture,
    more_places_panel,
    older_people,
    service_picture,
)
from playbook.kit.showing import Shown, cited, in_words, with_names
from playbook.kit.small_place import small_place_panel
from playbook.kit.spared_panel import spared_stays_panel
from playbook.kit.stand_still import stand_still_panel
from playbook.kit.strength import Strength, strengths
from playbook.kit.unblock_chance import QueueWithChance, queue_chart, queue_with_chance, room_table
from playbook.kit.unblock_panel import unblock_panel
from playbook.kit.unblocking import Unblocking, unblocking
from playbook.kit.weight_panel import weight_panel
from playbook.kit.what_if import delayed_beds_panel

__all__ = [
    "ADULT_BANDS",
    "AgreeByPlace",
    "Appraisal",
    "Area",
    "AroundChange",
    "Baseline",
    "Baselines",
    "BlankPaper",
    "BusinessCase",
    "CameOften",
    "Change",
    "ClosestCall",
    "DelayFlows",
    "DemandAhead",
    "EarlyCare",
    "Evidence",
    "FrontDoor",
    "Heard",
    "ImpactPage",
    "ImprovementPlan",
    "LocalNeed",
    "Measure",
    "MonthsAhead",
    "Number",
    "OlderMoney",
    "Paper",
    "PeopleAhead",
    "Priorities",
    "Products",
    "QueueWithChance",
    "Seasons",
    "ServicePicture",
    "Shown",
    "Strength",
    "Unblocking",
    "WhoToAsk",
    "agree_by_place",
    "agrees_with",
    "any_months_panel",
    "appetite_panel",
    "around_change",
    "ask_more_panel",
    "baselines",
    "beds_needed_panel",
    "blank_paper",
    "budget_beside_costs",
    "budget_panel",
    "business_case",
    "by_group_table",
    "came_often",
    "carried",
    "case_panel",
    "change_of",
    "chosen_numbers",
    "cited",
    "closest_call",
    "closing_day_panel",
    "contract_of",
    "country_months",
    "day_to_judge",
    "delay_flows",
    "delay_numbers",
    "delayed_beds_panel",
    "delayed_year_panel",
    "demand_ahead",
    "double_running_panel",
    "duties_figure",
    "early_care",
    "evaluation_of",
    "example_paper",
    "firm_sentence",
    "front_door",
    "gaps_table",
    "groups_apart",
    "groups_left_out",
    "growth_refills",
    "hand_back_panel",
    "heard",
    "home_care_starts_panel",
    "how_firm",
    "impact_page",
    "improvement_plan",
    "in_plain_days",
    "in_plain_reasons",
    "in_words",
    "judged_on",
    "late_panel",
    "law_of",
    "law_table",
    "least_worth",
    "leaving_panel",
    "left_out_table",
    "lines_table",
    "load_paper",
    "local_need",
    "look_early_panel",
    "measured",
    "measures_of",
    "measures_table",
    "money_in_words",
    "months_ahead",
    "more_places_panel",
    "need_of",
    "new_levels",
    "old_week_gbp",
    "older_money",
    "older_people",
    "open_table",
    "other_tests",
    "our_area",
    "people_ahead",
    "people_and_points",
    "places_without_a_plan",
    "public_summary",
    "queue_chart",
    "queue_with_chance",
    "reach_panel",
    "read_appraisal",
    "read_priorities",
    "readiness_of",
    "record_evidence",
    "record_products",
    "room_of",
    "room_table",
    "scored_alone",
    "service_picture",
    "shares_of",
    "small_place_panel",
    "spared_stays_panel",
    "spread_panel",
    "stand_still_panel",
    "strengths",
    "table_of",
    "target_panel",
    "two_seasons",
    "two_sets",
    "typed_table",
    "unblock_panel",
    "unblocking",
    "unheard_panel",
    "weakest",
    "weakest_with",
    "weight_panel",
    "what_could_go_wrong",
    "who_answered",
    "who_to_ask",
    "widest_difference",
    "with_names",
    "within_the_flow",
    "worth_of_releases",
    "year_funnel",
]
