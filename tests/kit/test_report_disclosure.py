"""Small numbers of people in a paper: hidden, logged, and never given away."""

from datetime import date
from io import BytesIO
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from playbook.kit.log import update_log
from playbook.kit.report import make_report
from playbook.kit.report.disclosure import disclosure_policy, make_safe, safe_words, tells_few
from playbook.kit.report.table_files import read_table
from playbook.publish.documents.outline import kinds, outline

DAY = date(2026, 11, 22)


def test_counts_of_one_to_four_are_hidden_with_what_gives_them_away() -> None:
    table = pd.DataFrame({"who": ["A", "B", "C"], "people": [3, 12, 40], "loses": ["x", "y", "z"]})
    safe = make_safe("decommissioning/losses", table)
    assert list(safe.table["people"]) == ["[c]", "[c]", 40]
    assert [(each.row, each.why) for each in safe.hidden] == [
        ("A", "small"),
        ("B", "gives another away"),
    ]
    assert list(safe.table["loses"]) == ["x", "y", "z"]
    assert safe.counted


def test_what_follows_from_a_hidden_count_is_hidden_too() -> None:
    table = pd.DataFrame(
        {
            "locality": ["A", "B", "C"],
            "places": [10, 20, 30],
            "people_served": [9, 18, 27],
            "waiting": [2, 8, 30],
            "waiting_per_100": [22.2, 44.4, 111.1],
        }
    )
    safe = make_safe("market-position/need", table)
    assert safe.table["waiting"].iloc[0] == "[c]"
    assert safe.table["waiting_per_100"].iloc[0] == "[c]"
    assert list(safe.table["places"]) == [10, 20, 30]  # places are not people


def test_rows_that_an_exercise_hid_already_keep_their_words() -> None:
    table = pd.DataFrame({"who": ["A", "B", "C"], "people": ["fewer than 5", "12", ""]})
    safe = make_safe("decommissioning/losses", table)
    assert list(safe.table["people"]) == ["fewer than 5", 12, ""]


def test_a_table_that_nobody_named_is_looked_at_column_by_column() -> None:
    table = pd.DataFrame({"Place": ["A", "B"], "People who wait": [2, 60], "Beds": [1, 2]})
    safe = make_safe("another/table", table)
    assert list(safe.table["People who wait"]) == ["[c]", "[c]"]
    assert list(safe.table["Beds"]) == [1, 2]


def test_a_table_of_money_or_days_is_left_alone() -> None:
    table = pd.DataFrame({"Scenario": ["Low"], "People and ages": [-3.0]})
    safe = make_safe("demand-to-2035/parts", table)
    assert safe.table is table
    assert not safe.counted


def test_counts_that_cannot_be_protected_never_leave() -> None:
    table = pd.DataFrame({"who": ["A", "B"], "people": [-3, 12]})
    with pytest.raises(ValueError, match="not a count of people"):
        make_safe("decommissioning/losses", table)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("2 people wait.", "[c] people wait."),
        ("There are 4 older people.", "There are [c] older people."),
        ("3 unpaid carers said so.", "[c] unpaid carers said so."),
        ("for each 1,000 people", "for each 1,000 people"),
        ("1 in 4 people", "1 in 4 people"),
        ("14 people and 5 people", "14 people and 5 people"),
        ("0.3 people a day", "0.3 people a day"),
        ("4 roles have a post", "4 roles have a post"),
    ],
)
def test_a_sentence_of_an_exercise_tells_no_small_number(text: str, safe: str) -> None:
    assert safe_words(text, "here")[0] == safe
    assert tells_few(text) == (text != safe)
    assert len(safe_words(text, "here")[1]) == (text != safe)


def test_every_figure_and_table_of_the_policy_is_one_that_a_paper_uses() -> None:
    used = {
        product for kind in kinds() for part in outline(kind).parts for product in part.products
    }
    policy = disclosure_policy()
    shown = {each.shows for each in policy.figures.values()}
    assert set(policy.figures) <= used
    assert shown <= set(policy.tables)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose tables and findings hold small numbers of people."""
    (tmp_path / "project.yml").write_text("name: Home First\narea: Moray\n", encoding="utf-8")
    (tmp_path / "products").mkdir()
    figure, _ = plt.subplots(figsize=(2, 1))
    png = BytesIO()
    figure.savefig(png, format="png")
    plt.close(figure)
    (tmp_path / "products" / "need.png").write_bytes(png.getvalue())
    places = ["A", "B", "C", "D"]
    waits = pd.DataFrame(
        {
            "locality": places,
            "people_served": [40, 50, 60, 70],
            "waiting": [3, 11, 12, 20],
            "waiting_before": [9, 9, 9, 9],
        }
    )
    waits.to_csv(tmp_path / "products" / "need.csv", index=False, encoding="utf-8-sig")
    products = [
        {
            "id": "market-position/need",
            "kind": "table",
            "title": "Need and supply",
            "file": "products/need.csv",
        },
        {
            "id": "market-position/market-need",
            "kind": "figure",
            "title": "Locality A waits",
            "alt": "Bars. 3 people wait in Locality A.",
            "file": "products/need.png",
        },
    ]
    found = {
        "id": "market-need-and-supply",
        "finding": "In Locality A 3 people wait.",
        "strength": "strong",
        "source": "Our records",
        "notebook": "market-position",
    }
    update_log(tmp_path / "products.yml", lambda _: products, heading="# p")
    update_log(tmp_path / "evidence.yml", lambda _: [found], heading="# e")
    return tmp_path


def test_a_paper_hides_small_numbers_in_tables_sentences_and_figures(project: Path) -> None:
    made = make_report("market-position-statement", ("html", "markdown"), start=project, today=DAY)
    page, text = (path.read_text(encoding="utf-8") for path in made.files)
    for paper in (page, text):
        assert "3 people" not in paper
        assert "people wait." in paper
        assert "hidden" in paper
    assert '<th scope="row">A</th><td class="n">40</td><td class="n">[c]</td>' in page
    assert "<img" not in page  # the figure would show what the table hides
    assert "need.png is left out" in page


def test_a_figure_is_left_out_even_where_its_table_is_not_shown(project: Path) -> None:
    market = project / "products.yml"
    text = market.read_text(encoding="utf-8").replace("market-position/market-need", "x/y")
    older = text.replace("x/y", "population-and-need/older-people")
    market.write_text(older, encoding="utf-8")
    made = make_report("market-position-statement", ("html",), start=project, today=DAY)
    page = made.files[0].read_text(encoding="utf-8")
    assert "<img" not in page  # nobody knows what its table would hide
    assert "it may show numbers that are hidden" in page


def test_the_log_says_which_numbers_were_hidden_and_why_but_not_what_they_were(
    project: Path,
) -> None:
    made = make_report("market-position-statement", start=project, today=DAY)
    log = made.log.read_text(encoding="utf-8")
    assert "Hidden in market-position/need: A, waiting (small)" in log
    assert "Hidden in market-position/need: B, waiting (gives another away)" in log
    assert "Hidden in evidence market-need-and-supply" in log
    assert "- Table: market-position/need" in log
    assert "3 people" not in log


def test_words_that_a_person_typed_are_not_changed_but_are_pointed_out(project: Path) -> None:
    (project / "words").mkdir()
    words = project / "words" / "market-position-statement.yml"
    words.write_text('in_short: "In Keith 2 people wait."', encoding="utf-8")
    made = make_report("market-position-statement", ("html",), start=project, today=DAY)
    page = made.files[0].read_text(encoding="utf-8")
    assert "In Keith 2 people wait." in page
    assert "in_short seems to tell a number of 1 to 4 people" in page


def test_a_table_comes_back_as_an_exercise_left_it(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(
        "\ufeffstarts,year,beds,may_claim,said\n2026-02-02,2035,4,True,'=1+1\n,2036,,False,\n",
        encoding="utf-8",
    )
    table = read_table(path)
    assert table["starts"].iloc[0] == "2 February 2026"
    assert list(table["year"]) == ["2035", "2036"]
    assert table["said"].iloc[0] == "=1+1"
