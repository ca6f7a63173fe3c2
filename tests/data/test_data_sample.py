"""The sample can be made again, is true to scale, is no copy, and holds its stories."""

import pytest

from playbook.data import Dataset, load, published
from playbook.data.sample import write_sample
from playbook.places import pack

EVERYONE = {"area": "Moray", "age": "18plus", "reason": "All Delay Reasons"}


@pytest.fixture(scope="module")
def delays() -> Dataset:
    return load("delayed_discharges")


@pytest.fixture(scope="module")
def months(delays):
    return delays.monthly(**EVERYONE)


def test_the_generator_makes_the_committed_file_byte_for_byte(tmp_path):
    made = write_sample(tmp_path)
    assert made.read_bytes() == pack("data", "sample", made.name).read_bytes()


def test_the_sample_covers_every_month_age_and_reason_of_moray_and_scotland(delays):
    assert delays.period == "July 2016 to August 2025"
    assert delays.values("area") == ("S92000003", "S12000020")
    assert len(delays.table) == 110 * 2 * 3 * 5


def test_yearly_totals_lie_within_two_per_cent_of_the_published(delays):
    years = delays.yearly(**EVERYONE).set_index("financial_year")["bed_days"]
    real = published("moray_delayed_bed_days_yearly")
    for row in real.select(age="18plus", reason="All Delay Reasons").itertuples():
        name = f"{row.financial_year.year}/{(row.financial_year.year + 1) % 100}"
        assert abs(years[name] / row.bed_days - 1) < 0.02


def test_scotland_is_near_the_two_published_years(delays):
    years = delays.yearly(**{**EVERYONE, "area": "Scotland"}).set_index("financial_year")
    assert abs(years.loc["2022/23", "bed_days"] / 661_705 - 1) < 0.011
    assert abs(years.loc["2024/25", "bed_days"] / 720_119 - 1) < 0.011


def test_the_split_of_2024_25_is_near_the_published(delays):
    year = delays.by("reason", area="Moray", age="18plus").loc["2024-04-01":"2025-03-01"].sum()
    for found, real in zip(year, (11_268, 12, 1_000, 457), strict=True):
        assert abs(found - real) <= 0.02 * real
    ages = delays.by("age", area="Moray", reason="All Delay Reasons")
    older = ages.loc["2024-04-01":"2025-03-01"].sum()["75plus"]
    assert abs(older / 8_612 - 1) < 0.03


def test_no_month_is_copied_from_the_published_figures(months):
    real = published("moray_delayed_bed_days_monthly").monthly(age="18plus")
    assert (months == real).sum() == 0


def test_story_1_the_step_of_april_2020(months):
    assert months["2020-03-01"] > 1_400
    assert months["2020-04-01"] < 400


def test_story_2_two_people_who_wait_all_winter(delays):
    waits = delays.by("reason", area="Moray", age="75plus")["Code 9 AWI"]
    winter = waits["2023-10-01":"2024-03-01"]
    assert winter.tolist() == [62, 60, 62, 62, 58, 62]
    assert (winter / winter.index.days_in_month == 2).all()


def test_story_3_the_fall_begins_before_the_launch(months):
    assert months["2023-02-01"] < 0.75 * months["2023-01-01"]
    assert months["2023-10-01":"2023-12-01"].mean() > 0.95 * months["2023-01-01"]


def test_story_4_a_flat_total_hides_a_shift_between_ages(delays):
    years = {age: delays.yearly(**{**EVERYONE, "age": age}).set_index("financial_year")["bed_days"]
             for age in ("18plus", "75plus")}  # fmt: skip
    share = years["75plus"] / years["18plus"]
    assert round(share["2023/24"], 2) == 0.80
    assert round(share["2024/25"], 2) == 0.67
    assert abs(years["18plus"]["2024/25"] / years["18plus"]["2023/24"] - 1) < 0.05


def test_story_5_february_is_short_not_better(months):
    assert months["2025-01-01":"2025-03-01"].tolist() == [1116, 1008, 1116]


def test_story_6_patient_and_family_reasons_are_one_wait(delays):
    family = delays.by("reason", area="Moray", age="18plus")["Patient and Family Related Reasons"]
    year = family["2024-04-01":"2025-03-01"]
    assert (year.sum(), (year > 0).sum()) == (12, 1)


def test_story_7_neighbouring_months_resemble_each_other(months):
    assert round(months[:"2020-02-01"].autocorr(1), 2) == 0.65
    assert round(months["2022-01-01":].autocorr(1), 2) == 0.66
