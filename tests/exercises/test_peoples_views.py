"""What people said is counted with its limits, and who was not heard is named."""

import pandas as pd
import pytest
import yaml
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import proportion_confint

NAME = "peoples-views"

SERVED = """\
split,group,people
Locality,Harbour,100
Locality,Moor,100
Locality,Isles,50
Locality,Town,300
Locality,Glen,60
Age group,Under 65,200
Age group,65 and over,410
"""


def _survey() -> str:
    """Sixty people of four places answer two statements; nobody from the isles does."""
    rows = ["respondent_id,who,locality,age_group,question,answer"]
    for at in range(60):
        place = ("Harbour", "Moor", "Town", "Town", "Glen")[at % 5]
        age = "Under 65" if at % 2 else "65 and over"
        kind = "Person" if at % 3 else "Carer"
        rows.append(f"P{at},{kind},{place},{age},I know whom to ring,{2 if place == 'Glen' else 5}")
        if at % 4:
            rows.append(f"P{at},{kind},{place},{age},I was asked,{1 + at % 5}")
    return "\n".join(rows) + "\n"


SURVEY = _survey()
COMMENTS = """\
comment_id,respondent_id,who,locality,comment,coder_1,coder_2
1,P1,Person,Moor,The bus never comes.,Travel,Travel
2,P2,Person,Town,No bus after six.,Travel,Travel
3,P3,Carer,Town,I cannot leave him.,Rest,Rest
4,P4,Person,Glen,Nobody told us.,Being told,Being told
"""
LOG = """\
contact_id,day,channel,locality,said,cause,coder_1,coder_2
1,2026-05-04,Telephone,Moor,Where is the van?,Waiting for a van,failure,failure
2,2026-05-04,Telephone,Town,I need a ramp.,Asking for help,value,value
3,2026-05-05,Telephone,Glen,Where is the van?,Waiting for a van,failure,failure
4,2026-05-05,Telephone,Glen,What is there?,Asking for help,value,value
"""
FILES = {"survey": SURVEY, "served": SERVED, "comments": COMMENTS, "log": LOG}


@pytest.fixture(scope="session")
def views_project(tmp_path_factory):
    """Give a function that makes a project with files of what people said."""

    def make(**files):
        folder = tmp_path_factory.mktemp("views")
        (folder / "project.yml").write_text("name: Islands\n", encoding="utf-8")
        (folder / "data").mkdir()
        for name, text in files.items():
            (folder / "data" / f"our {name}.csv").write_text(text, encoding="utf-8")
        return folder

    return make


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, views_project):
    return run_exercise(NAME, views_project())


@pytest.fixture(scope="session")
def elsewhere(run_exercise, views_project):
    return run_exercise(NAME, views_project(**FILES))


@pytest.fixture(scope="session")
def sample_tables(checkout):
    names = ("views_survey", "people_served", "views_comments", "contact_log")
    return [pd.read_csv(checkout / "data/sample" / f"{name}.csv") for name in names]


def test_the_planted_stories_are_found(on_the_sample):
    said = on_the_sample.said
    assert on_the_sample.stopped_at == "", on_the_sample.reason
    assert "Locality D are 25% of people and gave 6% of answers" in said("who-table")
    assert "85+ are 33% of people and gave 6% of answers" in said("who-table")
    assert "Fewest agree with “I feel supported to care”: 22%" in said("said-chart")
    assert "Locality C stands apart on “Services worked together”: 22%" in said("said-groups")
    assert "14 of 21 differences are between “Faces that change” and “Time of visits”" in said(
        "themes-apart"
    )
    assert "“The carer&#x27;s own life” (Unpaid carer, 13 comments)" in said("themes-groups")
    assert "39.7% (95% limits 34.9% to 44.8%)" in said("failure-chart")
    assert "29 of 50 differences are about one kind: “Changing the time of a visit”" in said(
        "failure-coders"
    )


def test_the_first_place_does_not_hold_when_two_themes_are_one(on_the_sample):
    assert "Waiting is the most frequent theme: 34 of 138" in on_the_sample.said("themes-chart")
    joined = on_the_sample.said("themes-joined")
    assert "Faces that change or time of visits is the most frequent theme: 44 of 152" in joined


def test_shares_and_limits_agree_with_statsmodels(on_the_sample, sample_tables):
    survey = sample_tables[0]
    for statement, part in survey.groupby("question"):
        agree, asked = int((part["answer"] >= 4).sum()), len(part)
        lower, upper = proportion_confint(agree, asked, method="wilson")
        told = f"{statement}: {100 * agree / asked:.0f}% ({100 * lower:.0f}% to {100 * upper:.0f}%)"
        assert told in on_the_sample.said("said-chart")


def test_kappa_agrees_with_another_library(on_the_sample, sample_tables):
    for table, cell in ((sample_tables[2], "themes-chart"), (sample_tables[3], "failure-coders")):
        kappa = cohens_kappa(pd.crosstab(table["coder_1"], table["coder_2"]).to_numpy()).kappa
        assert f"Kappa is {kappa:.2f}" in on_the_sample.said(cell)


def test_the_panel_is_worked_out_as_by_hand(on_the_sample, sample_tables):
    survey, served = sample_tables[:2]
    asked = survey[survey["question"] == "Services worked together"]
    others = 100 * (asked.loc[asked["locality"] != "Locality D", "answer"] >= 4).mean()
    places = served[served["split"] == "Locality"].set_index("group")["people"]
    weight = places["Locality D"] / places.sum()
    low = (1 - weight) * others + weight * max(0, others - 40)
    told = f"If Locality D agree 40 points less often than others, it is {low:.0f}%"
    assert told in on_the_sample.said("what-if-panel")
    assert "I feel supported to care" not in on_the_sample.said("what-if-panel"), "only carers"


def test_every_figure_of_the_sample_is_marked(on_the_sample):
    made = [
        *("load-survey", "load-served", "load-comments", "load-log", "who-table", "who-chart"),
        *("said-chart", "said-groups", "themes-chart", "themes-apart", "themes-joined"),
        *("themes-groups", "failure-chart", "failure-coders", "found-words", "found-said"),
        *("found-themes", "found-demand", "what-if-panel", "record-heard", "record-themes"),
        *("record-demand", "hand-on"),
    ]
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []


def test_what_is_handed_on_is_right_and_holds_nobody_s_words(on_the_sample, sample_tables):
    log = yaml.safe_load((on_the_sample.folder / "products.yml").read_text(encoding="utf-8"))
    numbers = {one["id"]: one for one in log}
    comments, contacts = sample_tables[2:]
    agreed = comments[comments["coder_1"] == comments["coder_2"]]["coder_1"].value_counts()
    settled = contacts[contacts["coder_1"] == contacts["coder_2"]]
    failed = settled[settled["coder_1"] == "failure"]
    assert numbers[f"{NAME}/top-theme-share"]["value"] == pytest.approx(
        100 * agreed.iloc[0] / agreed.sum()
    )
    assert numbers[f"{NAME}/failure-demand-share"]["value"] == pytest.approx(
        100 * len(failed) / len(settled)
    )
    assert numbers[f"{NAME}/first-cause-contacts"]["value"] == failed["cause"].value_counts().max()
    files = [
        path.read_text(encoding="utf-8") for path in on_the_sample.folder.glob("products/*.csv")
    ]
    assert len(files) == 3
    said = {*comments["comment"], *contacts["said"]}
    assert not [words for words in said if any(words in text for text in files)]


def test_another_partnership_s_people_are_its_own(elsewhere):
    said = elsewhere.said
    assert elsewhere.stopped_at == "", elsewhere.reason
    assert "60 people answered" in said("who-table")
    assert "Isles are 8% of people and gave 0% of answers" in said("who-table")
    assert "Glen stands apart on “I know whom to ring”: 0% agree. Of all others 100% do." in said(
        "said-groups"
    )
    assert "The two coders differ on no item." in said("themes-apart")
    assert "2 of 4 contacts were failure demand: 50.0%" in said("failure-chart")
    made = [cell for cell in elsewhere.cells if not cell.startswith(("do-", "data"))]
    assert [cell for cell in made if "Sample data" in said(cell)] == []


def test_a_group_of_which_nobody_answered_is_in_the_panel(elsewhere):
    """All the answers are those of others: 80% know whom to ring, and 1 in 12 people is theirs."""
    low = (1 - 50 / 610) * 80 + 50 / 610 * 40
    told = f"If Isles agree 40 points less often than others, it is {low:.0f}%"
    assert told in elsewhere.said("what-if-panel")


@pytest.mark.parametrize(
    ("files", "stopped", "said"),
    [
        ({"survey": SURVEY.splitlines()[0] + "\n"}, "load-survey", "only a header"),
        ({"survey": SURVEY.replace(",5\n", ",9\n", 1)}, "load-survey", "answer"),
        ({"served": SERVED.replace(",people", ",persons")}, "load-", "persons"),
        ({"comments": COMMENTS.replace("Rest,Rest", "Rest,")}, "load-comments", "coder_2"),
        ({"log": LOG.replace("failure,failure", "failure,both", 1)}, "load-log", "both"),
        ({"served": SERVED}, "who-table", "do not go together"),
        ({**FILES, "served": SERVED.replace("Age group", "Street")}, "who-table", "Street"),
        (
            {**FILES, "survey": SURVEY.replace("P1,Person,Moor", "P1,Person,Town", 1)},
            "who-table",
            "A person has one group",
        ),
    ],
    ids=["no rows", "a bad answer", "a renamed column", "a blank", "a third kind",
         "files of two partnerships", "a split nobody has", "one person in two places"],
)  # fmt: skip
def test_a_broken_file_stops_in_plain_words(run_exercise, views_project, files, stopped, said):
    shown = run_exercise(NAME, views_project(**files))
    assert shown.stopped_at.startswith(stopped)
    assert said in shown.reason
    assert "Traceback" not in shown.reason
