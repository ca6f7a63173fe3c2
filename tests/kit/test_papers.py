"""A team's own paper is read as it was saved, and what is wrong with it is said in words."""

from datetime import date

import pytest
import yaml

from playbook.data import load
from playbook.govern import check_charter, check_direction
from playbook.kit import blank_paper, day_to_judge, judged_on, load_paper, weakest
from playbook.markup import PlainError


@pytest.fixture
def project(tmp_path):
    (tmp_path / "project.yml").write_text("name: Home First\n", encoding="utf-8")
    return tmp_path


def test_outside_a_project_the_paper_for_practice_comes(tmp_path):
    paper = load_paper("charter", tmp_path)
    assert paper.is_sample
    assert str(paper).startswith("Sample data. Home First")


def test_a_project_without_the_paper_is_told_that_it_practises(project):
    paper = load_paper("charter", project)
    assert paper.is_sample
    assert "There is no charter.yml beside project.yml" in str(paper)


@pytest.mark.parametrize(
    "saved",
    [
        "title: Our own\nversion: '1'\n".encode("utf-8-sig"),
        b"title: Our own\r\nversion: '1'\r\n",
        "title: Our own\nversion: '1'\n".encode("utf-16"),
    ],
    ids=["a mark at the start", "Windows line ends", "UTF-16"],
)
def test_a_paper_saved_by_notepad_is_read(project, saved):
    (project / "charter.yml").write_bytes(saved)
    paper = load_paper("charter", project)
    assert (paper.title, paper.is_sample) == ("Our own", False)
    assert paper.source == "charter.yml of this project"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "has nothing in it yet"),
        ("# only a remark\n", "has nothing in it yet"),
        ("- a list\n", "not made of lines with a name and a colon"),
        ("title: Home First: at last\n", "at or just above line 1"),
        ("title: one\n\tversion: two\n", "never tabs"),
        ("title: one\ntitle: two\n", "Line 2 says title a second time"),
        ("stakeholders: 3\n", "Give stakeholders as fields or as text"),
    ],
)
def test_a_paper_that_cannot_be_read_is_refused_in_plain_words(project, text, told):
    (project / "charter.yml").write_text(text, encoding="utf-8")
    with pytest.raises(PlainError) as refused:
        load_paper("charter", project)
    assert told in str(refused.value)
    assert "The file was not changed." in str(refused.value)
    assert (project / "charter.yml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", ["charter.yml.txt", "Charter.YML", "charter.txt"])
def test_a_name_that_a_computer_spoilt_is_pointed_at(project, name):
    (project / name).write_text("title: Home First\n", encoding="utf-8")
    with pytest.raises(PlainError, match=r"Rename it to charter\.yml"):
        load_paper("charter", project)


def test_an_unknown_form_lists_the_forms():
    with pytest.raises(ValueError, match="charter"):
        load_paper("chartr")
    with pytest.raises(ValueError, match="charter"):
        blank_paper("chartr")


def test_a_blank_paper_asks_for_all_that_its_check_knows_and_for_nothing_else():
    charter = check_charter(yaml.safe_load(blank_paper("charter").text), today="2026-01-31")
    assert len(charter.reasons) == 9
    direction = check_direction(yaml.safe_load(blank_paper("direction").text))
    assert not [reason for reason in direction.reasons if "is not one of" in reason]
    assert len(direction.remarks) == 8


def test_the_sample_is_judged_by_a_fixed_day_and_own_work_by_today(project):
    (project / "charter.yml").write_text("title: Ours\n", encoding="utf-8")
    own, sample = load_paper("charter", project), load("risks")
    assert day_to_judge(sample) == day_to_judge(own, sample) == date(2026, 1, 31)
    assert day_to_judge(own) == date.today()
    assert judged_on(own).endswith("today.")
    assert weakest(own, sample) is sample
    assert weakest(own) is own
