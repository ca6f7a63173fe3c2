"""The framework's data is whole, its names agree, and another partnership can bring its own."""

import re
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from pathlib import Path
from shutil import copy

import pytest
import yaml

from playbook.framework import FrameworkError, UnknownNameError, framework, governance
from playbook.framework import reader as reader_module
from playbook.framework.rules import STAGES

OURS = Path(reader_module.__file__).parent
FILES = sorted(path.name for path in OURS.glob("*.yml"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "framework"
    place.mkdir()
    return place


def change(folder: Path, name: str, edit: Callable[[str], str]) -> None:
    text = (OURS / name).read_text(encoding="utf-8")
    edited = edit(text)
    assert edited != text, "the test changed nothing"
    (folder / name).write_text(edited, encoding="utf-8")


def problems_of(folder: Path) -> str:
    with pytest.raises(FrameworkError) as refused:
        framework(folder)
    return str(refused.value)


def test_every_element_of_both_documents_is_there_exactly_once() -> None:
    moray = [f"M{number:02d}" for number in range(1, 69)]
    hub = [f"H{number:02d}" for number in range(1, 63)]
    assert list(framework().elements) == moray + hub


def test_an_elements_letter_tells_its_document() -> None:
    seeds = {element.id[0]: element.seed for element in framework().elements.values()}
    assert seeds == {"M": "moray", "H": "ihub"}


def test_no_two_elements_share_a_name() -> None:
    names = [element.name for element in framework().elements.values()]
    assert len(set(names)) == len(names)


def test_the_stages_stand_in_the_order_of_the_cycle() -> None:
    stages = framework().stages
    assert tuple(stages) == STAGES == ("analyse", "plan", "implement", "review")
    assert [s.shape for s in stages.values()] == ["circle", "square", "triangle", "diamond"]
    assert stages["implement"].also_called == ("do",)


def test_what_is_expected_in_each_stage_is_what_the_source_tables_list() -> None:
    counted = {
        (stage.id, approach): [
            e for x in stage.expects if x.approach == approach for e in x.elements
        ]
        for stage in framework().stages.values()
        for approach in framework().approaches
    }
    assert counted == {
        ("analyse", "commissioning"): ["M08", "M09", "M10", "M11"],
        ("analyse", "improvement"): ["M30", "M31", "M32", "M33", "M34"],
        ("plan", "commissioning"): ["M12", "M13"],
        ("plan", "improvement"): ["M35", "M36"],
        ("implement", "commissioning"): ["M14", "M15"],
        ("implement", "improvement"): ["M37", "M38"],
        ("review", "commissioning"): ["M16", "M17"],
        ("review", "improvement"): ["M39", "M40"],
    }


def test_an_element_expected_in_a_stage_says_so_itself() -> None:
    for stage in framework().stages.values():
        for expected in stage.expects:
            for name in expected.elements:
                element = framework().elements[name]
                assert element.stages == (stage.id,)
                assert element.approaches == (expected.approach,)


def test_commissioning_has_six_principles_and_improvement_has_five() -> None:
    counted = {a.id: len(a.principles) for a in framework().approaches.values()}
    assert counted == {"commissioning": 6, "improvement": 5}
    assert [(r.start, r.verb) for r in framework().relations] == [
        ("commissioning", "drives"),
        ("improvement", "informs"),
    ]


def test_the_only_unstated_link_is_that_of_the_community_planning_board() -> None:
    unstated = [x.start for x in framework().partnership.links if not x.stated]
    assert unstated == ["community-planning"]


def test_open_data_codes_are_those_of_moray() -> None:
    codes = {code.id: code.code for code in framework().partnership.codes.values()}
    assert codes["council-area"] == "S12000020"
    assert codes["partnership-area"] == "S37000019"
    assert codes["health-board"] == "S08000020"
    assert codes["hospital"] == "N411H"


def test_the_four_roles_say_that_their_names_are_working_names() -> None:
    team = framework().team
    assert team.working_names
    assert "not available to us" in team.wording
    assert len(team.roles) == 4
    assert [level.score for level in team.levels] == [0, 1, 2, 3, 4]
    for role in team.roles.values():
        assert [skills.stage for skills in role.skills] == list(STAGES)
        assert role.skills_in("review")


def test_there_are_nine_outcomes_in_their_order() -> None:
    assert [o.number for o in framework().outcomes.values()] == list(range(1, 10))


def test_only_what_was_read_in_a_copy_is_called_established() -> None:
    established = {(x.ring, x.stage) for x in framework().rings.activities if x.established}
    assert established == {("outer", "analyse")}
    assert "Institute of Public Care" in framework().rings.credit


def test_the_framework_cannot_be_changed_once_read() -> None:
    with pytest.raises(FrozenInstanceError):
        framework().stages["plan"].name = "Scheme"  # type: ignore[misc]


def test_asking_for_a_name_that_does_not_exist_lists_those_that_do() -> None:
    with pytest.raises(UnknownNameError) as refused:
        framework().stages["planning"]
    assert str(refused.value) == (
        '"planning" is not one of the stages: analyse, plan, implement, review. '
        'Did you mean "plan"?'
    )
    assert framework().stages.get("planning") is None


NEIGHBOUR = """
name: Health and Social Care Nairn
short_name: Nairn
area: Nairn
chart_caption: The governance of our partnership.
codes: [{id: council-area, name: Nairn, code: S00000000}]
bodies:
  - {id: joint, name: Nairn Joint Board, kind: board, decides: Agrees the plan., row: 1}
  - {id: trust, name: Nairn Health Board, kind: organisation, decides: Gives care., row: 2}
  - {id: town, name: Nairn Council, kind: organisation, decides: Gives care., row: 2}
links:
  - {start: joint, text: directs, label: directs, end: trust, stated: true}
  - {start: joint, text: directs, label: directs, end: town, stated: true}
  - {start: trust, text: works with, label: works with, end: town, stated: true}
"""


def test_another_partnership_changes_one_file_and_its_names_reach_the_chart(folder: Path) -> None:
    (folder / "partnership.yml").write_text(NEIGHBOUR, encoding="utf-8")
    theirs = framework(folder)
    assert theirs.partnership.name == "Health and Social Care Nairn"
    assert theirs.stages["plan"].name == "Plan"
    shown = governance(theirs)
    page = shown.html()
    for name in ("Nairn Joint Board", "Nairn Health Board", "Nairn Council"):
        assert name in shown.description
        assert name in shown.table.to_string()
        assert name.split()[-1] in page
    assert "Moray" not in page
    assert "Nairn" not in governance().html()


def test_the_environment_can_name_the_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "partnership.yml").write_text(NEIGHBOUR, encoding="utf-8")
    monkeypatch.setenv("PLAYBOOK_FRAMEWORK", str(folder))
    assert framework().partnership.area == "Nairn"
    assert "Nairn Council" in governance().html()


def test_roles_can_be_replaced_by_the_checked_ones(folder: Path) -> None:
    change(
        folder,
        "roles.yml",
        lambda text: text.replace("working_names: true", "working_names: false"),
    )
    assert not framework(folder).team.working_names
    assert framework().team.working_names


def test_a_changed_file_is_read_again(folder: Path) -> None:
    file = folder / "partnership.yml"
    file.write_text(NEIGHBOUR, encoding="utf-8")
    assert framework(folder).partnership.area == "Nairn"
    file.write_text(NEIGHBOUR.replace("area: Nairn", "area: Nairnshire"), encoding="utf-8")
    assert framework(folder).partnership.area == "Nairnshire"


def test_a_stage_may_take_another_name(folder: Path) -> None:
    change(folder, "stages.yml", lambda text: text.replace("name: Implement", "name: Do"))
    assert framework(folder).stages["implement"].name == "Do"


BAD = {
    "a misspelt field": (
        "partnership.yml",
        "    decides: Must follow",
        "    decide: Must follow",
        [
            '"decide" is not one of the fields here: id, name, short_name,',
            'Did you mean "decides"?',
            'bodies 3 (nhs): "decides" is missing.',
        ],
    ),
    "an unknown body": (
        "partnership.yml",
        "end: nhs,",
        "end: nsh,",
        [
            'links 1, end: "nsh" is not one of the bodies: community-planning, board, nhs',
            'Did you mean "nhs"?',
        ],
    ),
    "an unknown element": (
        "stages.yml",
        "elements: [M13]",
        "elements: [M131]",
        [
            'stages 2 (plan), expects 2, elements 1: "M131" is not one of the elements: M01,',
            "and 118 more",
        ],
    ),
    "an unknown stage": (
        "roles.yml",
        "stage: analyse",
        "stage: analysis",
        [
            '"analysis" is not one of the stages: analyse, plan, implement, review.',
            'Did you mean "analyse"?',
        ],
    ),
    "an unknown approach": (
        "approaches.yml",
        "start: commissioning",
        "start: comissioning",
        [
            '"comissioning" is not one of the approaches: commissioning, improvement.',
            'Did you mean "commissioning"?',
        ],
    ),
    "an unknown term": (
        "glossary.yml",
        "see: [mean, run-chart]",
        "see: [mean, run-charts]",
        ['see 2: "run-charts" is not one of the glossary terms', 'Did you mean "run-chart"?'],
    ),
    "an id used twice": (
        "elements.yml",
        "id: M02,",
        "id: M01,",
        ['elements 2 (M01): the id "M01" is already used by number 1.'],
    ),
    "a field written twice": (
        "outcomes.yml",
        "source: In our",
        "source: Theirs.\nsource: In our",
        ['"source" is written twice. Keep one.'],
    ),
    "text where a list belongs": (
        "stages.yml",
        "also_called: [do]",
        "also_called: do",
        ['stages 3 (implement), also_called: expected a list, found "do".'],
    ),
    "a list where text belongs": (
        "rings.yml",
        "middle: People at the centre",
        "middle: [People]",
        ["middle: expected text, found a list."],
    ),
    "a word that YAML reads as yes or no": (
        "roles.yml",
        "name: Sponsor and governor",
        "name: No",
        ["roles 1 (sponsor), name: expected text, found false: put quotes", "if it is a word."],
    ),
    "a number for a text": (
        "rings.yml",
        "name: Procurement",
        "name: 12",
        ["found the number 12: put quotes around it if it is text."],
    ),
    "an empty field": (
        "outcomes.yml",
        "name: Safe from harm",
        "name: ",
        ["outcomes 7 (safety), name: expected text, found nothing."],
    ),
    "a shape that cannot be drawn": (
        "stages.yml",
        "shape: diamond",
        "shape: daimond",
        [
            '"daimond" is not one of the words allowed here: circle, square, triangle, diamond.',
            'Did you mean "diamond"?',
        ],
    ),
    "a colour that does not exist": (
        "stages.yml",
        "colour: plan",
        "colour: purple",
        ['stages 2 (plan), colour: "purple" is not one of the stage colours: analyse,'],
    ),
    "boxes that overlap": (
        "partnership.yml",
        "columns: [4, 5]",
        "columns: [2, 5]",
        ['bodies 4 (council), columns: this overlaps "nhs" in row 3: [1, 2].'],
    ),
    "columns outside the chart": (
        "partnership.yml",
        "columns: [10, 12]",
        "columns: [10, 13]",
        ["expected the first and last of 12 columns, such as [1, 6], found [10, 13]."],
    ),
    "a missing label in a ring": (
        "rings.yml",
        '  - {ring: inner, stage: review, text: "Check contracts, learn"}\n',
        "",
        ['no label for "review" in the ring "inner".'],
    ),
    "broken YAML": (
        "outcomes.yml",
        "outcomes:\n",
        "outcomes: [\n",
        ["this is not YAML that can be read"],
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_in_words_that_help(folder: Path, case: str) -> None:
    name, before, after, expected = BAD[case]
    change(folder, name, lambda text: text.replace(before, after, 1))
    said = problems_of(folder)
    for words in expected:
        assert words in said, said
    assert re.search(rf"{re.escape(name)}, line \d+", said)


def test_the_order_of_stages_is_held(folder: Path) -> None:
    def swap(text: str) -> str:
        whole = yaml.safe_load(text)
        whole["stages"].reverse()
        return str(yaml.safe_dump(whole, sort_keys=False, allow_unicode=True))

    change(folder, "stages.yml", swap)
    assert "must be analyse, plan, implement, review, in this order" in problems_of(folder)


def test_problems_of_several_files_are_told_at_once_with_their_lines(folder: Path) -> None:
    change(folder, "outcomes.yml", lambda text: text.replace("number: 3", "number: three"))
    change(folder, "partnership.yml", lambda text: text.replace("kind: board", "kind: bord"))
    said = problems_of(folder)
    assert said.startswith("The framework has 2 problems. Nothing was used.")
    line = next(
        number
        for number, words in enumerate((folder / "partnership.yml").read_text().splitlines(), 1)
        if "kind: bord" in words
    )
    assert f"partnership.yml, line {line}, bodies 2 (board), kind:" in said
    assert 'outcomes 3 (experience), number: expected a whole number, found "three".' in said


def test_a_file_that_is_not_text_is_refused(folder: Path) -> None:
    (folder / "roles.yml").write_bytes("wording: \u00e9".encode("cp1252"))
    assert "roles.yml, line 1: the file is not UTF-8 text." in problems_of(folder)


def test_an_empty_file_is_refused(folder: Path) -> None:
    (folder / "rings.yml").write_text("", encoding="utf-8")
    assert "rings.yml, line 1: expected fields, each on its own line, found nothing." in (
        problems_of(folder)
    )


def test_a_folder_with_a_misspelt_file_is_refused(folder: Path) -> None:
    copy(OURS / "partnership.yml", folder / "partnershp.yml")
    said = problems_of(folder)
    assert '"partnershp.yml" is not one of the framework\'s files: stages.yml' in said
    assert 'Did you mean "partnership.yml"?' in said


def test_a_folder_that_is_missing_or_empty_is_refused(folder: Path) -> None:
    assert "has none of these files: stages.yml" in problems_of(folder)
    assert "There is no framework folder" in problems_of(folder / "nowhere")


@pytest.mark.parametrize("name", FILES)
def test_any_one_file_can_stand_in_a_folder_of_its_own(folder: Path, name: str) -> None:
    copy(OURS / name, folder / name)
    assert len(framework(folder).elements) == 130
