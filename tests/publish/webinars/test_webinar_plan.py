"""The plans of webinars: what is read, and what is refused."""

from pathlib import Path

import pytest

from playbook.framework.register import UnknownNameError
from playbook.places import pack
from playbook.publish.webinars import content
from playbook.publish.webinars.plan import PlanError, find_plan, plans, read_plan
from playbook.publish.webinars.policy import policy
from playbook.publish.webinars.polls import offered

OVERVIEW = pack("book", "webinars", "overview.yml")


def edited(folder: Path, old: str, new: str) -> Path:
    text = OVERVIEW.read_text(encoding="utf-8")
    assert old in text
    path = folder / "overview.yml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    leads: chat\n", "    leads: chatt\n", 'Did you mean "chat"?'),
        ("kind: welcome", "kind: wellcome", 'Did you mean "welcome"?'),
        ("minutes: 75", "minutes: 60", "the segments take 75 minutes, and 60 are advertised"),
        ("short: 45", "short: 50", "the short cut takes 45 minutes, and 50 are advertised"),
        ("    skip: true\n", "", "is left out of the short cut, so it needs skip: true"),
        ("action: Send", "actoin: Send", 'Did you mean "action"?'),
        (
            "[commissioning-cycle/tuesday]",
            "[commissioning-cycle/tuseday]",
            'Did you mean "tuesday"?',
        ),
        ("[1, 2, 3, 4]", "[1, 2, 9]", "block 9 is not there: commissioning-cycle/tuesday has 5"),
        ("figure: commissioning-cycle/show-cycle", "figure: commissioning-cycle/opening", "no fig"),
        ("table: roles-and-skills/show-levels", "table: roles-and-skills/imports", "shows nothing"),
        ("activity: commissioning-cycle/which-stage", "activity: commissioning-cycle/x", "activi"),
        ("[roles-and-skills/notes-skills]", "[roles-and-skills/skills]", "not a note for facilit"),
        ("only: [shared-words,", "only: [shared-wrods,", 'Did you mean "shared-words"?'),
        ("    poll: need\n", "    poll: nead\n", 'Did you mean "need"?'),
        ("purpose: action", "purpose: need", "no poll asks for this purpose: action"),
        (
            "  - roles-and-skills/name-support\n",
            "  - roles-and-skills/match-roles\n",
            '"roles-and-skills/match-roles" is practised in no poll, demo or group',
        ),
        ("id: overview", "id: over", "does not match the file's name"),
    ],
)
def test_what_is_wrong_with_a_plan_is_said_with_its_place(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    with pytest.raises(PlanError, match="Nothing was made") as refused:
        read_plan(edited(tmp_path, old, new))
    assert told in str(refused.value)
    assert "overview.yml, line" in str(refused.value)


def test_a_break_may_not_stand_near_the_end(tmp_path: Path) -> None:
    text = OVERVIEW.read_text(encoding="utf-8")
    start, end = text.index("  - id: pause"), text.index("  - id: gap")
    pause = text[start:end]
    moved = text[:start] + text[end:].replace("  - id: close\n", pause + "  - id: close\n", 1)
    path = tmp_path / "overview.yml"
    path.write_text(moved, encoding="utf-8")
    with pytest.raises(PlanError) as refused:
        read_plan(path)
    assert "A break belongs after minute 20 and before the last 15" in str(refused.value)
    assert "45 are the most that people sit through" in str(refused.value)


def test_the_name_of_a_webinar_that_does_not_exist_brings_the_list() -> None:
    with pytest.raises(UnknownNameError, match='Did you mean "overview"'):
        find_plan("overveiw")


@pytest.mark.parametrize("plan", plans(), ids=lambda plan: plan.id)
def test_each_webinar_has_three_polls_that_a_platform_can_hold(plan) -> None:
    assert {poll.purpose for poll in plan.polls} == set(policy().purposes)
    for poll in plan.polls:
        offers = offered(poll).offers
        assert 2 <= len(offers) <= 10
        assert len({offer.text for offer in offers}) == len(offers)


@pytest.mark.parametrize("plan", plans(), ids=lambda plan: plan.id)
def test_each_webinar_lasts_75_minutes_and_has_a_cut_of_45(plan) -> None:
    assert sum(segment.minutes for segment in plan.segments) == plan.minutes == 75
    assert sum(segment.short for segment in plan.part(short=True)) == plan.short == 45
    kept = {segment.kind for segment in plan.part(short=True)}
    assert {"welcome", "breakout", "feedback", "close"} <= kept


@pytest.mark.parametrize("plan", plans(), ids=lambda plan: plan.id)
def test_no_note_brings_the_time_that_a_module_takes(plan) -> None:
    notes = [
        block for part in plan.segments for each in part.notes for block in content.notes(each)
    ]
    assert notes
    assert not any("Time:" in block.html or "Time:" in block.text for block in notes)
