"""The lines of a net cash release, read from their file, and who holds the budget of each."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from math import isclose
from pathlib import Path
from typing import Any

import yaml

from playbook.framework.register import unknown
from playbook.inputs import check_number

NOT_SAID = "Not said"
_FILE = Path(__file__).with_name("cash_lines.yml")


@dataclass(frozen=True)
class CashLine:
    """One line of a net cash release: what it is, and whether it comes back every year."""

    id: str
    label: str
    sign: int
    every_year: bool
    why: str


@cache
def cash_lines() -> tuple[CashLine, ...]:
    """Read the lines of a net cash release, in the order in which they are shown.

    Raises ``ValueError`` when ``cash_lines.yml`` has a wrong field or a sign other than 1, -1.

    >>> [line.id for line in cash_lines() if not line.every_year]
    ['double_running', 'transition']
    """
    wanted = {field.name for field in fields(CashLine)}
    lines = []
    for one in yaml.safe_load(_FILE.read_text(encoding="utf-8"))["lines"]:
        if set(one) != wanted or one["sign"] not in (1, -1):
            raise ValueError(f"{_FILE.name}: each line needs {', '.join(sorted(wanted))}: {one}")
        lines.append(CashLine(**one))
    return tuple(lines)


def holder_shares(holders: Mapping[str, Any] | None) -> dict[str, dict[str, float]]:
    """Give each line the share that every budget holder has in it; lines not named are "Not said".

    Raises ``ValueError`` for a line that does not exist and for shares that do not add up to 1.

    >>> holder_shares({"reprovision": {"Council": 0.6, "NHS": 0.4}})["reprovision"]
    {'Council': 0.6, 'NHS': 0.4}
    """
    shares = {line.id: {NOT_SAID: 1.0} for line in cash_lines()}
    for name, held in (holders or {}).items():
        if name not in shares:
            raise ValueError(unknown(name, shares, "the lines of a net cash release"))
        parts = held if isinstance(held, Mapping) else {str(held): 1.0}
        given = {
            str(who): float(check_number(share, f"{name}, the share of {who}", most=1))
            for who, share in parts.items()
        }
        if not isclose(sum(given.values()), 1, abs_tol=1e-6):
            raise ValueError(
                f"The shares of {name} add up to {sum(given.values()):g}. They must add up to 1."
            )
        shares[name] = given
    return shares
