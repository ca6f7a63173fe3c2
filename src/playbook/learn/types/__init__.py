"""The types of activity.

A new type is one class, named in ``TYPES``, and one script of the same name in
``assets/activities``, where ``card.js`` says what a type gives.
"""

from playbook.learn.types.base import Definition
from playbook.learn.types.choice import Choice
from playbook.learn.types.estimate import Estimate
from playbook.learn.types.judge import Judge
from playbook.learn.types.order import Order
from playbook.learn.types.poll import Poll
from playbook.learn.types.reflect import Reflect
from playbook.learn.types.sort import Sort

TYPES: dict[str, type[Definition]] = {
    kind.type: kind
    for kind in (
        Choice,
        Sort,
        Order,
        Estimate,
        Judge,
        Poll,
        Reflect,
    )
}

__all__ = [
    "TYPES",
    "Choice",
    "Definition",
    "Estimate",
    "Judge",
    "Order",
    "Poll",
    "Reflect",
    "Sort",
]
