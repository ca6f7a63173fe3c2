"""Put a paper into a file: the kind of file is told from its name."""

from pathlib import Path

from playbook.framework.register import unknown
from playbook.markup import PlainError
from playbook.publish.documents.html import to_html
from playbook.publish.documents.markdown import to_markdown
from playbook.publish.documents.tree import Document
from playbook.publish.documents.word import to_word

FORMATS = {"word": ".docx", "html": ".html", "markdown": ".md"}


def write_document(document: Document, path: Path) -> Path:
    """Write a paper to a new file: ``.docx``, ``.html`` or ``.md``. Gives its path.

    Markdown's pictures go into a folder beside it. All of the paper is made before anything is
    written, so a fault leaves no half file. A file that is there already stays as it is.

    Raises ``ValueError`` for another kind of file. Raises ``PlainError`` when the file is
    there already, or cannot be written.
    """
    if path.suffix not in FORMATS.values():
        raise ValueError(unknown(path.suffix, FORMATS.values(), "the kinds of file"))
    pictures = path.with_name(f"{path.stem}-pictures")
    files = {path.name: b""}
    if path.suffix == ".docx":
        files[path.name] = to_word(document)
    elif path.suffix == ".html":
        files[path.name] = to_html(document).encode()
    else:
        written = to_markdown(document, pictures.name)
        files[path.name] = written.text.encode()
        files |= {f"{pictures.name}/{name}": png for name, png in written.pictures.items()}
    _write_new(path.parent, files)
    return path


def _write_new(folder: Path, files: dict[str, bytes]) -> None:
    """Write files that are not there yet: all of them, or none."""
    begun: list[Path] = []
    try:
        for name, data in files.items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("xb") as file:
                begun.append(place)
                file.write(data)
    except OSError as problem:
        for place in begun:
            place.unlink(missing_ok=True)
        raise PlainError(_why(Path(name).name, folder, problem)) from problem


def _why(name: str, folder: Path, problem: OSError) -> str:
    if isinstance(problem, FileExistsError):
        return (
            f"{name} is there already, and somebody may have written in it. It was left as it "
            "is. Give the new paper another name."
        )
    return (
        f"{name} could not be written ({problem.strerror or problem}). Check that you may write "
        f"in the folder {folder.name!r} and that the disk is not full."
    )
