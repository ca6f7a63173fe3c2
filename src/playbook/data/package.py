"""The Data Package that ships with the playbook, read once and resolved."""

import csv
import json
from collections.abc import Mapping, Set
from functools import cache
from typing import Any

from playbook.data.wording import did_you_mean, listed
from playbook.places import pack

PREFIX = "playbook:"

OF_RESOURCE = {
    "kind", "layout", "layout_title", "sample", "published", "basis", "file_pattern",
    "how_to_get", "licence_of_publisher", "attribution", "confidence", "quirks", "known_wrong",
    "person_level", "sheet", "header_row", "notices", "bases", "told_apart", "real_file",
}  # fmt: skip
OF_SCHEMA = {"extends", "complete", "wide", "computed", "keep_blank", "usual_measure"}
OF_FIELD = {
    "column", "role", "period", "minimum", "minimum_because", "ahead", "not_before", "totals",
    "total_groups", "blank", "hints", "never", "meanings", "read_as", "open", "optional",
    "default", "one_at_a_time", "ages", "level", "qualifies", "any_sign", "unit", "adds",
    "adds_because", "adds_when", "derived", "sum_of",
}  # fmt: skip


SPEAKING = ("qualifies", "derived", "sum_of", "not_before")  # properties that name columns


@cache
def resources() -> Mapping[str, Mapping[str, Any]]:
    """Give the resources of ``data/datapackage.json`` by name, each one complete.

    A schema that is a path is read from there. A resource that extends another gets the fields
    and notes of the other, under the new names. A property of ours that is
    not known is refused with the nearest known one, because a misspelt rule would otherwise be
    a rule that is never applied.

    >>> [field["name"] for field in resources()["delayed_discharges_health_board"]["schema"]
    ...     ["fields"]][:3]
    ['MonthOfDelay', 'HBT', 'HBTQF']
    """
    text = pack("data", "datapackage.json").read_text(encoding="utf-8")
    stored = {resource["name"]: resource for resource in json.loads(text)["resources"]}
    for resource in stored.values():
        resource["schema"] = _schema(resource["schema"])
        _check_properties(resource)
    return {name: _resolved(resource, stored) for name, resource in stored.items()}


def _schema(stored: Mapping[str, Any] | str) -> Mapping[str, Any]:
    """Give a schema that stands in the resource, or in a file of its own."""
    if not isinstance(stored, str):
        return stored
    read: Mapping[str, Any] = json.loads(pack("data", *stored.split("/")).read_text("utf-8"))
    return read


@cache
def code_table(name: str) -> tuple[Mapping[str, str], ...]:
    """Read one of the small code tables of the package, for example ``council_areas``.

    >>> [row["name"] for row in code_table("council_areas") if row["code"] == "S12000020"]
    ['Moray']
    """
    path = pack("data", *resources()[name]["path"].split("/"))
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def qualifiers() -> Mapping[str, str]:
    """Give the meaning of each qualifier sign.

    >>> qualifiers()["p"]
    'Provisional: it may change'
    """
    return {row["code"]: row["meaning"] for row in code_table("qualifiers")}


def qualifiers_of_a_blank() -> frozenset[str]:
    """Give the signs that explain why a value is missing.

    >>> sorted(qualifiers_of_a_blank())
    [':', 'c', 'z']
    """
    return frozenset(
        row["code"] for row in code_table("qualifiers") if row["explains_a_blank"] == "yes"
    )


def _check_properties(resource: Mapping[str, Any]) -> None:
    where = f"data/datapackage.json, resource {resource['name']}"
    _refuse_unknown(resource, OF_RESOURCE, where)
    _refuse_unknown(resource["schema"], OF_SCHEMA, f"{where}, schema")
    wide = resource["schema"].get(PREFIX + "wide", {}).values()
    computed = resource["schema"].get(PREFIX + "computed", ())
    for field in (*resource["schema"]["fields"], *wide, *computed):
        _refuse_unknown(field, OF_FIELD, f"{where}, field {field['name']}")


def _refuse_unknown(part: Mapping[str, Any], known: Set[str], where: str) -> None:
    for key in part:
        if key.startswith(PREFIX) and key.removeprefix(PREFIX) not in known:
            word = key.removeprefix(PREFIX)
            raise ValueError(
                f"{where}: there is no property {key}. {did_you_mean(word, known)} "
                f"Known properties: {listed(sorted(PREFIX + name for name in known))}."
            )


def _resolved(
    resource: Mapping[str, Any], stored: Mapping[str, Mapping[str, Any]]
) -> Mapping[str, Any]:
    extends = resource["schema"].get(PREFIX + "extends")
    if not extends:
        return resource
    base = _resolved(stored[extends["resource"]], stored)
    notes = {key: value for key, value in base.items() if key.startswith(PREFIX)}
    return {**notes, **resource, "schema": _extended(base["schema"], resource["schema"], extends)}


def _extended(
    base: Mapping[str, Any], own: Mapping[str, Any], extends: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Take a schema from another: its columns under new names, or the columns that are named."""
    names = extends.get("rename", {})
    fields = {names.get(field["name"], field["name"]): _renamed(field, names)
              for field in base["fields"]}  # fmt: skip
    order = extends.get("columns") or list(fields)
    fields |= {field["name"]: field for field in own["fields"]}
    key = own.get("primaryKey") or [names.get(name, name) for name in base["primaryKey"]]
    complete = own.get(PREFIX + "complete") or {
        how: [names.get(name, name) for name in columns]
        for how, columns in base.get(PREFIX + "complete", {}).items()
    }
    foreign = [
        {**each, "fields": [names.get(name, name) for name in each["fields"]]}
        for each in base.get("foreignKeys", ())
    ]
    own_names = [each["fields"] for each in own.get("foreignKeys", ())]
    kept = [each for each in foreign if each["fields"] not in own_names]
    return {
        **base,
        **own,
        "fields": [fields[name] for name in order],
        "foreignKeys": [*kept, *own.get("foreignKeys", ())],
        "primaryKey": [name for name in key if name in order],
        PREFIX + "complete": complete,
    }


def _renamed(part: Any, names: Mapping[str, str]) -> Any:
    """Use the new names wherever a field speaks of a column."""
    if isinstance(part, str):
        return names.get(part, part)
    if isinstance(part, list):
        return [_renamed(each, names) for each in part]
    if not isinstance(part, dict):
        return part
    speaking = {"name", "from", "divide_by", *(PREFIX + each for each in SPEAKING)}
    return {key: _renamed(each, names) if key in speaking else each for key, each in part.items()}
