"""A read-only list of named things, found by id."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Protocol, TypeVar


class Named(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str: ...  # noqa: D102


N_co = TypeVar("N_co", bound=Named, covariant=True)


class UnknownNameError(KeyError):
    """Someone asked for a name that does not exist. The message lists the names that do."""

    def __str__(self) -> str:
        return str(self.args[0])


class Register(Mapping[str, N_co]):
    """Named things in their order, found by id.

    An unknown id raises :class:`UnknownNameError`, which lists the valid ids and the nearest one.
    """

    def __init__(self, things: Iterable[N_co], kind: str = "names") -> None:
        self._things = {thing.id: thing for thing in things}
        self._kind = kind

    def __getitem__(self, name: str) -> N_co:
        if name not in self._things:
            raise UnknownNameError(unknown(name, self._things, f"the {self._kind}"))
        return self._things[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._things)

    def __len__(self) -> int:
        return len(self._things)

    def __contains__(self, name: object) -> bool:
        return name in self._things

    def __repr__(self) -> str:
        return f"Register of {len(self)} {self._kind}"


def unknown(name: object, valid: Iterable[str], what: str, most: int = 12) -> str:
    """Say that a name is unknown, which names are valid and which one is nearest.

    Long lists are cut after ``most`` names and the rest counted.

    >>> unknown("plann", ["analyse", "plan"], "the stages")
    '"plann" is not one of the stages: analyse, plan. Did you mean "plan"?'
    """
    names = list(valid)
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    nearest = get_close_matches(str(name), names, n=1, cutoff=0.5)
    hint = f' Did you mean "{nearest[0]}"?' if nearest else ""
    return f'"{name}" is not one of {what}: {", ".join(names[:most])}{rest}.{hint}'
