"""Implement: make the change with the people it is for, and stop what has to stop safely."""

from playbook.implement.decommissioning import Decommissioning, check_decommissioning
from playbook.implement.ladder import Ladder, coproduction_ladder
from playbook.implement.rules import involvement_rules
from playbook.implement.stakeholders import PowerInterest, power_interest
from playbook.implement.timeline import Timeline, timeline

__all__ = [
    "Decommissioning",
    "Ladder",
    "PowerInterest",
    "Timeline",
    "check_decommissioning",
    "coproduction_ladder",
    "involvement_rules",
    "power_interest",
    "timeline",
]
