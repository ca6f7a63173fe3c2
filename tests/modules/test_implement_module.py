"""The module on implementing says what the package and the published figures say."""

import csv
import re

import nbformat
import pytest
import yaml

from playbook.implement import coproduction_ladder, involvement_rules
from playbook.places import pack
from playbook.plan import net_cash_release

COVERS = {"M14", "M15", "M26", "M37", "M38", "H16", "H25", "H33", "H57", "H61"}


@pytest.fixture
def implement(module_named):
    """The module on implementing."""
    return module_named("implement")


@pytest.fixture
def html(implement):
    """What each cell of the module shows, by its id."""
    notebook = nbformat.read(implement.path, as_version=4)
    return {
        cell.id: "".join(output.get("data", {}).get("text/html", "") for output in cell.outputs)
        for cell in notebook.cells
        if cell.cell_type == "code"
    }


def care_at_home():
    """The published people and hours of care at home, by census week."""
    with pack("data", "published", "moray_care_at_home.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return {(row["figure"].split()[0], row["period"]): float(row["value"]) for row in rows}


def test_it_covers_the_elements_it_was_made_for(implement):
    assert set(implement.definition.covers) == COVERS


def test_each_element_has_something_to_do_of_its_own(implement):
    taught = {
        "M14": "first-letter",
        "M37": "first-letter",
        "M26": "place-projects",
        "H33": "my-ladder",
        "H16": "strike-line",
        "M15": "want-or-get",
        "H61": "want-or-get",
        "H57": "go-or-wait",
        "H25": "exit-order",
        "M38": "hold-gain",
    }
    assert set(taught) == COVERS
    assert set(taught.values()) <= set(implement.used)


def test_hours_of_care_fell_by_as_much_as_was_published(implement):
    figures = care_at_home()
    people = [figures["People", f"Census week {year}"] for year in ("2020/21", "2023/24")]
    hours = [figures["Hours", f"Census week {year}"] for year in ("2020/21", "2023/24")]
    asked = implement.definition.activity("hours-fell")
    assert asked.asked()["answer"] == 7.5 == round(100 * (1 - hours[1] / hours[0]), 1)
    assert (people, hours) == ([1005, 750], [15705, 14525])
    assert [round(h / p, 1) for h, p in zip(hours, people, strict=True)] == [15.6, 19.4]
    for quoted in ("1,005", "750", "15,705", "14,525", "19.4", "15.6"):
        assert quoted in " ".join(asked.texts())


def test_every_large_figure_is_published_or_said_to_be_made_up(implement, texts_of):
    activities = implement.definition.activities
    texts = [*implement.prose, *(text for one in activities for text in texts_of(one))]
    quoted = set(re.findall(r"£?\d{1,3},\d{3}", "\n".join(texts)))
    assert quoted == {"12,737", "1,005", "15,705", "14,525", "£62,000", "£18,000"}


def test_the_step_of_each_project_follows_the_rule_of_the_ladder(implement):
    bins = implement.definition.activity("place-projects").asked()["items"]
    steps = involvement_rules().ladder
    assert {item["bin"] for item in bins} <= set(steps)
    home_first = coproduction_ladder(
        [{"stage": "plan", "now": "informing", "target": "co-designing", "evidence": "A letter"}]
    )
    assert not home_first.may_claim


def test_weeks_move_one_year_and_beds_move_every_year():
    """What the page says below the panel, on the panel's own numbers."""

    def cash(weeks, beds):
        return net_cash_release(
            bed_days=2_920,
            beds_closed=beds,
            average_gbp_per_day=600,
            variable_gbp_per_day=80,
            step_beds=6,
            step_gbp=350_000,
            reprovision=450_000,
            double_running=weeks * 10_000,
        )

    assert cash(0, 8).recurring == cash(26, 8).recurring
    assert cash(0, 8).first_year > cash(26, 8).first_year
    assert cash(12, 4).recurring < 0 < cash(12, 8).recurring


def test_the_plan_hides_one_problem_and_the_page_shows_it(html):
    shown = html["plan-chart"]
    assert "Go or no-go starts on 24 February 2027, but Fill the night rota in the glens" in shown
    assert shown.count("has to end first, on 5 March 2027") == 1


def test_the_steps_of_an_ending_keep_the_order_of_the_rules(implement, checkout):
    file = checkout / "src" / "playbook" / "implement" / "decommissioning.yml"
    rules = yaml.safe_load(file.read_text(encoding="utf-8"))
    points = [point["id"] for point in rules["points"]]
    assert points == ["decision", "notice", "closing", "after"]
    steps = implement.definition.activity("exit-order").asked()["items"]
    words = ("no longer", "equality", "Board decides", "notice", "side by side", "3, 6 and 12")
    assert all(word in step for word, step in zip(words, steps, strict=True))


def test_the_ladder_is_credited_to_those_who_drew_it(implement):
    text = " ".join(implement.prose)
    assert "Think Local Act Personal" in text
    assert "Arnstein (1969)" in text
    assert "our own words" in text
