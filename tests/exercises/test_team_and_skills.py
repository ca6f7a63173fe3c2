"""The exercise tells time from hope, and finds what rests on one person, for any team."""

from datetime import date, timedelta

import pytest
import yaml

NAME = "team-and-skills"
LATER = date.today() + timedelta(days=400)
TEAM = f"""role,post,days_needed,days_agreed,agreed_by,until,stand_in
lead,Locality manager,1,1,Head of service,{LATER},Deputy manager
specialist,Housing officer,0.5,0.25,Head of housing,{LATER},Housing team
partner,Families group,0.5,0.5,Families group,2020-03-31,Other families
"""
SCORES = """person,role,skill,level
P1,lead,Lead change,3
P1,lead,Plan the move,2
P2,specialist,Find homes,4
P3,partner,Say what matters,3
P4,partner,Say what matters,3
"""
NEEDED = """skill,stage,level,importance
Lead change,implement,3,3
Plan the move,plan,3,3
Find homes,plan,3,2
Say what matters,analyse,3,3
"""


def _project(folder, **files):
    (folder / "project.yml").write_text("name: Glen House\n", encoding="utf-8")
    (folder / "data").mkdir()
    for name, text in files.items():
        (folder / "data" / f"our {name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, tmp_path_factory):
    return run_exercise(NAME, _project(tmp_path_factory.mktemp("sample")))


@pytest.fixture(scope="session")
def on_another(run_exercise, tmp_path_factory):
    folder = tmp_path_factory.mktemp("another")
    return run_exercise(NAME, _project(folder, team=TEAM, scores=SCORES, needed=NEEDED))


def test_what_is_planted_in_the_sample_is_found(on_the_sample):
    assert on_the_sample.stopped_at == ""
    said = on_the_sample.said
    assert "7 days a week, and 5 are agreed" in said("roles-table")
    problems = said("time-problems")
    assert "Public health adviser: Nobody has agreed to free the time." in problems
    assert "The time ends on 31 March 2026" in problems
    assert "first comes Assess equality impact" in said("interpret-sentences")
    assert "If T3 left, 3 skills more would fall short" in said("one-sentence")
    assert "Today 3 of 19 skills fall short" in said("what-if-panel")


def test_the_sample_is_marked_wherever_it_shows(on_the_sample):
    made = ("load-team", "load-skills", "load-needed", "roles-table", "time-table",
            "time-problems", "skills-map", "one-sentence", "what-if-panel", "learning-table",
            "interpret-sentences", "record-evidence", "hand-on")  # fmt: skip
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []


def test_another_team_gets_its_own_answers(on_another):
    assert on_another.stopped_at == ""
    roles = on_another.said("roles-table")
    assert "3 of 4 roles have a post" in roles
    assert "2 days a week, and 1.75 are agreed" in roles
    assert "Sponsor and governor: no post fills this role." in on_another.said("time-problems")
    assert "agreed until 31 March 2020, which has passed" in on_another.said("time-problems")
    found = on_another.said("interpret-sentences")
    assert "1 of 4 skills falls short; first comes Plan the move (plan)" in found
    assert "If P1 left, 1 skill more would fall short: Lead change" in found
    assert [c for c in on_another.cells if "sample data" in on_another.said(c).lower()] == []


def test_no_score_of_a_person_leaves_the_team(on_another):
    folder = on_another.folder
    handed = [file for file in (folder / "products").iterdir() if file.suffix == ".csv"]
    texts = [file.read_text(encoding="utf-8-sig") for file in handed]
    texts += [(folder / name).read_text(encoding="utf-8") for name in ("evidence.yml",
                                                                       "products.yml")]  # fmt: skip
    assert len(handed) == 3
    assert not [text for text in texts if "P1" in text or "P2" in text]


def test_a_project_keeps_the_numbers(on_another):
    products = yaml.safe_load((on_another.folder / "products.yml").read_text(encoding="utf-8"))
    values = {record["id"]: record.get("value") for record in products}
    assert values["team-and-skills/days-missing"] == 0.25
    assert values["team-and-skills/skills-short"] == 1


def test_one_file_of_their_own_leaves_the_whole_marked(run_exercise, tmp_path):
    shown = run_exercise(NAME, _project(tmp_path, team=TEAM))
    assert shown.stopped_at == ""
    assert "Sample data" not in shown.said("roles-table")
    for cell in ("one-sentence", "interpret-sentences", "record-evidence", "hand-on"):
        assert "Sample data" in shown.said(cell)


@pytest.mark.parametrize(
    ("name", "text", "stopped", "told"),
    [
        ("team", TEAM.splitlines()[0] + "\n", "load-team", "only a header"),
        ("team", TEAM.replace("lead,Locality", "leader,Locality"), "load-team", "lead"),
        ("team", TEAM.replace("days_agreed", "days agreed"), "load-team", "days_agreed"),
        ("team", TEAM.replace("Housing officer", "Ms Grant"), "load-team", "person's name"),
        ("scores", SCORES.replace(",4\n", ",7\n"), "load-skills", "level"),
        ("needed", NEEDED.replace(",plan,3,2", ",planning,3,2"), "load-skills", "stage"),
    ],
)
def test_a_spoilt_file_stops_at_the_load_step_in_plain_words(
    run_exercise, tmp_path, name, text, stopped, told
):
    files = {"team": TEAM, "scores": SCORES, "needed": NEEDED} | {name: text}
    shown = run_exercise(NAME, _project(tmp_path, **files))
    assert shown.stopped_at == stopped
    assert told in shown.reason
    for noise in ("Traceback", "Error", "---->"):
        assert noise not in shown.reason
    assert not (tmp_path / "evidence.yml").exists()
