"""The types of activity.

A new type is one class, named in ``TYPES``, and one script of the same name in
``assets/activities``, where ``card.js`` says what a type gives.
"""

from playbook.learn.types.advise import Advise
from playbook.learn.types.allocate import Allocate
from playbook.learn.types.base import Definition
from playbook.learn.types.checklist import Checklist
from playbook.learn.types.choice import Choice
from playbook.learn.types.estimate import Estimate
from playbook.learn.types.judge import Judge
from playbook.learn.types.order import Order
from playbook.learn.types.poll import Poll
from playbook.learn.types.rate import Rate
from playbook.learn.types.reflect import Reflect
from playbook.learn.types.sort import Sort
from playbook.learn.types.worksheet import Worksheet

TYPES: dict[str, type[Definition]] = {
    kind.type: kind
    for kind in (
        Choice,
        Sort,
        Order,
        Estimate,
        Judge,
        Allocate,
        Poll,
        Rate,
        Checklist,
        Reflect,
        Worksheet,
        Advise,
    )
}

__all__ = [
    "TYPES",
    "Allocate",
    "Choice",
    "Definition",
    "Estimate",
    "Judge",
    "Order",
    "Poll",
    "Rate",
    "Reflect",
    "Sort",
    "Worksheet",
]
