"""Analyse: find out who needs what, where services stand, and what the numbers can bear."""

from playbook.analyse.autocorrelation import lag_one_autocorrelation
from playbook.analyse.beds import average_occupied_beds, per_day, whole_beds
from playbook.analyse.delays import Shares, YearlyTotals, share_by, yearly_totals
from playbook.analyse.pareto import Pareto, pareto
from playbook.analyse.two_months import TwoMonths, two_months

__all__ = [
    "Pareto",
    "Shares",
    "TwoMonths",
    "YearlyTotals",
    "average_occupied_beds",
    "lag_one_autocorrelation",
    "pareto",
    "per_day",
    "share_by",
    "two_months",
    "whole_beds",
    "yearly_totals",
]
