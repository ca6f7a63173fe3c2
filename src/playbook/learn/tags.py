"""Write HTML in which every piece of text is escaped, always in the same order."""

import json
from collections.abc import Mapping
from html import escape

from playbook.framework.register import unknown


class Html(str):
    """Text that is already HTML. Plain text given to :func:`tag` is escaped; this is not."""

    __slots__ = ()


_EMPTY = {"input", "br"}


def tag(name: str, /, *inside: str | None, **attributes: object) -> Html:
    """Write an element. Plain text inside it is escaped; ``None`` is left out.

    In attribute names a trailing underscore is dropped and others become hyphens.
    ``True`` writes the bare attribute; ``None`` and ``False`` write nothing.

    >>> tag("p", "Fish & chips", class_="pb-note", aria_live="polite", hidden=True)
    '<p class="pb-note" aria-live="polite" hidden>Fish &amp; chips</p>'
    """
    start = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Html(start if name in _EMPTY else f"{start}{join(*inside)}</{name}>")


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    written = name.rstrip("_").replace("_", "-")
    return f" {written}" if value is True else f' {written}="{escape(str(value), quote=True)}"'


def join(*parts: str | None) -> Html:
    """Put pieces after one another, escaping those that are plain text.

    >>> join(tag("b", "1"), " < ", None, "2")
    '<b>1</b> &lt; 2'
    """
    return Html("".join(p if isinstance(p, Html) else escape(p) for p in parts if p is not None))


def paragraphs(text: str, **attributes: object) -> Html:
    r"""Write plain text as paragraphs; a blank line begins the next.

    >>> paragraphs("One\nline.\n\nNext.")
    '<p>One\nline.</p><p>Next.</p>'
    """
    blocks = (block.strip() for block in text.split("\n\n"))
    return join(*(tag("p", block, **attributes) for block in blocks if block))


def data_script(data: Mapping[str, object], class_: str) -> Html:
    r"""Embed data for a script. A ``<`` is written so that no text can end the element.

    >>> data_script({"text": "</script>"}, "pb-data")
    '<script type="application/json" class="pb-data">{"text":"\\u003c/script>"}</script>'
    """
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Html(f'<script type="application/json" class="{class_}">{written}</script>')


_SHAPES = {
    "circle": '<circle cx="10" cy="10" r="8"/>',
    "square": '<rect x="2.5" y="2.5" width="15" height="15" rx="1.5"/>',
    "triangle": '<path d="M10 2 18.6 17.4H1.4Z"/>',
    "diamond": '<path d="M10 1 19 10 10 19 1 10Z"/>',
    "ring": '<circle cx="10" cy="10" r="6.5" fill="none" stroke="currentColor" stroke-width="4"/>',
}


def shape(name: str) -> Html:
    """Draw a small mark in the colour of the text. The word beside it carries the meaning."""
    if name not in _SHAPES:
        raise ValueError(unknown(name, _SHAPES, "the shapes"))
    return Html(
        '<svg class="pb-shape" viewBox="0 0 20 20" width="16" height="16" fill="currentColor" '
        f'aria-hidden="true" focusable="false">{_SHAPES[name]}</svg>'
    )


def minutes_text(minutes: int) -> str:
    """Write minutes in words.

    >>> minutes_text(1), minutes_text(25)
    ('1 minute', '25 minutes')
    """
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def hours_text(minutes: int) -> str:
    """Write a longer time in hours, to the nearest quarter; less than an hour in minutes.

    >>> hours_text(25), hours_text(55), hours_text(75), hours_text(240), hours_text(265)
    ('25 minutes', '55 minutes', '1¼ hours', '4 hours', '4½ hours')
    """
    if minutes < 60:
        return minutes_text(minutes)
    hours, quarters = divmod(round(minutes / 15), 4)
    return f"{hours}{['', '¼', '½', '¾'][quarters]} {'hour' if minutes == 60 else 'hours'}"
