"""The running case: decisions that come back, figures that are published, models that agree."""

import csv
import re

import nbformat
import pytest

from playbook.data import load
from playbook.govern.charter import charter_rules
from playbook.learn.types.effects import effect_of
from playbook.places import pack
from playbook.plan import community_services_required, net_cash_release, score_options
from playbook.plan.community import NEEDED

COVERS = {"H09", *(f"H{number}" for number in range(48, 59))}
DECISIONS = {
    "conditions": "share-money",
    "option": "seam",
    "seam": "pressures",
    "adapt": "my-project",
}


@pytest.fixture
def home_first(module_named):
    """The module on the running case."""
    return module_named("home-first")


@pytest.fixture
def html(home_first):
    """What each cell of the module shows, by its id."""
    notebook = nbformat.read(home_first.path, as_version=4)
    return {
        cell.id: "".join(output.get("data", {}).get("text/html", "") for output in cell.outputs)
        for cell in notebook.cells
        if cell.cell_type == "code"
    }


def yearly(age):
    with pack("data", "published", "moray_delayed_bed_days_yearly.csv").open() as lines:
        rows = [row for row in csv.DictReader(lines) if row["age"] == age]
    return {
        row["financial_year"]: int(row["bed_days"])
        for row in rows
        if row["reason"] == "All Delay Reasons"
    }


def cash():
    return net_cash_release(
        bed_days=2_920,
        beds_closed=8,
        average_gbp_per_day=600,
        variable_gbp_per_day=80,
        step_beds=6,
        step_gbp=350_000,
        reprovision=450_000,
        double_running=120_000,
    )


def test_it_covers_what_good_looks_like_and_the_four_phases(home_first):
    assert set(home_first.definition.covers) == COVERS


def test_each_element_has_something_to_do_of_its_own(home_first):
    taught = {
        "H48": "who-waits",
        "H49": "conditions",
        "H50": "share-money",
        "H51": "option",
        "H52": "option",
        "H53": "cash",
        "H54": "share-money",
        "H55": "check-cash",
        "H56": "cash",
        "H57": "seam",
        "H58": "pressures",
        "H09": "what-good-looks-like",
    }
    assert set(taught) == COVERS
    assert set(taught.values()) <= set(home_first.used)


def test_every_decision_comes_back_in_a_later_activity(home_first):
    followed = {
        one.follows.activity: one.id for one in home_first.definition.activities if one.follows
    }
    assert followed == DECISIONS
    judged = {one.id for one in home_first.definition.activities if one.type == "judge"}
    assert judged == set(DECISIONS)


def test_no_decision_is_punished_with_fewer_words_than_another(home_first):
    """Each course leads somewhere worth reading: none is cut short."""
    for one in home_first.definition.activities:
        if one.follows:
            lengths = [len(text.split()) for text in one.follows.texts.values()]
            assert min(lengths) >= 0.6 * max(lengths), one.id


def test_the_share_of_people_under_75_is_the_published_one(home_first):
    older, everyone = yearly("75plus"), yearly("18plus")
    younger = {year: everyone[year] - older[year] for year in ("2023/24", "2024/25")}
    assert younger == {"2023/24": 2_403, "2024/25": 4_125}
    asked = home_first.definition.activity("who-waits").asked()
    assert asked["answer"] == round(100 * younger["2024/25"] / everyone["2024/25"]) == 32
    assert round(100 * younger["2023/24"] / everyone["2023/24"]) == 20


def test_every_large_figure_is_published_or_said_to_be_sample_data(home_first):
    activities = home_first.definition.activities
    texts = [*home_first.prose, *(text for one in activities for text in one.texts())]
    quoted = set(re.findall(r"(?<![£,\d])\d{1,3},\d{3}\b", "\n".join(texts)))
    assert quoted == {"4,125", "12,737", "2,403", "12,119", "2,920", "2,000", "1,000"}
    for sample in ("cash", "check-cash"):
        assert home_first.definition.activity(sample).intro.startswith("Sample data.")


def test_the_cash_is_what_the_package_works_out(home_first):
    asked = home_first.definition.activity("cash").asked()
    assert asked["answer"] == cash().first_year == 13_600
    assert cash().notional == 1_752_000
    assert 2_920 == 8 * 365


def test_the_expert_shares_the_money_that_the_cash_question_spends(home_first):
    share = home_first.definition.activity("share-money")
    spent = share.shares
    assert sum(spent.values()) == 450_000
    assert avoided(share, spent) == 2_920
    more = dict(spent) | {"reablement": spent["reablement"] + spent["nights"], "nights": 0}
    assert avoided(share, more) - avoided(share, spent) == 100


def avoided(share, shares):
    """Bed days avoided, by the effects that the activity shows."""
    return sum(effect_of(line.effects["bed-days"], shares[line.id]) for line in share.lines)


def test_one_start_too_few_is_about_fifty_more_people_after_a_year(html):
    waits = {
        starts: int(people)
        for starts, people in re.findall(
            r"If (16|17) people a week can start care at home and 22% need it, (\d+) people wait",
            html["starts-panel"],
        )
    }
    assert 45 <= waits["16"] - waits["17"] <= 55


def test_care_at_home_has_fewer_staff_than_its_places_need():
    services = load("community_services").table
    needed = community_services_required(services[["service", *NEEDED]]).table
    care = needed[needed["service"] == "Care at home"]["wte"].iloc[0]
    assert round(care) == 576
    assert services.set_index("service")["wte_in_post"]["Care at home"] == 520


def test_the_agreed_weights_and_those_of_staff_choose_different_options():
    table = load("option_scores").table.pivot(index="option", columns="criterion", values="score")
    weights = load("option_weights").table
    first = {
        group: score_options(table, each.set_index("criterion")["weight"]).best
        for group, each in weights.groupby("group")
    }
    assert first["Agreed"] == ("Home First with a locality team",)
    assert first["Staff"] == ("Home First",)


def test_the_review_finds_what_the_sample_hides(html):
    rows = load("locality_measures").select(
        indicator="Delayed bed days at 75 and over", locality="every"
    )
    whole = rows.groupby("month")[["events", "people"]].sum()
    rate = 1000 * whole["events"] / whole["people"]
    assert (round(rate[:"2024-03"].mean()), round(rate["2024-04":].mean())) == (80, 78)
    fall = rows[rows["locality"] == "Locality B"].set_index("month")["value"]
    assert (round(fall[:"2024-03"].mean()), round(fall["2024-04":].mean())) == (85, 57)
    assert "Locality B: mean 85.3, 12 signals" in html["review-chart"]


def test_carers_and_waits_are_as_the_sample_has_them():
    views = load("views_survey").table
    carers = views[
        (views["who"] == "Unpaid carer") & (views["question"] == "I feel supported to care")
    ]
    assert (carers["answer"] >= 4).mean() < 0.25
    delays = load("delayed_people").table
    waits = delays[
        (delays["reason"] == "Waiting for care at home") & (delays["locality"] == "Locality C")
    ]
    days = (waits["discharge_date"] - waits["ready_date"]).dt.days
    after = waits["ready_date"] >= "2024-09-16"
    assert days[after].median() >= 2 * days[~after].median()


def test_the_capstone_asks_for_the_six_things_of_a_charter_under_the_same_names(home_first):
    fields = home_first.definition.activity("my-project").asked()["fields"]
    written = {field["id"].replace("-", "_"): field["label"] for field in fields}
    six = {thing.id: thing.name for thing in charter_rules().things.values()}
    assert {id_: written[id_] for id_ in six} == six
