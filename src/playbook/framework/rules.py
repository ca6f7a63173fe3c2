"""Rules that reach across the framework's files, beyond fields and names."""

from collections.abc import Mapping
from itertools import combinations

from playbook.framework.lines import YamlFile
from playbook.framework.model import Body, Framework
from playbook.framework.palette import LIGHT
from playbook.framework.register import unknown

STAGES = ("analyse", "plan", "implement", "review")
COLUMNS = 12


def check_rules(framework: Framework, files: Mapping[str, YamlFile]) -> None:
    """Complain about stages out of order, unknown colours, gaps, and boxes that overlap."""
    _check_stages(framework, files["stages.yml"])
    _check_columns(framework, files["partnership.yml"])
    _check_rings(framework, files["rings.yml"])


def _check_stages(framework: Framework, file: YamlFile) -> None:
    """Hold the four stage ids and their order: folders, colours and notebooks hang on them."""
    if tuple(framework.stages) != STAGES:
        file.complain(
            ("stages",),
            f"the stage ids must be {', '.join(STAGES)}, in this order; found "
            f"{', '.join(framework.stages)}. Change a stage's name, not its id.",
        )
    if len(framework.around) != 2:
        file.complain(("around",), "expected two lines: one above the cycle, one below it.")
    tinted = [name for name in LIGHT if f"{name}-tint" in LIGHT]
    for i, stage in enumerate(framework.stages.values()):
        if stage.colour not in tinted:
            found = unknown(stage.colour, tinted, "the stage colours")
            file.complain(("stages", i, "colour"), found)
        for approach in framework.approaches.values():
            if not any(each.approach == approach.id for each in stage.expects):
                missing = f'nothing is expected under "{approach.id}". Add at least one.'
                file.complain(("stages", i, "expects"), missing)


def _check_columns(framework: Framework, file: YamlFile) -> None:
    """Hold every box of the governance chart inside 12 columns and clear of its neighbours."""
    bodies = list(framework.bodies.values())
    for i, body in enumerate(bodies):
        if body.columns and not _fits(body):
            found = f"expected the first and last of {COLUMNS} columns, such as [1, 6], found "
            file.complain(("bodies", i, "columns"), f"{found}{list(body.columns)}.")
    for one, other in combinations([b for b in bodies if b.columns and _fits(b)], 2):
        if one.row == other.row and _overlap(one, other):
            i = bodies.index(other)
            message = f'this overlaps "{one.id}" in row {one.row}: {list(one.columns)}.'
            file.complain(("bodies", i, "columns"), message)
    for row in {body.row for body in bodies}:
        placed = {bool(body.columns) for body in bodies if body.row == row}
        if len(placed) > 1:
            mixed = f"in row {row}, give columns to every body or to none."
            file.complain(("bodies",), mixed)


def _fits(body: Body) -> bool:
    """Tell whether columns are a first and a last one within the chart."""
    return len(body.columns) == 2 and 1 <= body.columns[0] <= body.columns[1] <= COLUMNS


def _overlap(one: Body, other: Body) -> bool:
    """Tell whether two boxes of one row share a column."""
    return one.columns[0] <= other.columns[1] and other.columns[0] <= one.columns[1]


def _check_rings(framework: Framework, file: YamlFile) -> None:
    """Hold a label for every quarter of both rings, since the drawing shows them all."""
    for ring in framework.rings.rings:
        for stage in framework.stages:
            if not framework.rings.label(ring, stage):
                file.complain(("labels",), f'no label for "{stage}" in the ring "{ring}".')
