"""The command ``playbook report``, as a person types it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.kit.commands.report import report
from playbook.publish.documents.outline import kinds


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "project.yml").write_text("name: Home First\narea: Moray\n", encoding="utf-8")
    return tmp_path


def run(*words: str) -> str:
    result = CliRunner().invoke(report, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_without_a_kind_it_lists_the_papers_and_what_each_lacks(project: Path) -> None:
    shown = run("--project", str(project))
    for kind in kinds():
        assert f"{kind}: draft" in shown
    assert "Whether a change is worth its money" in shown
    assert "To make one, give its name" in shown
    assert not (project / "reports").exists()


def test_with_a_kind_it_writes_the_paper_and_says_where_it_stands(project: Path) -> None:
    shown = run("direction", "--format", "word", "--format", "html", "--project", str(project))
    assert "Status: draft." in shown
    assert "words/direction.yml" in shown
    names = sorted(path.name.split("-v1")[1] for path in (project / "reports").iterdir())
    assert names == ["-log.txt", ".docx", ".html"]


def test_a_script_gets_json(project: Path) -> None:
    made = json.loads(run("direction", "--json", "--project", str(project)))
    assert made["status"] == "draft"
    assert made["missing"]
    listed = json.loads(run("--json", "--project", str(project)))
    assert [each["kind"] for each in listed] == list(kinds())


def test_its_help_reads_well() -> None:
    shown = run("--help")
    assert "Small numbers of people are hidden" in " ".join(shown.split())
    assert "[word|html|markdown]" in shown
