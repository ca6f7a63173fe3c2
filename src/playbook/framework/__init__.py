"""The framework as data: stages, approaches, bodies, roles, outcomes, glossary and diagrams.

The YAML files beside this module hold the content; a partnership changes them, not the code.
"""

from playbook.framework.comparing import (
    Comparison,
    approaches_compared,
    principles_compared,
    stages_compared,
)
from playbook.framework.diagrams import Diagram, cycle, governance, rings, two_approaches
from playbook.framework.marks import badge, stage_mark
from playbook.framework.model import Framework
from playbook.framework.pages import (
    elements_table,
    expectations_table,
    glossary_html,
    roles_table,
    stage_expectations_table,
)
from playbook.framework.palette import contrast, paint
from playbook.framework.reader import FrameworkError, framework
from playbook.framework.register import UnknownNameError

__all__ = [
    "Comparison",
    "Diagram",
    "Framework",
    "FrameworkError",
    "UnknownNameError",
    "approaches_compared",
    "badge",
    "contrast",
    "cycle",
    "elements_table",
    "expectations_table",
    "framework",
    "glossary_html",
    "governance",
    "paint",
    "principles_compared",
    "rings",
    "roles_table",
    "stage_expectations_table",
    "stage_mark",
    "stages_compared",
    "two_approaches",
]
