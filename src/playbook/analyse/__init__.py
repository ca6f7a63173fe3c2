"""Analyse: find out who needs what, where services stand, and what the numbers can bear."""

from playbook.analyse.autocorrelation import lag_one_autocorrelation
from playbook.analyse.beds import average_occupied_beds, per_day, whole_beds
from playbook.analyse.delays import Shares, YearlyTotals, share_by, yearly_totals
from playbook.analyse.elsewhere import Beside, beside_country
from playbook.analyse.latest import LatestYear, latest_year
from playbook.analyse.month_lengths import MonthLengths, month_lengths
from playbook.analyse.pareto import Pareto, pareto
from playbook.analyse.parts_by_year import PartsByYear, parts_by_year
from playbook.analyse.two_months import TwoMonths, two_months

__all__ = [
    "Beside",
    "LatestYear",
    "MonthLengths",
    "Pareto",
    "PartsByYear",
    "Shares",
    "TwoMonths",
    "YearlyTotals",
    "average_occupied_beds",
    "beside_country",
    "lag_one_autocorrelation",
    "latest_year",
    "month_lengths",
    "pareto",
    "parts_by_year",
    "per_day",
    "share_by",
    "two_months",
    "whole_beds",
    "yearly_totals",
]
