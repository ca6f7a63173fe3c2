"""One published column, as the checks need it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from playbook.data.package import PREFIX, code_table
from playbook.data.periods import PERIODS, Period

Role = Literal["time", "dimension", "measure", "qualifier", "constant", "attribute", "level"]
REST = "*"  # in a list of parts: every other value of the column
DAYS = "days in period"


@dataclass(frozen=True)
class Blank:
    """What a blank cell of a column stands for."""

    read_as: str
    means: str
    qualifier: str = ""


@dataclass(frozen=True)
class Derived:
    """How a number follows from others of its row: ``times`` one column over another."""

    of: str
    divide_by: str
    times: float = 1
    decimals: int | None = None
    half_up: bool = False

    @property
    def is_ratio(self) -> bool:
        """Whether it can be worked out again from sums, as a percentage can."""
        return self.divide_by != DAYS


@dataclass(frozen=True)
class Field:
    """One published column: what it means and which values it may hold.

    The roles: ``time``; ``dimension`` (a caller picks one level); ``measure`` (a number);
    ``attribute`` (goes with a dimension, such as the board of a hospital); ``level`` (one of
    many number columns that are turned into rows); ``qualifier``; ``constant``.
    """

    name: str
    title: str
    description: str
    type: str
    role: Role
    column: str
    example: str = ""
    unit: str = ""
    required: bool = False
    optional: bool = False
    minimum: float | None = None
    maximum: float | None = None
    pattern: str = ""
    period: Period | None = None
    first_period: str = ""
    first_period_because: str = ""
    ahead: bool = False
    not_before: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    open: bool = False
    read_as: Mapping[str, str] = field(default_factory=dict)
    replaced: Mapping[str, str] = field(default_factory=dict)
    totals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    total_groups: Mapping[str, str] = field(default_factory=dict)
    blank: Blank | None = None
    hints: Mapping[str, str] = field(default_factory=dict)
    never: Mapping[str, str] = field(default_factory=dict)
    default: str = ""
    one_at_a_time: bool = False
    ages: bool = False
    level: str = ""
    qualifies: str = ""
    any_sign: bool = False
    adds: bool = False
    adds_because: str = ""
    adds_when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    derived: Derived | None = None
    sum_of: tuple[str, ...] = ()
    named: bool = False

    def parts_of(self, total: str) -> tuple[str, ...]:
        """Name the values that add up to a total; a blank area is a part too.

        >>> from playbook.data.schema import layouts
        >>> layouts("delayed_discharges")[0].field("AgeGroup").parts_of("18plus")
        ('18-74', '75plus')
        """
        parts = self.totals.get(total, ())
        if parts != (REST,):
            return parts
        rest = tuple(value for value in self.values if value != total)
        return (*rest, "") if self.blank else rest

    def total_group(self, value: str) -> str:
        """Say which kind of total a value is, or nothing when it is a part.

        Totals of one kind, such as two council areas among hospitals, do not overlap.
        """
        if value in self.totals:
            return value
        return next(
            (name for name, like in self.total_groups.items() if re.fullmatch(like, value)), ""
        )

    def is_total(self, value: str) -> bool:
        """Whether a value holds others."""
        return bool(self.total_group(value))

    def label(self, value: str) -> str:
        """Give the name of a value, for example Moray for S12000020."""
        if self.blank and value in ("", self.blank.read_as):
            return self.blank.means
        return self.values.get(value) or value if self.named else value


def field_from(stored: Mapping[str, Any], schema: Mapping[str, Any]) -> Field:
    """Make a field from its description in a schema."""
    ours = {key.removeprefix(PREFIX): value for key, value in stored.items() if ":" in key}
    limits = stored.get("constraints", {})
    codes = [row for table in _tables(stored["name"], schema) for row in code_table(table)]
    as_is = ("unit", "ahead", "not_before", "open", "read_as", "total_groups", "hints", "never",
             "default", "one_at_a_time", "ages", "level", "qualifies", "any_sign", "adds",
             "adds_because", "optional")  # fmt: skip
    return Field(
        name=stored["name"],
        title=stored["title"],
        description=stored["description"],
        type=stored["type"],
        role=ours["role"],
        column=ours.get("column", stored["name"]),
        example=stored.get("example", ""),
        required=limits.get("required", False),
        minimum=limits.get("minimum"),
        maximum=limits.get("maximum"),
        pattern=limits.get("pattern", ""),
        period=PERIODS[ours["period"]] if "period" in ours else None,
        first_period=ours.get("minimum", ""),
        first_period_because=ours.get("minimum_because", ""),
        values=_values(limits, ours, codes),
        replaced={row["code"]: row["replaced_by"] for row in codes if row.get("replaced_by")},
        totals={total: tuple(parts) for total, parts in ours.get("totals", {}).items()},
        blank=Blank(**ours["blank"]) if "blank" in ours else None,
        adds_when={name: tuple(when) for name, when in ours.get("adds_when", {}).items()},
        derived=_derived(ours["derived"]) if "derived" in ours else None,
        sum_of=tuple(ours.get("sum_of", ())),
        named=bool(codes),
        **{name: ours[name] for name in as_is if name in ours},
    )


def _values(
    limits: Mapping[str, Any], ours: Mapping[str, Any], codes: list[Mapping[str, str]]
) -> Mapping[str, str]:
    """Give each value with its meaning: those of the code tables, or those that are listed."""
    if codes:
        return {row["code"]: row["name"] for row in codes if not row.get("replaced_by")}
    meanings, read_as = ours.get("meanings", {}), ours.get("read_as", {})
    return {read_as.get(value, value): meanings.get(value, "") for value in limits.get("enum", ())}


def _derived(stored: Mapping[str, Any]) -> Derived:
    half_up = stored.get("rounding") == "half up"
    return Derived(
        of=stored["from"],
        divide_by=stored["divide_by"],
        times=stored.get("times", 1),
        decimals=stored.get("decimals", 0 if half_up else None),
        half_up=half_up,
    )


def _tables(name: str, schema: Mapping[str, Any]) -> list[str]:
    """Name the code tables that a column points at."""
    return [
        str(key["reference"]["resource"])
        for key in schema.get("foreignKeys", ())
        if key["fields"] == [name]
    ]
