"""What the README shows and promises is what is there."""

import re
from pathlib import Path

from playbook.framework.diagrams import cycle


def test_the_picture_in_the_readme_is_the_cycle_of_the_framework(checkout: Path) -> None:
    shown = (checkout / "book" / "images" / "cycle.svg").read_text(encoding="utf-8")
    assert shown == cycle().picture(), (
        "The framework's cycle has changed. Write the picture again: python -c \"from "
        "playbook.framework.diagrams import cycle; "
        "open('book/images/cycle.svg', 'w', encoding='utf-8').write(cycle().picture())\""
    )


def test_every_place_the_readme_names_exists(checkout: Path) -> None:
    text = (checkout / "README.md").read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([^)#]+)\)", text)
    folders = re.findall(r"^\| `([a-z/]+)` \|", text, flags=re.MULTILINE)
    assert len(folders) >= 7
    assert [name for name in [*linked, *folders] if not (checkout / name).exists()] == []
