"""Learn by doing: activities, what-if panels and a record that stays with the learner."""

from playbook.learn.activity import Activity, activity
from playbook.learn.definitions import Notebook, catalogue, find_notebook
from playbook.learn.explorer import Explorer, explorer
from playbook.learn.fields import DefinitionError
from playbook.learn.grid import Control, ExplorerError, Result
from playbook.learn.opening import Opening, opening
from playbook.learn.record import record_page
from playbook.learn.reveal import Reveal, reveal

__all__ = [
    "Activity",
    "Control",
    "DefinitionError",
    "Explorer",
    "ExplorerError",
    "Notebook",
    "Opening",
    "Result",
    "Reveal",
    "activity",
    "catalogue",
    "explorer",
    "find_notebook",
    "opening",
    "record_page",
    "reveal",
]
