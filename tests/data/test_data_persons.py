"""Files with one row for each stay or attendance: private, in order, and read in bulk."""

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from playbook.data import check, describe, read

HEADER = ["person_id", "admission_date", "discharge_date", "admission_type", "locality", "age",
          "specialty", "main_condition"]  # fmt: skip
STAY = ["P000123", "2024-03-28", "2024-04-09", "Emergency", "Locality A", "82",
        "General Medicine", "J44.9"]  # fmt: skip
Save = Callable[..., Path]


def stays(*changes: dict[str, str]) -> list[list[str]]:
    rows = [[change.get(name, cell) for name, cell in zip(HEADER, STAY, strict=True)]
            for change in changes]  # fmt: skip
    return [HEADER, *rows]


def test_stays_are_read_with_dates_ages_and_words(save):
    data = read(save(stays({}, {"discharge_date": "", "main_condition": ""})), "hospital_stays")
    table = data.table
    assert table["admission_date"].tolist() == [pd.Timestamp("2024-03-28")] * 2
    assert table["discharge_date"].isna().tolist() == [False, True]
    assert table["age"].tolist() == [82, 82]
    assert table["main_condition"].tolist() == ["J44.9", ""]
    assert data.period == "28 March 2024"
    assert "hide small numbers before anything is shared" in data.notices[0]


def test_a_file_about_persons_gives_no_totals_by_itself(save):
    data = read(save(stays({})), "hospital_stays")
    for ask in (data.series, data.monthly, data.select):
        with pytest.raises(ValueError, match="one row for each person's stay"):
            ask()


IDENTIFYING = [
    "chi",
    "CHI number",
    "NHS_number",
    "Forename",
    "surname",
    "Date of birth",
    "Postcode",
]


@pytest.mark.parametrize("column", IDENTIFYING)
@pytest.mark.parametrize("kind", ["hospital_stays", "ae_attendances"])
def test_a_column_that_can_identify_people_is_refused(save, column, kind):
    problem = check(save([[*HEADER, column], [*STAY, "x"]]), kind).problems[0]
    assert column in problem.found
    assert "can identify people" in problem.next_step


@pytest.mark.parametrize("chi", ["0101501234", "3112991234"])
def test_a_number_that_looks_like_a_chi_number_is_refused(save, chi):
    report = check(save(stays({}, {"person_id": chi})), "hospital_stays")
    assert report.counts == {"identifying value": 1}
    assert "looks like a CHI number" in report.problems[0].next_step


def test_other_numbers_may_be_ids(save):
    ids = ("9999999999", "0013501234", "12345", "a-b_c")
    assert check(save(stays(*({"person_id": each} for each in ids))), "hospital_stays").ok


def test_a_chi_number_among_a_great_many_ids_is_found_too(save):
    rows = stays(*({"person_id": f"P{number:06}"} for number in range(1500)), {})
    rows[-1][0] = "0101501234"
    report = check(save(rows), "hospital_stays")
    assert report.counts == {"identifying value": 1}
    assert report.problems[0].row == 1502


WRONG = [
    ({"discharge_date": "2024-03-27"}, "discharge_date", "on or after the admission, 2024-03-28"),
    ({"admission_date": "28/03/2024"}, "admission_date", "for example 2024-03-31"),
    ({"admission_date": ""}, "admission_date", "for example 2024-03-31"),
    ({"discharge_date": "2024-02-30"}, "discharge_date", "for example 2024-03-31"),
    ({"admission_date": "2098-01-01", "discharge_date": ""}, "admission_date", "has begun"),
    ({"admission_type": "Emergency Inpatients"}, "admission_type", "Emergency, Elective"),
    ({"age": "eighty"}, "age", "a whole number"),
    ({"age": ""}, "age", "a whole number"),
    ({"age": "-1"}, "age", "0 or more"),
    ({"age": "200"}, "age", "120 or less"),
    ({"locality": ""}, "locality", "a value"),
    ({"main_condition": "pneumonia"}, "main_condition", "a code such as J449"),
    ({"person_id": "Mrs Smith"}, "person_id", "a code such as P000123"),
]


@pytest.mark.parametrize(("change", "column", "expected"), WRONG)
def test_a_wrong_cell_of_a_stay_is_named(save, change, column, expected):
    report = check(save(stays({"person_id": "P1"}, change)), "hospital_stays")
    problem = next(each for each in report.problems if each.column == column)
    assert problem.row == 3
    assert expected in problem.expected


def test_the_same_stay_twice_is_found(save):
    assert check(save(stays({}, {})), "hospital_stays").counts == {"repeated row": 1}
    different = stays({}, {"specialty": "Cardiology"})
    assert check(save(different), "hospital_stays").ok


def test_attendances_are_read(save):
    header = ["person_id", "arrival_date", "locality", "age", "minutes_in_department",
              "discharged_to"]  # fmt: skip
    row = ["P1", "2024-03-28", "Locality B", "70", "215", "Admitted"]
    data = read(save([header, row, [*row[:4], "", "Home"]]), "ae_attendances")
    assert data.table["minutes_in_department"].tolist()[0] == 215
    assert data.table["minutes_in_department"].isna().tolist() == [False, True]
    assert data.table["discharged_to"].tolist() == ["Admitted", "Home"]


def test_the_dictionary_says_that_the_file_is_private():
    quirks = " ".join(describe("hospital_stays").quirks)
    assert "CHI numbers, names, dates of birth and postcodes are refused" in quirks


def test_a_hundred_thousand_stays_are_read_as_they_were_written(tmp_path):
    random = np.random.default_rng(1)
    size = 100_000
    start = np.datetime64("2021-04-01") + random.integers(0, 1000, size)
    table = pd.DataFrame(
        {
            "person_id": np.char.add("P", np.arange(size).astype(str)),
            "admission_date": start,
            "discharge_date": start + random.integers(0, 40, size),
            "admission_type": random.choice(["Emergency", "Elective"], size),
            "locality": random.choice(["Locality A", "Locality B"], size),
            "age": random.integers(0, 101, size),
            "specialty": random.choice(["General Medicine", "Cardiology"], size),
            "main_condition": random.choice(["J449", "S720", ""], size),
        }
    )
    path = tmp_path / "stays.csv"
    table.to_csv(path, index=False, quoting=csv.QUOTE_ALL)
    found = read(path, "hospital_stays").table
    assert all((found[name].astype(str) == table[name].astype(str)).all() for name in table)
    assert found.memory_usage(deep=True).sum() < 20e6
