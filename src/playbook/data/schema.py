"""The layouts of published files: which columns, which key, what must be there."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, cast

from playbook.data.fields import REST, Blank, Field, Role, field_from
from playbook.data.package import PREFIX, resources
from playbook.data.periods import Period
from playbook.data.wording import did_you_mean, listed

__all__ = ["REST", "Blank", "Field", "Layout", "Role", "Wide", "kinds", "layouts"]


@dataclass(frozen=True)
class Wide:
    """Number columns that are read as rows, such as one column for each year of age."""

    dimension: Field
    measure: Field


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
    wide: Wide | None = None
    computed: tuple[Field, ...] = ()
    keep_blank: tuple[str, ...] = ()
    usual_measure: str = ""

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The published column names, in order."""
        return tuple(each.name for each in self.fields)

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """The columns without which a file cannot be read."""
        return tuple(each.name for each in self.fields if not each.optional)

    @cached_property
    def dimensions(self) -> tuple[Field, ...]:
        """The columns that say whom or what a row counts: area, age, reason."""
        own = tuple(each for each in self.fields if each.role == "dimension")
        return (*own, self.wide.dimension) if self.wide else own

    @cached_property
    def attributes(self) -> tuple[Field, ...]:
        """The columns that go with a dimension, such as the board of a hospital."""
        return tuple(each for each in self.fields if each.role == "attribute")

    @cached_property
    def measures(self) -> tuple[Field, ...]:
        """The columns that hold numbers, and the numbers that follow from them."""
        own = tuple(each for each in self.fields if each.role == "measure")
        return (*own, *((self.wide.measure,) if self.wide else ()), *self.computed)

    @property
    def measure(self) -> Field:
        """The number that is meant when a caller names none: the first, or the usual one."""
        return self.field(self.usual_measure) if self.usual_measure else self.measures[0]

    @property
    def described(self) -> tuple[Field, ...]:
        """The columns for a person to read: many columns of one sort are described once."""
        if not self.wide:
            return self.fields
        levels = {each.name for each in self.fields if each.role == "level"}
        hidden = {each.name for each in self.fields if each.qualifies in levels}
        shown = [each for each in self.fields if each.name not in levels | hidden]
        return (*shown, self.wide.dimension, self.wide.measure)

    @property
    def timed(self) -> bool:
        """Whether rows belong to a period; a list of hospitals has none."""
        return any(each.role == "time" for each in self.fields)

    @property
    def person_level(self) -> bool:
        """Whether each row is about one person."""
        return bool(self.note("person_level", False))

    @property
    def tried(self) -> str:
        """Say whether a real file of this layout was tried, and ask for help where none was."""
        told = str(self.note("real_file"))
        return f"{told} Tell us if a file of yours is refused." if told.startswith("No") else told

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
        wide = (self.wide.dimension, self.wide.measure) if self.wide else ()
        every: tuple[Field, ...] = (*self.fields, *wide, *self.computed)
        return next(each for each in every if name in (each.name, each.column))

    def note(self, name: str, default: Any = "") -> Any:
        """Give one of the notes of the resource, for example ``basis``."""
        return self.notes.get(PREFIX + name, default)


@cache
def kinds(*, published: bool = False) -> tuple[str, ...]:
    """Name the kinds of data: those that teams load, or the small published tables.

    >>> kinds()[0]
    'delayed_discharges'
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
def layouts(kind: str, layout: str = "") -> tuple[Layout, ...]:
    """Give every published layout of a kind of data, or the one that is named.

    A kind or a layout that does not exist raises ``ValueError`` with those that do.

    >>> [layout.name for layout in layouts("delayed_discharges")]
    ['council_area', 'health_board']
    """
    known = kinds() + kinds(published=True)
    if kind not in known:
        raise ValueError(
            f"There is no data called {kind!r}. {did_you_mean(kind, known)} "
            f"There is: {listed(known)}."
        )
    found = {
        each[PREFIX + "layout"]: _layout(name, each)
        for name, each in resources().items()
        if each.get(PREFIX + "kind") == kind
    }
    if layout and layout not in found:
        raise ValueError(
            f"{kind} has no layout called {layout!r}. {did_you_mean(layout, found)} "
            f"There is: {listed(found)}."
        )
    return (found[layout],) if layout else tuple(found.values())


def _layout(name: str, resource: Mapping[str, Any]) -> Layout:
    schema = resource["schema"]
    complete = schema.get(PREFIX + "complete", {})
    wide = _wide(schema)
    return Layout(
        kind=resource[PREFIX + "kind"],
        name=resource[PREFIX + "layout"],
        resource=name,
        title=resource["title"],
        layout_title=resource[PREFIX + "layout_title"],
        description=resource["description"],
        path=resource["path"],
        fields=tuple(field_from(each, schema) for each in schema["fields"]),
        key=(*schema["primaryKey"], *((wide.dimension.name,) if wide else ())),
        every=tuple(complete.get("every", ())),
        as_found=tuple(complete.get("as_found", ())),
        source=resource["sources"][0]["title"],
        notes={key: value for key, value in resource.items() if key.startswith(PREFIX)},
        wide=wide,
        computed=tuple(field_from(each, schema) for each in schema.get(PREFIX + "computed", ())),
        keep_blank=tuple(schema.get(PREFIX + "keep_blank", ())),
        usual_measure=schema.get(PREFIX + "usual_measure", ""),
    )


def _wide(schema: Mapping[str, Any]) -> Wide | None:
    stored = schema.get(PREFIX + "wide")
    if not stored:
        return None
    levels = [each[PREFIX + "level"] for each in schema["fields"] if PREFIX + "level" in each]
    limits = {**stored["dimension"].get("constraints", {}), "enum": levels}
    dimension = {**stored["dimension"], "constraints": limits}
    return Wide(field_from(dimension, schema), field_from(stored["measure"], schema))
