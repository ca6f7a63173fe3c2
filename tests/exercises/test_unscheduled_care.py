"""The exercise finds who comes, who stays and who comes often, and gives nobody away."""

import csv
import shutil

import pandas as pd
import pytest
import yaml

from playbook.data import load
from playbook.kit import came_often, early_care, local_need, spared_stays_panel

NAME = "unscheduled-care"
FILES = {
    "visits": "ae_monthly_with_category.csv",
    "stays": "hospital_stays.csv",
    "people": "locality_population.csv",
    "attendances": "ae_attendances.csv",
}
ON_THE_LIST = ("J44", "J181", "I500", "L031", "E86", "G409", "J459", "E101")  # of the sample
PLACES = {"Locality A": ("Ard", "Bel"), "Locality B": ("Corr", "Dal"), "Locality C": ("Esk", "Fen"),
          "Locality D": ("Glas", "Holm")}  # fmt: skip


@pytest.fixture(scope="session")
def tables(checkout):
    def read(part):
        with (checkout / "data" / "sample" / FILES[part]).open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    return read


@pytest.fixture(scope="session")
def made(tmp_path_factory):
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


def _place(row):
    return PLACES[row["locality"]][int(row["person_id"][1:]) % 2]


@pytest.fixture(scope="session")
def elsewhere(tables):
    """A made-up partnership: eight places, another hospital, missing months, codes with dots."""
    visits = [
        {**row, "TreatmentLocation": "N999H"}
        for row in tables("visits")
        if row["TreatmentLocation"] == "N101H" and row["Month"] not in ("202205", "202306")
    ]
    stays = [
        {**row, "locality": _place(row), "main_condition": _dotted(row["main_condition"])}
        for row in tables("stays")
        if int(row["person_id"][1:]) % 5
    ]
    attendances = [
        {name: value for name, value in {**row, "locality": _place(row)}.items()
         if name != "arrival_hour"}
        for row in tables("attendances")
        if int(row["person_id"][1:]) % 3
    ]  # fmt: skip
    people = [
        {**row, "locality": place, "population": int(row["population"]) // 2 + at}
        for row in tables("people")
        for at, place in enumerate(PLACES[row["locality"]])
    ]
    return {"visits": visits, "stays": stays, "attendances": attendances, "people": people}


def _dotted(code):
    return f"{code[:3]}.{code[3:]}" if len(code) > 3 else code


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, made):
    return run_exercise(NAME, made())


@pytest.fixture(scope="session")
def at_dr_grays(run_exercise, made, realdata):
    return run_exercise(
        NAME, made(visits=realdata / "monthly_ae_activity_202305_drgrays_N411H.csv")
    )


@pytest.fixture(scope="session")
def in_elsewhere(run_exercise, made, elsewhere):
    return run_exercise(NAME, made("area: Angus\n", **elsewhere))


def _numbers(run):
    records = yaml.safe_load((run.folder / "products.yml").read_text(encoding="utf-8"))
    return {one["id"].split("/")[1]: one["value"] for one in records if one["kind"] == "number"}


def _by_hand(rows):
    """Count emergency stays, those with a condition of the list, and the days of those."""
    table = pd.DataFrame(rows).sort_values(["admission_date", "discharge_date"], kind="stable")
    whole = table.groupby(["person_id", "stay_id"]).agg(
        type=("admission_type", "first"), code=("main_condition", "first"),
        other=("other_condition_1", "first"), begun=("admission_date", "min"),
        ended=("discharge_date", "max"), open=("discharge_date", lambda days: (days == "").any()),
    )  # fmt: skip
    urgent = whole[whole["type"] == "Emergency"]
    code, other = urgent["code"].str.replace(".", ""), urgent["other"]
    early = code.str.startswith(ON_THE_LIST) | (
        code.str.startswith("J20") & other.str.startswith("J44")
    )
    closed = urgent[early & ~urgent["open"]]
    days = (pd.to_datetime(closed["ended"]) - pd.to_datetime(closed["begun"])).dt.days.sum()
    return len(urgent), int(early.sum()), int(days)


def _often(rows, level=5):
    times = pd.DataFrame(rows)["person_id"].value_counts()
    often = times[times >= level]
    return len(often), 100 * often.sum() / times.sum()


# On the sample


def test_every_number_handed_on_is_what_plain_counts_give(on_the_sample, tables):
    assert on_the_sample.stopped_at == ""
    urgent, early, _ = _by_hand(tables("stays"))
    found = _numbers(on_the_sample)
    assert found["emergency-admissions"] == round(urgent * 10 / 3), "one person in ten, three years"
    assert found["preventable-share"] == pytest.approx(100 * early / urgent, abs=0.05)
    people, share = _often(tables("attendances"))
    assert found["repeat-attendance-share"] == pytest.approx(share, abs=0.05)
    assert f"{people} of 2,315 people" in on_the_sample.said("often-curve")


def test_the_planted_stories_are_found(on_the_sample):
    said = on_the_sample.said
    assert "Allowing for age, Locality C has more" in said("early-rates")
    assert "27.8" in said("early-places"), "28% in Locality C"
    assert "Chronic obstructive pulmonary disease comes first" in said("early-conditions")
    assert "68% of their attendances began between 6 pm and 6 am" in said("often-night")
    assert "7% ended in a stay; of all others 21%" in said("often-night")
    assert "A&amp;E in August" in said("door-seasons"), "a summer peak"
    assert "95.3%" in said("door-years"), "a slide, then a floor"


def test_attendances_are_counted_once_and_not_once_for_each_category(on_the_sample, tables):
    seen = sum(
        int(row["NumberOfAttendancesAll"])
        for row in tables("visits")
        if row["TreatmentLocation"] == "N411H" and row["AttendanceCategory"] == "All"
        and "202404" <= row["Month"] <= "202503"
    )  # fmt: skip
    assert f"In 2024/25 there were {seen:,} attendances" in on_the_sample.said("door-years")


def test_what_comes_from_the_sample_is_marked(on_the_sample):
    made = ("load-door", "load-stays", "load-visits", "door-years", "door-seasons", "early-size",
            "early-conditions", "early-places", "early-rates", "often-curve", "often-night",
            "protect-conditions", "protect-often", "interpret-sentences", "interpret-door",
            "what-if-panel", "record-early", "record-often", "hand-on")  # fmt: skip
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []


def test_the_panel_multiplies_and_never_frees_more_beds_than_there_are(tables):
    _, early, days = _by_hand(tables("stays"))
    need = early_care(local_need(load("hospital_stays"), load("locality_population")))
    assert need.beds == pytest.approx(days / 0.3 / 365)
    panel = spared_stays_panel(need.stays_a_year, need.beds, source="Invented", sample=True)
    assert panel.case.results["spared"] == pytest.approx(early / 0.3 * 0.4 * 0.1)
    freed = [case.results["freed"] for case in panel.grid.cases]
    assert max(freed) == pytest.approx(need.beds * 0.4)
    assert all(case.results["left"] <= case.results["freed"] for case in panel.grid.cases)


# What leaves


def _saved_tables(run):
    return {
        name: pd.read_csv(run.folder / "products" / f"{NAME}-{name}.csv", dtype=str)
        for name in ("conditions", "often-by-place")
    }


@pytest.mark.parametrize("where", ["on_the_sample", "in_elsewhere"])
def test_no_small_count_leaves_and_none_can_be_worked_out_from_a_total(where, request):
    run = request.getfixturevalue(where)
    for table in _saved_tables(run).values():
        cells = table.iloc[:, 1:]
        assert not cells.isin(["1", "2", "3", "4"]).to_numpy().any()
        hidden = cells == "[c]"
        assert hidden.to_numpy().any(), "this data has small counts to hide"
        assert not (hidden.sum(axis=1) == 1).any(), "one hidden in a row with a total is known"
    often = _saved_tables(run)["often-by-place"]
    assert not ((often.iloc[:, 1:] == "[c]").sum() == 1).any(), "columns have a total, too"
    log = "".join(
        (run.folder / name).read_text(encoding="utf-8") for name in ("evidence.yml", "products.yml")
    )
    assert "P0" not in log, "no id of a person"


def test_few_people_are_not_pointed_at(tables):
    """A small file: three people came ten times, and five came twice."""
    data = load("ae_attendances")
    one = data.table.iloc[[0]]
    many = [f"P{at}" for at in range(3) for _ in range(10)]
    twice = [f"P{at}" for at in range(10, 15) for _ in range(2)]
    once = [f"P{at}" for at in range(20, 60)]
    ids = [*many, *twice, *once]
    table = pd.concat([one] * len(ids), ignore_index=True).assign(person_id=ids)
    small = type(data)(**{**data.__dict__, "table": table})
    found = came_often(small)
    assert found.level == 2
    assert "8 of 48 people" in found.sentence()
    assert "Fewer than five people came five times" in found.sentence()
    assert found.found.lorenz["percent_of_people"].iloc[1] >= 100 * 5 / 48
    assert found.found.table["at_least"].tolist() == [2]


# On published attendances


def test_published_attendances_at_dr_grays_give_the_published_years(at_dr_grays, realdata):
    assert at_dr_grays.stopped_at == ""
    said = at_dr_grays.said("door-years")
    assert "Sample data" not in said
    assert "25,411" in said, "2018/19 as in the release of February 2025: it was not revised"
    file = realdata / "monthly_ae_activity_202305_drgrays_N411H.csv"
    with file.open(encoding="utf-8") as rows:
        year = [row for row in csv.DictReader(rows) if "202204" <= row["Month"] <= "202303"]
    seen = sum(int(row["NumberOfAttendancesAll"]) for row in year)
    soon = sum(int(row["NumberWithin4HoursAll"]) for row in year)
    assert f"In 2022/23 there were {seen:,} attendances" in said
    assert f"{100 * soon / seen:.1f}% ended within four hours" in said
    assert "Sample data" in at_dr_grays.said("early-size"), "the stays are still the sample"


def test_seasons_of_the_published_file_leave_the_pandemic_out(at_dr_grays):
    said = at_dr_grays.said("door-seasons")
    assert "Left out for the pandemic" in said
    assert "12 years" in said, "2008/09 to 2018/19, and 2022/23"


def test_a_copy_with_other_column_names_is_refused_in_words(run_exercise, made, realdata):
    copy = realdata / "ae_attendance_drgrays_N411H_200707_202502.csv"
    stopped = run_exercise(NAME, made(visits=copy))
    assert stopped.stopped_at == "load-door"
    _has_no_noise(stopped)


# On another partnership


def test_another_partnership_gets_its_own_numbers(in_elsewhere, elsewhere):
    assert in_elsewhere.stopped_at == ""
    urgent, early, days = _by_hand(elsewhere["stays"])
    found = _numbers(in_elsewhere)
    assert found["emergency-admissions"] == round(urgent / 3)
    assert found["preventable-share"] == pytest.approx(100 * early / urgent, abs=0.05)
    assert f"filled {days / 3 / 365:.1f} beds" in in_elsewhere.said("early-size")
    assert found["repeat-attendance-share"] == pytest.approx(
        _often(elsewhere["attendances"])[1], abs=0.05
    )
    assert "does not say at what hour" in in_elsewhere.said("often-night")


def test_years_with_a_missing_month_are_left_out(in_elsewhere):
    said = in_elsewhere.said("door-years")
    assert "2021/22" in said
    assert "2022/23" not in said
    assert "2023/24" not in said


def test_nothing_of_the_sample_or_of_moray_is_left(in_elsewhere):
    own = [cell for cell in in_elsewhere.cells if not cell.startswith(("do-", "early-carried"))]
    assert [cell for cell in own if "sample data" in in_elsewhere.said(cell).lower()] == []
    assert [cell for cell in own if "Moray" in in_elsewhere.said(cell)] == []
    assert "Holm" in in_elsewhere.said("early-places")


# On files that are missing, empty or wrong


def test_several_hospitals_ask_which_is_ours(run_exercise, made, tables):
    renamed = [
        {**row, "TreatmentLocation": row["TreatmentLocation"].replace("N1", "N9")}
        for row in tables("visits")
    ]
    stopped = run_exercise(NAME, made("area: Angus\n", visits=renamed))
    assert stopped.stopped_at == "load-door"
    assert "holds 3 hospitals" in stopped.reason
    assert "HOSPITAL =" in stopped.reason
    _has_no_noise(stopped)


def test_stays_without_people_ask_for_the_other_file(run_exercise, made, elsewhere):
    stopped = run_exercise(NAME, made(stays=elsewhere["stays"]))
    assert stopped.stopped_at == "load-stays"
    assert "population by locality" in stopped.reason
    _has_no_noise(stopped)


@pytest.mark.parametrize(
    ("part", "cell"),
    [("visits", "load-door"), ("stays", "load-stays"), ("people", "load-stays"),
     ("attendances", "load-visits")],
)  # fmt: skip
def test_a_file_with_a_header_only_stops_at_the_load_step(run_exercise, made, tables, part, cell):
    stopped = run_exercise(NAME, made(**{part: ",".join(tables(part)[0]) + "\n"}))
    assert stopped.stopped_at == cell
    assert "only a header" in stopped.reason
    _has_no_noise(stopped)


@pytest.mark.parametrize(
    ("part", "column", "value", "cell"),
    [("visits", "NumberOfAttendancesAll", "many", "load-door"),
     ("stays", "age", "old", "load-stays"),
     ("attendances", "discharged_to", "Hame", "load-visits"),
     ("attendances", "person_id", "0101451234", "load-visits")],
)  # fmt: skip
def test_a_bad_cell_stops_at_the_load_step_and_is_named(
    run_exercise, made, tables, part, column, value, cell
):
    rows = tables(part)
    rows[20] = {**rows[20], column: value}
    stopped = run_exercise(NAME, made(**{part: rows}))
    assert stopped.stopped_at == cell
    assert column in stopped.reason
    assert "ow 22" in stopped.reason
    _has_no_noise(stopped)


def test_a_renamed_column_stops_at_the_load_step(run_exercise, made, elsewhere):
    rows = [{("went" if k == "discharged_to" else k): v for k, v in row.items()}
            for row in elsewhere["attendances"]]  # fmt: skip
    stopped = run_exercise(NAME, made("area: Angus\n", **{**elsewhere, "attendances": rows}))
    assert stopped.stopped_at == "load-visits"
    assert "discharged_to" in stopped.reason
    _has_no_noise(stopped)


def test_stays_that_nobody_coded_stop_in_plain_words(run_exercise, made, elsewhere):
    blank = [{**row, "main_condition": ""} for row in elsewhere["stays"]]
    stopped = run_exercise(NAME, made(stays=blank, people=elsewhere["people"]))
    assert stopped.stopped_at == "early-size"
    assert "Are the main conditions coded yet?" in stopped.reason
    _has_no_noise(stopped)


def _has_no_noise(stopped):
    for noise in ("Traceback", "site-packages", "Error", "---->"):
        assert noise not in stopped.reason
    assert not (stopped.folder / "evidence.yml").exists()
