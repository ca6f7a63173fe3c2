"""The exercise tells age from need: on the sample, on published files, on another partnership."""

import csv
import shutil

import pandas as pd
import pytest
import yaml

from playbook.analyse import ESP2013

NAME = "population-and-need"
FILES = {
    "estimates": "population_estimates_council_area.csv",
    "projections": "population_projections_council_area.csv",
    "people": "locality_population.csv",
    "stays": "hospital_stays.csv",
}
NEW_NAMES = {
    "Locality A": "Glens",
    "Locality B": "Town",
    "Locality C": "Harbour",
    "Locality D": "Hills",
}
FEW = 7  # stays of the islands


@pytest.fixture(scope="session")
def sample_table(checkout):
    """Give a sample file as rows of text, by the part that it plays."""

    def read(part):
        with (checkout / "data" / "sample" / FILES[part]).open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    return read


@pytest.fixture(scope="session")
def folder_of(tmp_path_factory):
    """Give a function that makes a project of several files, each as rows or as text."""

    def make(settings="area: Moray\n", **parts):
        folder = tmp_path_factory.mktemp("project")
        (folder / "project.yml").write_text(settings, encoding="utf-8")
        (folder / "data").mkdir()
        for part, content in parts.items():
            path = folder / "data" / f"{part} from the office.csv"
            if isinstance(content, list):
                pd.DataFrame(content).to_csv(path, index=False)
            elif isinstance(content, str):
                path.write_text(content, encoding="utf-8")
            else:
                shutil.copy(content, path)
        return folder

    return make


@pytest.fixture(scope="session")
def elsewhere_files(sample_table):
    """Six localities of another council, one of them tiny, with months and ages missing."""
    moved = {
        part: [{**row, "CA": "S12000041"} for row in sample_table(part) if row["CA"] == "S12000020"]
        for part in ("estimates", "projections")
    }
    people = [{**row, "locality": NEW_NAMES[row["locality"]]} for row in sample_table("people")]
    hills = [row for row in people if row["locality"] == "Hills"]
    people += [{**row, "locality": "Islands", "population": 12} for row in hills]
    people += [{**row, "locality": "Moor"} for row in hills]
    stays = [
        {**row, "locality": NEW_NAMES[row["locality"]]}
        for row in sample_table("stays")
        if not row["admission_date"].startswith("2023-07")
    ]
    for at, row in enumerate(row for row in stays if row["admission_type"] == "Emergency"):
        if at < FEW:
            row["locality"] = "Islands"
        elif at % 9 == 0:
            row["locality"] = "Moor"
    return {**moved, "people": people, "stays": stays}


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, folder_of):
    return run_exercise(NAME, folder_of())


@pytest.fixture(scope="session")
def in_moray(run_exercise, folder_of, realdata):
    (estimates,), (projections,) = (realdata.glob(f"ca_pop_{each}*") for each in ("est", "proj"))
    return run_exercise(NAME, folder_of(estimates=estimates, projections=projections))


@pytest.fixture(scope="session")
def elsewhere(run_exercise, folder_of, elsewhere_files):
    return run_exercise(NAME, folder_of("area: Angus\n", **elsewhere_files))


def _number(run, name):
    records = yaml.safe_load((run.folder / "products.yml").read_text(encoding="utf-8"))
    return next(one for one in records if one["id"] == f"{NAME}/{name}")


# On the sample


def test_the_planted_stories_are_found(on_the_sample):
    assert on_the_sample.stopped_at == ""
    said = on_the_sample.said
    assert "85 and over change by +51.3%" in said("older-table"), "the total hides the need"
    assert "all ages together by −1.7%" in said("older-table")
    assert "4.0% too many people aged 85 and over" in said("older-rebased"), "the oldest are fewer"
    assert "it has 4,165. Started from the latest estimate it is 4,004." in said("older-rebased")
    assert "Older people explain the high rate of Locality D." in said("rates-explained")
    assert "They do not explain that of Locality C." in said("rates-explained")
    assert "3,179 people" in said("deprivation-small"), "few live in the most deprived fifth"
    assert "not shown to differ" in said("deprivation-small")


def test_what_comes_from_the_sample_is_marked_wherever_it_shows(on_the_sample):
    made = (
        *("load-people", "load-local", "older-chart", "older-table", "where-ages", "where-ahead"),
        *("rates-crude", "rates-by-age", "deprivation-chart", "what-if-panel", "hand-on"),
        *("record-people", "record-local"),
    )
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []


def test_the_numbers_that_others_carry_are_handed_on(on_the_sample):
    assert _number(on_the_sample, "population-75-plus")["value"] == 10_224
    assert _number(on_the_sample, "population-75-plus-2035")["value"] == pytest.approx(
        13_287, abs=1
    )
    rate = _number(on_the_sample, "need-rate-highest")
    assert rate["value"] == pytest.approx(90.2, abs=0.05)
    assert "Locality C" in rate["says"]
    assert rate["sample"] is True


# On published files


def test_the_published_people_of_moray_are_found(in_moray):
    assert in_moray.stopped_at == ""
    said = in_moray.said("older-table")
    assert "75 and over in Moray go from 10,224 to" in said
    assert "5.8% too many people aged 75 and over" in in_moray.said("older-rebased")
    assert "12.5% too many people aged 85 and over" in in_moray.said("older-rebased")


def test_each_band_keeps_its_own_projected_change(in_moray, realdata):
    """By hand: each five-year band of the estimate, times its projected change."""
    tables = []
    for part in ("est", "proj"):
        (path,) = realdata.glob(f"ca_pop_{part}*")
        rows = pd.read_csv(path).query("Sex == 'All' and CA == 'S12000020'").set_index("Year")
        bands = {
            first: rows[[f"Age{age}" for age in range(first, first + 5)]].sum(axis=1)
            for first in (75, 80, 85)
        }
        tables.append(pd.DataFrame({**bands, 90: rows["Age90plus"]}))
    known, ahead = tables
    by_hand = (known.loc[2023] * ahead.loc[2035] / ahead.loc[2023]).sum()
    assert _number(in_moray, "population-75-plus-2035")["value"] == round(by_hand)


def test_published_people_are_not_marked_though_the_localities_are(in_moray):
    for cell in ("load-people", "older-chart", "older-table", "older-rebased", "record-people"):
        assert "sample data" not in in_moray.said(cell).lower(), cell
    for cell in ("load-local", "rates-crude", "record-local"):
        assert "Sample data" in in_moray.said(cell), cell
    assert "sample" not in _number(in_moray, "population-75-plus")
    assert _number(in_moray, "need-rate-highest")["sample"] is True
    kept = yaml.safe_load((in_moray.folder / "evidence.yml").read_text(encoding="utf-8"))
    assert {one["id"]: one.get("sample", False) for one in kept} == {
        "need-older-people": False,
        "need-by-locality": True,
    }


# On another partnership


def test_another_partnership_gets_its_own_places_and_rates(elsewhere, elsewhere_files):
    assert elsewhere.stopped_at == ""
    assert "Angus" in elsewhere.said("older-table")
    assert "in 6 localities" in elsewhere.said("load-local")
    assert [c for c in elsewhere.cells if "sample data" in elsewhere.said(c).lower()] == []
    place, rate = _highest_by_hand(elsewhere_files)
    found = _number(elsewhere, "need-rate-highest")
    assert place in found["says"]
    assert found["value"] == pytest.approx(rate)


def test_a_tiny_place_gets_no_rate_and_is_named(elsewhere):
    chart = elsewhere.said("rates-by-age")
    assert "Islands" in chart
    assert "not given" in chart
    assert "Islands" not in elsewhere.said("interpret-local")


def _highest_by_hand(files):
    """Work out the standardised rates again: weights times rates of each band, over weights."""
    people, stays = pd.DataFrame(files["people"]), pd.DataFrame(files["stays"])
    people["population"] = people["population"].astype(int)
    first = stays.sort_values("admission_date").groupby("stay_id").first().reset_index()
    stays = first[first["admission_type"] == "Emergency"]
    bands = [*(f"{age}-{age + 4}" for age in range(0, 90, 5)), "90+"]
    stays = stays.assign(band=[bands[min(int(age) // 5, 18)] for age in stays["age"]])
    counts = stays.groupby(["locality", "band"]).size()
    lived = people.groupby(["locality", "age_band"])["population"].sum()
    weights = dict(zip(bands, ESP2013, strict=True))
    rates = {}
    for place in lived.index.get_level_values(0).unique():
        if counts[place].sum() < 10:
            continue
        parts = (weights[b] * counts[place].get(b, 0) / (3 * lived[place, b]) for b in bands)
        rates[place] = 1_000 * sum(parts) / sum(weights.values())
    return max(rates.items(), key=lambda pair: pair[1])


# On files that are missing, empty or wrong


@pytest.mark.parametrize("part", list(FILES))
def test_a_file_with_a_header_only_stops_at_the_load_step(
    run_exercise, folder_of, sample_table, part
):
    header = ",".join(sample_table(part)[0]) + "\n"
    stopped = run_exercise(NAME, folder_of(**{part: header}))
    assert stopped.stopped_at == ("load-local" if part in ("people", "stays") else "load-people")
    assert "only a header" in stopped.reason
    _has_no_noise(stopped)


@pytest.mark.parametrize(
    ("part", "column", "value", "told"),
    [
        ("estimates", "Age80", "many", "Age80"),
        ("projections", "Year", "20x5", "Year"),
        ("people", "population", "-4", "population"),
        ("stays", "admission_date", "31/02/2024", "admission_date"),
    ],
)
def test_a_bad_cell_stops_at_the_load_step_and_is_named(
    run_exercise, folder_of, sample_table, part, column, value, told
):
    rows = sample_table(part)
    rows[20] = {**rows[20], column: value}
    stopped = run_exercise(NAME, folder_of(**{part: rows}))
    assert stopped.stopped_at in ("load-local", "load-people")
    assert told in stopped.reason
    assert "ow 22" in stopped.reason
    _has_no_noise(stopped)


def test_a_renamed_column_stops_at_the_load_step(run_exercise, folder_of, sample_table):
    rows = [{("Town" if k == "locality" else k): v for k, v in row.items()}
            for row in sample_table("people")]  # fmt: skip
    stopped = run_exercise(NAME, folder_of(people=rows))
    assert stopped.stopped_at.startswith("load-")
    assert "locality" in stopped.reason
    _has_no_noise(stopped)


def test_one_local_file_without_the_other_is_refused_in_plain_words(
    run_exercise, folder_of, elsewhere_files
):
    stopped = run_exercise(NAME, folder_of(people=elsewhere_files["people"]))
    assert stopped.stopped_at == "load-local"
    assert "Put your own file of hospital stays into the data folder too." in stopped.reason
    _has_no_noise(stopped)


def test_stays_from_a_place_where_nobody_lives_are_refused(
    run_exercise, folder_of, elsewhere_files, sample_table
):
    stays = [{**row, "locality": "Elsewhere"} for row in sample_table("stays")[:40]]
    people = elsewhere_files["people"]
    stopped = run_exercise(NAME, folder_of(people=people, stays=stays))
    assert stopped.stopped_at == "load-local"
    assert "names Elsewhere" in stopped.reason
    _has_no_noise(stopped)


def test_projections_of_another_council_are_refused(run_exercise, folder_of, elsewhere_files):
    stopped = run_exercise(NAME, folder_of(projections=elsewhere_files["projections"]))
    assert stopped.stopped_at == "load-people"
    assert "Put projections for Moray into the data folder." in stopped.reason
    _has_no_noise(stopped)


def _has_no_noise(stopped):
    for noise in ("Traceback", "site-packages", "Error", "---->"):
        assert noise not in stopped.reason
    assert not (stopped.folder / "evidence.yml").exists()
