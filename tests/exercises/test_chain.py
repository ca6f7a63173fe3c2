"""One case from the first exercise to the last: what flows from one to the next agrees."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml

import playbook.kit
from playbook.charts import Figure
from playbook.kit.report.make import make_report
from playbook.publish.documents.outline import Section, kinds, outline

CHECKOUT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((CHECKOUT / "exercises").rglob("*.ipynb"))
PRACTICE = CHECKOUT / "exercises" / "products"


@dataclass(frozen=True)
class Carried:
    """A number that one exercise took from another while the case was run."""

    by: str
    from_: str
    number: Any


@dataclass(frozen=True)
class Chain:
    """The whole case, run in one project: each run, what was carried, and what was handed on."""

    runs: Mapping[str, Any]
    carried: tuple[Carried, ...]
    products: Mapping[str, Mapping[str, Any]]
    folder: Path

    def said(self, exercise: str, cell: str) -> str:
        return str(self.runs[exercise].said(cell))

    def value(self, product: str) -> float:
        return float(self.products[product]["value"])

    def says(self, product: str) -> str:
        return str(self.products[product]["says"])


def in_order() -> list[str]:
    """Give the exercises in the order of the book, which is the order of the case."""
    toc = yaml.safe_load((CHECKOUT / "_toc.yml").read_text(encoding="utf-8"))
    files = [each["file"] for part in toc["parts"] for each in part["chapters"]]
    return [Path(file).name for file in files if file.startswith("exercises/")]


@pytest.fixture(scope="module")
def chain(run_exercise, project):
    """Run every exercise in order in one project that has no files of its own.

    Figures are not drawn for the page: it is the numbers that are looked at here.
    """
    folder, runs = project(settings="name: Home First\narea: Moray\n"), {}
    taken: list[Carried] = []
    carried = playbook.kit.carried
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Figure, "_repr_mimebundle_", lambda self, **_: {"text/plain": self.message})
        for name in in_order():

            def spy(exercise: str, number: str, by: str = name) -> Any:
                found = carried(exercise, number)
                taken.append(Carried(by, f"{exercise}/{number}", found))
                return found

            patch.setattr(playbook.kit, "carried", spy)
            runs[name] = run_exercise(name, folder)
    records = yaml.safe_load((folder / "products.yml").read_text(encoding="utf-8"))
    return Chain(runs, tuple(taken), {each["id"]: each for each in records}, folder)


# The links of the chain, read from the notebooks


def links(notebook: Path) -> Iterator[tuple[str, str]]:
    """Give every number that a notebook carries, as the exercise and the id in its Python."""
    for cell in nbformat.read(notebook, as_version=4).cells:
        if cell.cell_type == "code" and "carried(" in cell.source:
            yield from _links_of(ast.parse(cell.source))


def _links_of(cell: ast.Module) -> Iterator[tuple[str, str]]:
    lists = {
        target.id: node.value
        for node in ast.walk(cell)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    loops = (ast.GeneratorExp, ast.ListComp, ast.SetComp, ast.DictComp)
    in_loops = [call for node in ast.walk(cell) if isinstance(node, loops) for call in _calls(node)]
    for node in ast.walk(cell):
        if isinstance(node, loops):
            over = {loop.target.id: loop.iter for loop in node.generators}
            for call in _calls(node):
                yield from _link(call, {**lists, **over}, lists)
    for call in _calls(cell):
        if call not in in_loops:
            yield from _link(call, {}, lists)


def _calls(node: ast.AST) -> list[ast.Call]:
    calls = (each for each in ast.walk(node) if isinstance(each, ast.Call))
    return [call for call in calls if getattr(call.func, "id", "") == "carried"]


def _link(
    call: ast.Call, over: Mapping[str, ast.expr], lists: Mapping[str, ast.expr]
) -> Iterator[tuple[str, str]]:
    """Give what a call carries: one number, or one for each text that a loop goes through."""
    exercise, id_ = call.args
    if not isinstance(id_, ast.Name):
        yield ast.literal_eval(exercise), ast.literal_eval(id_)
        return
    texts = over[id_.id]
    for text in ast.literal_eval(lists[texts.id] if isinstance(texts, ast.Name) else texts):
        yield ast.literal_eval(exercise), text


def practice_numbers() -> dict[str, Mapping[str, Any]]:
    return {
        each["id"]: each
        for path in sorted(PRACTICE.glob("*.yml"))
        for each in yaml.safe_load(path.read_text(encoding="utf-8"))
    }


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_number_that_is_carried_is_handed_on_by_the_exercise_that_is_named(notebook):
    there = practice_numbers()
    wanted = [f"{exercise}/{number}" for exercise, number in links(notebook)]
    assert [each for each in wanted if each not in there] == []


def test_a_link_is_found_however_it_is_written():
    cell = ast.parse(
        'ids = ("one", "two")\n'
        'a, b = (carried("first", each) for each in ids)\n'
        'c = carried("second", "three")\n'
        'd = [carried("third", each) for each in ("four",)]\n'
    )
    assert sorted(_links_of(cell)) == [
        ("first", "one"), ("first", "two"), ("second", "three"), ("third", "four"),
    ]  # fmt: skip


def test_the_case_has_links_from_every_stage_to_a_later_one():
    linked = defaultdict(set)
    for notebook in NOTEBOOKS:
        linked[notebook.stem] |= {exercise for exercise, _ in links(notebook)}
    assert {"delayed-discharges", "demand-to-2035"} <= linked["flow-and-beds"]
    assert {"delayed-discharges", "demand-to-2035", "flow-and-beds"} <= linked["business-case"]
    assert "business-case" in linked["implementation-plan"]
    assert {"business-case", "implementation-plan"} <= linked["impact-report"]


# The case, run from end to end


def test_the_whole_case_runs_in_one_project(chain):
    stopped = {name: run.reason for name, run in chain.runs.items() if run.stopped_at}
    assert stopped == {}


def test_nothing_carried_is_a_practice_number_once_the_project_has_its_own(chain):
    practice = [(each.by, each.from_) for each in chain.carried
                if "to have your own" in each.number.origin]  # fmt: skip
    assert practice == []
    assert all(re.match(r"From [a-z0-9-]+, \d", each.number.origin) for each in chain.carried)


def test_what_was_carried_is_what_stands_in_the_project_at_the_end(chain):
    written = {f"{exercise}/{id_}" for path in NOTEBOOKS for exercise, id_ in links(path)
               if path.stem in chain.runs}  # fmt: skip
    assert {each.from_ for each in chain.carried} == written
    for each in chain.carried:
        assert each.number.value == chain.value(each.from_), each
        assert each.number.says == chain.says(each.from_), each


def test_the_numbers_for_practice_are_those_that_the_exercises_give_today(chain):
    numbers = {id_: each for id_, each in chain.products.items() if each["kind"] == "number"}
    practice = {id_: each for id_, each in practice_numbers().items()
                if id_.partition("/")[0] in chain.runs}  # fmt: skip
    assert set(practice) == set(numbers)
    for id_, each in practice.items():
        assert each["value"] == pytest.approx(numbers[id_]["value"], rel=1e-9), id_
        assert each["says"] == numbers[id_]["says"], id_


def test_a_number_of_the_sample_never_loses_its_mark_on_the_way(chain):
    assert [id_ for id_, each in chain.products.items() if not each.get("sample")] == []
    assert all(each.number.sample for each in chain.carried)


# The same beds


def test_beds_filled_and_needed_are_the_same_in_the_projection_the_flow_and_the_case(chain):
    names = ("occupied-beds-now", "occupied-beds-2035", "beds-needed-now", "beds-needed-2035")
    beds = [round(chain.value(f"demand-to-2035/{name}"), 1) for name in names]
    assert beds == [119.4, 156.4, 141, 184]
    flow, room = (chain.said("flow-and-beds", cell) for cell in ("beds-table", "room-table"))
    assert all(f">{each:.1f}<" in flow for each in (beds[0], beds[2]))
    assert all(f">{each:g}<" in room for each in beds)
    for name in names[:2]:
        says = chain.says(f"demand-to-2035/{name}")
        assert says in chain.said("business-case", "beds-could-close")
    assert f"{beds[0]:g}" in chain.said("demand-to-2035", "steps-table")


def test_a_bed_day_of_2035_is_a_filled_bed_of_2035(chain):
    filled = chain.value("demand-to-2035/bed-days-2035") / 365
    assert filled == pytest.approx(chain.value("demand-to-2035/occupied-beds-2035"))


def test_delayed_beds_are_the_same_in_the_flow_and_the_case_and_lie_inside_the_filled(chain):
    delayed = chain.value("delayed-discharges/delayed-beds")
    days = chain.value("delayed-discharges/delayed-bed-days")
    assert days == pytest.approx(365 * delayed)
    assert f">{delayed:.1f}<" in chain.said("flow-and-beds", "beds-table")
    assert chain.says("delayed-discharges/delayed-bed-days") in (
        chain.said("business-case", "load-files")
    )
    assert f"{days:,.0f} bed days, or {delayed:.1f} beds" in chain.said(
        "delayed-discharges", "look-years"
    )
    to_unblock = chain.value("flow-and-beds/beds-to-unblock")
    filled = chain.value("demand-to-2035/occupied-beds-now")
    assert to_unblock < delayed < filled < chain.value("demand-to-2035/beds-needed-now")


def test_the_beds_that_the_case_promises_are_a_part_of_those_delayed_beds(chain):
    released = chain.value("business-case/beds-released")
    assert released == pytest.approx(0.25 * chain.value("delayed-discharges/delayed-beds"))
    assert chain.says("flow-and-beds/beds-to-unblock") in chain.said("business-case", "beds-flow")
    assert released < chain.value("flow-and-beds/beds-to-unblock")
    assert "within the 10.1" in chain.said("business-case", "beds-flow")


def test_the_promise_is_repeated_word_for_word_in_the_plan_and_the_report(chain):
    says = chain.says("business-case/beds-released")
    assert says in chain.said("implementation-plan", "price-carried")
    assert says in chain.said("impact-report", "load-promise")
    price = chain.says("implementation-plan/double-running-gbp")
    assert price in chain.said("impact-report", "load-price")


def test_next_year_is_compared_with_the_year_that_delayed_discharges_counted(chain):
    ahead = chain.value("delayed-days-by-month/delayed-bed-days-next-year")
    change = 100 * (ahead / chain.value("delayed-discharges/delayed-bed-days") - 1)
    assert f"{change:+.1f}% on 2024/25" in (
        chain.says("delayed-days-by-month/delayed-bed-days-next-year")
    )


# The same people, rates and money


def test_older_people_of_2035_are_the_same_wherever_they_appear(chain):
    says = chain.says("population-and-need/population-75-plus-2035")
    assert says in chain.said("demand-to-2035", "start-carried")
    assert says in chain.said("market-position", "need-ahead")
    assert "The people are the same here" in chain.said("demand-to-2035", "start-agrees")


def test_rates_and_counts_keep_their_value_through_the_report_and_the_evaluation(chain):
    for number in ("rate-before", "rate-after"):
        charted = chain.value(f"control-charts-by-locality/{number}")
        assert chain.value(f"impact-report/{number}") == charted
    better = chain.value("impact-report/measures-better")
    assert chain.value("evaluation/measures-better") == better
    assert "are the ones that this report works out" in chain.said("impact-report", "load-agree")


def test_the_case_costs_about_what_the_options_appraisal_said(chain):
    extra = chain.value("options-appraisal/extra-cost-gbp")
    assert -chain.value("business-case/npv-gbp") == pytest.approx(extra, rel=0.1)


# Papers


def test_papers_hold_the_beds_of_the_exercises(chain):
    wanted = {
        "business-case": ["business-case/beds-released"],
        "needs-assessment": ["demand-to-2035/beds-needed-now", "demand-to-2035/beds-needed-2035"],
    }
    for kind, numbers in wanted.items():
        written = make_report(kind, ("markdown",), start=chain.folder)
        text = written.files[0].read_text(encoding="utf-8").replace("\\", "")
        plain = " ".join(text.split())
        for number in numbers:
            assert chain.says(number) in plain, number
        assert "Sample data" in plain


def _asked(section: Section) -> Iterator[str]:
    """Give the products that a section of a paper takes from exercises."""
    for part in section.parts:
        yield from part.products
    for below in section.sections:
        yield from _asked(below)


def test_every_product_that_a_paper_asks_for_is_handed_on_by_that_exercise(chain):
    sections = [each for kind in kinds() for each in outline(kind).sections]
    asked = {each for section in sections for each in _asked(section)}
    known = {each for each in asked if each.partition("/")[0] in chain.runs}
    assert known
    assert sorted(known - set(chain.products)) == []
