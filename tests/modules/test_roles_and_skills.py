"""The module on roles and skills is honest about names, and its numbers come from the sample."""

from pathlib import Path

import pytest

from playbook.data import load
from playbook.framework import framework
from playbook.team import skills_gap

MODULES = Path(__file__).resolve().parents[2] / "modules"
pytestmark = pytest.mark.parametrize(
    "module", [MODULES / "roles-and-skills.ipynb"], indirect=True, ids=["roles-and-skills"]
)

# What a learner reads or does for each element of the framework.
TAUGHT = {
    "M64": "The framework expects teams with many skills",
    "M65": "which names four key roles",
    "M66": "Before the work begins, put a named person in each role",
    "M67": "A project with no protected time does not run slowly",
    "H14": "to understand what support partnerships needed",
    "H20": "national guidance of 2012, made for older people’s services",
    "H21": "one part of the 2012 framework is still worth using: the skills analysis",
    "H32": "strategic planning, locality planning and community planning groups",
    "H35": "Analysts of the Local Intelligence Support Team work inside partnerships",
}


def test_every_element_it_covers_is_taught(module, texts_of):
    told = [text for one in module.definition.activities for text in texts_of(one)]
    page = " ".join("\n".join([*module.prose, *told]).split())
    assert set(module.definition.covers) == set(TAUGHT) <= set(framework().elements)
    assert [element for element, words in TAUGHT.items() if words not in page] == []


def test_the_roles_stand_under_the_words_that_say_whose_names_they_are(module):
    sources = {cell.id: cell.source for cell in module.cells}
    assert "framework().team.wording" in sources["show-roles"]
    assert "roles_table()" in sources["show-roles"]
    assert framework().team.working_names
    for name in ("sort-duties", "check-role"):
        activity = module.definition.activity(name)
        assert "working names" in activity.intro + activity.question


def test_duties_are_sorted_into_the_roles_of_the_framework(module):
    asked = module.definition.activity("sort-duties").asked()
    assert [(bin_["id"], bin_["label"]) for bin_ in asked["bins"]] == [
        (role.id, role.name) for role in framework().roles.values()
    ]
    assert {item["bin"] for item in asked["items"]} == set(framework().roles)


def test_the_hours_of_a_lead_add_up_to_the_answer(module):
    namespace = run(module, "show-hours")
    assert namespace["hours"] == module.definition.activity("hours-a-week").asked()["answer"]
    assert namespace["hours"] / 7.5 == 2


def test_without_t3_six_skills_fall_short_and_three_others_rest_on_one_person(module):
    namespace = run(module, "show-plan-skills", "show-without")
    team, without = namespace["team"], namespace["without"]
    assert (len(team.table), len(team.gaps)) == (19, 3)
    assert len(without.gaps) == module.definition.activity("without-t3").asked()["answer"] == 6
    lost = {"Build models", "Make control charts", "Standardise rates"}
    assert set(without.gaps["skill"]) - set(team.gaps["skill"]) == lost
    before, after = team.single_points_of_failure, without.single_points_of_failure
    assert len(before) == len(after) == 3
    assert not set(before) & set(after)
    scores = load("staff_skills").table
    assert (scores["person"] == "T3").sum() == 9


def test_the_first_gap_is_the_one_that_the_question_names(module):
    needed, scores = load("skills_required").table, load("staff_skills").table
    first = skills_gap(scores, needed, stage="plan").gaps.iloc[0]
    assert (first["skill"], first["required"], first["importance"]) == (
        "Assess equality impact", 3, 3,
    )  # fmt: skip
    levels = scores[scores["skill"] == first["skill"]].set_index("person")["level"]
    assert levels.to_dict() == {"T2": 1, "T6": 2}
    staff = load("staff_skills").table["person"].nunique()
    assert staff == 9


def test_the_check_on_skills_agrees_with_the_package(module):
    people = {"A": {"Plan the workforce": 4}, "B": {"Plan the workforce": 2},
              "C": {"Plan the workforce": 1}}  # fmt: skip
    need = [{"skill": "Plan the workforce", "stage": "implement", "level": 3, "importance": 3}]
    row = skills_gap(people, need).table.iloc[0]
    assert (row["gap"], row["single_point_of_failure"]) == (0, True)
    assert module.definition.activity("check-skills").asked()["right"] == [
        "There is no gap, but it rests on one person."
    ]


def test_the_support_list_stands_before_the_check_and_names_eight_needs(module):
    used = module.used
    assert used.index("support-needs") == used.index("check-role") - 1
    assert len(module.definition.activity("support-needs").statements) == 8


def run(module, *cell_ids):
    """Run the imports and some cells of the page, and give the names they made."""
    sources = {cell.id: cell.source for cell in module.cells}
    namespace = {}
    for name in ("imports", *cell_ids):
        exec(sources[name], namespace)  # noqa: S102  # our own cells
    return namespace
