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
    "kind",
    "layout",
    "layout_title",
    "sample",
    "published",
    "basis",
    "file_pattern",
    "how_to_get",
    "licence_of_publisher",
    "attribution",
    "confidence",
    "quirks",
    "known_wrong",
}
OF_SCHEMA = {"extends", "complete"}
OF_FIELD = {
    "column",
    "role",
    "period",
    "minimum",
    "minimum_because",
    "totals",
    "blank",
    "hints",
    "meanings",
    "qualifies",
    "unit",
    "adds",
    "adds_because",
    "derived",
}


@cache
def resources() -> Mapping[str, Mapping[str, Any]]:
    """Give the resources of ``data/datapackage.json`` by name, each one complete.

    A resource that extends another gets the fields and notes of the other, under the new names.
    A property of ours that is not known is refused with the nearest known one, because a
    misspelt rule would otherwise be a rule that is never applied.

    >>> [field["name"] for field in resources()["delayed_discharges_health_board"]["schema"]
    ...     ["fields"]][:3]
    ['MonthOfDelay', 'HBT', 'HBTQF']
    """
    text = pack("data", "datapackage.json").read_text(encoding="utf-8")
    stored = {resource["name"]: resource for resource in json.loads(text)["resources"]}
    for resource in stored.values():
        _check_properties(resource)
    return {name: _resolved(resource, stored) for name, resource in stored.items()}


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
    for field in resource["schema"]["fields"]:
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
    base, names = stored[extends["resource"]], extends["rename"]
    notes = {key: value for key, value in base.items() if key.startswith(PREFIX)}
    return {**notes, **resource, "schema": _extended(base["schema"], resource["schema"], names)}


def _extended(
    base: Mapping[str, Any], own: Mapping[str, Any], names: Mapping[str, str]
) -> Mapping[str, Any]:
    own_fields = {field["name"]: field for field in own["fields"]}
    inherited = [names.get(field["name"], field["name"]) for field in base["fields"]]
    base_fields = {field["name"]: field for field in base["fields"]}
    complete = {
        how: [names.get(name, name) for name in columns]
        for how, columns in base.get(PREFIX + "complete", {}).items()
    }
    return {
        **base,
        **own,
        "fields": [own_fields.get(name) or base_fields[name] for name in inherited],
        "primaryKey": [names.get(name, name) for name in base["primaryKey"]],
        PREFIX + "complete": complete,
    }
