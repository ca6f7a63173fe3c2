"""Published data: read it, check it, describe it, ask it questions.

- ``load(kind)``: a team's own file inside its project, the sample elsewhere.
- ``read(path, kind)``: one file, or a ``DataProblem`` with everything that is wrong with it.
- ``check(path, kind)``: a ``Report`` of every problem of a file; nothing is raised.
- ``describe(kind)``: the data dictionary of a kind of data.
- ``kind_of(path)``: what kind of data a file holds.
- ``protect(table)``: a table of counts that is safe to share, with a log of what was hidden.
- ``published(name)``: a small table of cited figures.
- ``Dataset``, ``Report``, ``DataProblem``: what these give back or raise.

What a kind of data looks like is written in ``data/datapackage.json``. A new one is added there.
"""

from playbook.data.checking import check
from playbook.data.dataset import Dataset
from playbook.data.dictionary import describe
from playbook.data.loading import load
from playbook.data.problems import DataProblem, Report
from playbook.data.protecting import Protected, protect
from playbook.data.reading import published, read
from playbook.data.recognising import kind_of

__all__ = [
    "DataProblem",
    "Dataset",
    "Protected",
    "Report",
    "check",
    "describe",
    "kind_of",
    "load",
    "protect",
    "published",
    "read",
]
