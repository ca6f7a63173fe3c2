"""Webinars: plans that name what the modules hold, and packs made from both.

A plan says who does what, when. What is shown comes from the notebooks and their questions, so
a sentence that changes in a module changes in the slides, the handout and the run sheet.
"""

from playbook.publish.webinars.content import ContentError
from playbook.publish.webinars.model import Webinar
from playbook.publish.webinars.plan import PlanError, find_plan, plans, read_plan

__all__ = ["ContentError", "PlanError", "Webinar", "find_plan", "plans", "read_plan"]
