"""Review: find out whether it worked, and what was learned."""

from playbook.review.before_after import BeforeAfter, before_after
from playbook.review.control_chart import XmR, xmr
from playbook.review.count_chart import CountChart
from playbook.review.count_charts import c_chart, p_chart, p_prime_chart, u_chart, u_prime_chart
from playbook.review.evaluation import EvaluationCheck, check_evaluation
from playbook.review.funnel import Funnel, funnel
from playbook.review.impact import Impact, impact
from playbook.review.many import Signals, xmr_many
from playbook.review.measures import MeasureCheck, check_measures
from playbook.review.moves import fair_limits, lasting_moves, latest_level
from playbook.review.phases import Phase
from playbook.review.rare_events import days_between, g_chart
from playbook.review.run_chart import RunChart, run_chart
from playbook.review.runs import anhoej_limits, runs_limits
from playbook.review.small_multiples import SmallMultiples, small_multiples
from playbook.review.stretches import Stretches, changes_within, stretches
from playbook.review.sureness import Sureness, how_sure
from playbook.review.verdicts import Assurance, Variation

__all__ = [
    "Assurance",
    "BeforeAfter",
    "CountChart",
    "EvaluationCheck",
    "Funnel",
    "Impact",
    "MeasureCheck",
    "Phase",
    "RunChart",
    "Signals",
    "SmallMultiples",
    "Stretches",
    "Sureness",
    "Variation",
    "XmR",
    "anhoej_limits",
    "before_after",
    "c_chart",
    "changes_within",
    "check_evaluation",
    "check_measures",
    "days_between",
    "fair_limits",
    "funnel",
    "g_chart",
    "how_sure",
    "impact",
    "lasting_moves",
    "latest_level",
    "p_chart",
    "p_prime_chart",
    "run_chart",
    "runs_limits",
    "small_multiples",
    "stretches",
    "u_chart",
    "u_prime_chart",
    "xmr",
    "xmr_many",
]
