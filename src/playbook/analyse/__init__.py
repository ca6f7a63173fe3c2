"""Analyse: find out who needs what, where services stand, and what the numbers can bear."""

from playbook.analyse.admissions import EmergencyAdmissions, emergency_admissions
from playbook.analyse.agreement import Agreement, agreement
from playbook.analyse.autocorrelation import lag_one_autocorrelation
from playbook.analyse.back_test import BackTest, back_test, base_rates
from playbook.analyse.bed_days import BedDays, bed_days
from playbook.analyse.beds import average_occupied_beds, per_day, whole_beds
from playbook.analyse.bought_quality import BoughtQuality, bought_quality
from playbook.analyse.census import census_day
from playbook.analyse.coder_differences import (
    CoderDifferences,
    as_one_code,
    closest_codes,
    coder_differences,
    codes_that_run_together,
)
from playbook.analyse.compare_rates import RateComparison, compare_rates
from playbook.analyse.conditions import read_conditions
from playbook.analyse.coverage import Coverage, coverage
from playbook.analyse.delays import Shares, YearlyTotals, share_by, yearly_totals
from playbook.analyse.demand_grid import demand_grid
from playbook.analyse.elsewhere import Beside, beside_country
from playbook.analyse.events_and_people import events_and_people
from playbook.analyse.failure_demand import FailureDemand, failure_demand
from playbook.analyse.intervals import (
    byar_interval,
    count_interval,
    exact_poisson_interval,
    wilson_interval,
)
from playbook.analyse.latest import LatestYear, latest_year
from playbook.analyse.month_lengths import MonthLengths, month_lengths
from playbook.analyse.month_pairs import MonthPairs, month_pairs
from playbook.analyse.monthly_projection import MonthlyProjection, past_month_errors, project_months
from playbook.analyse.not_heard import NotHeard, who_was_not_heard
from playbook.analyse.occupied import OccupiedBeds, occupied_beds
from playbook.analyse.pareto import Pareto, pareto
from playbook.analyse.parts_by_year import PartsByYear, parts_by_year
from playbook.analyse.populations import age_bands, project_localities, rebase_population
from playbook.analyse.posts_filled import PostsFilled, posts_filled
from playbook.analyse.preventable import Preventable, preventable
from playbook.analyse.projection import DemandProjection, project_demand
from playbook.analyse.rates import Rate, crude_rate, indirectly_standardised_ratio, proportion
from playbook.analyse.readmissions import Readmissions, readmissions
from playbook.analyse.reconcile import Reconciliation, reconcile
from playbook.analyse.repeat_attendance import RepeatAttendance, repeat_attendance
from playbook.analyse.resources import ResourceMap, resource_map
from playbook.analyse.scenarios import DemandScenarios, demand_scenarios
from playbook.analyse.seasonal import SeasonalShares, seasonal_shares
from playbook.analyse.standard import ESP2013
from playbook.analyse.standardised import directly_standardised_rate
from playbook.analyse.stays import Stays, stays
from playbook.analyse.survey import SurveyShares, survey_shares
from playbook.analyse.theme_groups import ThemeGroups, theme_groups
from playbook.analyse.themes import Themes, themes
from playbook.analyse.two_months import TwoMonths, two_months

__all__ = [
    "ESP2013",
    "Agreement",
    "BackTest",
    "BedDays",
    "Beside",
    "BoughtQuality",
    "CoderDifferences",
    "Coverage",
    "DemandProjection",
    "DemandScenarios",
    "EmergencyAdmissions",
    "FailureDemand",
    "LatestYear",
    "MonthLengths",
    "MonthPairs",
    "MonthlyProjection",
    "NotHeard",
    "OccupiedBeds",
    "Pareto",
    "PartsByYear",
    "PostsFilled",
    "Preventable",
    "Rate",
    "RateComparison",
    "Readmissions",
    "Reconciliation",
    "RepeatAttendance",
    "ResourceMap",
    "SeasonalShares",
    "Shares",
    "Stays",
    "SurveyShares",
    "ThemeGroups",
    "Themes",
    "TwoMonths",
    "YearlyTotals",
    "age_bands",
    "agreement",
    "as_one_code",
    "average_occupied_beds",
    "back_test",
    "base_rates",
    "bed_days",
    "beside_country",
    "bought_quality",
    "byar_interval",
    "census_day",
    "closest_codes",
    "coder_differences",
    "codes_that_run_together",
    "compare_rates",
    "count_interval",
    "coverage",
    "crude_rate",
    "demand_grid",
    "demand_scenarios",
    "directly_standardised_rate",
    "emergency_admissions",
    "events_and_people",
    "exact_poisson_interval",
    "failure_demand",
    "indirectly_standardised_ratio",
    "lag_one_autocorrelation",
    "latest_year",
    "month_lengths",
    "month_pairs",
    "occupied_beds",
    "pareto",
    "parts_by_year",
    "past_month_errors",
    "per_day",
    "posts_filled",
    "preventable",
    "project_demand",
    "project_localities",
    "project_months",
    "proportion",
    "read_conditions",
    "readmissions",
    "rebase_population",
    "reconcile",
    "repeat_attendance",
    "resource_map",
    "seasonal_shares",
    "share_by",
    "stays",
    "survey_shares",
    "theme_groups",
    "themes",
    "two_months",
    "who_was_not_heard",
    "whole_beds",
    "wilson_interval",
    "yearly_totals",
]
