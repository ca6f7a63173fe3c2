"""A project that was made once, and a copy of it for each test that changes something."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from playbook.kit.project.answers import Answers, read_answers
from playbook.kit.project.new import Made, make_project

MADE_ON = date(2026, 3, 26)
ANSWERS = """\
name: Home First
area: Moray
approach_answers: {change: 2, future: "Yes"}
subjects: [delays]
charter:
  focus_and_purpose: {focus: "People aged 65 and over", purpose: "Home: in the same week"}
  governance_and_leadership:
    governing_body: The Integration Joint Board
    lead: Service manager
  staff_and_resources: Two days a week of a lead, and £60,000
  stakeholders: {key_stakeholders: Carers, groups: A steering group each month}
  activities_and_products: {activities: Five tests, products: A specification}
  timescales_and_contingencies: {timescales: To March 2027, contingencies: Two tests less}
  next_review: 2027-01-15
elements:
  M09: {choice: lightly, reason: The finance team added it up in May}
  M10: {choice: not needed, reason: Done by the programme}
roles: {sponsor: Chief Officer, lead: Jo, specialist: [Analyst, Accountant], partner: Carers}
"""


@pytest.fixture(scope="session")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    file = tmp_path_factory.mktemp("answers") / "answers.yml"
    file.write_text(ANSWERS, encoding="utf-8")
    return read_answers(file)


@pytest.fixture(scope="session")
def made(answers: Answers, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The project of the answers above. Do not change it: ask for ``project`` instead."""
    return make_project("Home First", answers, tmp_path_factory.mktemp("projects"), today=MADE_ON)


@pytest.fixture
def project(made: Made, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made.folder, tmp_path / "home-first"))
