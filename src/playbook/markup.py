"""HTML that every part of the playbook shares: tables that a screen reader can follow."""

from collections.abc import Hashable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from html import escape
from numbers import Integral, Real

import numpy as np
import pandas as pd

NOTHING = "not known"


class PlainError(ValueError):
    """A problem said in words for a person.

    In a notebook the words stand alone. Python's own account of where it happened, which helps
    nobody mend a file, is left out.
    """

    def _render_traceback_(self) -> list[str]:
        """Give what IPython prints in place of the traceback."""
        return str(self).splitlines()


def say(value: object, decimals: int | None = None) -> str:
    """Write a value as a person would: thousands marked, no stray ``.0``, no ``nan``.

    A missing value is said in words, so that a blank cell is never a riddle.
    ``decimals`` fixes the decimal places of real numbers; by default at most one is kept.
    Halves are rounded up, as published health figures are.

    >>> say(12737), say(34.8959), say(float("nan")), say("Code 9 AWI")
    ('12,737', '34.9', 'not known', 'Code 9 AWI')
    >>> say(1084.0), say(34.8959, decimals=2)
    ('1,084', '34.90')
    """
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return NOTHING
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, Integral):
        return f"{int(value):,}"
    if isinstance(value, Real):
        written = f"{_round_half_up(float(value), 1 if decimals is None else decimals):,f}"
        return written.removesuffix(".0") if decimals is None else written
    if isinstance(value, pd.Timestamp):
        return f"{value:%B %Y}" if value.day == 1 else say_day(value)
    if isinstance(value, pd.Period):
        return f"{value:%B %Y}" if value.freqstr == "M" else str(value)
    return str(value)


def say_day(day: date) -> str:
    """Write a day as a person would. A pandas timestamp is a day too.

    >>> say_day(date(2017, 1, 23)), say_day(pd.Timestamp("2026-03-01"))
    ('23 January 2017', '1 March 2026')
    """
    return f"{day.day} {day:%B %Y}"


def _round_half_up(number: float, decimals: int) -> Decimal:
    """Round as Public Health Scotland does; Python would round 34.25 down to the even 34.2."""
    return Decimal(repr(number)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _cell(
    tag: str, value: object, scope: str = "", numeric: bool = False, decimals: int | None = None
) -> str:
    attributes = f' scope="{scope}"' if scope else ""
    attributes += ' class="pb-number"' if numeric else ""
    return f"<{tag}{attributes}>{escape(say(value, decimals))}</{tag}>"


def _decimals(column: pd.Series) -> int | None:
    """Give every number of a column a decimal place when one of them needs it."""
    if not pd.api.types.is_float_dtype(column.dtype):
        return None
    return 1 if any("." in say(value) for value in column) else None


def table_html(table: pd.DataFrame, caption: str, *, row_headings: int = 1) -> str:
    """Write a table with a caption and real headings, inside a box that scrolls by keyboard.

    The first columns head each row, as many as ``row_headings``. The index is not shown:
    call ``reset_index()`` first when it means something. Numbers line up on the right.

    >>> html = table_html(pd.DataFrame({"Reason": ["Code 9 AWI"], "Bed days": [1000]}), "Reasons")
    >>> '<th scope="row">Code 9 AWI</th><td class="pb-number">1,000</td>' in html
    True
    """
    numeric = [pd.api.types.is_numeric_dtype(kind) for kind in table.dtypes]
    decimals = [_decimals(column) for _, column in table.items()]
    head = "".join(
        _cell("th", name, "col", number) if str(name).strip() else "<td></td>"
        for name, number in zip(table.columns, numeric, strict=True)
    )
    rows = "".join(
        f"<tr>{_row(row, numeric, decimals, row_headings)}</tr>"
        for row in table.itertuples(index=False, name=None)
    )
    label = escape(caption, quote=True)
    return (
        f'<div class="pb-table" role="region" aria-label="{label}" tabindex="0"><table>'
        f"<caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(
    row: tuple[Hashable, ...], numeric: list[bool], decimals: list[int | None], row_headings: int
) -> str:
    return "".join(
        _cell("th", value, "row")
        if position < row_headings
        else _cell("td", value, numeric=numeric[position], decimals=decimals[position])
        for position, value in enumerate(row)
    )
