"""Review: find out whether it worked, and what was learned."""

from playbook.review.control_chart import XmR, xmr
from playbook.review.many import Signals, xmr_many
from playbook.review.phases import Phase
from playbook.review.stretches import Stretches, changes_within, stretches
from playbook.review.verdicts import Assurance, Variation

__all__ = [
    "Assurance",
    "Phase",
    "Signals",
    "Stretches",
    "Variation",
    "XmR",
    "changes_within",
    "stretches",
    "xmr",
    "xmr_many",
]
