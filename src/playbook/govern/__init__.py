"""Govern: is a project clear, is a Direction complete, what could go wrong, and what is due."""

from playbook.govern.charter import CharterCheck, charter_rules, check_charter
from playbook.govern.direction import DirectionCheck, check_direction, direction_rules
from playbook.govern.direction_wording import DirectionWording, direction_wording
from playbook.govern.law import LawCheck, check_law
from playbook.govern.law_rules import LawRules, law_rules
from playbook.govern.portfolio import Portfolio, portfolio
from playbook.govern.risk_changes import (
    RiskAppetite,
    RiskChanges,
    risk_appetite,
    risk_changes,
)
from playbook.govern.risks import (
    RiskMatrix,
    RiskRegister,
    RiskScore,
    risk_matrix,
    risk_register,
    risk_score,
)

__all__ = [
    "CharterCheck",
    "DirectionCheck",
    "DirectionWording",
    "LawCheck",
    "LawRules",
    "Portfolio",
    "RiskAppetite",
    "RiskChanges",
    "RiskMatrix",
    "RiskRegister",
    "RiskScore",
    "charter_rules",
    "check_charter",
    "check_direction",
    "check_law",
    "direction_rules",
    "direction_wording",
    "law_rules",
    "portfolio",
    "risk_appetite",
    "risk_changes",
    "risk_matrix",
    "risk_register",
    "risk_score",
]
