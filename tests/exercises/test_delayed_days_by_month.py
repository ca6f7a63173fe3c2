"""The months add up and are tested: on the sample, on published files, on another council."""

import csv
import shutil

import numpy as np
import pandas as pd
import pytest
import yaml

NAME = "delayed-days-by-month"
FILES = {
    "estimates": "population_estimates_council_area.csv",
    "projections": "population_projections_council_area.csv",
    "delays": "delayed_discharges_council_area.csv",
}
NORMAL = (2017, 2018, 2022, 2023, 2024)


@pytest.fixture(scope="session")
def read_part(checkout):
    """Give a sample file as rows of text, by the part that it plays."""

    def read(part):
        with (checkout / "data" / "sample" / FILES[part]).open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    return read


@pytest.fixture(scope="session")
def make_project(tmp_path_factory):
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
def angus_files(read_part):
    """Another council, whose file of delays ends with a financial year."""
    files = {
        part: [{**row, "CA": "S12000041"} for row in read_part(part) if row["CA"] == "S12000034"]
        for part in ("estimates", "projections")
    }
    files["delays"] = [
        {**row, "CA": "S12000041"}
        for row in read_part("delays")
        if row["CA"] == "S12000020" and row["MonthOfDelay"] <= "202503"
    ]
    return files


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, make_project):
    return run_exercise(NAME, make_project())


@pytest.fixture(scope="session")
def in_moray(run_exercise, make_project, realdata):
    (estimates,), (projections,) = (realdata.glob(f"ca_pop_{each}*") for each in ("est", "proj"))
    (delays,) = realdata.glob("*delayed-discharge*.csv")
    folder = make_project(estimates=estimates, projections=projections, delays=delays)
    return run_exercise(NAME, folder)


@pytest.fixture(scope="session")
def in_angus(run_exercise, make_project, angus_files):
    return run_exercise(NAME, make_project("area: Angus\n", **angus_files))


def _handed_on(run):
    records = yaml.safe_load((run.folder / "products.yml").read_text(encoding="utf-8"))
    return next(one for one in records if one["id"].endswith("delayed-bed-days-next-year"))


def _months(run):
    return pd.read_csv(run.folder / "products" / f"{NAME}-months.csv")


def _aged(rows, area, first, last=None):
    year = {int(row["Year"]): row for row in rows if row["CA"] == area and row["Sex"] == "All"}
    ages = [f"Age{age}" for age in range(first, (last or 89) + 1)] + ([] if last else ["Age90plus"])
    return {when: sum(int(float(row[age])) for age in ages) for when, row in year.items()}


def _people_of(files, area, bands, year, latest=2023):
    """Add up each band of the latest estimate, times its own projected change."""
    return sum(
        _aged(files["estimates"], area, *band)[latest]
        * _aged(files["projections"], area, *band)[year]
        / _aged(files["projections"], area, *band)[latest]
        for band in bands
    )


OLDER = [(75, 79), (80, 84), (85, 89), (90, None)]
YOUNGER = [(18, 64), (65, 69), (70, 74)]


def _by_hand(files, area):
    """Work the year and its months out again, with plain sums."""
    delays = pd.DataFrame(files["delays"]).query("CA == @area")
    delays = delays[delays["ReasonForDelay"] == "All Delay Reasons"]
    delays = delays.assign(
        days=delays["NumberOfDelayedBedDays"].astype(float),
        month=pd.to_datetime(delays["MonthOfDelay"], format="%Y%m"),
    )
    delays["year"] = delays["month"].dt.year - (delays["month"].dt.month < 4)
    year = 0.0
    for age, bands in (("75plus", OLDER), ("18-74", YOUNGER)):
        last = delays[(delays["AgeGroup"] == age) & (delays["year"] == 2024)]["days"].sum()
        people = [_people_of(files, area, bands, when) for when in (2024, 2025)]
        year += last * people[1] / people[0]
    total = delays[(delays["AgeGroup"] == "18plus") & delays["year"].isin(NORMAL)].copy()
    total["length"] = total["month"].dt.days_in_month
    sums = total.groupby("year")[["days", "length"]].transform("sum")
    total["index"] = total["days"] / total["length"] / (sums["days"] / sums["length"])
    index = total.groupby(total["month"].dt.month)["index"].mean()
    months = pd.date_range("2025-04-01", periods=12, freq="MS")
    weight = np.array([index[month.month] * month.days_in_month for month in months])
    return year, year * weight / weight.sum()


# On the sample


def test_the_year_and_its_months_are_what_plain_sums_give(on_the_sample, read_part):
    assert on_the_sample.stopped_at == ""
    year, months = _by_hand({part: read_part(part) for part in FILES}, "S12000020")
    assert _handed_on(on_the_sample)["value"] == pytest.approx(year)
    found = _months(on_the_sample)["Bed days"]
    assert (found - months).abs().max() < 1
    assert found.sum() == round(year), "the twelve months add up to the year"


def test_the_planted_stories_are_found(on_the_sample):
    said = on_the_sample.said
    assert "aged 75 and over (−15.8%)" in said("year-rates"), "a flat total hides a change"
    assert "aged 18 to 74 (+73.3%)" in said("year-rates")
    assert "For 2020/21 the method would have said" in said("interpret-missed"), "a real step"
    assert "64% too high" in said("interpret-missed")
    assert "In beds filled it is" in said("ahead-adds-up"), "months of different length"
    assert "0 of 12 months lay on the same side" in said("months-chart")
    assert "add nothing that can be relied on" in said("months-test")


def test_months_that_have_come_are_set_beside_the_projection(on_the_sample):
    said = on_the_sample.said("ahead-come")
    assert "5 months of 2025/26 have come: 5,482 bed days" in said
    assert "5 of 5 lie in the range" in said


def test_what_comes_from_the_sample_is_marked(on_the_sample):
    made = ("load-files", "load-choices", "year-rates", "months-chart", "months-test",
            "ahead-chart", "ahead-come", "what-if-panel", "record-evidence", "hand-on")  # fmt: skip
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []
    assert _handed_on(on_the_sample)["sample"] is True


# On published files


def test_the_published_files_of_moray_give_a_year_that_plain_sums_give(in_moray, realdata):
    assert in_moray.stopped_at == ""
    files = {
        part: pd.read_csv(next(realdata.glob(pattern)), dtype=str).to_dict("records")
        for part, pattern in {
            "estimates": "ca_pop_est*",
            "projections": "ca_pop_proj*",
            "delays": "*delayed-discharge*",
        }.items()
    }
    year, months = _by_hand(files, "S12000020")
    assert _handed_on(in_moray)["value"] == pytest.approx(year)
    assert (_months(in_moray)["Bed days"] - months).abs().max() < 1
    assert "sample" not in _handed_on(in_moray)
    marked = [cell for cell in in_moray.cells if "sample data" in in_moray.said(cell).lower()]
    assert marked == []


def test_the_finding_is_kept_with_its_file(in_moray):
    (kept,) = yaml.safe_load((in_moray.folder / "evidence.yml").read_text(encoding="utf-8"))
    assert (kept["id"], kept["strength"], kept["data_file"]) == (
        "delays-by-month",
        "weak",
        "delays.csv",
    )
    assert "In the year from April 2025" in kept["finding"]


# On another council


def test_another_council_whose_file_ends_with_the_year_has_nothing_to_check_yet(
    in_angus, angus_files
):
    assert in_angus.stopped_at == ""
    year, _ = _by_hand(angus_files, "S12000041")
    assert _handed_on(in_angus)["value"] == pytest.approx(year)
    assert "No month of 2025/26 has come yet" in in_angus.said("ahead-come")
    own = [cell for cell in in_angus.cells if not cell.startswith("do-")]
    assert [cell for cell in own if "sample data" in in_angus.said(cell).lower()] == []
    assert [cell for cell in own if "Moray" in in_angus.said(cell)] == []


# On files that are short, missing, empty or wrong


def test_a_file_of_two_years_is_told_what_it_lacks(run_exercise, make_project, angus_files):
    short = [row for row in angus_files["delays"] if row["MonthOfDelay"] >= "202304"]
    folder = make_project("area: Angus\n", **{**angus_files, "delays": short})
    stopped = run_exercise(NAME, folder)
    assert stopped.stopped_at == "load-choices"
    assert "There are 2 whole years, and 3 are needed" in stopped.reason
    _has_no_noise(stopped)


def test_a_file_of_five_months_is_told_what_it_lacks(run_exercise, make_project, angus_files):
    short = [row for row in angus_files["delays"] if row["MonthOfDelay"] >= "202411"]
    folder = make_project("area: Angus\n", **{**angus_files, "delays": short})
    stopped = run_exercise(NAME, folder)
    assert stopped.stopped_at == "load-choices"
    assert "No financial year is whole in this file, which holds 5 months" in stopped.reason
    _has_no_noise(stopped)


def test_a_month_that_is_missing_stops_at_the_load_step(run_exercise, make_project, angus_files):
    gap = [row for row in angus_files["delays"] if row["MonthOfDelay"] != "202307"]
    folder = make_project("area: Angus\n", **{**angus_files, "delays": gap})
    stopped = run_exercise(NAME, folder)
    assert stopped.stopped_at == "load-files"
    assert "July 2023" in stopped.reason or "202307" in stopped.reason
    _has_no_noise(stopped)


@pytest.mark.parametrize("part", list(FILES))
def test_a_file_with_a_header_only_stops_at_the_load_step(
    run_exercise, make_project, read_part, part
):
    stopped = run_exercise(NAME, make_project(**{part: ",".join(read_part(part)[0]) + "\n"}))
    assert stopped.stopped_at == "load-files"
    assert "only a header" in stopped.reason
    _has_no_noise(stopped)


@pytest.mark.parametrize(
    ("part", "column", "value"),
    [
        ("estimates", "Age80", "many"),
        ("projections", "Year", "20x5"),
        ("delays", "AgeGroup", "75+"),
    ],
)
def test_a_bad_cell_stops_at_the_load_step_and_is_named(
    run_exercise, make_project, read_part, part, column, value
):
    rows = read_part(part)
    rows[20] = {**rows[20], column: value}
    stopped = run_exercise(NAME, make_project(**{part: rows}))
    assert stopped.stopped_at == "load-files"
    assert column in stopped.reason
    assert "ow 22" in stopped.reason
    _has_no_noise(stopped)


def test_a_renamed_column_stops_at_the_load_step(run_exercise, make_project, read_part):
    rows = [{("BedDays" if k == "NumberOfDelayedBedDays" else k): v for k, v in row.items()}
            for row in read_part("delays")]  # fmt: skip
    stopped = run_exercise(NAME, make_project(delays=rows))
    assert stopped.stopped_at == "load-files"
    assert "NumberOfDelayedBedDays" in stopped.reason
    _has_no_noise(stopped)


def _has_no_noise(stopped):
    for noise in ("Traceback", "site-packages", "Error", "---->"):
        assert noise not in stopped.reason
    assert not (stopped.folder / "evidence.yml").exists()
