"""The layouts of published files, as the checks need them: fields, keys, totals and parts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, cast

from playbook.data.package import PREFIX, code_table, resources
from playbook.data.periods import PERIODS, Period
from playbook.data.wording import did_you_mean, listed

Role = Literal["time", "dimension", "measure", "qualifier", "constant"]
REST = "*"  # in a list of parts: every other value of the column


@dataclass(frozen=True)
class Blank:
    """What a blank cell of a column stands for."""

    read_as: str
    means: str
    qualifier: str


@dataclass(frozen=True)
class Field:
    """One published column: what it means and which values it may hold."""

    name: str
    title: str
    description: str
    type: str
    role: Role
    column: str
    example: str = ""
    unit: str = ""
    required: bool = False
    minimum: float | None = None
    pattern: str = ""
    period: Period | None = None
    first_period: str = ""
    first_period_because: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    replaced: Mapping[str, str] = field(default_factory=dict)
    totals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    blank: Blank | None = None
    hints: Mapping[str, str] = field(default_factory=dict)
    qualifies: str = ""
    adds: bool = False
    adds_because: str = ""
    derived: Mapping[str, str] = field(default_factory=dict)
    named: bool = False

    def parts_of(self, total: str) -> tuple[str, ...]:
        """Name the values that add up to a total; a blank area is a part too.

        >>> layouts("delayed_discharges")[0].field("AgeGroup").parts_of("18plus")
        ('18-74', '75plus')
        """
        parts = self.totals.get(total, ())
        if parts != (REST,):
            return parts
        rest = tuple(value for value in self.values if value != total)
        return (*rest, "") if self.blank else rest

    def label(self, value: str) -> str:
        """Give the name of a value, for example Moray for S12000020."""
        if self.blank and value in ("", self.blank.read_as):
            return self.blank.means
        return self.values.get(value) or value if self.named else value


@dataclass(frozen=True)
class Layout:
    """One published file layout of a kind of data."""

    kind: str
    name: str
    resource: str
    title: str
    layout_title: str
    description: str
    path: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    every: tuple[str, ...]
    as_found: tuple[str, ...]
    source: str
    notes: Mapping[str, Any]

    @property
    def columns(self) -> tuple[str, ...]:
        """The published column names, in order."""
        return tuple(each.name for each in self.fields)

    @property
    def dimensions(self) -> tuple[Field, ...]:
        """The columns that say whom or what a row counts: area, age, reason."""
        return tuple(each for each in self.fields if each.role == "dimension")

    @property
    def measures(self) -> tuple[Field, ...]:
        """The columns that hold numbers."""
        return tuple(each for each in self.fields if each.role == "measure")

    @property
    def time(self) -> Field:
        """The column that holds the period."""
        return next(each for each in self.fields if each.role == "time")

    @property
    def period(self) -> Period:
        """How the layout writes its periods."""
        return cast(Period, self.time.period)

    def field(self, name: str) -> Field:
        """Give a field by its published name or by ours."""
        return next(each for each in self.fields if name in (each.name, each.column))

    def note(self, name: str, default: Any = "") -> Any:
        """Give one of the notes of the resource, for example ``basis``."""
        return self.notes.get(PREFIX + name, default)


@cache
def kinds(*, published: bool = False) -> tuple[str, ...]:
    """Name the kinds of data: those that teams load, or the small published tables.

    >>> kinds()
    ('delayed_discharges',)
    >>> kinds(published=True)[0]
    'moray_delayed_bed_days_monthly'
    """
    found = (
        each[PREFIX + "kind"]
        for each in resources().values()
        if PREFIX + "kind" in each and bool(each.get(PREFIX + "published")) == published
    )
    return tuple(dict.fromkeys(found))


@cache
def layouts(kind: str) -> tuple[Layout, ...]:
    """Give every published layout of a kind of data.

    A kind that does not exist raises ``ValueError`` with the kinds that do.

    >>> [layout.name for layout in layouts("delayed_discharges")]
    ['council_area', 'health_board']
    """
    known = kinds() + kinds(published=True)
    if kind not in known:
        raise ValueError(
            f"There is no data called {kind!r}. {did_you_mean(kind, known)} "
            f"There is: {listed(known)}."
        )
    return tuple(
        _layout(name, each)
        for name, each in resources().items()
        if each.get(PREFIX + "kind") == kind
    )


def _layout(name: str, resource: Mapping[str, Any]) -> Layout:
    schema = resource["schema"]
    complete = schema.get(PREFIX + "complete", {})
    return Layout(
        kind=resource[PREFIX + "kind"],
        name=resource[PREFIX + "layout"],
        resource=name,
        title=resource["title"],
        layout_title=resource[PREFIX + "layout_title"],
        description=resource["description"],
        path=resource["path"],
        fields=tuple(_field(each, schema) for each in schema["fields"]),
        key=tuple(schema["primaryKey"]),
        every=tuple(complete.get("every", ())),
        as_found=tuple(complete.get("as_found", ())),
        source=resource["sources"][0]["title"],
        notes={key: value for key, value in resource.items() if key.startswith(PREFIX)},
    )


def _field(stored: Mapping[str, Any], schema: Mapping[str, Any]) -> Field:
    ours = {key.removeprefix(PREFIX): value for key, value in stored.items() if ":" in key}
    limits = stored.get("constraints", {})
    table = _reference(stored["name"], schema)
    codes = code_table(table) if table else ()
    meanings = ours.get("meanings", {})
    values = {row["code"]: row["name"] for row in codes if not row["replaced_by"]}
    values = values or {value: meanings.get(value, "") for value in limits.get("enum", ())}
    return Field(
        name=stored["name"],
        title=stored["title"],
        description=stored["description"],
        type=stored["type"],
        role=ours["role"],
        column=ours.get("column", stored["name"]),
        example=stored.get("example", ""),
        unit=ours.get("unit", ""),
        required=limits.get("required", False),
        minimum=limits.get("minimum"),
        pattern=limits.get("pattern", ""),
        period=PERIODS[ours["period"]] if "period" in ours else None,
        first_period=ours.get("minimum", ""),
        first_period_because=ours.get("minimum_because", ""),
        values=values,
        replaced={row["code"]: row["replaced_by"] for row in codes if row["replaced_by"]},
        totals={total: tuple(parts) for total, parts in ours.get("totals", {}).items()},
        blank=Blank(**ours["blank"]) if "blank" in ours else None,
        hints=ours.get("hints", {}),
        qualifies=ours.get("qualifies", ""),
        adds=ours.get("adds", False),
        adds_because=ours.get("adds_because", ""),
        derived=ours.get("derived", {}),
        named=bool(table),
    )


def _reference(name: str, schema: Mapping[str, Any]) -> str:
    """Name the code table that a column points at, if it points at one."""
    for key in schema.get("foreignKeys", ()):
        if key["fields"] == [name]:
            return str(key["reference"]["resource"])
    return ""
