"""Whose figures these are: the area that a team's project is about."""

from dataclasses import dataclass

import pandas as pd
import yaml

from playbook.data import Dataset
from playbook.framework import framework
from playbook.markup import PlainError
from playbook.places import project_folder

SETTINGS = "project.yml"


@dataclass(frozen=True)
class Area:
    """An area of a file: the code that the publisher uses, and its name."""

    code: str
    name: str


def our_area(data: Dataset) -> Area:
    """Find the area that the work is about, in a file that may hold many.

    The project's ``project.yml`` decides, if it has a line such as ``area: Angus`` (a name or
    a code). Otherwise a file of one area is about that area. Otherwise it is the area of the
    partnership in the framework, which is Moray unless another partnership replaced it.

    Raises ``PlainError`` that lists the areas of the file when none of these is among them.

    >>> from playbook.data import load
    >>> our_area(load("delayed_discharges"))
    Area(code='S12000020', name='Moray')
    """
    field = data.schema.field("area")
    unknown = field.blank.read_as if field.blank else ""
    there = [code for code in data.values("area") if code != unknown]
    names = {code: field.label(code) for code in there}
    single = [code for code in there if code not in field.totals]
    asked = _asked_for()
    if asked:
        wanted = [asked]
    elif len(single) == 1:
        wanted = single
    else:
        wanted = [each.code for each in framework().partnership.codes.values()]
    for code, name in names.items():
        if any(code == word or name.lower() == word.lower() for word in wanted):
            return Area(code, name)
    raise PlainError(_not_there(asked, sorted(names.values())))


def country_months(data: Dataset) -> pd.Series | None:
    """Give all delayed bed days of the whole country by month, to set an area beside.

    A file that holds no total of all areas gives ``None``.
    """
    whole = [code for code in data.values("area") if code in data.schema.field("area").totals]
    if not whole:
        return None
    return data.monthly(area=whole[0], age="18plus", reason="All Delay Reasons")


def _asked_for() -> str:
    """Read the area that the project names; nothing when there is no project or no such line."""
    project = project_folder()
    if project is None:
        return ""
    try:
        settings = yaml.safe_load((project / SETTINGS).read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        raise PlainError(
            f"{SETTINGS} could not be read. Each line needs a name, a colon and a space, "
            f"for example: area: Moray"
        ) from error
    area = settings.get("area") if isinstance(settings, dict) else None
    return str(area or "").strip()


def _not_there(asked: str, names: list[str]) -> str:
    listed = ", ".join(names)
    if asked:
        return (
            f"{SETTINGS} says that the area is {asked}, but this file holds {listed}. "
            f"Change the area, or put the right file in the data folder."
        )
    return (
        f"This file holds {len(names)} areas, and the playbook does not know which is yours. "
        f"Write it in {SETTINGS}, for example: area: {names[0]}. The file holds {listed}."
    )
