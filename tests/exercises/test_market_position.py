"""The market is read place by place: on the sample, and in a partnership of islands."""

import pandas as pd
import pytest
import yaml

NAME = "market-position"

CONTRACTS = """\
contract_id,provider,service,locality,starts_on,ends_on,value_gbp,paid_by,units_a_week,notice_months
1,Croft Care,Home visits,North,2020-04-01,2040-03-31,100000,Block,90,2
2,Ferry Care,Home visits,North,2020-04-01,2040-03-31,20000,Spot,30,1
3,Ferry Care,Home visits,Islands,2020-04-01,2021-03-31,50000,Spot,60,1
4,Croft Care,Home visits,East,2020-04-01,2040-03-31,70000,Block,80,2
5,West Care,Home visits,West,2020-04-01,2040-03-31,70000,Block,80,6
6,South Care,Home visits,South,2020-04-01,2040-03-31,70000,Block,80,6
"""
PROVIDERS = """\
provider,sector,staff,vacant_percent,income_from_us_percent,quality_grade,staff_turnover_percent
Croft Care,Third sector,20,5,40,5,10
Ferry Care,Independent,9,30,95,4,15
West Care,Independent,9,3,30,5,15
South Care,Independent,9,3,30,5,15
"""
PLACES = """\
month,locality,service,places,people_served,starts,waiting,longest_wait_weeks
202504,North,Home visits,40,38,3,4,5
202504,Islands,Home visits,10,10,1,5,9
202504,East,Home visits,20,18,1,0,2
202504,West,Home visits,20,18,1,1,2
202504,South,Home visits,20,18,1,1,2
202506,North,Home visits,40,38,3,2,5
202506,Islands,Home visits,8,8,1,6,11
202506,East,Home visits,20,19,1,0,2
202506,West,Home visits,20,18,1,1,2
202506,South,Home visits,20,18,1,1,2
"""
PAPER = """\
title: Visits at home
service: Home visits
contract_service: Home visits
intentions: |
  What | Move | For whom | Where | Because | How paid
  Night visits | new | Older people | Islands; North; West | Eleven weeks of waiting | Block
"""


@pytest.fixture(scope="session")
def market_project(tmp_path_factory):
    """Give a function that makes a project with files of a market."""

    def make(paper=None, **files):
        folder = tmp_path_factory.mktemp("market")
        (folder / "project.yml").write_text("name: Islands\n", encoding="utf-8")
        (folder / "data").mkdir()
        for name, text in files.items():
            (folder / "data" / f"our {name}.csv").write_text(text, encoding="utf-8")
        if paper is not None:
            (folder / "market.yml").write_text(paper, encoding="utf-8")
        return folder

    return make


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, market_project):
    return run_exercise(NAME, market_project())


@pytest.fixture(scope="session")
def elsewhere(run_exercise, market_project):
    files = {"contracts": CONTRACTS, "providers": PROVIDERS, "places": PLACES}
    return run_exercise(NAME, market_project(PAPER, **files))


def test_the_planted_stories_are_found(on_the_sample):
    said = on_the_sample.said
    assert on_the_sample.stopped_at == ""
    assert "10 of them end on one day, 31 March 2026, in 59 days" in said("ending-words")
    assert "Provider 04 has 79% of what is bought in Locality C" in said("fragile-shares")
    assert "Provider 04 shows 5 of 5" in said("fragile-signs")
    assert "38 for 147 places. That is 49 fewer" in said("need-chart")
    assert "People wait in Locality C, and nothing more or new is planned" in said("say-it-table")
    assert "Evening and weekend rounds (why)" in said("say-it-table")


def test_the_numbers_agree_with_sums_by_hand(on_the_sample, checkout):
    table = pd.read_csv(checkout / "data/sample/contracts.csv")
    soon = table[table["ends_on"].between("2026-01-31", "2027-01-31")]
    value = f"£{soon['value_gbp'].sum():,}"
    assert f"{len(soon)} of {len(table)} contracts" in on_the_sample.said("ending-words")
    assert value in on_the_sample.said("ending-words")
    others = table[
        (table["locality"] == "Locality C") & (table["service"].str.startswith("Care at"))
    ]
    by_provider = others.groupby("provider")["units_a_week"].sum()
    share = 100 * by_provider["Provider 04"] / by_provider.sum()
    assert f"{share:.0f}%" == "79%"
    grow = 100 * by_provider["Provider 04"] / by_provider.drop("Provider 04").sum()
    panel = on_the_sample.said("what-if-panel")
    assert f"The others there would have to grow by {grow:.0f}%." in panel


def test_what_other_exercises_handed_on_is_carried_and_marked(on_the_sample):
    assert "From the exercise population-and-need" in on_the_sample.said("need-ahead")
    assert "Sample data" in on_the_sample.said("need-ahead")


def test_every_figure_of_the_sample_is_marked(on_the_sample):
    made = [
        *("load-contracts", "load-providers", "load-places", "load-paper", "need-chart"),
        *("need-table", "ending-words", "fragile-shares", "fragile-signs", "say-it-table"),
        *("found-words", "what-if-panel", "record-evidence", "record-ending", "next-products"),
    ]
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []


def test_no_paper_names_a_provider(on_the_sample):
    log = (on_the_sample.folder / "products.yml").read_text(encoding="utf-8")
    tables = [
        file.read_text(encoding="utf-8") for file in on_the_sample.folder.glob("products/*.csv")
    ]
    assert len(tables) == 3
    assert not [text for text in [log, *tables] if "Provider 0" in text]
    assert {one["id"] for one in yaml.safe_load(log)} >= {
        f"{NAME}/need", f"{NAME}/contracts", f"{NAME}/intentions", f"{NAME}/contracts-ending"
    }  # fmt: skip


def test_another_partnership_s_market_is_its_own(elsewhere):
    said = elsewhere.said
    assert elsewhere.stopped_at == ""
    assert "Islands has most people waiting for its size in June 2025, 6 for 8" in said(
        "need-chart"
    )
    assert "2 fewer than in April 2025" in said("need-chart"), "three months are all there is"
    assert "1 more has ended already" in said("ending-words")
    assert "None of 4 providers" not in said("fragile-signs")
    assert "Ferry Care shows 3 of 5" in said("fragile-signs")
    assert "People wait in South, and nothing more or new is planned there." in said("say-it-table")
    assert "Nobody else has a contract there" in said("what-if-panel")
    made = [cell for cell in elsewhere.cells if not cell.startswith(("do-", "data-", "need-"))]
    assert [cell for cell in made if "Sample data" in said(cell)] == []
    assert "Sample data" not in said("need-chart")


def test_what_was_carried_from_the_sample_says_so_in_a_project(elsewhere):
    assert "to have your own" in elsewhere.said("need-ahead")


@pytest.mark.parametrize(
    ("files", "stopped", "said"),
    [
        ({"contracts": CONTRACTS.splitlines()[0] + "\n"}, "load-contracts", "only a header"),
        ({"contracts": CONTRACTS.replace("2021-03-31", "soon")}, "load-contracts", "ends_on"),
        ({"providers": PROVIDERS.replace("vacant_percent", "vacant")}, "load-", "vacant"),
        ({"places": PLACES.replace("202506,North,Home visits,40", "202506,North,Home visits,-4")},
         "load-places", "places"),
        ({"places": PLACES}, "need-chart", "do not go together"),
    ],
    ids=["no rows", "a bad day", "a renamed column", "below zero", "another service"],
)  # fmt: skip
def test_a_broken_file_stops_in_plain_words(run_exercise, market_project, files, stopped, said):
    shown = run_exercise(NAME, market_project(**files))
    assert shown.stopped_at.startswith(stopped)
    assert said in shown.reason
    assert "Traceback" not in shown.reason


@pytest.mark.parametrize(
    ("paper", "said"),
    [("", "nothing in it yet"), (PAPER.replace("| new |", "| many |"), "more"),
     (PAPER.replace("service: Home visits\ncontract", "contract"), "service")],
    ids=["empty", "a word", "no service"],
)  # fmt: skip
def test_a_broken_paper_stops_at_once_in_plain_words(run_exercise, market_project, paper, said):
    shown = run_exercise(NAME, market_project(paper))
    assert shown.stopped_at == "load-paper"
    assert said in shown.reason
    assert "Traceback" not in shown.reason
