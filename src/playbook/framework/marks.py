"""A stage's mark: always a shape, a colour and a word."""

from html import escape

from playbook.framework.palette import paint
from playbook.framework.reader import framework
from playbook.framework.shapes import mark


def stage_mark(stage_id: str) -> str:
    """Give the small SVG shape of a stage. It is decoration: the word must stand beside it.

    An unknown stage raises ``UnknownNameError``, which lists the stages.

    >>> stage_mark("analyse")[:35]
    '<svg class="pb-mark" viewBox="0 0 2'
    """
    stage = framework().stages[stage_id]
    shape = mark(stage.shape, (12, 12), 10, stage.colour)
    return (
        '<svg class="pb-mark" viewBox="0 0 24 24" width="1em" height="1em" aria-hidden="true" '
        f'focusable="false" style="vertical-align:-0.12em">{shape}</svg>'
    )


def badge(stage_id: str) -> str:
    """Give a stage's badge for a page: its shape, then its name, in its colour.

    >>> badge("plan").endswith("</svg> Plan</span>")
    True
    """
    stage = framework().stages[stage_id]
    return (
        f'<span class="pb-stage pb-stage-{stage.id}" '
        f'style="color:{paint(stage.colour)};font-weight:700;white-space:nowrap">'
        f"{stage_mark(stage_id)} {escape(stage.name)}</span>"
    )
