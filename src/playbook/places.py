"""Where the playbook keeps its own files, and where a team keeps its project."""

import re
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]
PROJECT_FILE = "project.yml"
# Names the folder in which the book's own exercises leave what they hand on.
PRACTICE_PRODUCTS = "PLAYBOOK_PRACTICE_PRODUCTS"
_PROJECT_FILES = (PROJECT_FILE, "project.yaml")
_NEARLY = re.compile(r"project(\.(yaml|yml|txt))+", re.IGNORECASE)


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


def project_file(start: Path | None = None) -> Path | None:
    """Find the file that makes a folder a team's project: ``project.yml`` or ``project.yaml``.

    The search begins at ``start`` (the working folder if none is given) and goes up. Of two
    in one folder ``project.yml`` is meant. Nothing found gives ``None``.

    >>> project_file(Path("/")) is None
    True
    """
    for folder in _upwards(start):
        for name in _PROJECT_FILES:
            if (folder / name).is_file():
                return folder / name
    return None


def project_folder(start: Path | None = None) -> Path | None:
    """Find the team's project that a folder belongs to.

    A project is a folder that holds ``project.yml``. The search is that of
    :func:`project_file`. Nothing found gives ``None``.

    >>> project_folder(Path("/")) is None
    True
    """
    file = project_file(start)
    return file.parent if file else None


def why_no_project(start: Path | None = None) -> str:
    """Say what keeps a folder with data from being a project; nothing where none was meant.

    A project was meant where a ``data`` folder lies beside a file whose name is nearly right,
    such as ``project.yml.txt``, or where it holds CSV files. The playbook's own data folder
    is nobody's project, and the search upwards ends there.

    >>> why_no_project(pack("modules"))
    ''
    """
    for folder in _upwards(start):
        data = folder / "data"
        if data == pack("data") or folder == folder.parent:
            break
        if not data.is_dir():
            continue
        nearly = next((each.name for each in sorted(folder.iterdir()) if _is_nearly(each)), "")
        if nearly:
            return (
                f"The sample is used, because the folder {folder.name} is not a project yet. "
                f"Rename its file {nearly} to {PROJECT_FILE}. "
                f"Your computer may hide the last part of a name."
            )
        if any(each.suffix.lower() == ".csv" and each.is_file() for each in data.iterdir()):
            return (
                f"The sample is used, because the folder {folder.name} is not a project yet. "
                f"A file called {PROJECT_FILE} is missing beside its data folder. "
                f"Make one with the name of your council in it, for example: area: Moray"
            )
    return ""


def _upwards(start: Path | None) -> tuple[Path, ...]:
    here = (start or Path.cwd()).resolve()
    return here, *here.parents


def _is_nearly(path: Path) -> bool:
    return path.is_file() and _NEARLY.fullmatch(path.name) is not None
