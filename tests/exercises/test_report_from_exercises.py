"""A paper from what an exercise hands on, the whole way: notebook, log, Word."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx

from playbook.kit.report import make_report


def test_a_decommissioning_plan_holds_what_its_exercise_found_with_small_numbers_hidden(
    run_exercise: Callable[[str, Path], Any], project: Callable[..., Path]
) -> None:
    folder = project(settings="name: Home First\narea: Moray\n")
    assert not run_exercise("decommissioning", folder).stopped_at
    made = make_report("decommissioning-plan", start=folder, today=date(2026, 11, 22))
    paper = docx.Document(str(made.files[0]))
    lines = "\n".join(each.text for each in paper.paragraphs)
    tables = {table.rows[0].cells[0].text: table for table in paper.tables}
    instead = [[cell.text for cell in row.cells] for row in tables["Alternative"].rows]
    assert [row[instead[0].index("Waiting")] for row in instead[1:]] == ["[c]", "[c]"]
    assert "Sample data. Intermediate care beds in Locality D: who loses what" in lines
    assert "decommissioning-readiness" in [row.cells[0].text for row in tables["Id"].rows]
    assert "small" in made.log.read_text(encoding="utf-8")
    assert any("decommissioning.ipynb" in one and "Your own" in one for one in made.missing)
    assert made.status == "draft"
