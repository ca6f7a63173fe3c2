"""Another partnership names itself, its bodies and its roles, and the whole book follows."""

import html
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from playbook.framework import framework

MADE_FROM_THE_FRAMEWORK = (
    "modules/governance.ipynb",
    "modules/roles-and-skills.ipynb",
    "modules/review.ipynb",
)
OURS_AND_THEIRS = {
    "roles.yml": ("name: Sponsor and governor", "name: Keeper of the mandate"),
    "stages.yml": (
        "  - id: analyse\n    name: Analyse",
        "  - id: analyse\n    name: Listen and count",
    ),
    "outcomes.yml": ("name: Support for carers", "name: Carers come first"),
}
PARTNERSHIP = """
name: Health and Social Care Nairn
short_name: Nairn
area: Nairn
chart_caption: The governance of our partnership.
codes: [{id: council-area, name: Nairn, code: S00000000}]
bodies:
  - {id: joint, name: Nairn Joint Board, kind: board, decides: Agrees the plan., row: 1}
  - {id: trust, name: Nairn Health Board, kind: organisation, decides: Gives care., row: 2}
  - {id: town, name: Nairn Council, kind: organisation, decides: Gives help., row: 2}
links:
  - {start: joint, text: directs, label: directs, end: trust, stated: true}
  - {start: joint, text: directs, label: directs, end: town, stated: true}
"""


@pytest.fixture(scope="module")
def nairn(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built book of a partnership that has files of its own, and no other change."""
    folder = tmp_path_factory.mktemp("nairn")
    ours = folder / "framework"
    ours.mkdir()
    (ours / "partnership.yml").write_text(PARTNERSHIP, encoding="utf-8")
    for name, (word, theirs) in OURS_AND_THEIRS.items():
        text = (checkout / "src/playbook/framework" / name).read_text(encoding="utf-8")
        assert text.count(word) == 1
        (ours / name).write_text(text.replace(word, theirs), encoding="utf-8")
    copy = folder / "playbook"
    unwanted = shutil.ignore_patterns(".*", "_build", "tests", "benchmarks", "*.egg-info")
    shutil.copytree(checkout, copy, ignore=unwanted)
    run(copy, ours, "notebooks", "--execute", *MADE_FROM_THE_FRAMEWORK)
    run(copy, ours, "build")
    return copy / "_build" / "html"


def run(copy: Path, framework_folder: Path, *words: str) -> None:
    own = {"PYTHONPATH": str(copy / "src"), "PLAYBOOK_FRAMEWORK": str(framework_folder)}
    done = subprocess.run(
        [sys.executable, "-m", "playbook.cli", *words],
        cwd=copy,
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def words(page: Path) -> str:
    plain = re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8"))
    return re.sub(r"\s+", " ", html.unescape(plain))


@pytest.mark.parametrize("name", ["Nairn Joint Board", "Nairn Health Board", "Nairn Council"])
def test_the_chart_of_who_decides_shows_the_bodies_of_the_partnership(nairn: Path, name: str):
    assert name in words(nairn / "modules" / "governance.html")


def test_the_bodies_of_moray_are_gone_from_the_chart(nairn: Path):
    drawn = (nairn / "modules" / "governance.html").read_text(encoding="utf-8")
    chart = drawn[drawn.index('<svg class="') :]
    chart = chart[: chart.index("</svg>")]
    assert "Moray" not in chart


def table(page: Path, caption: str) -> str:
    """The table of a page with a caption, as words."""
    text = page.read_text(encoding="utf-8")
    (found,) = re.findall(rf"<caption>{re.escape(caption)}</caption>.*?</table>", text, re.DOTALL)
    return re.sub(r"<[^>]+>", " ", found)


def test_the_roles_of_the_partnership_replace_ours(nairn: Path):
    roles = table(
        nairn / "modules" / "roles-and-skills.html",
        "The four roles of a project team (working names)",
    )
    assert "Keeper of the mandate" in roles
    assert framework().team.roles["sponsor"].name not in roles


def test_a_stage_has_the_name_that_the_partnership_gives_it(nairn: Path):
    page = (nairn / "book" / "index.html").read_text(encoding="utf-8")
    (card,) = re.findall(r'<li class="pb-card pb-stage-analyse">.*?</h3>', page, re.DOTALL)
    assert card.endswith("Listen and count</h3>")
    assert "Listen and count" in words(nairn / "book" / "framework.html")
    skills = table(
        nairn / "modules" / "roles-and-skills.html",
        "What each role should be able to do, stage by stage",
    )
    assert "Keeper of the mandate: listen and count" in skills


def test_the_outcomes_of_the_partnership_replace_ours(nairn: Path):
    page = words(nairn / "modules" / "review.html")
    carers = framework().outcomes["carers"]
    assert f"{carers.number}. Carers come first" in page
    assert f"{carers.number}. {carers.name}" not in page
