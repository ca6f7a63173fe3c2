"""Boxes to write in, each with its label."""

from playbook.learn.tags import Html, tag

MOST_IN_A_LINE = 400  # characters
MOST_IN_A_BOX = 10000


def line_box(box_id: str, name: str, label: str, *, hint: str = "", look: str = "") -> Html:
    """Write a labelled box for one line. ``look`` is a further class for the whole."""
    note, described = _hint(box_id, hint)
    box = tag(
        "input",
        id=box_id,
        name=name,
        class_="pb-line-box",
        type="text",
        maxlength=MOST_IN_A_LINE,
        aria_describedby=described,
    )
    kind = f"pb-note {look}" if look else "pb-note"
    return tag("div", tag("label", label, for_=box_id), note, box, class_=kind)


def text_box(box_id: str, name: str, label: str, *, hint: str = "", lines: int = 4) -> Html:
    """Write a labelled box for several lines."""
    note, described = _hint(box_id, hint)
    box = tag(
        "textarea",
        id=box_id,
        name=name,
        rows=lines,
        style=f"--pb-lines:{lines}",
        maxlength=MOST_IN_A_BOX,
        aria_describedby=described,
    )
    return tag("div", tag("label", label, for_=box_id), note, box, class_="pb-prompt")


def scale_button(name: str, value: str, label: str) -> Html:
    """Write one answer of a group as a button that stays pressed."""
    control = tag("input", type="radio", name=name, value=value)
    return tag("label", control, tag("span", label), class_="pb-bin")


def _hint(box_id: str, hint: str) -> tuple[Html | None, str | None]:
    if not hint:
        return None, None
    return tag("p", hint, id=f"{box_id}-hint", class_="pb-hint"), f"{box_id}-hint"
