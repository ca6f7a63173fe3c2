"""What a partnership will buy: for whom, where, and on what evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.framework.register import unknown
from playbook.inputs import read_records

MOVES = ("more", "less", "the same", "new", "stop")
_NEEDED = ("for_whom", "where", "because", "how_paid")
_MISSING = {"for_whom": "for whom", "where": "where", "because": "why", "how_paid": "how we pay"}
EVERYWHERE = "Everywhere"


@dataclass(frozen=True, eq=False)
class Intentions:
    """What will be bought. Made by :func:`buying_intentions`.

    ``table`` has one row an intention: what, move, for_whom, where, because, how_paid and open
    (what it does not say yet, or nothing).
    """

    table: pd.DataFrame

    def sentence(self) -> str:
        """Say how many intentions are said in full, and what is open in the others."""
        left = self.table[self.table["open"] != ""]
        whole = len(self.table) - len(left)
        told = f"{whole} of {len(self.table)} intentions say all that a provider needs."
        if left.empty:
            return told
        parts = (f"{row['what']} ({row['open']})" for row in left.to_dict("records"))
        return f"{told} Left out: {'. '.join(parts)}."

    def without_any(self, places: Iterable[str]) -> tuple[str, ...]:
        """Give those of some places that no intention to buy more or new speaks of."""
        rows = self.table[self.table["move"].isin(("more", "new"))]
        named = {name.strip() for where in rows["where"] for name in where.split(";")}
        if EVERYWHERE in named:
            return ()
        return tuple(place for place in places if place not in named)


def buying_intentions(rows: Any) -> Intentions:
    """Check what a partnership says that it will buy, so that a small provider can plan by it.

    ``rows`` is a table or a list of mappings with what, move (more, less, the same, new or
    stop), for_whom, where (places with ; between them, or Everywhere), because (the finding
    that it rests on) and how_paid. What is left blank is told as open.

    Raises ``ValueError`` for an unknown move, an intention without a name or twice;
    ``TypeError`` for anything that is not such a table.

    >>> buying_intentions([{"what": "Night visits", "move": "more", "where": "North"}]).sentence()
    '0 of 1 intentions say all that a provider needs. Left out: Night visits (for whom, why, how we pay).'
    """  # noqa: E501
    records = read_records(rows, "intention", needed=["what", "move"], optional=_NEEDED)
    found: list[dict[str, str]] = []
    for at, record in enumerate(records, start=1):
        if record["what"] is None:
            raise ValueError(f"Intention {at} does not say what. Name what will be bought.")
        what = str(record["what"])
        if what in (row["what"] for row in found):
            raise ValueError(f"“{what}” is in the list twice. Keep one line.")
        if record["move"] not in MOVES:
            raise ValueError(f"“{what}”: {unknown(str(record['move']), MOVES, 'the moves')}")
        texts = {field: str(record[field] or "") for field in _NEEDED}
        left = ", ".join(_MISSING[field] for field in _NEEDED if not texts[field])
        found.append({"what": what, "move": str(record["move"]), **texts, "open": left})
    return Intentions(pd.DataFrame(found))
