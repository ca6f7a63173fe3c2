"""Where the playbook keeps its own files, and where a team keeps its project."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def pack(*parts: str) -> Path:
    """Give the path of something that ships with the playbook.

    In a checkout the path is below the checkout, so an edited file is used at once.
    In an installed package the same folders lie inside the package.
    The path is not checked: callers say what they missed better than this function can.

    >>> pack("data", "sample").name
    'sample'
    """
    installed = _PACKAGE / "_pack"
    return (installed if installed.is_dir() else _CHECKOUT).joinpath(*parts)


def project_folder(start: Path | None = None) -> Path | None:
    """Find the team's project that a folder belongs to.

    A project is a folder that holds ``project.yml``. The search begins at ``start``
    (the working folder if none is given) and goes up. Nothing found gives ``None``.

    >>> project_folder(Path("/")) is None
    True
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "project.yml").is_file():
            return folder
    return None
