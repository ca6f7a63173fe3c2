"""Plan: choose what to do, and work out what it would take."""

from playbook.plan.beds import beds_for, busy_day_beds, erlang_b, erlang_c
from playbook.plan.delays import DelayedBeds, DelayScenarios, delay_scenarios, delayed_beds
from playbook.plan.flow import LittlesLaw, littles_law

__all__ = [
    "DelayScenarios",
    "DelayedBeds",
    "LittlesLaw",
    "beds_for",
    "busy_day_beds",
    "delay_scenarios",
    "delayed_beds",
    "erlang_b",
    "erlang_c",
    "littles_law",
]
