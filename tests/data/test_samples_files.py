"""Every sample file can be made again byte for byte, passes its check, and names nobody."""

import re
from urllib.parse import unquote

import pytest

from playbook.data import check, describe, kind_of, load
from playbook.data.header import fit
from playbook.data.sample import write_sample
from playbook.data.samples import (
    PUBLISHED,
    SAMPLES,
    ae_attendances,
    hospital_stays,
    write_samples,
)
from playbook.data.samples.draws import Draws, shared_out
from playbook.data.schema import kinds, layouts
from playbook.places import pack

NAMES = re.compile(r"\b(Mr|Mrs|Ms|Miss|Dr)\b|\b[0-9]{10}\b|\b(AB|IV)[0-9]{1,2} ?[0-9][A-Z]{2}\b")
TOWNS = ("Elgin", "Forres", "Buckie", "Keith", "Lossiemouth", "Speyside", "Seafield", "N411H")


LAYOUTS = {layout.resource: layout for kind in kinds() for layout in layouts(kind)}
EVERY = (*PUBLISHED, *SAMPLES)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("samples")
    return {path.name: path for path in write_samples(folder)}


@pytest.mark.parametrize("name", EVERY)
def test_the_generators_make_the_committed_file_byte_for_byte(name, made):
    committed = pack("data", "sample", f"{name}.csv")
    assert made[committed.name].read_bytes() == committed.read_bytes()


def test_all_samples_are_written_with_that_of_delayed_discharges(made, tmp_path):
    assert len(made) == len(EVERY) + 1
    assert made[write_sample(tmp_path).name].stat().st_size > 100_000


@pytest.mark.parametrize("name", EVERY)
def test_every_sample_passes_its_check_and_loads(name, tmp_path):
    layout, path = LAYOUTS[name], pack("data", "sample", f"{name}.csv")
    assert path.stat().st_size < 300_000
    assert check(path, layout.kind).ok
    data = load(layout.kind, tmp_path, layout=layout.name)
    assert (data.is_sample, data.layout, data.path) == (True, layout.name, path)
    assert data.source.startswith("Sample data")
    assert describe(layout.kind).quirks


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_published_layout_has_its_header_to_the_letter(name):
    first = [pack("data", folder, f"{name}.csv").read_text("utf-8").split("\n")[0]
             for folder in ("sample", "templates")]  # fmt: skip
    assert first[0] == first[1]


def test_every_kind_has_a_sample_and_all_of_them_stay_small():
    with_sample = {layout.kind for layout in LAYOUTS.values() if layout.note("sample", False)}
    assert with_sample == set(kinds())
    assert {name for name, layout in LAYOUTS.items() if layout.note("sample", False)} == {
        *EVERY, "delayed_discharges_council_area"
    }  # fmt: skip
    every = pack("data", "sample", "STORIES.md").parent.glob("*.csv")
    assert sum(path.stat().st_size for path in every) < 2_500_000


@pytest.mark.parametrize("name", EVERY)
def test_no_sample_can_be_taken_for_another_kind(name):
    path = pack("data", "sample", f"{name}.csv")
    header = path.read_text("utf-8").split("\n")[0].split(",")
    fitting = [kind for kind in kinds() if fit(header, kind)[0]]
    assert LAYOUTS[name].kind in fitting
    # Only estimates and projections have the same columns; what they hold tells them apart.
    assert fitting == [LAYOUTS[name].kind] or [k[:10] for k in fitting] == ["population"] * 2
    assert kind_of(path) == LAYOUTS[name].kind


@pytest.mark.parametrize("kind", SAMPLES)
def test_nothing_looks_like_a_real_person_or_place(kind):
    text = pack("data", "sample", f"{kind}.csv").read_text("utf-8")
    assert not NAMES.search(text)
    assert not [town for town in TOWNS if town in text]


def test_localities_and_providers_are_the_invented_ones():
    assert set(load("hospital_stays").table["locality"]) == {f"Locality {x}" for x in "ABCD"}
    assert load("providers").table["provider"].str.fullmatch(r"Provider \d\d").all()
    assert load("contracts").table["provider"].str.fullmatch(r"Provider \d\d").all()


def test_every_file_has_its_part_in_the_stories():
    stories = pack("data", "sample", "STORIES.md").read_text("utf-8")
    assert [name for name in EVERY if f"`{name}.csv`" not in stories] == []


def test_links_within_the_stories_lead_to_a_heading():
    stories = pack("data", "sample", "STORIES.md").read_text("utf-8")
    headings = {re.sub(r"[^a-z0-9 -]", "", line.lstrip("# ").lower()).replace(" ", "-")
                for line in stories.splitlines() if line.startswith("#")}  # fmt: skip
    assert {unquote(link) for link in re.findall(r"\(#([^)]+)\)", stories)} <= headings


@pytest.mark.parametrize("make", [hospital_stays, ae_attendances])
def test_as_many_rows_as_asked_for_are_made_by_the_same_rules(make):
    few, many = make(1_000), make(20_000)
    assert (len(few), len(many)) == (1_000, 20_000)
    assert list(few) == list(many) == list(make())
    assert many["person_id"].nunique() > 10_000
    assert abs((many["age"] >= 75).mean() - (make()["age"] >= 75).mean()) < 0.03


def test_chance_is_the_same_everywhere():
    drawn = Draws(20250831, "a theme").even(3)
    assert drawn.tolist() == [0.12800406552044097, 0.46981966192466873, 0.03283317265965491]


def test_chance_keeps_to_its_bounds_and_its_weights():
    draws = Draws(1, "bounds")
    assert set(draws.whole(10_000, 3, 5).tolist()) == {3, 4, 5}
    assert set(draws.places(10_000, [1, 0, 3]).tolist()) == {0, 2}
    assert abs((draws.places(10_000, [1, 3]) == 1).mean() - 0.75) < 0.02
    assert abs(draws.bell(10_000).std() - 1) < 0.02


def test_what_is_shared_out_adds_up():
    assert shared_out(94_670, [28, 31, 22, 19]).sum() == 94_670
    assert shared_out(0, [1, 2]).tolist() == [0, 0]
