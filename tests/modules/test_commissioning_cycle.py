"""The module on the cycle covers what it says, with figures that were published."""

import csv
import re

from playbook.framework import framework

FROM_THE_FRAMEWORK = {"M03", "M04", *(f"M{number:02}" for number in range(8, 19))}
FROM_THE_HUB = {"H04", "H12", "H13"}
ALSO = {"M06", "M07", "H60", "H61"}  # a definition, the risks, and the two rings
YEAR = range(202404, 202504)  # April 2024 to March 2025


def test_it_covers_the_elements_it_was_made_for(commissioning_cycle):
    covers = commissioning_cycle.definition.covers
    assert set(covers) == FROM_THE_FRAMEWORK | FROM_THE_HUB | ALSO
    assert len(set(covers)) == len(covers)
    assert set(covers) <= set(framework().elements)


def test_it_takes_twenty_five_minutes(commissioning_cycle):
    assert commissioning_cycle.definition.minutes == 25


def test_it_draws_the_cycle_the_two_approaches_and_the_two_rings(commissioning_cycle):
    sources = [cell.source for cell in commissioning_cycle.cells]
    for diagram in ("cycle()", "two_approaches()", "rings()"):
        assert diagram in sources


def test_the_sort_holds_two_pieces_of_work_from_every_stage(commissioning_cycle):
    items = commissioning_cycle.definition.activity("sort-work").asked()["items"]
    bins = [item["bin"] for item in items]
    assert {stage: bins.count(stage) for stage in framework().stages} == dict.fromkeys(
        framework().stages, 2
    )


def test_the_wrap_up_check_tests_every_outcome_once_on_fresh_material(commissioning_cycle):
    definition = commissioning_cycle.definition
    checks = [one for one in definition.activities if one.id.startswith("check-")]
    assert sorted(one.outcome for one in checks) == sorted(one.id for one in definition.outcomes)
    assert not any("Home First" in one.question + one.intro for one in checks)


def test_every_large_figure_is_a_published_one(commissioning_cycle, texts_of, realdata):
    published = published_figures(realdata)
    activities = commissioning_cycle.definition.activities
    texts = [*commissioning_cycle.prose, *(text for one in activities for text in texts_of(one))]
    quoted = set(re.findall(r"\d{1,3},\d{3}", "\n".join(texts)))
    assert quoted == {"12,737", "11,268", "8,612"}
    assert quoted == {f"{figure:,}" for figure in published.values()}


def test_the_estimate_is_the_published_total_shared_over_the_days_of_a_year(commissioning_cycle):
    asked = commissioning_cycle.definition.activity("average-beds").asked()
    assert asked["answer"] == round(12_737 / 365, 1) == 34.9


def published_figures(folder):
    """Add up the published months of 2024/25: all delays, one reason, one age group."""
    file = next(folder.glob("*delayed-discharge*council-area*.csv"))
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = [
            row
            for row in csv.DictReader(lines)
            if row["CA"] == "S12000020" and int(row["MonthOfDelay"]) in YEAR
        ]
    parts = {
        "all": ("18plus", "All Delay Reasons"),
        "health and social care": ("18plus", "Health and Social Care Reasons"),
        "75 and over": ("75plus", "All Delay Reasons"),
    }
    return {
        name: sum(
            int(row["NumberOfDelayedBedDays"])
            for row in rows
            if (row["AgeGroup"], row["ReasonForDelay"]) == part
        )
        for name, part in parts.items()
    }
