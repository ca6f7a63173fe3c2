"""The learner's own copies of notebooks: made once, never overwritten, never the originals."""

from datetime import date
from itertools import count
from pathlib import Path, PurePosixPath

from playbook.places import pack

_SHELVES = ("modules", "exercises")


def shipped_notebook(path: str) -> Path | None:
    """Find a notebook that ships with the playbook, named as on the site.

    Only modules and exercises count. Anything else gives ``None``: another kind of
    file, a hidden one, or a path that leads out of its folder.

    >>> shipped_notebook("modules/../pyproject.toml") is None
    True
    >>> shipped_notebook("/etc/passwd") is None
    True
    """
    parts = PurePosixPath(path).parts
    hidden = any(part.startswith(".") for part in parts)
    if (
        "\0" in path
        or len(parts) < 2
        or parts[0] not in _SHELVES
        or hidden
        or not path.endswith(".ipynb")
    ):
        return None
    found = pack(*parts).resolve()
    inside = found.is_relative_to(pack(parts[0]).resolve())
    return found if inside and found.is_file() else None


def own_copy(path: str, work: Path) -> Path:
    """Give the learner's copy of a shipped notebook, making it if there is none.

    A copy that is already there is left exactly as it is.

    Raises
    ------
    FileNotFoundError
        No notebook of that name ships with the playbook.
    """
    source = shipped_notebook(path)
    if source is None:
        raise FileNotFoundError(f"The playbook has no notebook called {path}.")
    copy = work.joinpath(*PurePosixPath(path).parts)
    copy.parent.mkdir(parents=True, exist_ok=True)
    if not copy.exists():
        copy.write_bytes(source.read_bytes())
    return copy


def set_aside(copy: Path, today: date) -> Path | None:
    """Keep a copy under a dated name, so that a fresh one can take its place.

    Nothing there gives ``None``. A dated name that is taken gets a number, so no
    kept copy is ever replaced.

    >>> import tempfile
    >>> copy = Path(tempfile.mkdtemp()) / "delays.ipynb"
    >>> _ = copy.write_text("{}")
    >>> set_aside(copy, date(2026, 11, 21)).name
    'delays (kept 2026-11-21).ipynb'
    >>> set_aside(copy, date(2026, 11, 21)) is None
    True
    """
    if not copy.exists():
        return None
    for number in count(1):
        extra = f", {number}" if number > 1 else ""
        kept = copy.with_name(f"{copy.stem} (kept {today.isoformat()}{extra}){copy.suffix}")
        if not kept.exists():
            return copy.rename(kept)
    raise AssertionError("count never ends")
