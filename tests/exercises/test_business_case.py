"""The business case finds what the sample hides, and its sums are right on another case."""

import pytest
import yaml

NAME = "business-case"

PAPER = """\
title: Night care on the islands
beds: |
  What | Year 1 | Year 2 | Year 3
  Fewer delayed bed days, % | 10 | 30 | 40
  Beds that close | 0 | 4 | 9
  New care in place, % | 50 | 100 | 100
average_gbp_per_day: 500
variable_gbp_per_day: 60.5
step_beds: 4
step_gbp: 200000
released_from: Hospital
care: |
  Service | Starts a week | Pounds a post | Holder
  Night visits | 1.5 | 30000 | Council
  Rehab | 2 | 50000 | NHS
once: |
  What | Kind | Holder | Year 1 | Year 2 | Year 3
  Both paid | double running | Hospital | 0 | 30000 | 0
  Training | transition | Council | 20000 | 0 | 0
  Rent lost | lost income | Council | 0 | 5000 | 5000
effects: |
  What changes | For whom | Gain or loss | What shows it
  Sleep | Carers | loss | A call at six weeks
"""
SERVICES = """\
service,starts_per_week,weeks_each,visits_per_week_each,minutes_per_visit,\
travel_minutes_per_visit,hours_per_wte,time_available,places_filled,places,waiting,\
usual_wait_weeks,wte_in_post
Night visits,4,10,7,30,30,35,0.7,0.9,40,2,1,6
Rehab,5,6,2,45,15,37.5,0.8,0.9,40,4,2,10
Lifts,9,1,1,20,20,35,0.8,0.9,10,0,0,2
"""


DELAYED = """\
- id: delayed-discharges/delayed-bed-days
  kind: number
  value: 9125.0
  unit: bed days
  says: Delays took 9,125 bed days in 2024/25.
  date: 3 March 2026
"""


@pytest.fixture(scope="session")
def folder_of(project):
    """Make a project with delayed bed days of its own, its services and its paper."""

    def make(services=SERVICES, paper=PAPER, delayed=DELAYED):
        folder = project()
        if delayed:
            (folder / "products.yml").write_text(delayed, encoding="utf-8")
        if services:
            (folder / "data" / "services of ours.csv").write_text(services, encoding="utf-8")
        if paper is not None:
            (folder / "business-case.yml").write_text(paper, encoding="utf-8")
        return folder

    return make


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, project):
    return run_exercise(NAME, project())


@pytest.fixture(scope="session")
def on_islands(run_exercise, folder_of):
    return run_exercise(NAME, folder_of())


def by_hand(delayed=9_125.0):
    """Work the islands' case out with plain sums: net cash of three years, and their parts."""
    night = 1.5 * 10 * 7 * (30 + 30) / 60 / 0.7 / 35
    rehab = 2 * 6 * 2 * (45 + 15) / 60 / 0.8 / 37.5
    care = [share * (night * 30_000 + rehab * 50_000) for share in (0.5, 1, 1)]
    variable = [60.5 * delayed * share for share in (0.1, 0.3, 0.4)]
    steps = [0, 200_000, 400_000]
    once = [20_000, 30_000 + 5_000, 5_000]
    net = [v + s - c - o for v, s, c, o in zip(variable, steps, care, once, strict=True)]
    return net, night, rehab, variable


# On the sample


def test_everything_made_from_the_sample_says_so(on_the_sample):
    assert on_the_sample.stopped_at == ""
    made = [
        *("load-files", "beds-table", "beds-could-close", "care-table", "cash-chart"),
        *("cash-table", "holders-table", "time-table", "wrong-table", "beside-table"),
        *("found-sentences", "what-if-panel", "record-evidence", "next-products"),
    ]
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []


def test_the_planted_stories_are_found(on_the_sample):
    said = on_the_sample.said
    assert "Delays took 12,589 bed days in 2024/25" in said("load-files")
    assert "look like £1,945,001. Budgets let go of £601,780" in said("cash-chart")
    assert "the change costs £645,134 in all" in said("cash-chart"), "a bed day is not money"
    assert "gain: Set-aside (£601,780)" in said("holders-table"), "one saves and another pays"
    assert "Council (£1,043,740)" in said("holders-table")
    assert "again in 2.8 years" in said("beds-could-close"), "growth fills the beds"
    assert "Reablement, with 11.5 more for the 15 there today (77%)" in said("care-table")
    assert "4% apart. That is near enough" in said("time-table"), "the same cost in two papers"
    assert ">1,891,647<" in said("wrong-table"), "without new care any case pays"


def test_beds_and_costs_are_those_of_the_other_exercises(on_the_sample, checkout):
    def handed_on(exercise, number):
        path = checkout / "exercises" / "products" / f"{exercise}.yml"
        records = yaml.safe_load(path.read_text(encoding="utf-8"))
        return next(each["value"] for each in records if each["id"] == f"{exercise}/{number}")

    now, later = (
        handed_on("demand-to-2035", name) for name in ("occupied-beds-now", "occupied-beds-2035")
    )
    years = 12_589 * 0.25 / 365 / ((later - now) / 12)
    said = on_the_sample.said("beds-could-close")
    assert f"filled {now:.1f} emergency beds" in said
    assert f"again in {years:.1f} years" in said
    extra = handed_on("options-appraisal", "extra-cost-gbp") / 1e6
    assert f"costs £{extra:.1f} million more than Business as usual" in (
        on_the_sample.said("time-table")
    )


def test_the_numbers_of_the_chain_are_handed_on(on_the_sample):
    records = yaml.safe_load((on_the_sample.folder / "products.yml").read_text(encoding="utf-8"))
    kept = {record["id"].partition("/")[2]: record for record in records}
    numbers = {name: each["value"] for name, each in kept.items() if each["kind"] == "number"}
    assert numbers == pytest.approx(
        {
            "beds-released": 12_589 * 0.25 / 365,
            "net-cash-release-gbp": -645_134,
            "npv-gbp": -3_256_335,
            "staff-needed": 36.8,
        },
        rel=2e-3,
    )
    assert {"cash", "holders", "effects", "cash-in-the-last-year"} < set(kept)
    assert all(record["sample"] is True for record in records)


# On another case


def test_another_case_runs_and_only_carried_numbers_are_the_sample_s(on_islands):
    assert on_islands.stopped_at == ""
    marked = {
        cell for cell in on_islands.cells if "sample data" in on_islands.said(cell).lower()
    } - {"data-lines"}
    carried = {"beds-flow", "beds-could-close", "time-table"}
    carried |= {"found-sentences", "record-evidence"}
    assert marked == carried, "what rests on a number that was not run here says so"


def test_the_bed_days_are_those_that_delayed_discharges_handed_on(on_islands):
    assert "Delays took 9,125 bed days in 2024/25. From delayed-discharges, 3 March 2026." in (
        on_islands.said("load-files")
    )
    kept = yaml.safe_load((on_islands.folder / "products.yml").read_text(encoding="utf-8"))
    freed = next(each for each in kept if each["id"] == "business-case/beds-released")
    assert freed["value"] == pytest.approx(0.4 * 9_125 / 365)


def test_a_case_on_practice_bed_days_is_a_sample_from_top_to_bottom(run_exercise, folder_of):
    shown = run_exercise(NAME, folder_of(delayed=""))
    assert "Run the exercise delayed-discharges in this project" in shown.said("load-files")
    for cell in ("load-files", "beds-table", "cash-chart", "next-products"):
        assert "Sample data" in shown.said(cell)


def test_cash_of_each_year_is_that_of_plain_sums(on_islands):
    net, *_ = by_hand()
    table = on_islands.said("cash-table")
    for amount in net:
        assert f">{round(amount):,}<" in table


def test_staff_and_holders_are_those_of_plain_sums(on_islands):
    _, night, rehab, variable = by_hand()
    assert f"needs {night + rehab:.1f} whole-time staff" in on_islands.said("care-table")
    gains = variable[2] + 400_000
    assert f"Hospital (£{gains:,.0f})" in on_islands.said("holders-table")
    assert f"Council (£{night * 30_000 + 5_000:,.0f})" in on_islands.said("holders-table")


def test_today_s_money_is_discounted_from_year_one(on_islands):
    net, *_ = by_hand()
    worth = sum(amount / 1.035**year for year, amount in enumerate(net, 1))
    records = yaml.safe_load((on_islands.folder / "products.yml").read_text(encoding="utf-8"))
    kept = {record["id"]: record for record in records}
    assert kept["business-case/npv-gbp"]["value"] == pytest.approx(worth)
    assert "sample" not in kept["business-case/npv-gbp"]


def test_a_case_far_from_the_options_appraisal_asks_why(on_islands):
    assert "Find out why before anybody else does" in on_islands.said("time-table")


def test_beds_that_fill_no_step_are_told(on_islands):
    assert ">400,000<" in on_islands.said("cash-table"), "nine beds are two steps of four"


# On what is missing, empty or wrong


def test_without_files_or_a_paper_of_its_own_the_sample_comes_with_a_notice(
    run_exercise, folder_of
):
    shown = run_exercise(NAME, folder_of(services="", paper=None))
    assert shown.stopped_at == ""
    assert "There is no business-case.yml beside project.yml" in shown.said("load-files")
    assert "Sample data" in shown.said("cash-chart")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"services": SERVICES.splitlines()[0] + "\n"}, "only a header"),
        ({"services": SERVICES.replace("0.7,", "70%,", 1)}, "column time_available"),
        ({"services": SERVICES.replace("weeks_each", "weeks")}, "weeks_each"),
        ({"services": SERVICES.replace("Rehab", "Rehabs")}, "mean Rehabs"),
        ({"delayed": "- id: [\n"}, "products.yml is damaged"),
        ({"paper": ""}, "nothing in it yet"),
        ({"paper": PAPER.replace("| 30 |", "| thirty |", 1)}, "cell is 'thirty'"),
        ({"paper": PAPER.replace("| 40", "| 140", 1)}, "at most 100"),
        ({"paper": PAPER.replace("step_beds: 4", "step_beds: 0")}, "step_beds"),
        ({"paper": PAPER.replace("step_gbp", "step_pounds")}, "step_pounds"),
        ({"paper": PAPER.replace("double running", "twice")}, "twice"),
        ({"paper": PAPER.replace("Beds that close", "Beds shut")}, "“Beds that close”"),
        ({"paper": PAPER.replace("| Year 3\n", "| Year 4\n", 1)}, "Year 1, Year 2"),
        ({"paper": PAPER.replace("| loss |", "| harm |")}, "gain or loss"),
        ({"paper": PAPER.replace("60.5", "600")}, "variable_gbp_per_day"),
    ],
)
def test_what_cannot_be_used_stops_at_the_first_step_in_plain_words(
    run_exercise, folder_of, changed, said
):
    shown = run_exercise(NAME, folder_of(**changed))
    assert shown.stopped_at == "load-files"
    assert said in shown.reason
    for noise in ("Traceback", "site-packages", "Error", "---->"):
        assert noise not in shown.reason
    assert not (shown.folder / "evidence.yml").exists()
