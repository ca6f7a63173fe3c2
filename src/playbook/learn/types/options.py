"""Options to choose among, each a card of its own."""

from collections.abc import Iterable

from playbook.learn.tags import Html, join, tag


def option_cards(name: str, texts: Iterable[str], kind: str = "radio") -> Html:
    """Write radio buttons or checkboxes. The value of each is its place in the definition."""
    return join(
        *(
            tag(
                "label",
                tag("input", type=kind, name=f"{name}-option", value=place),
                tag("span", text),
                class_="pb-option",
            )
            for place, text in enumerate(texts)
        )
    )
