"""The scripts and style sheets that pages and Jupyter load."""

from pathlib import Path

from playbook.learn.types import TYPES

ASSETS = Path(__file__).parent / "assets"

# What others stand on, then a script for each type of activity, then what sets them going.
_BASE = ("base", "links", "clean", "store", "export", "takeaway", "paper")
_FIRST = (*_BASE, "feedback", "form", "follows", "consequences", "card")
_LAST = ("place", "reveal", "mount")
PARTS = (*_FIRST, *TYPES, *_LAST)
# The page of the learning record stands on all of them.
RECORD_PARTS = ("remembered", "readable", "dialogs", "certificate", "bring", "entry", "page")


def asset(name: str) -> str:
    """Give a script or style sheet as it is loaded, by its file name.

    ``activities.js`` is joined from the small scripts in ``assets/activities``, each after those
    that it needs, and ``record.js`` from those in ``assets/record``. ``activities.css`` is
    followed by a style sheet for each type that looks like no other. A name or a part that has no
    file raises :class:`FileNotFoundError`.

    >>> asset("activities.js").count("window.playbook.once(") == len(PARTS)
    True
    """
    if name == "activities.js":
        return "\n".join(_read(f"activities/{part}.js") for part in PARTS)
    if name == "record.js":
        return "\n".join(_read(f"record/{part}.js") for part in RECORD_PARTS)
    if name == "activities.css":
        return "\n".join((_read(name), *(_read(f"activities/{one}.css") for one in _styled())))
    return _read(name)


def _styled() -> tuple[str, ...]:
    """Name the types with a style sheet of their own, in the order of the types."""
    return tuple(kind for kind in TYPES if (ASSETS / "activities" / f"{kind}.css").is_file())


def _read(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")
