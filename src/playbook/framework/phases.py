"""The four phases of pathway redesign, read from the elements that describe them."""

import re
from itertools import groupby

import pandas as pd

from playbook.framework.model import Element, Framework
from playbook.framework.reader import framework

_PHASE = re.compile(r"Phase (\d): (.+)")


def phases_table(data: Framework | None = None) -> pd.DataFrame:
    """Give the phases of pathway redesign, with the stage of the cycle that each belongs to.

    An element belongs to a phase when its name begins with "Phase" and a number.

    >>> phases_table()["What it holds"].tolist()[0]
    'Conditions for change and local evidence. Leadership and a shared vision.'
    """
    data = data or framework()
    found = [
        (int(match[1]), match[2], element)
        for element in data.elements.values()
        if (match := _PHASE.fullmatch(element.name))
    ]
    rows = []
    for phase, group in groupby(found, key=lambda each: each[0]):
        parts = list(group)
        held = " ".join(f"{text[0].upper()}{text[1:]}." for _, text, _ in parts)
        rows.append((str(phase), _stages([element for *_, element in parts], data), held))
    return pd.DataFrame(rows, columns=["Phase", "Stage of the cycle", "What it holds"])


def _stages(elements: list[Element], data: Framework) -> str:
    ids = dict.fromkeys(stage for element in elements for stage in element.stages)
    return ", ".join(data.stages[id_].name for id_ in ids)
