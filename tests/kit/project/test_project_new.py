"""A new project: whole or not at all, never over anything, with only what it needs."""

import contextlib
import csv
import errno
import io
import os
from pathlib import Path

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.data import check
from playbook.framework import framework
from playbook.kit import load_paper
from playbook.kit.papers import FORMS
from playbook.kit.project.answers import Answers, read_answers
from playbook.kit.project.choosing import expected_of, needed_by, without_notebook
from playbook.kit.project.keep import parse_fields, plain
from playbook.kit.project.model import Project, project_of, read_project
from playbook.kit.project.naming import LONGEST, folder_name
from playbook.kit.project.new import make_project
from playbook.kit.project.papers import IN_PLACE, blank_text, charter_text, project_text
from playbook.kit.project.policy import notebook_policy
from playbook.kit.project.problem import ProjectError
from playbook.kit.project.record import read_record
from playbook.learn.definitions import catalogue
from playbook.markup import PlainError


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_project_holds_what_a_team_needs_first(made):
    assert {
        "project.yml", "charter.yml", "direction.yml", "README.md", ".gitignore", "glossary.md",
        "data/README.md", "data/dictionary.md", "analyse/delayed-discharges.ipynb",
        "govern/project-charter.ipynb", "examples/worked/implementation.yml",
        "examples/blank/implementation.yml", "examples/blank/risks.csv",
        "examples/worked/risks.csv", "examples/blank/delayed_discharges_council_area.csv",
    } <= set(made.files)  # fmt: skip
    assert set(tree(made.folder)) == set(made.files)


def test_answers_are_where_each_is_read_from(made):
    project = read_project(made.folder)
    charter = load_paper("charter", made.folder)

    assert (project.name, project.area, project.approach) == (
        "Home First",
        "Moray",
        "commissioning",
    )
    assert "a new service is to be planned" in project.why_this_approach
    assert project.started.isoformat() == "2026-03-26"
    assert project.choice("M10") == "not needed"
    assert project.elements["M09"].reason == "The finance team added it up in May"
    assert project.roles["specialist"] == "Analyst, Accountant"
    assert not charter.is_sample
    assert charter.fields["focus_and_purpose"]["purpose"] == "Home: in the same week"
    assert charter.fields["staff_and_resources"] == "Two days a week of a lead, and £60,000"
    assert charter.fields["next_review"] == "2027-01-15"
    assert charter.fields["accepted_by"] == ""


def test_every_expected_element_has_its_choice_in_the_file(made):
    project = read_project(made.folder)

    assert {each.element for each in expected_of(project)} == set(project.elements)


def test_only_notebooks_that_the_project_needs_are_there(made):
    project = read_project(made.folder)

    assert set(made.notebooks) == {each.path for each in needed_by(project)}
    assert set(read_record(made.folder)) == set(made.notebooks)
    assert "analyse/demand-to-2035.ipynb" not in made.notebooks  # not its subject
    assert "implement/decommissioning.ipynb" not in made.notebooks
    assert "govern/programme-summary.ipynb" not in made.notebooks


@pytest.mark.parametrize("approach", ["commissioning", "improvement", "both", ""])
def test_every_expected_element_has_a_notebook_or_is_said_to_have_none(approach):
    project = Project(approach=approach)
    helped = {element for each in needed_by(project) for element in each.elements}
    alone = {each.element for each in without_notebook(project)}

    assert helped | alone == {each.element for each in expected_of(project)}
    assert not helped & alone
    assert helped


def test_improvement_alone_needs_no_direction_and_no_market_statement():
    paths = {each.notebook.id for each in needed_by(Project(approach="improvement"))}

    assert not paths & {"direction", "market-position", "demand-to-2035"}
    assert {"project-charter", "implementation-plan", "measurement-framework"} <= paths


def test_an_element_that_is_not_needed_takes_its_notebooks_along():
    left = {name: {"choice": "not needed", "reason": "No"} for name in ("M14", "M13")}
    paths = {
        each.notebook.id for each in needed_by(Project(approach="commissioning", elements=left))
    }

    assert not paths & {"implementation-plan", "involvement", "business-case"}


def test_every_notebook_that_the_policy_names_ships():
    policy = notebook_policy()
    named = {*policy.always, *policy.of_a_programme}
    groups = (*policy.with_approach, *policy.also_serve, *policy.subjects.values())
    named |= {name for group in groups for name in group.notebooks}

    assert named <= {each.id for each in catalogue() if each.kind == "exercise"}


def test_notebooks_come_without_outputs_and_lead_nowhere_outside(made):
    for name in made.notebooks:
        notebook = nbformat.read(made.folder / name, as_version=4)
        nbformat.validate(notebook)
        text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
        assert "/book/" not in text, name
        assert "/modules/" not in text, name
        for cell in notebook.cells:
            assert not cell.get("outputs")
        for target in (part.split(")")[0] for part in text.split("](")[1:]):
            if not target.startswith(("#", "http")):
                place = target.partition("#")[0]
                assert (made.folder / name).parent.joinpath(place).exists(), f"{name}: {target}"


def test_the_glossary_holds_every_term_that_a_notebook_links_to(made):
    glossary = (made.folder / "glossary.md").read_text(encoding="utf-8")

    assert 'id="term-delayed-discharge"' in glossary
    assert framework().glossary["delayed-discharge"].meaning in glossary


def test_a_notebook_runs_where_it_lies_and_finds_the_project(project, monkeypatch):
    monkeypatch.chdir(project / "govern")
    notebook = nbformat.read("project-charter.ipynb", as_version=4)
    space: dict[str, object] = {"__name__": "notebook"}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in notebook.cells:
            if cell.cell_type == "code":
                exec(compile(cell.source, cell.id, "exec"), space)  # noqa: S102 - our notebook

    evidence = (project / "evidence.yml").read_text(encoding="utf-8")
    assert "charter-readiness" in evidence
    assert "Home First" in evidence


def test_templates_have_the_header_and_no_rows(made):
    blanks = sorted((made.folder / "examples" / "blank").glob("*.csv"))

    assert len(blanks) > 20
    for file in blanks:
        rows = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
        assert len(rows) == 1, file.name


def test_a_worked_data_file_passes_the_check(made):
    assert check(made.folder / "examples" / "worked" / "risks.csv", "risks").ok


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_blank_paper_has_the_lines_of_the_worked_one_and_none_of_its_words(form):
    blank = parse_fields(blank_text(form), form)
    said = str(list(plain(blank).values()))

    assert blank, form
    assert "Sample data" not in blank_text(form)
    assert "Locality B" not in said
    assert "Home First" not in said


def test_git_leaves_data_and_products_alone(made):
    rules = (made.folder / ".gitignore").read_text(encoding="utf-8").splitlines()

    assert {"/data/*", "!/data/README.md", "/products/"} <= set(rules)


def test_the_team_s_readme_lists_notebooks_reasons_and_what_has_no_notebook(made):
    words = (made.folder / "README.md").read_text(encoding="utf-8")

    for name in made.notebooks:
        assert f"]({name})" in words
    assert "not needed. Reason: Done by the programme" in words
    assert "playbook check" in words


# Never over anything


def test_a_second_run_says_what_exists_and_changes_nothing(project):
    before = tree(project)

    again = make_project("Home First", Answers(Project(name="Other")), project.parent)

    assert not again.new
    assert "analyse/delayed-discharges.ipynb" in again.notebooks
    assert tree(project) == before


def test_something_else_of_that_name_is_never_written_over(tmp_path):
    (tmp_path / "home-first").mkdir()
    (tmp_path / "home-first" / "letter.txt").write_text("Dear Jo")

    with pytest.raises(ProjectError, match="nothing is ever written over"):
        make_project("Home First", Answers(Project()), tmp_path)
    assert tree(tmp_path) == {"home-first/letter.txt": b"Dear Jo"}


def test_a_project_is_not_made_inside_another(project):
    with pytest.raises(ProjectError, match="cannot lie inside another"):
        make_project("Second", Answers(Project()), project / "data")


def test_an_empty_folder_of_that_name_may_be_used(tmp_path, answers):
    (tmp_path / "home-first").mkdir()

    assert make_project("Home First", answers, tmp_path).new
    assert (tmp_path / "home-first" / "project.yml").is_file()


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "The disk is full"), (errno.EACCES, "check that you may change files")],
)
def test_a_project_is_made_whole_or_not_at_all(tmp_path, answers, monkeypatch, number, said):
    written = []

    def full(_):
        written.append(1)
        if len(written) > 20:
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr("playbook.kit.project.new.os.fsync", full)
    with pytest.raises(PlainError, match=said):
        make_project("Home First", answers, tmp_path)

    assert list(tmp_path.iterdir()) == []


# Names


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("home-first", "home-first"),
        ("Home First", "home-first"),
        ("Home/First\\Moray", "home-first-moray"),
        ("Café Beyoğlu – Straße", "cafe-beyoglu-strasse"),
        ("../../etc/passwd", "etc-passwd"),
        ("People's views", "peoples-views"),
        ("日本", "project"),
        ("con", "con-project"),
        ("LPT1.txt", "lpt1.txt-project"),
        (".hidden.", "hidden"),
        ("a" * 300, "a" * LONGEST),
        ("A very long name, longer than a drive will like", "a-very-long-name-longer-than-a-drive"),
    ],
)  # fmt: skip
def test_any_name_gives_a_folder_that_every_drive_can_hold(name, folder):
    assert folder_name(name) == folder


@given(st.text(max_size=80))
def test_whatever_the_name_the_folder_is_one_safe_name(name):
    folder = folder_name(name)

    assert 0 < len(folder) <= LONGEST + len("-project")
    assert folder == Path(folder).name
    assert folder.isascii()
    assert not folder.startswith((".", "-"))
    assert not folder.endswith((".", "-"))


def test_a_changed_name_and_a_long_path_are_said(tmp_path, answers):
    parent = tmp_path / ("a folder with spaces and a long name " * 5).strip()
    parent.mkdir()

    made = make_project("Übergang / Home First", answers, parent)

    assert made.folder.name == "ubergang-home-first"
    assert "The folder is called ubergang-home-first." in made.notes[0]
    assert "letters. Windows and OneDrive may refuse" in made.notes[1]
    assert read_project(made.folder).area == "Moray"


@settings(max_examples=25)
@given(st.text(max_size=60))
def test_whatever_is_answered_can_be_read_back(words):
    project = project_of(parse_fields(project_text(Project(name=words, note=words)), "project.yml"))
    charter = parse_fields(charter_text(words, {"focus_and_purpose": {"focus": words}}), "charter")

    assert project.name == project.note
    assert plain(charter)["focus_and_purpose"]["focus"].split() == project.name.split()


def test_a_direction_may_be_blank_from_the_start(made):
    assert set(IN_PLACE) == {"charter", "direction"}
    assert not load_paper("direction", made.folder).is_sample


# Answers from a file

WRONG = {
    "approach: improvment": 'Did you mean "improvement"?',
    "charter: {focus_and_purpos: {focus: x}}": '"focus_and_purpos" is not one of the parts',
    "charter:\n  stakeholders: {groop: x}": "line 2, charter, stakeholders, groop",
    "charter: [x]": "not made of lines with a name",
    "charter: {stakeholders: [GPs]}": "Found a list; expected text, or lines called",
    "subjects: [delay]": 'Did you mean "delays"?',
    "approach_answers: {chnge: x}": "not one of the questions",
    "approach_answers: {change: Nothing}": "is not one of the answers to",
    "name: 'Home": "could not be read",
}


@pytest.mark.parametrize(("text", "said"), WRONG.items(), ids=list(WRONG))
def test_answers_that_do_not_fit_are_refused_in_plain_words(tmp_path, text, said):
    file = tmp_path / "answers.yml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(Exception, match=r".") as problem:
        read_answers(file)
    assert said in str(problem.value)


def test_a_file_of_answers_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ProjectError, match="There is no such file"):
        read_answers(tmp_path / "answers.yml")
