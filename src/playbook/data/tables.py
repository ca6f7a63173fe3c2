"""Tables for people: real HTML tables with a caption and header cells."""

from html import escape

import pandas as pd


def table_html(table: pd.DataFrame, caption: str) -> str:
    """Write a table as HTML that a screen reader can walk through.

    The first column holds the row headers. Every value is written as text, so nothing in the
    data can become part of the page.

    >>> table_html(pd.DataFrame({"Age": ["75+ <b>"]}), "Ages").partition("<tbody>")[2]
    '<tr><th scope="row">75+ &lt;b&gt;</th></tr></tbody></table></div>'
    """
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in table.columns)
    body = "".join(_row(list(values)) for values in table.itertuples(index=False, name=None))
    return (
        '<div class="pb-table-scroll" tabindex="0" role="region" '
        f'aria-label="{escape(caption, quote=True)}"><table class="pb-table">'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _row(values: list[object]) -> str:
    first, *others = (escape(str(value)) for value in values)
    cells = "".join(f"<td>{value}</td>" for value in others)
    return f'<tr><th scope="row">{first}</th>{cells}</tr>'
