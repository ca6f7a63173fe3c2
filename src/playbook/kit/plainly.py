"""Where figures of a team's own do not fit a method, say so in words and not in a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

from playbook.markup import PlainError


@contextmanager
def plainly(what: str) -> Iterator[None]:
    """Turn a refusal of a method into words for a person, led by what was being done.

    >>> with plainly("Rates could not be worked out"):
    ...     raise ValueError("There is no population for North.")
    Traceback (most recent call last):
    ...
    playbook.markup.PlainError: Rates could not be worked out. There is no population for North.
    """
    try:
        yield
    except PlainError:
        raise
    except ValueError as problem:
        raise PlainError(f"{what}. {problem}") from problem
