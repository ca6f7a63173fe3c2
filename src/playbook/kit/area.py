"""Whose figures these are: the area that a team's project is about."""

from dataclasses import dataclass

import pandas as pd

from playbook.data import Dataset
from playbook.data.wording import counted, listed
from playbook.framework import framework
from playbook.kit.settings import area_asked_for
from playbook.markup import PlainError
from playbook.places import PROJECT_FILE, project_file


@dataclass(frozen=True)
class Area:
    """An area of a file: the code that the publisher uses, and its name."""

    code: str
    name: str


def our_area(data: Dataset) -> Area:
    """Find the area that the work is about, in a file that may hold many.

    The project's ``project.yml`` decides, if it has a line such as ``area: Angus`` (a name or
    a code). Otherwise a file of one area is about that area. Outside a project it is then the
    area of the partnership in the framework, which is Moray unless another replaced it. In a
    project nothing is assumed: a file of several areas needs that line.

    Raises ``PlainError`` that lists the areas of the file when none of these is among them,
    or that shows the right line when ``project.yml`` cannot be understood.

    >>> from playbook.data import load
    >>> our_area(load("delayed_discharges"))
    Area(code='S12000020', name='Moray')
    """
    field = data.schema.field("area")
    unknown = field.blank.read_as if field.blank else ""
    there = [code for code in data.values("area") if code != unknown]
    names = {code: field.label(code) for code in there}
    single = [code for code in there if code not in field.totals]
    project = project_file()
    asked = area_asked_for(project) if project else ""
    ours = [each.code for each in framework().partnership.codes.values()]
    if asked:
        wanted = [asked]
    elif len(single) == 1:
        wanted = single
    else:
        wanted = [] if project else ours
    for code, name in names.items():
        if any(code == word or name.lower() == word.lower() for word in wanted):
            return Area(code, name)
    file = project.name if project else PROJECT_FILE
    if asked:
        raise PlainError(_not_there(file, asked, sorted(names.values())))
    likely = next((names[code] for code in single if code in ours), "")
    raise PlainError(_which(file, likely, sorted(names[code] for code in single or there)))


def country_months(data: Dataset) -> pd.Series | None:
    """Give all delayed bed days of the whole country by month, to set an area beside.

    A file that holds no total of all areas gives ``None``.
    """
    whole = [code for code in data.values("area") if code in data.schema.field("area").totals]
    if not whole:
        return None
    return data.monthly(area=whole[0], age="18plus", reason="All Delay Reasons")


def _not_there(file: str, asked: str, names: list[str]) -> str:
    return (
        f"{file} says that the area is {asked}, but this file holds {listed(names)}. "
        f"Change the area, or put the right file in the data folder."
    )


def _which(file: str, likely: str, names: list[str]) -> str:
    return (
        f"This file holds {counted(len(names), 'area')}, and the playbook does not know which is "
        f"yours. Write it in {file}, for example: area: {likely or names[0]}. "
        f"The file holds {listed(names)}."
    )
