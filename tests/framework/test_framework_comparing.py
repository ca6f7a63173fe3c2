"""The two approaches side by side say what the framework says, and nothing else."""

from dataclasses import replace
from html import escape

import pytest

from playbook.framework import (
    approaches_compared,
    framework,
    principles_compared,
    stages_compared,
)
from playbook.framework.register import Register

COMPARISONS = [approaches_compared, stages_compared, principles_compared]


def test_every_product_of_every_stage_stands_under_its_own_approach():
    table = stages_compared().table.set_index("Stage")
    for stage in framework().stages.values():
        for each in stage.expects:
            cell = table.loc[stage.name, framework().approaches[each.approach].name]
            assert each.product.lower() in cell.lower()


def test_every_principle_is_listed_once_with_the_approach_that_holds_to_it():
    table = principles_compared().table
    held = dict(zip(table["Principle"], table["Held by"], strict=True))
    for approach in framework().approaches.values():
        for principle in approach.principles:
            assert held[principle.text] in {"Both", approach.name}
    assert list(held.values()).count("Both") == 3


def test_what_an_approach_is_for_and_when_it_is_the_default_come_from_the_data():
    table = approaches_compared().table.set_index("Question")
    for approach in framework().approaches.values():
        column = table[approach.name]
        assert column["What it is for"] == approach.purpose
        assert column["It is the default when"] == approach.default_when
        assert all(example in column["For example"] for example in approach.examples)


@pytest.mark.parametrize("compare", COMPARISONS)
def test_another_partnership_sees_its_own_names(compare):
    ours = framework()
    theirs = [replace(one, name=f"Their {one.id}") for one in ours.approaches.values()]
    said = repr(compare(replace(ours, approaches=Register(theirs, "approaches"))))
    assert "Their commissioning" in said
    assert "Their improvement" in said


@pytest.mark.parametrize("compare", COMPARISONS)
def test_a_comparison_is_a_table_with_a_caption_and_stable_text(compare):
    bundle = compare()._repr_mimebundle_()
    assert f"<caption>{compare().caption}</caption>" in bundle["text/html"]
    for text in compare().table.to_numpy().ravel():
        assert escape(text) in bundle["text/html"]
    assert bundle["text/plain"] == repr(compare())


def test_every_stage_carries_its_mark_beside_its_word():
    html = stages_compared().html()
    assert html.count('class="pb-mark"') == len(framework().stages)
    assert html.count('scope="rowgroup"') == len(framework().stages)
