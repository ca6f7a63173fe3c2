"""The exercise projects the right beds: on the sample, on published people, on another council."""

import csv
import math
import shutil

import pandas as pd
import pytest
import yaml

from playbook.data import load
from playbook.kit import beds_needed_panel, demand_ahead, people_ahead

NAME = "demand-to-2035"
FILES = {
    "estimates": "population_estimates_council_area.csv",
    "projections": "population_projections_council_area.csv",
    "stays": "inpatients_yearly.csv",
}
BANDS = {65: "65-69 years", 70: "70-74 years", 75: "75-79 years", 80: "80-84 years",
         85: "85-89 years", 90: "90 years and over"}  # fmt: skip


@pytest.fixture(scope="session")
def tables(checkout):
    """Give a sample file as rows of text, by the part that it plays."""

    def read(part):
        with (checkout / "data" / "sample" / FILES[part]).open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    return read


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Give a function that makes a project of several files."""

    def make(settings="area: Moray\n", **parts):
        folder = tmp_path_factory.mktemp("project")
        (folder / "project.yml").write_text(settings, encoding="utf-8")
        (folder / "data").mkdir()
        for part, content in parts.items():
            path = folder / "data" / f"{part}.csv"
            if isinstance(content, list):
                pd.DataFrame(content).to_csv(path, index=False)
            elif isinstance(content, str):
                path.write_text(content, encoding="utf-8")
            else:
                shutil.copy(content, path)
        return folder

    return make


@pytest.fixture(scope="session")
def angus(tables):
    """Another council in the published layout: Aberdeenshire's rows under another code."""
    return {
        part: [{**row, "CA": "S12000041"} for row in tables(part) if row["CA"] == "S12000034"]
        for part in FILES
    }


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, made):
    return run_exercise(NAME, made())


@pytest.fixture(scope="session")
def in_moray(run_exercise, made, realdata):
    (estimates,), (projections,) = (realdata.glob(f"ca_pop_{each}*") for each in ("est", "proj"))
    return run_exercise(NAME, made(estimates=estimates, projections=projections))


@pytest.fixture(scope="session")
def in_angus(run_exercise, made, angus):
    return run_exercise(NAME, made("area: Angus\n", **angus))


def _numbers(run):
    records = yaml.safe_load((run.folder / "products.yml").read_text(encoding="utf-8"))
    return {one["id"].split("/")[1]: one for one in records if one["kind"] == "number"}


def _people(rows, area, first):
    year = {int(row["Year"]): row for row in rows if row["CA"] == area and row["Sex"] == "All"}
    ages = [f"Age{age}" for age in range(first, first + 5)] if first < 90 else ["Age90plus"]
    return {when: sum(int(float(row[age])) for age in ages) for when, row in year.items()}


def _by_hand(files, area, years, latest=2023, until=2035):
    """Work everything out again with plain sums: stays, bed days, filled and needed beds."""
    stays_then = days_then = days_now = 0.0
    for first, label in BANDS.items():
        known = _people(files["estimates"], area, first)
        ahead = _people(files["projections"], area, first)
        living = {year: known.get(year, known[latest] * ahead.get(year, 0) / ahead[latest])
                  for year in (*years, until)}  # fmt: skip
        rows = [row for row in files["stays"]
                if row["CA"] == area and row["Sex"] == "All" and row["Age"] == label
                and int(row["FinancialYear"][:4]) in years]  # fmt: skip
        stays = sum(float(row["Stays"]) for row in rows)
        days = sum(float(row["TotalLengthofStay"]) for row in rows)
        rate = stays / sum(living[year] for year in years)
        stays_then += rate * living[until]
        days_then += rate * living[until] * days / stays
        days_now += rate * known[latest] * days / stays
    return stays_then, days_then, days_now / 365, days_then / 365


# On the sample


def test_every_number_handed_on_is_what_plain_sums_give(on_the_sample, tables):
    assert on_the_sample.stopped_at == ""
    files = {part: tables(part) for part in FILES}
    stays, days, now, then = _by_hand(files, "S12000020", (2022, 2023, 2024))
    found = {name: one["value"] for name, one in _numbers(on_the_sample).items()}
    assert found["admissions-2035"] == pytest.approx(stays)
    assert found["bed-days-2035"] == pytest.approx(days)
    assert found["occupied-beds-now"] == pytest.approx(now)
    assert found["occupied-beds-2035"] == pytest.approx(then)
    assert found["beds-needed-2035"] == math.ceil(then / 0.85)
    assert found["beds-needed-now"] == math.ceil(now / 0.85)


def test_the_planted_stories_are_found(on_the_sample):
    said = on_the_sample.said
    assert "192 from 2023/24" in said("start-years"), "beds for 2035, by the rates of that year"
    assert "188 beds would be needed in 2035" in said("start-people"), "without rebasing"
    assert "latest estimate it is 184" in said("start-people")
    assert "provisional" in said("load-files"), "the latest year may change"


def test_the_parts_of_each_scenario_add_up_to_its_change():
    people = people_ahead(load("population_estimates"), load("population_projections"))
    demand = demand_ahead(load("inpatients_yearly"), people)
    table = demand.parts_table(demand.scenarios(0.85)).set_index("Scenario")
    parts = table[["People and ages", "Rates", "Length of stay"]].sum(axis=1)
    assert (parts - (table["Bed days 2035"] - table["Bed days 2023"])).abs().max() <= 2
    assert table["People and ages"].nunique() == 1, "the people are the same in every row"


def test_the_panel_begins_where_the_exercise_does_and_more_stays_need_more_beds():
    people = people_ahead(load("population_estimates"), load("population_projections"))
    demand = demand_ahead(load("inpatients_yearly"), people)
    panel = beds_needed_panel(demand, 0.85, source="Invented", sample=True)
    assert panel.case.results["beds"] == demand.project(0.85).table["beds"].iloc[-1]
    beds = {tuple(case.values.values()): case.results["beds"] for case in panel.grid.cases}
    assert beds[0.01, 0.0, 0.0, 0.85] > beds[0.0, 0.0, 0.0, 0.85] > beds[0.0, 0.0, 0.1, 0.85]
    mixed = demand.project(0.9, growth=0.01, stay_trend=-0.01, prevention=0.05)
    assert beds[0.01, -0.01, 0.05, 0.9] == mixed.table["beds"].iloc[-1]


def test_the_people_are_those_of_the_exercise_before(on_the_sample):
    assert "The people are the same here" in on_the_sample.said("start-agrees")


def test_what_comes_from_the_sample_is_marked(on_the_sample):
    made = ("load-files", "load-choices", "steps-rates", "steps-table", "start-people",
            "fan-chart", "fan-parts", "tested-stays", "what-if-panel", "record-evidence",
            "hand-on")  # fmt: skip
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []
    assert all(one["sample"] for one in _numbers(on_the_sample).values())


def test_the_method_is_tested_on_years_that_it_has_not_seen(on_the_sample):
    said = on_the_sample.said("tested-stays")
    assert "from the rates of 2022/23" in said
    assert "Over 2 years" in said


# On published people, with stays of the sample


def test_published_people_stand_beside_stays_that_are_marked(in_moray):
    assert in_moray.stopped_at == ""
    assert "5.8% too many people aged 75 and over" in in_moray.said("start-people")
    assert all(one["sample"] for one in _numbers(in_moray).values())


def test_people_that_differ_from_the_exercise_before_are_pointed_out(in_moray):
    assert "The two differ" in in_moray.said("start-agrees")


# On another council


def test_another_council_gets_its_own_beds(in_angus, angus):
    assert in_angus.stopped_at == ""
    _, _, now, then = _by_hand(angus, "S12000041", (2022, 2023, 2024))
    found = {name: one["value"] for name, one in _numbers(in_angus).items()}
    assert found["occupied-beds-now"] == pytest.approx(now)
    assert found["occupied-beds-2035"] == pytest.approx(then)
    assert "Angus" in in_angus.said("load-choices")
    own = [cell for cell in in_angus.cells if not cell.startswith(("do-", "start-carried"))]
    assert [cell for cell in own if "sample data" in in_angus.said(cell).lower()] == []
    assert [cell for cell in own if "Moray" in in_angus.said(cell)] == []


# On files that are missing, empty or wrong


def test_a_council_that_the_sample_of_stays_lacks_is_told_which_file_to_get(
    run_exercise, made, angus
):
    folder = made("area: Angus\n", estimates=angus["estimates"], projections=angus["projections"])
    stopped = run_exercise(NAME, folder)
    assert stopped.stopped_at == "load-choices"
    assert "and not Angus. Put the published file" in stopped.reason
    _has_no_noise(stopped)


@pytest.mark.parametrize("part", list(FILES))
def test_a_file_with_a_header_only_stops_at_the_load_step(run_exercise, made, tables, part):
    stopped = run_exercise(NAME, made(**{part: ",".join(tables(part)[0]) + "\n"}))
    assert stopped.stopped_at == "load-files"
    assert "only a header" in stopped.reason
    _has_no_noise(stopped)


@pytest.mark.parametrize(
    ("part", "column", "value"),
    [("estimates", "Age80", "many"), ("projections", "Year", "20x5"), ("stays", "Stays", "lots")],
)
def test_a_bad_cell_stops_at_the_load_step_and_is_named(
    run_exercise, made, tables, part, column, value
):
    rows = tables(part)
    rows[20] = {**rows[20], column: value}
    stopped = run_exercise(NAME, made(**{part: rows}))
    assert stopped.stopped_at == "load-files"
    assert column in stopped.reason
    assert "ow 22" in stopped.reason
    _has_no_noise(stopped)


def test_a_renamed_column_stops_at_the_load_step(run_exercise, made, tables):
    rows = [{("Spells" if k == "Stays" else k): v for k, v in row.items()}
            for row in tables("stays")]  # fmt: skip
    stopped = run_exercise(NAME, made(stays=rows))
    assert stopped.stopped_at == "load-files"
    assert "Stays" in stopped.reason
    _has_no_noise(stopped)


def _hide(rows, years):
    return [
        {**row, "Stays": "", "StaysQF": "c"}
        if row["Age"] == "90 years and over" and row["FinancialYear"] in years
        else row
        for row in rows
    ]


def test_a_year_with_a_hidden_number_is_left_out_and_said_so(run_exercise, made, angus):
    files = {**angus, "stays": _hide(angus["stays"], ["2022/23"])}
    shown = run_exercise(NAME, made("area: Angus\n", **files))
    assert shown.stopped_at == ""
    assert "Rates are those of 2023/24 and 2024/25" in shown.said("load-choices")
    assert "as a number is hidden: 2022/23." in shown.said("load-choices")
    _, _, now, _ = _by_hand(angus, "S12000041", (2023, 2024))
    assert _numbers(shown)["occupied-beds-now"]["value"] == pytest.approx(now)


def test_hidden_numbers_in_every_year_stop_in_plain_words(run_exercise, made, angus):
    files = {**angus, "stays": _hide(angus["stays"], ["2022/23", "2023/24", "2024/25"])}
    stopped = run_exercise(NAME, made("area: Angus\n", **files))
    assert stopped.stopped_at == "load-choices"
    assert "With a hidden number: 2022/23, 2023/24 and 2024/25" in stopped.reason
    _has_no_noise(stopped)


def _has_no_noise(stopped):
    for noise in ("Traceback", "site-packages", "Error", "---->"):
        assert noise not in stopped.reason
    assert not (stopped.folder / "evidence.yml").exists()
