"""The exercise on priorities finds what the sample hides, and is right on another round."""

from itertools import chain, combinations

import pandas as pd
import pytest
import yaml

NAME = "priority-setting"

# Another partnership: two years of budget, five places, lines that do not add up, other names.
BUDGET = """\
year,budget_line,holder,budget_gbp,forecast_gbp
2024/25,Island care,Council,900000,910000
2025/26,Island care,Council,1000000,990000
2025/26,Health centre,NHS,500000,505000
"""
COSTS = """\
service,locality,budget_line,holder,programme,client_group,setting,provider_sector,cost_gbp,people
Home help,North,Island care,Council,Home,Older people,Community,Council,300000,40
Home help,South,Island care,Council,Home,Older people,Community,Council,250000,35
Home help,East,Island care,Council,Home,Older people,Community,Council,50000,8
Home help,West,Island care,Council,Home,Older people,Community,Council,100000,12
Care home,Skerry,Island care,Council,Beds,Older people,Bed-based,Independent,250000,9
Doctor,,Health centre,NHS,Clinics,Everyone,Community,NHS,500000,900
"""
CHANGES = """\
name,programme,client_group,cost,benefit,people_helped
Night boat,Transport,Everyone,900000,100.5,300
Nurse visits,Home,Older people,700000,70,60
Memory cafe,Home,Older people,500000,55.5,25
Falls class,Home,Older people,30000,6,45
Foot care,Clinics,Everyone,60000,3,80
"""
RELEASES = """\
name,saving,benefit
Empty flat,40000,0
Paper diary,5000,1.5
Lunch club,55000,30
"""
OWN = {
    "budget": BUDGET,
    "service_costs": COSTS,
    "candidate_changes": CHANGES,
    "candidate_releases": RELEASES,
}


@pytest.fixture(scope="session")
def folder_of(project):
    def make(files):
        folder = project()
        for name, text in files.items():
            (folder / "data" / f"{name} of ours.csv").write_text(text, encoding="utf-8")
        return folder

    return make


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, project):
    return run_exercise(NAME, project())


@pytest.fixture(scope="session")
def on_islands(run_exercise, folder_of):
    return run_exercise(NAME, folder_of(OWN))


# On the sample


def test_everything_made_from_the_sample_says_so(on_the_sample):
    assert on_the_sample.stopped_at == ""
    made = [
        *("load-files", "now-chart", "now-asked", "fund-chart", "fund-two-sets", "firm-table"),
        *("shift-table", "shift-worth", "found-sentences", "what-if-panel", "record-evidence"),
        *("record-release", "next-products"),
    ]
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []


def test_the_planted_stories_are_found(on_the_sample):
    said = on_the_sample.said
    assert "£214,000,000, which is the whole budget" in said("load-files"), "it reconciles"
    assert "541 points, with Night care at home, Rapid response nurses" in said("fund-chart")
    assert "Ranking by benefit for each pound reaches 526" in said("fund-chart")
    assert "fewer people: 1,050 against 2,170" in said("fund-two-sets")
    assert "which free £835,000" in said("load-files"), "money without new money"
    assert "Grants that no longer fit the plan” gains least: 4 points" in said("shift-worth")
    assert "no proposal would be funded nearly always" in said("firm-table")


def test_the_numbers_of_the_chain_are_handed_on(on_the_sample):
    records = yaml.safe_load((on_the_sample.folder / "products.yml").read_text(encoding="utf-8"))
    kept = {record["id"].partition("/")[2]: record for record in records}
    assert (kept["spent-gbp"]["value"], kept["benefit"]["value"]) == (1_200_000, 541)
    assert set(kept) == {"spent-gbp", "benefit", "funded", "let-go", "programmes", "what-to-fund"}
    assert all(record["sample"] is True for record in records)


# On another round


def every_set(names):
    return chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))


def table(text):
    rows = [line.split(",") for line in text.splitlines()]
    return pd.DataFrame(rows[1:], columns=rows[0]).set_index(rows[0][0])


def test_nothing_made_from_a_team_s_files_says_sample_data(on_islands):
    assert on_islands.stopped_at == ""
    marked = [cell for cell in on_islands.cells if "sample data" in on_islands.said(cell).lower()]
    assert marked == []


def test_the_best_set_is_the_best_of_all_that_there_are(on_islands):
    wishes = table(CHANGES)[["cost", "benefit"]].astype(float)
    fitting = [
        names
        for names in every_set(list(wishes.index))
        if wishes.loc[list(names), "cost"].sum() <= 1_200_000
    ]
    best = max(fitting, key=lambda names: wishes.loc[list(names), "benefit"].sum())
    assert set(best) == {"Nurse visits", "Memory cafe"}
    assert "125.5 points, with Nurse visits, Memory cafe" in on_islands.said("fund-chart")
    assert "fewer people: 85 against 425" in on_islands.said("fund-two-sets")


def test_a_release_is_worth_what_the_best_shift_loses_without_it(on_islands):
    adds = table(CHANGES)[["cost", "benefit"]].astype(float)
    gone = table(RELEASES)[["saving", "benefit"]].astype(float)

    def best(releases):
        gains = []
        for out in every_set(list(releases)):
            freed = gone.loc[list(out), "saving"].sum()
            lost = gone.loc[list(out), "benefit"].sum()
            for into in every_set(list(adds.index)):
                if adds.loc[list(into), "cost"].sum() <= freed:
                    gains.append(adds.loc[list(into), "benefit"].sum() - lost)
        return max(gains)

    everything = best(gone.index)
    assert everything == 6.0, "the empty flat pays for the falls class, and nothing else is let go"
    assert best(gone.index.drop("Empty flat")) == 0
    assert "gains 6 points. To stop: 1. To start: 1." in on_islands.said("shift-table")
    assert "“Empty flat” gains least: 6 points in the end" in on_islands.said("shift-worth")


def test_services_that_do_not_add_up_to_the_budget_are_told_and_do_not_stop_it(on_islands):
    said = on_islands.said("load-files")
    assert "Budget of 2025/26" in said, "of two years the latest"
    assert "£1,450,000 of a budget of £1,500,000: £50,000 (3.3%) is not on the map" in said


def test_a_wish_for_something_new_is_named(on_islands):
    assert "Nothing is spent today on Transport, by that name" in on_islands.said("now-asked")


def test_the_finding_is_kept_with_its_file(on_islands):
    kept = yaml.safe_load((on_islands.folder / "evidence.yml").read_text(encoding="utf-8"))
    assert [each["id"] for each in kept] == ["priorities-what-to-fund", "priorities-what-to-let-go"]
    assert kept[0]["data_file"] == "candidate_changes of ours.csv"
    assert "sample" not in kept[0]


# On files that are missing, empty or wrong


def test_a_file_that_is_missing_gives_way_to_the_sample_with_a_notice(run_exercise, folder_of):
    shown = run_exercise(NAME, folder_of({"candidate_changes": CHANGES}))
    assert shown.stopped_at == ""
    assert "Sample data" in shown.said("load-files")
    assert "Sample data" in shown.said("fund-chart")
    kept = yaml.safe_load((shown.folder / "evidence.yml").read_text(encoding="utf-8"))
    assert all(each["sample"] is True for each in kept)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        *(
            ({name: text.splitlines()[0] + "\n"}, "only a header")
            for name, text in OWN.items()
        ),
        ({"candidate_changes": CHANGES.replace("900000", "lots")}, "column cost"),
        ({"candidate_changes": CHANGES.replace("900000", "-900000")}, "column cost"),
        ({"candidate_changes": CHANGES.replace("benefit", "points")}, "benefit"),
        ({"candidate_releases": RELEASES.replace("40000", "")}, "column saving"),
        ({"budget": BUDGET.replace("1000000", "about 1m")}, "column budget_gbp"),
        ({"service_costs": COSTS.replace("programme", "program")}, "programme"),
        ({"candidate_changes": CHANGES.replace("Falls class", "Lunch club")}, "for more and among"),
        ({"budget": BUDGET.replace("1000000", "0").replace("500000", "0")}, "adds up to nothing"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_used_stop_at_the_first_step_in_plain_words(
    run_exercise, folder_of, changed, said
):
    shown = run_exercise(NAME, folder_of(OWN | changed))
    assert shown.stopped_at == "load-files"
    assert said in shown.reason
    for noise in ("Traceback", "site-packages", "Error", "---->"):
        assert noise not in shown.reason
    assert not (shown.folder / "evidence.yml").exists()
