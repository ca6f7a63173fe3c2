"""The check of a project: every open point with where and what to do, and a verdict to act on."""

import shutil
from datetime import date

import pytest

from playbook.kit import record_evidence
from playbook.kit.project.check import check_project
from playbook.kit.project.keep import change_fields
from playbook.kit.project.problem import ProjectError
from playbook.places import pack

TODAY = date(2026, 6, 1)


@pytest.fixture
def accepted(project):
    """The project after the Board has said yes."""

    def accept(charter):
        charter["accepted_by"] = "The Integration Joint Board"
        charter["accepted_on"] = "2026-05-28"
        charter["starts_on"] = "2026-06-15"

    change_fields(project / "charter.yml", accept)
    return project


def found(folder, part: str, *, stops: bool = True) -> list[str]:
    (one,) = [each for each in check_project(folder, today=TODAY).parts if each.name == part]
    return [str(each) for each in one.found if each.stops == stops]


def change(folder, **values) -> None:
    change_fields(folder / "project.yml", lambda fields: fields.update(values))


def test_a_whole_accepted_project_is_ready_and_says_by_whom_and_when(accepted):
    checked = check_project(accepted, today=TODAY)

    assert checked.verdict == "ready", checked.text()
    assert checked.sentence() == (
        "Home First is ready to start. "
        "Its charter was accepted by the Integration Joint Board on 28 May 2026."
    )
    assert set(checked.table["state"]) == {"in order"}


def test_a_whole_project_that_nobody_accepted_is_ready_for_its_body(project):
    checked = check_project(project, today=TODAY)

    assert checked.verdict == "ready to be accepted", checked.text()
    assert checked.sentence() == (
        "Home First is ready for the Integration Joint Board to accept. "
        "Work starts when it has said yes."
    )
    assert found(project, "Acceptance") == [
        "charter.yml, line 28, accepted_by: The governing body that accepted these details is "
        "missing. Take the charter to the governing body, then write its decision in charter.yml.",
        "charter.yml, line 29, accepted_on: The date of that decision is missing. Take the "
        "charter to the governing body, then write its decision in charter.yml.",
    ]


def test_an_open_point_of_the_charter_names_its_line_and_what_goes_there(accepted):
    change_fields(
        accepted / "charter.yml",
        lambda charter: charter["timescales_and_contingencies"].update(contingencies="TBC"),
    )

    (said,) = found(accepted, "Charter")
    assert said.startswith("charter.yml, line 23, timescales_and_contingencies: Timescales and")
    assert "is half written: what will be done if dates slip" in said
    assert check_project(accepted, today=TODAY).verdict == "not ready"


def test_the_verdict_counts_what_is_open_in_each_part(accepted):
    change(accepted, roles={"lead": "Jo"}, area="")

    assert check_project(accepted, today=TODAY).sentence() == (
        "Home First is not ready. 4 points must be put right first: project file (1 open) and "
        "roles (3 open). Its charter was accepted by the Integration Joint Board on 28 May 2026."
    )


def test_a_role_that_nobody_fills_is_named_with_what_it_answers_for(accepted):
    change(accepted, roles={"sponsor": "Chief Officer", "specialist": "TBC", "partner": "Carers"})

    (said,) = found(accepted, "Roles")  # the lead is in the charter
    assert "Nobody fills the role of specialist contributor." in said
    assert "It answers for: Sound evidence and advice in their field." in said


def test_choices_without_a_reason_and_elements_without_a_choice_are_open(accepted):
    def less(fields):
        fields["elements"]["M10"] = {"choice": "not needed"}
        del fields["elements"]["M12"]

    change_fields(accepted / "project.yml", less)

    said = found(accepted, "Project file")
    assert "Nobody chose how far to do this: Commissioning plan." in said[0]
    assert "Law and policy: not needed, and no reason is given. Write the reason." in said[1]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"started": "2027-01-01"}, "began on 1 January 2027, which is still to come"),
        ({"started": "2026-05-30"}, "accepted on 28 May 2026, before the project began on 30 May"),
        (
            {"next_decision": {"what": "Choose", "by": "The Board", "on": "2026-05-01"}},
            "was due on 1 May 2026, which has passed",
        ),
        ({"next_decision": {"what": "Choose", "by": "The Board"}}, "has no date: Choose"),
        ({"next_decision": {"what": "Choose", "on": "2026-08-01"}}, "Nobody is named who takes"),
    ],
)
def test_dates_that_are_out_of_order_are_said(accepted, values, said):
    change(accepted, **values)

    assert any(said in each for each in found(accepted, "Dates"))


def test_work_that_starts_before_it_was_accepted_is_said(accepted):
    change_fields(accepted / "charter.yml", lambda it: it.update(starts_on="2026-05-01"))

    assert any(
        "before it was accepted on 28 May 2026" in each for each in found(accepted, "Charter")
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: 'Home Fi", "project.yml: project.yml could not be read. The trouble is at"),
        ("naem: Home First\narea: Moray", "line 1, naem: The playbook does not know this name."),
        ("- Home First", "It is not made of lines with a name"),
    ],
)
def test_a_half_written_project_file_is_a_problem_and_the_rest_is_checked(accepted, text, said):
    (accepted / "project.yml").write_text(text, encoding="utf-8")
    (accepted / "charter.yml").unlink()

    assert said in found(accepted, "Project file")[0]
    assert "The project has no charter." in found(accepted, "Charter")[0]


def test_files_saved_by_notepad_are_checked_like_any_other(accepted):
    for name in ("project.yml", "charter.yml"):
        raw = (accepted / name).read_bytes()
        (accepted / name).write_bytes(b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"))

    assert check_project(accepted, today=TODAY).verdict == "ready"


def test_a_paper_that_cannot_be_read_is_a_problem(accepted):
    shutil.copy(accepted / "examples" / "blank" / "implementation.yml", accepted)

    assert (
        "implementation.yml could not be read. title has nothing written yet"
        in (found(accepted, "Papers")[0])
    )


# Data


def test_a_bad_data_file_is_told_row_by_row_and_a_good_one_is_not(accepted):
    sample = pack("data", "sample", "delayed_discharges_council_area.csv").read_text("utf-8")
    bad = sample.replace("201607,", "2016-07,", 1)
    (accepted / "data" / "delays.csv").write_text(bad, encoding="utf-8")

    (said, *_) = found(accepted, "Data")
    assert said.startswith("data/delays.csv, Row 2, column MonthOfDelay: Expected")
    (accepted / "data" / "delays.csv").write_text(sample, encoding="utf-8")
    assert found(accepted, "Data") == []


def test_a_file_that_is_no_data_and_a_folder_are_said(accepted):
    (accepted / "data" / "minutes.csv").write_text("Who,Said\nJo,Yes\n", encoding="utf-8")
    (accepted / "data" / "old").mkdir()

    said = found(accepted, "Data")
    assert "data/minutes.csv: It fits no kind of data that the playbook knows." in said[0]
    assert "data/old: It is a folder. Move its files up" in said[1]


def test_two_files_of_one_kind_are_said(accepted):
    worked = (accepted / "examples" / "worked" / "risks.csv").read_text(encoding="utf-8")
    for name, lines in (("a.csv", 4), ("b.csv", 3)):
        ours = worked.replace("lead", "head").splitlines()[:lines]
        (accepted / "data" / name).write_text("\n".join([*ours, ""]), encoding="utf-8")

    assert "2 files hold risk register: a.csv and b.csv. Keep the one" in found(accepted, "Data")[0]


def test_kinds_that_rest_on_the_sample_are_remarked(accepted):
    (said,) = found(accepted, "Data", stops=False)

    assert "kinds of data have no file of yours: budget of the year;" in said
    assert "Take no decision from it." in said


# Evidence and notebooks


def test_evidence_that_cannot_be_cited_is_said(accepted, monkeypatch):
    monkeypatch.chdir(accepted)
    record_evidence("delays-size", "Delays fill 35 beds.", source="Ours", strength="weak")
    log = accepted / "evidence.yml"
    whole = log.read_text(encoding="utf-8")
    assert found(accepted, "Evidence") == []

    log.write_text(whole.replace("source: Ours", "source: ''\n  sample: true"), encoding="utf-8")
    assert found(accepted, "Evidence") == [
        "evidence.yml, delays-size: It names no source, so nobody can check it. "
        "Write the source under this id, or run its notebook again."
    ]
    assert "It rests on sample data." in found(accepted, "Evidence", stops=False)[0]

    log.write_text(whole.replace("weak", "sure"), encoding="utf-8")
    assert "Write its strength: strong, moderate or weak." in found(accepted, "Evidence")[0]

    log.write_text("- id: 'never closed", encoding="utf-8")
    assert "evidence.yml is damaged" in found(accepted, "Evidence")[0]


def test_evidence_whose_file_changed_since_is_remarked(accepted):
    (accepted / "evidence.yml").write_text(
        "- {id: a, finding: One., source: Ours, strength: weak, data_file: x.csv, "
        "data_sha256: abc}\n",
        encoding="utf-8",
    )
    assert "x.csv, is gone" in found(accepted, "Evidence", stops=False)[0]

    (accepted / "data" / "x.csv").write_text("Who\nJo\n", encoding="utf-8")
    assert "x.csv, has changed since" in found(accepted, "Evidence", stops=False)[0]


def test_a_notebook_that_was_killed_midway_is_said(accepted):
    notebook = accepted / "govern" / "risk-register.ipynb"
    notebook.write_bytes(notebook.read_bytes()[:1000])
    (accepted / "govern" / "direction.ipynb").unlink()

    assert (
        "govern/risk-register.ipynb: It cannot be read as a notebook"
        in (found(accepted, "Notebooks")[0])
    )
    assert "playbook update puts it there" in found(accepted, "Notebooks", stops=False)[0]


def test_a_hand_made_project_with_one_line_can_be_checked(tmp_path):
    (tmp_path / "project.yml").write_text("area: Moray\n", encoding="utf-8")

    checked = check_project(tmp_path, today=TODAY)
    assert checked.verdict == "not ready"
    assert checked.sentence().startswith("The project is not ready.")


def test_the_check_changes_nothing(project):
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}

    check_project(project, today=TODAY)

    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_a_folder_without_a_project_is_refused(tmp_path):
    with pytest.raises(ProjectError, match="is a project: none holds"):
        check_project(tmp_path)
