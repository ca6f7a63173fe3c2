"""The module on governance teaches every element it names, with rules that the package holds."""

import csv
from pathlib import Path

import pytest

from playbook.data import load
from playbook.framework import framework
from playbook.govern import charter_rules, direction_rules, risk_matrix, risk_register, risk_score

MODULES = Path(__file__).resolve().parents[2] / "modules"
PUBLISHED = MODULES.parent / "data" / "published"
pytestmark = pytest.mark.parametrize(
    "module", [MODULES / "governance.ipynb"], indirect=True, ids=["governance"]
)

# What a learner reads or does for each element of the framework.
TAUGHT = {
    "M47": "Problems, and chances, are seen while there is time to act",
    "M48": "The original chart is lost",
    "M49": "is agreed by the Board",
    "M50": "They must follow it",
    "M51": "Set the policies that drive service improvement",
    "M52": "The Board has oversight of service improvement",
    "M53": "looks across the whole programme on behalf of others",
    "M54": "Focus and purpose",
    "M55": "Governance and leadership",
    "M56": "Staff and resources",
    "M57": "Key stakeholders, steering and reference groups",
    "M58": "Key activities and products",
    "M59": "Timescales and contingencies",
    "M60": "accepts all six before work begins",
    "M61": "Two programmes are named",
    "M62": "Explain what the Moray Alliance did",
    "M63": "Only a label survives: Community Planning Board (LOIP)",
    "H49": "hospital leaders first shape one vision",
}


def everything(module, texts_of):
    told = [text for one in module.definition.activities for text in texts_of(one)]
    labels = [field.label for field in module.definition.activity("your-six").fields]
    return " ".join("\n".join([*module.prose, *told, *labels]).split())


def test_every_element_it_covers_is_taught(module, texts_of):
    page = everything(module, texts_of)
    assert set(module.definition.covers) == set(TAUGHT) <= set(framework().elements)
    assert [element for element, words in TAUGHT.items() if words not in page] == []


def test_the_chart_comes_from_the_framework_and_what_is_open_is_said(module):
    assert "governance()" in [cell.source for cell in module.cells]
    dashed = [link for link in framework().partnership.links if not link.stated]
    undescribed = {body.id for body in framework().bodies.values() if not body.described}
    assert [(link.start, link.end) for link in dashed] == [("community-planning", "board")]
    assert undescribed == {"community-planning", "alliance"}
    assert "One link is dashed" in "\n".join(module.prose)


def test_the_draft_on_the_page_has_the_flaws_that_the_question_asks_for(module):
    namespace = run(module, "check-draft")
    reasons = " ".join(namespace["checked"].reasons)
    assert len(namespace["checked"].reasons) == 3
    assert "Health and Social Care Moray" in reasons
    assert "states the amount set aside" in reasons
    assert "Care at home: It says how the amount" in reasons
    draft = namespace["draft"]
    page = "\n".join(module.prose)
    for words in (draft["text"], draft["outcomes"], f"£{draft['functions'][0]['payment_gbp']:,}"):
        assert words in page


def test_what_is_marked_wrong_about_the_draft_is_only_good_practice_or_allowed(module):
    wrong = {"There is no review date.", "It does not say how the visits are to be organised."}
    asked = module.definition.activity("weak-direction").asked()
    assert set(asked["options"]) - set(asked["right"]) == wrong
    assert direction_rules().requirements["review"].level == "good"
    assert direction_rules().requirements["manner"].level == "may"


def test_the_rule_finds_the_blank_and_lets_the_fog_pass(module):
    shown = run(module, "check-six-things")["found"]
    assert "contingencies is half written" in shown
    assert "Governance and leadership" not in shown


def test_the_worksheet_asks_for_the_six_things_by_their_names(module):
    labels = [field.label for field in module.definition.activity("your-six").fields]
    assert labels[:6] == [thing.name for thing in charter_rules().things.values()]


def test_the_risk_in_the_question_is_a_record_of_the_sample_register(module):
    register = risk_register(load("risks").table, today="2026-01-31").table
    rural = register[register["risk"].str.startswith("Rural rounds")].iloc[0]
    assert (rural["score"], rural["inherent"]) == (12, 9)
    assert rural["control"] == "Rounds drawn again each month"
    assert sum(register["score"] > 12) == 2
    back = register[register["risk"].str.contains("come back")].iloc[0]
    assert (back["score"], back["band"]) == (12, "high")


def test_scores_go_up_as_the_bands_say(module):
    assert (risk_score(4, 4).score, risk_score(4, 4).band) == (16, "high")
    assert risk_score(2, 2).act == "Manage within the project."
    assert "with a plan" in risk_score(4, 4).act
    assert risk_matrix().bands["very high"].from_score == 20


def test_three_projects_of_the_programme_have_exceptions(module):
    board = run(module, "show-programme")["board"].page_table()
    assert (board["Exceptions"] != "None.").sum() == 3
    alarms = board[board["Project"] == "Care alarms"].iloc[0]
    assert "15 October 2026 is overdue" in alarms["Exceptions"]


def test_the_budget_and_its_share_for_each_person_are_published_figures(module):
    budget = one(PUBLISHED / "moray_budget.csv", figure="Revenue budget", period="2025/26")
    asked = module.definition.activity("joint-budget").asked()
    assert asked["answer"] == float(budget["value"]) == 214
    people = one(
        PUBLISHED / "moray_population.csv",
        figure="Population estimate", group="All ages", period="30 June 2023",
    )["value"]  # fmt: skip
    told = " ".join(module.definition.activity("joint-budget").told()["feedback"].values())
    assert f"{int(people):,}" in told
    assert round(214e6 / int(people), -1) == 2260


def one(path, **wanted):
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = [r for r in csv.DictReader(lines) if all(r[k] == v for k, v in wanted.items())]
    assert len(rows) == 1
    return rows[0]


def run(module, cell_id):
    """Run the imports and one cell of the page, and give the names it made."""
    sources = {cell.id: cell.source for cell in module.cells}
    namespace = {}
    exec(sources["imports"], namespace)  # noqa: S102  # our own cells
    exec(sources[cell_id], namespace)  # noqa: S102  # our own cells
    return namespace
