"""Potentially preventable admissions: 19 groups of conditions and where their codes must stand."""

import pandas as pd
import pytest

from playbook.analyse import preventable, read_conditions
from playbook.framework.reader import FrameworkError


def group_of(main, *others):
    row = {"main_condition": [main], "emergency": [True]}
    row |= {f"other_condition_{at}": [code] for at, code in enumerate(others, start=1)}
    table = preventable(pd.DataFrame(row)).table
    return sorted(table[table["stays"] > 0]["condition"])


def test_there_are_nineteen_groups():
    assert len(read_conditions()) == 19


@pytest.mark.parametrize(
    ("codes", "group"),
    [
        (["H66.9"], "Ear, nose and throat infections"),
        (["J028"], "Ear, nose and throat infections"),
        (["K05.2"], "Dental conditions"),
        (["O15.0"], "Convulsions and epilepsy"),
        (["I739", "R02X"], "Gangrene"),
        (["E42"], "Nutritional deficiencies"),
        (["K529"], "Dehydration and gastroenteritis"),
        (["N11.8"], "Kidney infection (pyelonephritis)"),
        (["K26.4"], "Perforated or bleeding ulcer"),
        (["l03.1"], "Cellulitis"),
        (["N739"], "Pelvic inflammatory disease"),
        (["I21.9", "J18.1"], "Influenza and pneumonia"),
        (["S72.0", "A379"], "Other conditions that a vaccine can prevent"),
        (["D509"], "Iron-deficiency anaemia"),
        (["J46X"], "Asthma"),
        (["S72.0", "I10", "E11.4†"], "Complications of diabetes"),
        (["I10"], "High blood pressure"),
        (["I20.0"], "Angina"),
        (["J44.1"], "Chronic obstructive pulmonary disease"),
        (["J20.9", "J441"], "Chronic obstructive pulmonary disease"),
        (["J81X"], "Heart failure"),
    ],
)
def test_a_code_of_each_group_is_found(codes, group):
    assert group_of(*codes) == [group]


@pytest.mark.parametrize(
    "codes",
    [
        ["J02.0"],  # another sore throat
        ["K07.0"],  # between two dental groups
        ["K25.3"],  # an ulcer that does not bleed
        ["K25"],  # one that is not known to
        ["E11.9"],  # diabetes without complications
        ["E11"],
        ["S72.0", "J45.9"],  # asthma beside something else
        ["J20.9"],  # bronchitis alone
        ["J20.9", "I10", "J44.1"],  # the lung disease is not next to it
        ["S72.0", "I50.0"],
    ],
)
def test_codes_that_do_not_count_are_left_alone(codes):
    assert group_of(*codes) == []


ROWS = pd.DataFrame(
    {
        "main_condition": ["J44.1", "J44.0", "E10.2", "I21.9", None, "J45.9"],
        "other_condition_1": ["E11.2", None, None, None, None, None],
        "emergency": [True, True, True, True, True, False],
        "length_days": [10, 4, 3, 2, 1, 8],
    }
)


def test_a_stay_in_two_groups_counts_once_in_the_whole():
    found = preventable(ROWS)
    assert found.stays == 3
    assert found.emergencies == 5
    top = found.table.head(2)
    assert top["stays"].tolist() == [2, 2]
    assert sorted(top["bed_days"]) == [13, 14]
    assert found.rows.tolist() == [True, True, True, False, False, False]
    assert found.sentence().startswith("3 of 5 emergency stays (60.0%)")
    assert "potentially preventable" in found.sentence()
    assert found.notices == ("Main condition not known or not a code: 1 of the emergency stays.",)


def test_a_rate_is_per_hundred_thousand_people():
    assert preventable(ROWS).rate(94_670).value == pytest.approx(3 / 94_670 * 100_000)


def test_admission_types_say_which_stays_are_emergencies():
    typed = ROWS.drop(columns="emergency").assign(admission_type=[30, 10, 21, 30, 30, 30])
    assert preventable(typed).stays == 3
    without = preventable(ROWS.drop(columns="emergency"))
    assert "taken as emergencies" in without.notices[0]


def test_a_partnership_may_have_its_own_list(tmp_path):
    own = tmp_path / "own.yml"
    own.write_text(
        "groups:\n  - id: falls\n    name: Falls\n    rules:\n"
        "      - {position: any, codes: [W00-W19]}\n"
    )
    rows = pd.DataFrame({"main_condition": ["S72.0"], "other_condition_1": ["W18"]})
    assert preventable(rows, conditions=own).stays == 1
    own.write_text(own.read_text().replace("position", "place"))
    with pytest.raises(FrameworkError, match="place"):
        preventable(rows, conditions=own)
    own.write_text(own.read_text().replace("place", "position").replace("W00-W19", "falls"))
    with pytest.raises(ValueError, match="not an ICD-10 code"):
        preventable(rows, conditions=own)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (ROWS.drop(columns="main_condition"), "no column main_condition"),
        (ROWS.assign(emergency=False), "no emergency stay"),
        (ROWS.iloc[:0], "no rows"),
    ],
)
def test_rows_without_what_is_needed_are_refused(rows, said):
    with pytest.raises(ValueError, match=said):
        preventable(rows)


def test_a_chart_shows_only_groups_with_stays():
    shown = preventable(ROWS).plot(name="ppa", source="Invented", sample=True)
    assert len(shown.table) == 2
