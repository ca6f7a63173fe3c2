"""Newer notebooks are offered in words, one by one, and nothing of a team's own is lost."""

import errno
import os
from datetime import date
from pathlib import Path

import nbformat
import pytest

from playbook.kit.project import update as updating
from playbook.kit.project.keep import change_fields, only_writer
from playbook.kit.project.record import RECORD, read_record
from playbook.kit.project.update import changes_for, no_longer_shipped, take_over
from playbook.markup import PlainError

PATH = "govern/risk-register.ipynb"
TODAY = date(2026, 6, 1)


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch):
    """Let the playbook ship another version of the risk register."""
    real = updating.template_text

    def newer(needed):
        notebook = real(needed)
        if needed.path == PATH:
            (code,) = [cell for cell in notebook.cells if "load(" in cell.source][:1]
            code.source += "\n# a newer step"
            notebook.cells.append(nbformat.v4.new_markdown_cell("## More to read", id="more"))
        return notebook

    for module in ("update", "notebook_copy", "record"):
        monkeypatch.setattr(f"playbook.kit.project.{module}.template_text", newer)


def touch(project: Path) -> bytes:
    file = project / PATH
    notebook = nbformat.read(file, as_version=4)
    notebook.cells[0].source += "\nOur own remark."
    nbformat.write(notebook, file)
    return file.read_bytes()


def run(project: Path) -> None:
    """Leave outputs behind, as running does."""
    file = project / PATH
    notebook = nbformat.read(file, as_version=4)
    code = next(cell for cell in notebook.cells if cell.cell_type == "code")
    code.outputs = [nbformat.v4.new_output("stream", text="35 beds")]
    code.execution_count = 1
    nbformat.write(notebook, file)


def own_files(project: Path) -> dict[str, bytes]:
    names = ("project.yml", "charter.yml", "direction.yml", "README.md")
    return {name: (project / name).read_bytes() for name in names}


def test_a_project_of_today_has_nothing_to_take_over(project):
    assert changes_for(project) == ()
    assert no_longer_shipped(project) == ()


def test_what_changed_is_said_in_words(project, shipped):
    (change,) = changes_for(project)

    assert (change.path, change.kind) == (PATH, "newer")
    assert change.says.startswith("1 step changed and 1 step new, under “")
    assert "“More to read”" in change.says
    assert change.offer == "Yours is replaced. The one you have is kept in the folder earlier."


def test_a_notebook_that_was_only_run_is_replaced_and_kept(project, shipped):
    run(project)
    before, others = (project / PATH).read_bytes(), own_files(project)
    (change,) = changes_for(project)

    written = take_over(project, change, today=TODAY)

    assert written == project / PATH
    assert "# a newer step" in written.read_text(encoding="utf-8")
    kept = project / "earlier" / "govern" / "risk-register (until 2026-06-01).ipynb"
    assert kept.read_bytes() == before
    assert changes_for(project) == ()
    assert own_files(project) == others


def test_a_notebook_that_the_team_changed_gets_the_newer_one_beside_it(project, shipped):
    ours = touch(project)
    (change,) = changes_for(project)
    assert change.kind == "newer beside yours"

    written = take_over(project, change)

    assert written.name == "risk-register (newer).ipynb"
    assert "# a newer step" in written.read_text(encoding="utf-8")
    assert (project / PATH).read_bytes() == ours
    assert changes_for(project) == ()


def test_a_notebook_changed_between_the_question_and_the_yes_is_not_replaced(project, shipped):
    (change,) = changes_for(project)
    ours = touch(project)

    take_over(project, change)

    assert (project / PATH).read_bytes() == ours


def test_a_notebook_that_is_gone_or_newly_needed_is_offered(project):
    (project / PATH).unlink()
    change_fields(
        project / "project.yml", lambda fields: fields.update(subjects=["delays", "buying"])
    )

    market, risks = changes_for(project)
    assert (risks.path, risks.kind) == (PATH, "new")
    assert "the file is gone" in risks.says
    assert (market.path, market.kind) == ("implement/market-position.ipynb", "new")
    assert "It helps with M15" in market.says

    take_over(project, market)
    assert (project / "implement" / "market-position.ipynb").is_file()
    assert (project / "examples" / "worked" / "market.yml").is_file()
    assert "implement/market-position.ipynb" in read_record(project)


def test_a_notebook_that_the_project_no_longer_needs_stays(project):
    change_fields(project / "project.yml", lambda fields: fields.update(subjects=[]))

    assert "analyse/delayed-days-by-month.ipynb" in no_longer_shipped(project)
    assert (project / "analyse" / "delayed-days-by-month.ipynb").is_file()


def test_a_damaged_record_is_said_and_without_one_nothing_is_replaced(project, shipped):
    (project / RECORD).write_text('{"notebooks": {"a', encoding="utf-8")
    with pytest.raises(PlainError, match="is damaged, so the playbook cannot tell"):
        changes_for(project)

    (project / RECORD).unlink()
    kinds = {each.kind for each in changes_for(project)}
    assert kinds <= {"newer beside yours"}
    assert PATH in {each.path for each in changes_for(project)}


def test_two_people_who_update_at_once_are_told(project, shipped, monkeypatch):
    (change,) = changes_for(project)
    monkeypatch.setattr(updating, "only_writer", lambda lock: only_writer(lock, 0.05))

    with (
        only_writer(project / "project.lock"),
        pytest.raises(PlainError, match="Somebody else is changing this project now"),
    ):
        take_over(project, change)


def test_a_full_disk_leaves_the_notebook_as_it_was(project, shipped, monkeypatch):
    before = (project / PATH).read_bytes()
    (change,) = changes_for(project)

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("playbook.kit.project.keep.os.fsync", full)
    with pytest.raises(PlainError, match="The disk is full"):
        take_over(project, change)

    assert (project / PATH).read_bytes() == before
    assert not list(project.rglob("*.new"))
