"""The Data Package is complete, and says what it means."""

import csv
import json
from html import unescape

import pytest

from playbook.data import check, describe
from playbook.data.package import PREFIX, _check_properties, resources
from playbook.data.schema import kinds, layouts
from playbook.data.templates import template
from playbook.places import pack

STORED = json.loads(pack("data", "datapackage.json").read_text(encoding="utf-8"))
SCHEMAS = [json.loads(path.read_text("utf-8")) for path in pack("data", "schemas").glob("*.json")]


@pytest.mark.parametrize("resource", STORED["resources"], ids=lambda each: each["name"])
def test_every_resource_is_a_file_whose_columns_are_the_fields_of_its_schema(resource):
    path = pack("data", *resource["path"].split("/"))
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    whole = resources()[resource["name"]]
    fields = [field for field in whole["schema"]["fields"]
              if field["name"] in header or not field.get(PREFIX + "optional")]  # fmt: skip
    assert header == [field["name"] for field in fields]
    assert resource["sources"]
    assert all(field["description"].endswith(".") for field in whole["schema"]["fields"])


def test_every_property_of_ours_is_explained_in_the_readme():
    readme = pack("data", "README.md").read_text(encoding="utf-8")
    used = {key for key in _keys([STORED, SCHEMAS]) if key.startswith(PREFIX)}
    assert {key for key in used if f"`{key}`" not in readme} == set()


def _keys(part):
    if isinstance(part, dict):
        for key, value in part.items():
            yield key
            yield from _keys(value)
    elif isinstance(part, list):
        for each in part:
            yield from _keys(each)


def test_a_misspelt_property_is_refused_with_the_nearest():
    resource = {"name": "x", "playbook:kindd": "x", "schema": {"fields": []}}
    with pytest.raises(ValueError, match=r"no property playbook:kindd\. Did you mean kind"):
        _check_properties(resource)


@pytest.mark.parametrize("kind", kinds() + kinds(published=True))
def test_every_rule_names_columns_and_values_that_exist(kind):
    for layout in layouts(kind):
        wide = (layout.wide.dimension, layout.wide.measure) if layout.wide else ()
        fields = (*layout.fields, *wide)
        names = {field.name for field in fields}
        assert {*layout.key, *layout.every, *layout.as_found, *layout.keep_blank} <= names
        assert len({field.column for field in fields if field.role != "qualifier"}) == len(
            [field for field in fields if field.role != "qualifier"]
        )
        for field in (*fields, *layout.computed):
            assert set(field.totals) <= set(field.values)
            assert {field.qualifies, field.not_before} <= {"", *names}
            assert set(field.sum_of) <= names
            assert set(field.adds_when) <= {each.column for each in fields}
            assert field.adds or field.adds_because or field.role != "measure"
            assert not field.default or field.default in field.values
            if field.derived:
                assert {field.derived.of, field.derived.divide_by} <= {*names, "days in period"}


def test_there_are_32_council_areas_and_14_boards_and_scotland():
    council, board = (layouts("delayed_discharges")[at].fields[1] for at in (0, 1))
    assert (len(council.values), len(board.values)) == (33, 15)
    assert council.label("S12000020") == "Moray"
    assert board.label("S08000020") == "NHS Grampian"
    assert council.label("S92000003") == board.label("S92000003") == "Scotland"
    assert council.label("") == "Home area unknown or outside Scotland"


@pytest.mark.parametrize("kind", kinds())
def test_templates_have_the_header_of_their_layout(kind, tmp_path):
    for layout in layouts(kind):
        path = pack("data", "templates", f"{layout.resource}.csv")
        assert path.read_text(encoding="utf-8") == template(layout)
        report = check(path, kind, layout=layout.name)
        assert set(report.counts) == {"no rows"}


def test_no_template_is_left_behind():
    written = {layout.resource for kind in kinds() for layout in layouts(kind)}
    assert {path.stem for path in pack("data", "templates").iterdir()} == written


def test_every_schema_file_is_used_and_named_after_its_resource():
    named = {each["schema"] for each in STORED["resources"] if isinstance(each["schema"], str)}
    assert named == {f"schemas/{path.name}" for path in pack("data", "schemas").iterdir()}
    for each in STORED["resources"]:
        assert each["schema"] == f"schemas/{each['name']}.json" or isinstance(each["schema"], dict)


@pytest.mark.parametrize("kind", kinds() + kinds(published=True))
def test_the_dictionary_explains_every_column_and_every_value(kind):
    dictionary = describe(kind)
    assert dictionary.table["column"].is_unique
    assert (dictionary.table["meaning"].str.len() > 8).all()
    assert len(dictionary.table) < 50
    assert dictionary.quirks
    assert dictionary.source
    page = dictionary._repr_html_()
    assert page.count("<caption>") == 2
    assert "Good to know" in page


def test_the_dictionary_says_which_layouts_share_a_column():
    table = describe("delayed_discharges").table.set_index("column")
    assert table.loc["ReasonForDelay", "layouts"] == "all"
    assert table.loc["CA", "layouts"] == "council areas, by where people live"
    assert table.loc["HBT", "layouts"] == "health boards, by where people were treated"
    values = describe("delayed_discharges").values
    totals = values[values["total"] == "yes"]["value"].tolist()
    assert totals == ["S92000003", "18plus", "All Delay Reasons", "S92000003"]


PUBLISHED = [
    each for each in STORED
    if "playbook:kind" in each and each["playbook:layout"] != "local"
    and not each.get("playbook:published")
]  # fmt: skip


@pytest.mark.parametrize("resource", PUBLISHED, ids=lambda each: each["name"])
def test_every_published_layout_says_whether_a_real_file_was_tried(resource):
    told = resource["playbook:real_file"]
    assert told.startswith(("Yes: ", "In part: ", "No: ")), "its own, not that of another layout"
    (layout,) = layouts(resource["playbook:kind"], resource["playbook:layout"])
    assert layout.tried.endswith("is refused.") == told.startswith("No")
    page = describe(layout.kind)._repr_html_()
    assert f"{layout.layout_title}? {told}" in unescape(page)
