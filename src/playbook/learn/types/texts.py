"""The texts of an activity: those that a person may read, and those that stay unsaid."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass


def texts_in(value: object, unread: Collection[str] = ()) -> Iterator[str]:
    """Give the texts in a value, and in all that it holds, in the order of its fields.

    ``unread`` names the fields that nobody reads, such as ids. The keys of a mapping are ids too.

    >>> list(texts_in(("One.", {"wait": "Two."}, 3, "")))
    ['One.', 'Two.']
    """
    if isinstance(value, str):
        yield from filter(None, [value])
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in unread:
                yield from texts_in(getattr(value, field.name), unread)
    elif isinstance(value, Mapping | tuple):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from texts_in(one, unread)


def all_but_longest(texts: Iterable[str]) -> tuple[str, ...]:
    """Give the texts that stay unsaid where a person is told one of them: all but the longest.

    >>> all_but_longest(["Yes.", "No, not yet.", "No."])
    ('Yes.', 'No.')
    """
    kept = list(texts)
    if kept:
        kept.remove(max(kept, key=lambda text: len(text.split())))
    return tuple(kept)
