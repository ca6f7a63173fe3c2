"""The direction of dependency: what a part of the package may be built on."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

# Each part of the ground may use those on its left.
GROUND = ("places", "framework", "inputs", "tables", "data", "charts")
STAGES = ("analyse", "plan", "implement", "review", "govern", "team")  # not each other
ABOVE = ("learn", "publish")
TOP = ("kit", "cli")
SMALL = ("markup",)  # helps anyone, uses no one

MAY_USE: dict[str, set[str]] = {
    **{part: set(SMALL) | set(GROUND[:place]) for place, part in enumerate(GROUND)},
    **{part: {*SMALL, *GROUND} for part in STAGES},
    "learn": {*SMALL, *GROUND, *STAGES},
    "publish": {*SMALL, *GROUND, *STAGES, "learn"},
    "kit": {*SMALL, *GROUND, *STAGES, *ABOVE},
    "cli": {*SMALL, *GROUND, *STAGES, *ABOVE, "kit"},
    **{part: set() for part in SMALL},
}
PACKAGE = Path(__file__).resolve().parents[1] / "src" / "playbook"


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def used_parts(path: Path) -> Iterator[str]:
    """Name the parts of the package that a file imports, inside functions too."""
    here = ["playbook", *path.relative_to(PACKAGE).with_suffix("").parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = [*here[: len(here) - node.level]] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            modules = [f"{module}.{alias.name}" for alias in node.names]
        else:
            continue
        for module in modules:
            parts = module.split(".")
            if parts[0] == "playbook" and len(parts) > 1 and parts[1] != "__version__":
                yield parts[1]


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_a_part_uses_only_what_lies_below_it(path: Path) -> None:
    part = part_of(path)
    if part == "__init__":
        return
    assert part in MAY_USE, f"{part} has no place in the order yet: give it one in MAY_USE"
    wrong = {used for used in used_parts(path) if used != part} - MAY_USE[part]
    assert not wrong, f"{part} must not use {', '.join(sorted(wrong))}"


def test_the_order_has_no_circle() -> None:
    settled: set[str] = set()
    while len(settled) < len(MAY_USE):
        ready = {part for part, uses in MAY_USE.items() if uses <= settled} - settled
        assert ready, f"a circle among {sorted(MAY_USE.keys() - settled)}"
        settled |= ready


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_direct_dependency_is_pinned(checkout: Path) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text())["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    wanted = [requirement for group in groups for requirement in group]
    names = {normal(re.split(r"[<>=!~ ;\[]", requirement)[0]) for requirement in wanted}
    pins = (checkout / "requirements.txt").read_text().splitlines()
    pinned = {normal(line.split("==")[0]) for line in pins if "==" in line and line[0] != " "}
    assert names <= pinned
    direct, last = set(), ""
    for line in pins:
        if line and line[0] not in " #":
            last = normal(line.split("==")[0])
        elif "commissioning-playbook (pyproject.toml)" in line:
            direct.add(last)
    assert direct == names
