"""A finding is kept with its source and strength, or shown with the reason why it was not."""

import re
import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

import playbook.kit.evidence as evidence_module
from playbook.data import Dataset, load
from playbook.kit import record_evidence, strengths
from playbook.kit.log import read_log
from playbook.places import pack

TODAY = date(2026, 11, 21)


class _Calendar(date):
    @classmethod
    def today(cls) -> date:
        return TODAY


@pytest.fixture
def practice(tmp_path, monkeypatch) -> Path:
    """A folder that belongs to no project."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """A team's project, on a known day, with the working folder below it."""
    (tmp_path / "project.yml").write_text("name: Home First\n", encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "analyse").mkdir()
    monkeypatch.chdir(tmp_path / "analyse")
    monkeypatch.setattr(evidence_module, "date", _Calendar)
    return tmp_path


def record(finding="Delays filled 35 beds.", **changes):
    fields = {"source": "Public Health Scotland, August 2025 release", "strength": "moderate"}
    return record_evidence("delays-size", finding, **{**fields, **changes})


def test_in_practice_the_card_says_that_nothing_was_saved(practice):
    shown = record(data=load("delayed_discharges"))

    assert shown.saved is None
    assert "Nothing was saved: this is practice." in shown.html()
    assert list(practice.iterdir()) == []


def test_in_practice_the_date_is_that_of_the_data_so_that_a_page_never_changes(practice):
    delays = load("delayed_discharges")

    assert record(data=delays).date == "August 2025"
    assert record(data=delays).html() == record(data=delays).html()
    assert record().date == ""


def test_in_a_project_the_record_goes_into_its_log(project):
    shown = record("Delays filled\n   35 beds.", notebook="delays", cannot_tell="Why.")

    assert shown.saved == project / "evidence.yml"
    assert shown.kept == "Saved in evidence.yml."
    assert read_log(project / "evidence.yml") == [
        {
            "id": "delays-size",
            "finding": "Delays filled 35 beds.",
            "strength": "moderate",
            "cannot_tell": "Why.",
            "source": "Public Health Scotland, August 2025 release",
            "date": "21 November 2026",
            "notebook": "delays",
        }
    ]


def test_the_log_is_a_file_that_a_person_can_read(project):
    record()

    text = (project / "evidence.yml").read_text(encoding="utf-8")
    assert text.startswith("# Evidence log: what this project found")
    assert "- id: delays-size\n  finding: Delays filled 35 beds.\n" in text


def test_a_file_of_the_team_leaves_its_name_and_fingerprint(project, realdata):
    (source,) = realdata.glob("*delayed-discharge*.csv")
    file = Path(shutil.copy(source, project / "data" / "ours.csv"))

    shown = record(data=load("delayed_discharges"))

    assert shown.data_file == "ours.csv"
    assert shown.data_sha256 == sha256(file.read_bytes()).hexdigest()
    assert not shown.sample
    assert "Sample data" not in shown.html()


def test_a_finding_from_sample_data_is_marked_wherever_it_goes(project):
    shown = record(data=load("delayed_discharges"))

    assert shown.kept == (
        "Saved in evidence.yml. It rests on sample data: run this on your own file first."
    )
    assert "Sample data" in shown.html()
    assert "Sample data" in repr(shown)
    assert read_log(project / "evidence.yml")[0]["sample"] is True


def test_sample_evidence_never_replaces_evidence_of_the_team(project):
    record("Delays filled 35 beds.")
    before = (project / "evidence.yml").read_bytes()

    shown = record("Delays filled 99 beds.", data=load("delayed_discharges"))

    assert shown.saved is None
    assert shown.kept.startswith("Not saved. evidence.yml already holds evidence under this id")
    assert shown.kept in shown.html()
    assert (project / "evidence.yml").read_bytes() == before
    assert not (project / "evidence.backup.yml").exists()
    assert not (project / "evidence.lock").exists()


def test_the_same_words_from_sample_data_do_not_count_as_the_team_s_own(project):
    record("Delays filled 35 beds.")

    shown = record("Delays filled 35 beds.", data=load("delayed_discharges"))

    assert shown.saved is None
    assert "sample" not in read_log(project / "evidence.yml")[0]


def test_evidence_of_the_team_replaces_sample_evidence(project):
    record("Delays filled 99 beds.", data=load("delayed_discharges"))
    shown = record("Delays filled 35 beds.")

    (kept,) = read_log(project / "evidence.yml")
    assert shown.kept == "Updated in evidence.yml."
    assert "sample" not in kept
    assert kept["history"][0]["sample"] is True


@pytest.fixture
def loaded(project) -> Dataset:
    """Data from a file of the team: the sample under the code of another council."""
    text = pack("data", "sample", "delayed_discharges_council_area.csv").read_text("utf-8")
    file = project / "data" / "ours.csv"
    file.write_text(text.replace("S12000020", "S12000041"), encoding="utf-8")
    return load("delayed_discharges")


def test_a_data_file_that_is_gone_gives_a_sentence_and_no_record(project, loaded):
    loaded.path.unlink()

    shown = record(data=loaded)

    assert shown.saved is None
    assert shown.kept == (
        "Not saved. The data file ours.csv is no longer where it was when it was loaded. "
        "Put it back into the data folder, then run the notebook again from the top. "
        "Until then, copy this finding into your own notes."
    )
    assert "Delays filled 35 beds." in shown.html()
    assert not (project / "evidence.yml").exists()


def test_a_data_file_that_may_not_be_opened_gives_a_sentence_too(project, loaded):
    loaded.path.unlink()
    loaded.path.mkdir()

    shown = record(data=loaded)

    assert shown.kept.startswith("Not saved. The data file ours.csv cannot be opened (")


def test_a_file_that_vanished_and_the_sample_in_its_place_leave_the_record(project, loaded):
    record(data=loaded)
    before = (project / "evidence.yml").read_bytes()
    loaded.path.unlink()

    shown = record("Delays filled 36 beds.", data=load("delayed_discharges"))

    assert shown.saved is None
    assert (project / "evidence.yml").read_bytes() == before


def test_the_same_id_updates_its_record_and_keeps_what_was_said_before(project):
    record("Delays filled 35 beds.")
    record_evidence("other", "Something else.", source="A survey", strength="weak")
    shown = record("Delays filled 36 beds.", strength="strong")

    first, second = read_log(project / "evidence.yml")
    assert shown.kept == "Updated in evidence.yml."
    assert (first["finding"], first["strength"]) == ("Delays filled 36 beds.", "strong")
    assert [(old["finding"], old["strength"]) for old in first["history"]] == [
        ("Delays filled 35 beds.", "moderate")
    ]
    assert second["id"] == "other"


def test_history_grows_newest_first(project):
    for beds in (35, 36, 37):
        record(f"Delays filled {beds} beds.")

    (kept,) = read_log(project / "evidence.yml")
    assert [old["finding"] for old in kept["history"]] == [
        "Delays filled 36 beds.",
        "Delays filled 35 beds.",
    ]


def test_running_it_again_changes_nothing_not_even_the_date(project, monkeypatch):
    record()
    before = (project / "evidence.yml").read_bytes()
    monkeypatch.setattr(_Calendar, "today", classmethod(lambda cls: date(2027, 1, 5)))

    shown = record()

    assert shown.kept == "Nothing has changed since it was saved in evidence.yml."
    assert (project / "evidence.yml").read_bytes() == before


def test_what_people_added_to_a_record_stays(project):
    record()
    log = project / "evidence.yml"
    (kept,) = read_log(log)
    kept |= {"owner": "Jo", "agreed_by": "the Group"}
    log.write_text(yaml.safe_dump([kept]), encoding="utf-8")

    record("Delays filled 36 beds.")

    (after,) = read_log(log)
    assert (after["owner"], after["agreed_by"]) == ("Jo", "the Group")
    assert after["finding"] == "Delays filled 36 beds."


def test_a_history_that_a_person_wrote_as_a_sentence_is_kept(project):
    log = project / "evidence.yml"
    log.write_text("- id: delays-size\n  history: Jo said 30 beds\n", encoding="utf-8")

    record()

    assert read_log(log)[0]["history"][-1] == "Jo said 30 beds"


def test_a_damaged_log_is_left_and_the_finding_can_be_copied(project):
    log = project / "evidence.yml"
    log.write_text("- id: first\n\tfinding: a tab\n", encoding="utf-8")

    shown = record("Delays filled 35 beds.")

    assert shown.saved is None
    assert "Not saved. evidence.yml is damaged" in shown.kept
    assert "line 2" in shown.kept
    assert "Delays filled 35 beds." in shown.html()
    assert log.read_text(encoding="utf-8") == "- id: first\n\tfinding: a tab\n"


def test_a_log_that_cannot_be_written_to_gives_a_sentence_and_the_finding(project, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("playbook.kit.project.lock.os.open", refuse)
    shown = record("Delays filled 35 beds.")

    assert shown.kept.startswith("Not saved. evidence.yml could not be written (Permission denied)")
    assert shown.kept.endswith("Until then, copy this finding into your own notes.")
    assert "Delays filled 35 beds." in shown.html()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"strength": "stronk"}, '"stronk" is not one of the levels of strength: strong, moderate'),
        ({"source": "  "}, "has no source"),
        ({"finding": ""}, "has no finding"),
        ({"finding": "", "source": ""}, "no finding and no source"),
    ],
)
def test_what_cannot_be_evidence_is_refused(project, changes, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        record(**changes)
    assert not (project / "evidence.yml").exists()


@pytest.mark.parametrize("id_", ["", "Delays", "delays size", "1-delays", "-delays", "délais"])
def test_an_id_is_words_that_a_paper_can_quote(practice, id_):
    with pytest.raises(ValueError, match="lower-case words joined by hyphens"):
        record_evidence(id_, "Found.", source="A file", strength="weak")


def test_every_strength_says_what_it_promises():
    assert list(strengths()) == ["strong", "moderate", "weak"]
    assert all(level.means.endswith(".") for level in strengths().values())
    assert "Moderate. Good figures show it" in record().html()


def test_words_never_become_part_of_the_page(practice):
    html = record("<script>alert(1)</script>", source="<b>").html()

    assert "<script>" not in html
    assert "<b>" not in html
