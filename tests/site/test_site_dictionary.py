"""Every file that the playbook can read is explained in the data dictionary."""

import re
from collections import Counter
from pathlib import Path

from playbook.data.schema import kinds


def test_every_kind_of_data_has_its_place_in_the_dictionary_and_only_one(checkout: Path) -> None:
    pages = [
        checkout / "book" / "data-dictionary.md",
        *(checkout / "book" / "data-dictionary").glob("*.md"),
    ]
    told = Counter(
        kind
        for page in pages
        for kind in re.findall(r"\{playbook\} data-dictionary (\w+)", page.read_text("utf-8"))
    )
    assert told == Counter([*kinds(), *kinds(published=True)])
