"""The flow model keeps its beds apart, finds what is planted, and is right on other records."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
import yaml

from playbook.analyse import bed_days
from playbook.data import load
from playbook.kit import delay_flows, queue_with_chance, unblock_panel, unblocking
from playbook.markup import PlainError

NAME, REASON = "flow-and-beds", "Waiting for care at home"
CARRIED = {
    "demand-to-2035/occupied-beds-now": 80.0,
    "demand-to-2035/occupied-beds-2035": 100.0,
    "demand-to-2035/beds-needed-now": 95.0,
    "demand-to-2035/beds-needed-2035": 118.0,
    "demand-to-2035/admissions-now": 3650.0,
    "delayed-discharges/delayed-beds": 20.0,
}


def _record(id_, value):
    said = f"{id_} is {value}."
    return {"id": id_, "kind": "number", "value": value, "unit": "beds", "says": said,
            "date": "1 May 2026"}  # fmt: skip


@pytest.fixture(scope="session")
def elsewhere():
    """Records of a made-up partnership: six places, seven months, other reasons, a tiny place."""
    chance, rows = np.random.default_rng(9), []
    places = ["North", "South", "East", "West", "Isles", "Rock"]
    shares = [0.27, 0.23, 0.2, 0.16, 0.13, 0.01]
    begins, last = dt.date(2025, 3, 1), dt.date(2025, 9, 30)
    for number in range(330):
        ready = begins + dt.timedelta(days=int(chance.integers(205)))
        left = ready + dt.timedelta(days=int(chance.integers(2, 45)))
        care = number % 3 == 0
        rows.append({
            "person_id": f"Q{number:04d}",
            "ready_date": ready,
            "discharge_date": left if left <= last else "",
            "locality": chance.choice(places, p=shares),
            "age": chance.choice([40, 66, 75, 82, 91]),
            "sex": "Not known",
            "reason_group": "Health and Social Care Reasons",
            "reason": REASON if care else "Somewhere to live",
            "admitted_from": "Own home",
            "admitted_because": "A fall",
        })  # fmt: skip
    return pd.DataFrame(rows)


@pytest.fixture(scope="session")
def folder_of(tmp_path_factory):
    """Make a project on records of its own, with the numbers that other exercises handed on."""

    def make(records=None, carried=CARRIED):
        folder = tmp_path_factory.mktemp("project")
        (folder / "project.yml").write_text("name: Way home\n", encoding="utf-8")
        (folder / "data").mkdir()
        if records is not None:
            (folder / "data" / "our delays.csv").write_text(records, encoding="utf-8")
        if carried:
            log = yaml.safe_dump([_record(*each) for each in carried.items()])
            (folder / "products.yml").write_text(log, encoding="utf-8")
        return folder

    return make


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, folder_of):
    return run_exercise(NAME, folder_of(carried=None))


@pytest.fixture(scope="session")
def on_our_own(run_exercise, folder_of, elsewhere):
    return run_exercise(NAME, folder_of(elsewhere.to_csv(index=False)))


@pytest.fixture(scope="session")
def model():
    flows = delay_flows(load("delayed_people"), reason=REASON)
    return unblocking(flows, filled=120, stays_a_year=4_400, goal_days=7, growth=1.3)


def _numbers(run):
    records = yaml.safe_load((run.folder / "products.yml").read_text(encoding="utf-8"))
    return {one["id"].split("/")[1]: one for one in records if one["id"].startswith(NAME)}


# On the sample


def test_every_figure_of_the_sample_is_marked(on_the_sample):
    assert on_the_sample.stopped_at == ""
    made = ("load-file", "load-choices", "beds-carried", "beds-table", "flow-reasons",
            "gap-places", "gap-chart", "levers-table", "chance-table", "chance-needed",
            "room-table", "found-sentences", "what-if-panel", "record-evidence",
            "next-products")  # fmt: skip
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []
    assert all(one["sample"] for one in _numbers(on_the_sample).values())


def test_the_planted_stories_are_found(on_the_sample):
    said = on_the_sample.said
    assert "The gap is widest in Locality C" in said("gap-places"), "a provider handed back work"
    assert "4.1 people a week become ready, and 4 leave. So the queue grows" in said("gap-places")
    assert "wait 24.1 days for care at home fill 14 beds" in said("flow-reasons")
    assert "published count 34.5. They are the same beds" in said("beds-table")


def test_beds_filled_and_needed_are_those_of_the_projection(on_the_sample, checkout):
    log = checkout / "exercises" / "products" / "demand-to-2035.yml"
    handed = {one["id"]: one for one in yaml.safe_load(log.read_text(encoding="utf-8"))}
    for number in ("occupied-beds-now", "beds-needed-now"):
        assert handed[f"demand-to-2035/{number}"]["says"] in on_the_sample.said("beds-carried")
    beds = f"{handed['demand-to-2035/occupied-beds-2035']['value']:.1f}"
    assert f">{beds}<" in on_the_sample.said("room-table"), "the beds of 2035 are the same beds"


def test_delayed_beds_are_those_that_the_method_of_national_figures_counts():
    people = load("delayed_people").table
    older = people[people["age"] >= 65].rename(columns={"ready_date": "admission_date"})
    counted = bed_days(older, until="2025-03-31", first="2024-04", last="2025-03")
    flows = delay_flows(load("delayed_people"), reason=REASON)
    assert flows.days == 365
    assert flows.beds == pytest.approx(counted.table["bed_days"].sum() / 365, abs=0.1)


# The model


def test_the_beds_of_the_model_add_up_to_the_beds_that_were_carried(model):
    table = model.beds_table(141, 34.5).set_index("Which beds")["Average day"]
    assert table["In treatment"] + table["Delayed beds"] == pytest.approx(120, abs=0.11)
    parts = table[["Waiting for care at home", "Waiting for anything else"]].sum()
    assert parts == pytest.approx(table["Delayed beds"], abs=0.11)
    start = model.pathway
    assert sum(stage.people + stage.waiting for stage in start) == pytest.approx(120)


def test_without_chance_the_queue_moves_by_what_comes_less_what_leaves(model):
    flows, table = model.flows, model.levers_table().set_index("If")
    change = 365 * (flows.ready_per_day - flows.starts_per_day)
    waiting = table["Waiting for care at home"]
    assert waiting["Nothing changes"] == pytest.approx(flows.care_beds + change, abs=0.06)
    assert waiting.iloc[1] == 0
    faster = table.loc["Treatment is a twentieth shorter"]
    assert faster["In treatment"] == pytest.approx(0.95 * model.in_treatment, abs=0.06)
    assert faster["Waiting for care at home"] >= waiting["Nothing changes"]


def test_just_enough_is_worse_with_chance_and_the_needed_starts_meet_the_goal(model):
    test = queue_with_chance(model, runs=40)
    rows = test.table.set_index("pace")
    assert rows.loc["Just enough", "without_chance"] == pytest.approx(model.flows.care_beds)
    assert rows.loc["Just enough", "mean"] > rows.loc["Just enough", "without_chance"]
    assert test.delay["lower"] < 7 < test.delay["upper"]
    assert rows["mean"].is_monotonic_decreasing


def test_starts_and_beds_are_those_of_plain_sums(model):
    ready = 7 * model.flows.ready_per_day
    assert model.starts_needed == pytest.approx(5.1), "4.07 a week, and one for seven days"
    waiting = ready / (model.starts_needed - ready)
    assert model.unblocked == pytest.approx(model.flows.care_beds - waiting)
    assert model.starts_if_not_shared > model.starts_needed + 2.9, "room for each of four"


def test_the_panel_begins_with_today_and_more_starts_leave_fewer_waiting(model):
    panel = unblock_panel(model, source="Invented", sample=True)
    today = model.levers_table().iloc[0]
    assert panel.case.results["filled"] == pytest.approx(today["Beds filled"], abs=0.06)
    waiting = {tuple(case.values.values()): case.results["waiting"] for case in panel.grid.cases}
    assert waiting[4.0, 40.0] > waiting[4.0, 0.0] > waiting[5.0, 0.0]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"filled": 20}, "cannot be larger than the whole"),
        ({"goal_days": 0}, "chance makes some delay"),
        ({"stays_a_year": 100}, "must be at least 0"),
    ],
)
def test_beds_that_cannot_be_are_refused_in_words(model, given, said):
    fair = {"filled": 120, "stays_a_year": 4_400, "goal_days": 7}
    with pytest.raises(PlainError, match=said):
        unblocking(model.flows, **{**fair, **given})


# On records of its own


def test_other_records_run_and_nothing_made_from_them_says_sample_data(on_our_own):
    assert on_our_own.stopped_at == ""
    marked = [cell for cell in on_our_own.cells if "sample data" in on_our_own.said(cell).lower()
              and not cell.startswith("do-")]  # fmt: skip
    assert marked == []
    assert [cell for cell in on_our_own.cells if "Moray" in on_our_own.said(cell)] == []


def test_its_numbers_are_those_of_an_independent_count(on_our_own, elsewhere):
    rows = elsewhere.assign(
        ready=pd.to_datetime(elsewhere["ready_date"]),
        left=pd.to_datetime(elsewhere["discharge_date"].replace("", None)),
    )
    last = max(rows["ready"].max(), rows["left"].max())
    days = (last - rows["left"].min()).days + 1
    older = rows[rows["age"] >= 65]
    first = last - pd.Timedelta(days=days - 1)
    held = {  # every day from the day after a person was ready to the day on which they left
        each.Index: pd.date_range(each.ready + pd.Timedelta(days=1), min(each.left, last)
                                  if pd.notna(each.left) else last)
        for each in older.itertuples()
    }  # fmt: skip
    beds = {at: sum(day >= first for day in when) / days for at, when in held.items()}
    care = older[older["reason"] == REASON]
    ready = 7 * (care["ready"] >= first).sum() / days
    starts = 7 * (care["left"] >= first).sum() / days
    needed = -(-round(10 * (ready + 1), 6) // 1) / 10
    waiting = ready / (needed - ready)
    numbers = _numbers(on_our_own)
    assert numbers["home-care-starts-now"]["value"] == pytest.approx(starts)
    assert numbers["home-care-starts-needed"]["value"] == pytest.approx(needed)
    unblocked = max(0.0, sum(beds[at] for at in care.index) - waiting)
    assert numbers["beds-to-unblock"]["value"] == pytest.approx(unblocked)
    assert f"the {days} days to" in on_our_own.said("load-choices")


def test_a_place_of_few_people_is_joined_with_another(on_our_own):
    assert "Rock" not in on_our_own.said("gap-places")
    assert "All others together" in on_our_own.said("gap-places")


def test_records_that_count_other_beds_than_the_published_file_are_pointed_out(
    run_exercise, folder_of, elsewhere, on_our_own
):
    assert "published count 20" in on_our_own.said("beds-table")
    assert "too far apart to be the same beds" in on_our_own.said("beds-table")


def test_records_with_practice_beds_beside_them_say_which_is_which(
    run_exercise, folder_of, elsewhere
):
    shown = run_exercise(NAME, folder_of(elsewhere.to_csv(index=False), carried=None))
    assert shown.stopped_at == ""
    assert "Sample data" not in shown.said("gap-places")
    assert "Sample data" in shown.said("beds-table")
    assert "Sample data" in shown.said("next-products")


# On what is missing, empty or wrong


def _only_march(text):
    header, *rows = text.splitlines()
    kept = [row for row in rows if row.split(",")[1].startswith("2025-03")]
    return "\n".join([header, *kept]) + "\n"


@pytest.mark.parametrize(
    ("change", "cell", "said"),
    [
        (lambda text: text.splitlines()[0] + "\n", "load-file", "only a header"),
        (lambda text: text.replace("2025-03-", "31/31/", 1), "load-file", "ready_date"),
        (lambda text: text.replace("locality", "place", 1), "load-file", "locality"),
        (lambda text: text.replace(REASON, "Package of care"), "load-choices",
         "The file holds Package of care and Somewhere to live"),
        (_only_march, "load-choices", "needs 90 days"),
    ],
    ids=["only a header", "a bad day", "a renamed column", "another reason", "a few days"],
)  # fmt: skip
def test_what_cannot_be_used_stops_in_plain_words(
    run_exercise, folder_of, elsewhere, change, cell, said
):
    shown = run_exercise(NAME, folder_of(change(elsewhere.to_csv(index=False))))
    assert shown.stopped_at == cell
    assert said in shown.reason
    for noise in ("Traceback", "site-packages", "Error", "---->"):
        assert noise not in shown.reason
    assert not (shown.folder / "evidence.yml").exists()
