"""The exercise tells which duties are open, which come too late, and what nobody thought of."""

import pandas as pd
import pytest
import yaml

from playbook.govern import law_rules

NAME = "law-and-policy"
OTHER = """\
title: Night nursing in Angus
decision_on: 14 May 2099
register:
{whole}
  - name: Dental plan
    kind: local
    force: must
    asks: Keep a clinic open on Saturdays.
    stages: plan
    met: no
    owner: Dental lead
    by: 1 May 2099
"""


def _project(folder, text=None):
    (folder / "project.yml").write_text("name: Nights\n", encoding="utf-8")
    if text is not None:
        (folder / "law.yml").write_text(text, encoding="utf-8")
    return folder


def _whole_list():
    entries = [{"name": law.name, "met": "yes", "shown_by": "Minute 4", "owner": "Lead",
                "checked_on": pd.Timestamp.today().date(), "asked_on": "2026-01-05"}
               for law in law_rules().laws.values()]  # fmt: skip
    text = yaml.safe_dump(entries, sort_keys=False, allow_unicode=True)
    return "".join(f"  {line}\n" for line in text.splitlines())


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, tmp_path_factory):
    return run_exercise(NAME, _project(tmp_path_factory.mktemp("sample")))


@pytest.fixture(scope="session")
def on_another(run_exercise, tmp_path_factory):
    return run_exercise(
        NAME, _project(tmp_path_factory.mktemp("another"), OTHER.format(whole=_whole_list()))
    )


def _number(run):
    records = yaml.safe_load((run.folder / "products.yml").read_text(encoding="utf-8"))
    return next(one for one in records if one["id"] == f"{NAME}/duties-not-met")


def _table(run, name):
    return pd.read_csv(run.folder / "products" / f"{NAME}-{name}.csv", dtype=str)


def test_the_open_duties_are_those_that_a_reader_of_the_file_counts(on_the_sample, checkout):
    """Counted by hand from the file: says must, bears, and not both said and shown."""
    assert on_the_sample.stopped_at == ""
    file = checkout / "data" / "sample" / "law.yml"
    entries = yaml.safe_load(file.read_text(encoding="utf-8"))["register"]
    force = {law.name: law.force for law in law_rules().laws.values()}
    must = [e for e in entries if e.get("force", force.get(e["name"])) == "must"]
    bear = [e for e in must if e.get("bears", True)]
    still = [e for e in bear if not (e["met"] is True and e.get("shown_by"))]
    assert _number(on_the_sample)["value"] == len(still) == 6
    assert set(_table(on_the_sample, "open-duties")["Duty"]) == {e["name"] for e in still}
    assert len(_table(on_the_sample, "register")) == len(entries)


def test_the_planted_stories_are_found(on_the_sample):
    gaps = on_the_sample.said("gaps-table")
    assert "It is called met, and nothing shows it" in gaps
    assert "It is due on 30 April 2026, and the decision is on 26 March 2026" in gaps
    assert "It changed on 22 July 2025, after the check of 15 May 2025" in gaps
    assert "Read “Strategic plans: statutory guidance” in its place" in gaps
    assert "Nobody says why it does not bear" in gaps
    assert "over a year old" in gaps
    assert gaps.count("Nobody owns it") == 2
    assert "Social Care (Self-directed Support)" in on_the_sample.said("missing-table")


def test_what_comes_from_the_sample_is_marked(on_the_sample):
    made = ("load-file", "register-table", "register-people", "missing-table", "open-table",
            "open-stages", "gaps-table", "interpret-sentences", "record-evidence",
            "hand-on")  # fmt: skip
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []
    assert _number(on_the_sample)["sample"] is True


def test_the_list_says_what_its_authors_did_not_check(on_the_sample):
    said = on_the_sample.said("list-table")
    assert "not by us" in said
    assert "November 2026" in said
    assert "Sample data" not in said, "the list is not a sample"


def test_another_register_has_one_open_duty_and_nothing_says_sample(on_another):
    assert on_another.stopped_at == ""
    assert _number(on_another)["value"] == 1
    assert _table(on_another, "open-duties")["Duty"].tolist() == ["Dental plan"]
    assert "Every entry of the playbook" in on_another.said("missing-table")
    assert "Of the open duties: 1 not met." in on_another.said("open-table")
    assert "Nobody has checked it" in on_another.said("gaps-table")
    own = [cell for cell in on_another.cells if not cell.startswith("data-")]
    assert [cell for cell in own if "sample data" in on_another.said(cell).lower()] == []


def test_a_project_keeps_the_register_and_the_evidence(on_another):
    folder = on_another.folder
    (kept,) = yaml.safe_load((folder / "evidence.yml").read_text(encoding="utf-8"))
    assert (kept["id"], kept["data_file"]) == ("law-duties", "law.yml")
    register = _table(on_another, "register")
    assert list(register) == ["What", "What it asks", "Touches", "Whom to ask",
                              "What would change it", "Checked on", "Now"]  # fmt: skip
    assert register["What"].iloc[-1] == "Dental plan"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "has nothing in it yet"),
        ("title: Nights\n", "register has nothing written yet"),
        ("title: Nights\nregister: Carers Act\n", "register is not a list"),
        ("title: Nights\nregister:\n  - name: Carers Act\n", "needs kind, force and asks"),
        ("title: Nights\nregister:\n  - Carers Act\n", "register is not a list"),
        ("title: Nights: always\n", "at or just above line 1"),
        ("title: Nights\nregster:\n  - name: x\n", "Did you mean"),
        ("title: N\nregister:\n  - name: Planning with People\n    by: 31/03/26\n", "Write a date"),
    ],
)
def test_a_spoilt_file_stops_at_the_load_step_in_plain_words(run_exercise, tmp_path, text, told):
    shown = run_exercise(NAME, _project(tmp_path, text))
    assert shown.stopped_at == "load-file"
    assert told in shown.reason
    for noise in ("Traceback", "Error", "---->"):
        assert noise not in shown.reason
    assert not (tmp_path / "evidence.yml").exists()
