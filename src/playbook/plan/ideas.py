"""Ideas under the drivers that they could move, and the kinds of measure that watch them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from playbook.data.wording import counted, listed
from playbook.framework.register import unknown
from playbook.inputs import is_blank
from playbook.tables import need_columns, need_values

KINDS = ("outcome", "process", "balancing")


@dataclass(frozen=True, eq=False)
class Ideas:
    """Drivers with their ideas. Made by :func:`driver_ideas`.

    ``tree`` maps each driver to its details, and each detail to its ideas, as
    :func:`playbook.framework.diagrams.driver_diagram` draws it. ``table`` has one row an idea:
    driver, in_detail, idea and tested.
    """

    tree: dict[str, dict[str, list[str]]]
    table: pd.DataFrame
    not_drawn: tuple[str, ...]

    @property
    def drivers_untested(self) -> tuple[str, ...]:
        """The drivers of which no idea has been tested."""
        tested = self.table.groupby("driver", sort=False)["tested"].any()
        return tuple(str(driver) for driver in tested.index[~tested])

    def sentence(self) -> str:
        """Say how many ideas were tested, which drivers nobody has tried, and what is not drawn."""
        told = [f"{int(self.table['tested'].sum())} of {len(self.table)} ideas have been tested."]
        if self.drivers_untested:
            told.append(f"Nothing has been tried for {listed(_quoted(self.drivers_untested))}.")
        if self.not_drawn:
            verb = "is" if len(self.not_drawn) == 1 else "are"
            told.append(
                f"{listed(_quoted(self.not_drawn))} {verb} tested and stands under no driver."
            )
        return " ".join(told)


def driver_ideas(rows: pd.DataFrame, tested: Iterable[str] = ()) -> Ideas:
    """Put ideas under their drivers, and lay them beside the ideas that were tested.

    ``rows`` has driver, in_detail and idea, one row an idea. ``tested`` names the ideas of the
    tests. An idea that is tested and stands under no driver is told: either the diagram is out
    of date, or the test does not serve the aim.

    Raises ``ValueError`` for missing columns, blanks, or an idea that stands twice.

    Source: Langley and others, The Improvement Guide.

    >>> rows = pd.DataFrame({"driver": ["Told early"], "in_detail": ["By name"], "idea": ["Ring"]})
    >>> driver_ideas(rows, ["Ring", "Magnet"]).not_drawn
    ('Magnet',)
    """
    need_columns(rows, ["driver", "in_detail", "idea"], "table of drivers")
    rows = rows.map(lambda cell: None if is_blank(cell) else str(cell).strip())
    need_values(rows, ["driver", "in_detail", "idea"], "line")
    if rows["idea"].duplicated().any():
        twice = rows.loc[rows["idea"].duplicated(), "idea"].iloc[0]
        raise ValueError(f"The idea “{twice}” stands twice. Give it the driver it moves most.")
    tree: dict[str, dict[str, list[str]]] = {}
    for row in rows.to_dict("records"):
        tree.setdefault(row["driver"], {}).setdefault(row["in_detail"], []).append(row["idea"])
    ideas = list(dict.fromkeys(str(idea).strip() for idea in tested))
    table = rows[["driver", "in_detail", "idea"]].assign(tested=rows["idea"].isin(ideas))
    known = set(rows["idea"])
    return Ideas(tree, table, tuple(idea for idea in ideas if idea not in known))


@dataclass(frozen=True, eq=False)
class ThreeKinds:
    """Measures by kind. Made by :func:`three_kinds`.

    ``table`` has one row a measure: measure, kind, start and owner. ``problems`` are sentences.
    """

    table: pd.DataFrame
    problems: tuple[str, ...]

    def sentence(self) -> str:
        """Say how many measures there are, and whether each kind is there."""
        absent = [kind for kind in KINDS if kind not in set(self.table["kind"])]
        told = f"{counted(len(self.table), 'measure')}."
        if absent:
            return f"{told} None is {listed(absent, 'or')}."
        return f"{told} Each kind is there: {listed(KINDS)}."


def three_kinds(measures: pd.DataFrame) -> ThreeKinds:
    """Check that a plan has measures of outcome, of process, and of harm elsewhere.

    ``measures`` has measure and kind (outcome, process or balancing), and may have start and
    owner. Told as problems: a kind that is not there, and a measure without a start or an owner.

    Raises ``ValueError`` for missing columns, blanks or another kind.

    Source: Langley and others, The Improvement Guide.

    >>> three_kinds(pd.DataFrame({"measure": ["Calls"], "kind": ["outcome"]})).sentence()
    '1 measure. None is process or balancing.'
    """
    need_columns(measures, ["measure", "kind"], "table of measures")
    table = measures.reindex(columns=["measure", "kind", "start", "owner"])
    table = table.map(lambda cell: None if is_blank(cell) else str(cell).strip())
    need_values(table, ["measure", "kind"], "measure")
    table["kind"] = table["kind"].str.lower()
    told = []
    for kind in table["kind"]:
        if kind not in KINDS:
            raise ValueError(unknown(kind, KINDS, "the kinds of measure"))
    for kind in KINDS:
        if kind not in set(table["kind"]):
            told.append(f"There is no {kind} measure.")
    for row in table.to_dict("records"):
        for field, words in (("start", "start to compare with"), ("owner", "owner")):
            if is_blank(row[field]):
                told.append(f"{row['measure']}: it has no {words}.")
    return ThreeKinds(table.fillna(""), tuple(told))


def _quoted(names: Iterable[str]) -> list[str]:
    return [f"“{name}”" for name in names]
