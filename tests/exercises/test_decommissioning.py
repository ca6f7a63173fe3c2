"""Whether a service may stop: on the sample, and in a partnership of islands."""

import pandas as pd
import pytest
import yaml

NAME = "decommissioning"

PLACES = """\
month,locality,service,places,people_served,starts,waiting,longest_wait_weeks
202505,North,Night sitters,12,9,3,0,5
202506,North,Night sitters,12,8,3,0,5
202506,North,Visits,40,25,3,3,5
202506,Islands,Visits,9,9,3,2,5
202506,East,Visits,9,9,3,2,5
202506,West,Visits,9,9,3,2,5
202506,South,Visits,9,9,3,2,5
"""
CONTRACTS = """\
contract_id,provider,service,locality,starts_on,ends_on,value_gbp,paid_by,units_a_week,notice_months
1,Croft Care,Night sitters,All,2020-04-01,2026-03-31,73000,Block,90,2
"""
PAPER = """\
title: Night sitters in the north
service: Night sitters
locality: North
close_on: 2026-03-01
profile: {outcome_contribution: 2, cost: 4, legal_duty: 1, dependency: 3, alternative_readiness: 4}
steps: |
  Step | Done on | Planned for | Evidence
  case | 2025-01-06 | | Review
  people_and_rights | 2025-01-06 | | List
  alternatives | 2025-01-06 | | Records
  equality_assessment | 2025-01-06 | | Assessment
  consultation | 2025-01-06 | | Notes
losses: |
  Who | People | Loses | Instead | Asked on
  Families | 3 | A night of sleep | A night visit | 2025-02-01
alternatives: |
  Service | Locality | Ready on
  Visits | North | 2025-03-01
"""


@pytest.fixture(scope="session")
def ending_project(tmp_path_factory):
    """Give a function that makes a project with files of an ending."""

    def make(paper=None, **files):
        folder = tmp_path_factory.mktemp("ending")
        (folder / "project.yml").write_text("name: Islands\n", encoding="utf-8")
        (folder / "data").mkdir()
        for name, text in files.items():
            (folder / "data" / f"our {name}.csv").write_text(text, encoding="utf-8")
        if paper is not None:
            (folder / "ending.yml").write_text(paper, encoding="utf-8")
        return folder

    return make


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, ending_project):
    return run_exercise(NAME, ending_project())


@pytest.fixture(scope="session")
def elsewhere(run_exercise, ending_project):
    return run_exercise(NAME, ending_project(PAPER, places=PLACES, contracts=CONTRACTS))


def test_the_planted_stories_are_found(on_the_sample):
    said = on_the_sample.said
    assert on_the_sample.stopped_at == ""
    assert "first: “The decision, and the Direction that carries it” was done before" in said(
        "steps-ready"
    )
    assert "check for harm after 12 months" in said("steps-reasons")
    assert "has room for nobody, after those who wait already. That is 5 too few" in said(
        "instead-table"
    )
    assert "People who come from Locality B, which has no such beds (nothing instead" in said(
        "lose-table"
    )
    assert "30 days before the closing" in said("dates-words")


def test_the_numbers_agree_with_sums_by_hand(on_the_sample, checkout):
    table = pd.read_csv(checkout / "data/sample/community_waiting.csv")
    latest = table[table["month"] == table["month"].max()].set_index(["service", "locality"])
    beds = latest.loc[("Intermediate care beds", "Locality D")]
    assert f"Locality D: {beds['people_served']}." in on_the_sample.said("use-table")
    free = latest["places"] - latest["people_served"] - latest["waiting"]
    for place in (("Reablement", "Locality D"), ("Intermediate care beds", "Locality A")):
        assert free.loc[place] <= 0
    assert f"£{1_000_000 * 30 / 365:,.0f}" in on_the_sample.said("dates-words")


def test_every_figure_of_the_sample_is_marked(on_the_sample):
    made = [
        *("load-places", "load-contracts", "load-paper", "use-table", "lose-table"),
        *("instead-table", "steps-ready", "steps-reasons", "dates-words", "found-words"),
        *("what-if-panel", "record-evidence", "next-products"),
    ]
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []


def test_few_people_are_not_counted_out_in_what_leaves_the_room(on_the_sample):
    file = on_the_sample.folder / "products" / f"{NAME}-losses.csv"
    kept = pd.read_csv(file)
    assert "fewer than 5" in kept["people"].tolist()
    log = yaml.safe_load((on_the_sample.folder / "products.yml").read_text(encoding="utf-8"))
    assert {one["id"] for one in log} >= {f"{NAME}/gap-days", f"{NAME}/steps", f"{NAME}/losses"}
    assert all(one["sample"] for one in log)


def test_another_partnership_s_ending_is_its_own(elsewhere):
    said = elsewhere.said
    assert elsewhere.stopped_at == ""
    assert "North: 8." in said("use-table")
    assert "has room for 12 people" in said("instead-table"), "40 less 25 less 3"
    assert "too few" not in said("instead-table")
    assert "1 group loses something. Each was asked" in said("lose-table")
    assert "5 of 14 steps are done. Not ready for giving notice" in said("steps-ready")
    assert "30 days after the closing. We would pay about £6,000 for nothing" in said("dates-words")
    made = [cell for cell in elsewhere.cells if not cell.startswith(("do-", "data-"))]
    assert [cell for cell in made if "Sample data" in said(cell)] == []


@pytest.mark.parametrize(
    ("files", "stopped", "said"),
    [
        ({"places": PLACES.splitlines()[0] + "\n"}, "load-places", "only a header"),
        ({"places": PLACES.replace("202506,East,Visits,9,9,3,2", "202506,East,Visits,9,9,3,many")},
         "load-places", "waiting"),
        ({"contracts": CONTRACTS.replace("ends_on", "last day")}, "load-", "last day"),
        ({"places": PLACES}, "use-table", "do not go together"),
        ({"contracts": CONTRACTS}, "dates-words", "do not go together"),
    ],
    ids=["no rows", "a bad cell", "a renamed column", "other places", "another service"],
)  # fmt: skip
def test_a_broken_file_stops_in_plain_words(run_exercise, ending_project, files, stopped, said):
    shown = run_exercise(NAME, ending_project(**files))
    assert shown.stopped_at.startswith(stopped)
    assert said in shown.reason
    assert "Traceback" not in shown.reason


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("", ""), "nothing in it yet"),
        (("close_on: 2026-03-01", "close_on: March"), "close_on"),
        (("  case |", "  cause |"), "case"),
        (("  consultation |", "  case |"), "twice"),
        (("cost: 4", "cost: 9"), "cost"),
        (("2025-02-01", "in May"), "asked_on"),
        (("Service | Locality | Ready on", "Service | Place | Ready on"), "locality"),
        (("locality: North\n", ""), "locality"),
    ],
    ids=["empty", "a day", "a step", "a step twice", "a score", "asked", "a heading", "no place"],
)
def test_a_broken_paper_stops_at_once_in_plain_words(run_exercise, ending_project, change, said):
    text = PAPER.replace(*change, 1) if change[0] else ""
    shown = run_exercise(NAME, ending_project(text, places=PLACES, contracts=CONTRACTS))
    assert shown.stopped_at == "load-paper"
    assert said in shown.reason
    assert "Traceback" not in shown.reason
