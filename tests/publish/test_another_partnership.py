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

MADE_FROM_THE_FRAMEWORK = ("modules/governance.ipynb", "modules/roles-and-skills.ipynb")
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
    """The built book of a partnership that has two files of its own, and no other change."""
    folder = tmp_path_factory.mktemp("nairn")
    ours = folder / "framework"
    ours.mkdir()
    (ours / "partnership.yml").write_text(PARTNERSHIP, encoding="utf-8")
    roles = (checkout / "src/playbook/framework/roles.yml").read_text(encoding="utf-8")
    renamed = roles.replace("name: Sponsor and governor", "name: Keeper of the mandate")
    assert renamed != roles
    (ours / "roles.yml").write_text(renamed, encoding="utf-8")
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


def test_the_roles_of_the_partnership_replace_ours(nairn: Path):
    page = (nairn / "modules" / "roles-and-skills.html").read_text(encoding="utf-8")
    table = page[page.index("<table") : page.index("</table>")]
    assert "Keeper of the mandate" in table
    assert framework().team.roles["sponsor"].name not in table
