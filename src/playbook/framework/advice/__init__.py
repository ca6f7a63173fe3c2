"""A few questions, then advice with its reasons: what is asked is data, how it is weighed is code.

``approach.yml`` helps a project to choose its approach. A partnership may keep its own in the
folder ``advice`` of its framework folder.
"""

from playbook.framework.advice.model import AdvicePolicy, Option, Question, Result
from playbook.framework.advice.reader import (
    POLICY_FIELDS,
    advice_names,
    build_advice,
    read_advice,
)
from playbook.framework.advice.weigh import Advice, Reason, advise

__all__ = [
    "POLICY_FIELDS",
    "Advice",
    "AdvicePolicy",
    "Option",
    "Question",
    "Reason",
    "Result",
    "advice_names",
    "advise",
    "build_advice",
    "read_advice",
]
