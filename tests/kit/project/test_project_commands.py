"""The commands new, check and update: what a person types, is asked and is told."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook.cli import playbook
from playbook.kit.project.choosing import expected_of
from playbook.kit.project.model import Project, read_project


def call(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(playbook, list(arguments), typed, prog_name="playbook")


def test_every_line_of_the_contents_page_says_what_the_command_says_of_itself():
    for name in ("new", "check", "update"):
        first = call(name, "--help").output.split("\n\n")[1].strip()
        assert first == playbook.commands[name].get_short_help_str(80)


def test_enter_to_every_question_makes_a_project_that_lists_what_is_open(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    result = call("new", "Home First", typed="\n" * 200)

    assert result.exit_code == 0, result.output
    project = read_project(tmp_path / "home-first")
    assert (project.area, project.approach) == ("Moray", "")
    assert len(project.elements) == len(expected_of(Project()))
    assert "Still open" in result.output
    assert "project.yml, line 11, approach: No approach is chosen." in result.output


def test_questions_lead_to_an_approach_choices_and_reasons(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    six_things = ["People over 65", "Home in a week", *[""] * 10]
    helper = [
        "4",
        "1",
        "",
        "9",
        "2",
        "",
        "",
        "",
        "",
        "y",
    ]  # 4: help me to choose. 9 is asked again.
    subjects = ["y", "n", "n", "n"]
    elements = ["d", "l", "The team knows", "n", "Nothing new", *[""] * 20]
    typed = "\n".join(["", *six_things, *helper, *subjects, *elements, *[""] * 20])

    result = call("new", "Ward 7", typed=typed)

    assert result.exit_code == 0, result.output
    assert "Type a number from 1 to" in result.output
    project = read_project(tmp_path / "ward-7")
    assert project.approach
    assert project.why_this_approach
    assert [each.reason for each in project.elements.values() if each.choice != "do"]
    charter = (tmp_path / "ward-7" / "charter.yml").read_text(encoding="utf-8")
    assert 'focus: "People over 65"' in charter


def test_whoever_stops_halfway_has_made_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    result = call("new", "Home First", typed="Moray\nPeople over 65\n")

    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_second_run_lists_what_is_there_asks_nothing_and_succeeds(project, monkeypatch):
    monkeypatch.chdir(project.parent)

    result = call("new", "Home First")

    assert result.exit_code == 0, result.output
    assert "The project home-first is there already. Nothing was changed." in result.output
    assert "- govern/risk-register.ipynb" in result.output


def test_a_script_is_told_as_json(tmp_path):
    result = call("new", "Home First", "--blank", "--json", "--in", str(tmp_path))

    told = json.loads(result.output)
    assert told["new"]
    assert "project.yml" in told["files"]
    assert Path(told["folder"]) == (tmp_path / "home-first").resolve()
    assert told["open"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new"], 'Give the project a name, for example: playbook new "Home First"'),
        (["new", "x", "--blank", "--from", "a.yml"], "Choose --from or --blank."),
        (["new", "x", "--from", "nowhere.yml"], "There is no such file."),
        (["new", "x", "--in", "nowhere"], "There is no such folder."),
        (["update"], "make a project: playbook new"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)

    result = call(*arguments)

    assert result.exit_code != 0
    assert said in result.output
    assert "Traceback" not in result.output


def test_check_without_files_checks_the_project_it_stands_in(project, monkeypatch):
    monkeypatch.chdir(project / "data")

    result = call("check")
    assert result.output.startswith("Home First is ready for the Integration Joint Board to accept")
    assert result.exit_code == 0

    told = json.loads(call("check", "--json").output)
    assert told["verdict"] == "ready to be accepted"
    assert [part["part"] for part in told["parts"]][:3] == ["Project file", "Charter", "Acceptance"]

    (project / "charter.yml").unlink()
    result = call("check", str(project))
    assert result.exit_code == 1
    assert "charter.yml: The project has no charter. Copy examples/worked" in result.output


def test_update_asks_about_each_change_and_does_what_is_said(project, monkeypatch):
    monkeypatch.chdir(project)
    for name in ("risk-register", "direction"):
        (project / "govern" / f"{name}.ipynb").unlink()

    assert {each["kind"] for each in json.loads(call("update", "--json").output)} == {"new"}
    assert "2 changes to look at." in call("update", "--list").output

    result = call("update", typed="n\ny\n")
    assert "1 change taken over, 1 left." in result.output
    assert not (project / "govern" / "direction.ipynb").exists()
    assert (project / "govern" / "risk-register.ipynb").is_file()
