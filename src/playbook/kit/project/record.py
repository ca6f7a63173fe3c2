"""What a project remembers of the notebooks that it was made with: ``.playbook/templates.json``."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from nbformat import NotebookNode

from playbook import __version__
from playbook.kit.project.choosing import Needed
from playbook.kit.project.keep import keep_text, read_text
from playbook.kit.project.notebook_copy import cell_marks, notebook_mark, template_text
from playbook.markup import PlainError

RECORD = ".playbook/templates.json"


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a project's notebook came from.

    ``written`` is the fingerprint of the copy as it was put there, ``cells`` those of the cells
    of the template then, and ``playbook`` the version that it came with.
    """

    id: str
    playbook: str
    written: str
    cells: Mapping[str, str]


def origin_of(needed: Needed, copy: NotebookNode) -> Origin:
    """Note where a copy comes from, at the moment it is made."""
    return Origin(
        id=needed.notebook.id,
        playbook=__version__,
        written=notebook_mark(copy),
        cells=cell_marks(template_text(needed)),
    )


def record_text(origins: Mapping[str, Origin]) -> str:
    """Write the record: one entry for each notebook, by its path in the project."""
    told = "Kept by the playbook, so that playbook update can tell what changed. Leave it here."
    notebooks = {path: asdict(origin) for path, origin in sorted(origins.items())}
    return json.dumps({"about": told, "notebooks": notebooks}, indent=1, ensure_ascii=False) + "\n"


def read_record(project: Path) -> dict[str, Origin]:
    """Read the record of a project. No file gives an empty one.

    Raises ``PlainError`` when the file is damaged, with what to do.
    """
    text = read_text(project / RECORD)
    if not text:
        return {}
    try:
        notebooks = json.loads(text)["notebooks"]
        return {str(path): Origin(**entry) for path, entry in notebooks.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise PlainError(
            f"{RECORD} is damaged, so the playbook cannot tell which notebooks you changed. "
            "Nothing was changed. Put back an earlier copy of it, or delete it: every notebook "
            "then counts as changed by you."
        ) from problem


def keep_record(project: Path, origins: Mapping[str, Origin]) -> None:
    """Write the record of a project in one step."""
    (project / RECORD).parent.mkdir(exist_ok=True)
    keep_text(project / RECORD, record_text(origins), backup=False)


def in_cycle_order(paths: Iterable[str], stages: Iterable[str]) -> list[str]:
    """Sort paths of notebooks by the stage whose folder they lie in, then by name.

    >>> in_cycle_order(["plan/b.ipynb", "govern/c.ipynb", "analyse/a.ipynb"], ["analyse", "plan"])
    ['analyse/a.ipynb', 'plan/b.ipynb', 'govern/c.ipynb']
    """
    order = {stage: at for at, stage in enumerate(stages)}
    return sorted(paths, key=lambda path: (order.get(path.partition("/")[0], len(order)), path))
