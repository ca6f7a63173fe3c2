"""The words of a paper that only a person can write: a file for each kind of paper."""

from collections.abc import Mapping
from pathlib import Path

from playbook.framework.register import unknown
from playbook.govern import charter_rules
from playbook.govern.findings import is_unwritten
from playbook.kit.project.keep import read_fields
from playbook.markup import PlainError
from playbook.publish.documents.outline import Outline

FOLDER = "words"
ABOUT = {
    "version": "The version of the paper, such as 0.3. Left empty, papers count themselves.",
    "accepted_by": "The body that accepted this paper. Leave it empty until it has.",
    "accepted_on": "The day of that decision, such as 2026-03-26.",
}


def words_file(project: Path, kind: str) -> Path:
    """Say where the words of a kind of paper are kept."""
    return project / FOLDER / f"{kind}.yml"


def asked_for(made: Outline) -> Mapping[str, str]:
    """Give every line that the file of a paper's words may hold, with what goes there."""
    about = dict(ABOUT)
    if made.accepted:
        del about["accepted_by"], about["accepted_on"]
    return {**made.asks, **about}


def blank_words(made: Outline) -> str:
    """Write the file of a paper's words, empty, with the question above each line."""
    head = (
        f"# Words for this paper that only a person can write: {made.name}.",
        "# Write between the quotes. Use single quote marks inside them.",
        "# Leave an empty line where a new paragraph begins.",
        "# Cite evidence by its id in square brackets, such as [delays-who-waits].",
        "# No run of the playbook changes this file.",
    )
    lines = [f'\n# {about}\n{name}: ""' for name, about in asked_for(made).items()]
    return "\n".join((*head, *lines)) + "\n"


def read_words(project: Path, made: Outline) -> Mapping[str, str]:
    """Read the words of a paper that people wrote. No file gives none.

    "TBC" and its like count as nothing written. Raises ``PlainError``, with the file untouched,
    when it cannot be read, holds a line that the paper does not ask for (with the nearest that
    it does), or a list where words belong.
    """
    path = words_file(project, made.id)
    name = f"{FOLDER}/{path.name}"
    valid = asked_for(made)
    words: dict[str, str] = {}
    for key, value in read_fields(path).items():
        if key not in valid:
            raise PlainError(f"{name}: {unknown(key, valid, 'the lines of this paper', most=20)}")
        if isinstance(value, list | Mapping):
            raise PlainError(
                f"{name}, {key}: expected words between quotes, found a list of lines."
            )
        nothing = is_unwritten(value, charter_rules().placeholders)
        words[str(key)] = "" if nothing else str(value).strip()
    return words
