"""One set of rules for every file: ``check`` reports what they find, ``read`` refuses it."""

from dataclasses import dataclass
from pathlib import Path

from playbook.data.cells import Columns, judge_cells
from playbook.data.header import fit
from playbook.data.opening import open_text
from playbook.data.problems import Finding, Report, report_of
from playbook.data.rows import absent, readable, repeated, span
from playbook.data.schema import Layout, layouts
from playbook.data.text import Text
from playbook.data.totals import misaveraged, unreconciled
from playbook.data.wording import counted

PORTAL_LIMIT = 32_000  # rows in one answer of the portal's data service


@dataclass(frozen=True)
class Examined:
    """A file after all the rules: the report, and the columns when they could be read."""

    report: Report
    layout: Layout | None = None
    columns: Columns | None = None


def check(path: Path | str, kind: str, *, listed: int = 20) -> Report:
    """Report every problem of a file at once. Nothing is changed.

    The report lists the first problems in the order of the file (20, or as many as you say) and
    counts the rest by type. A file that is absent, empty, an Excel workbook or a web page gives
    a report too. A bad file never raises; only a kind that does not exist raises ``ValueError``.

    >>> from playbook.places import pack
    >>> sample = pack("data", "sample", "delayed_discharges_council_area.csv")
    >>> check(sample, "delayed_discharges").ok
    True
    >>> print(check("nothing.csv", "delayed_discharges"))
    nothing.csv: 1 problem found.
    1. Not a CSV file: expected a CSV file with a header and rows; found no file of this name. \
Check the name and the folder, then try again.
    """
    return examine(Path(path), kind, listed=listed).report


def examine(path: Path, kind: str, *, listed: int = 20) -> Examined:
    """Apply every rule to a file and keep what could be read."""
    layouts(kind)  # a kind that does not exist is the caller's mistake, not the file's
    text, findings = open_text(path)
    if text is None:
        return Examined(report_of(path.name, findings, listed=listed))
    fitted, wrong = fit(text.header, kind)
    findings += wrong
    if fitted is None:
        return Examined(report_of(path.name, findings, listed=listed))
    columns, wrong = judge_cells(text, fitted)
    findings += [*wrong, *_judge_rows(fitted.layout, columns, text)]
    report = report_of(
        path.name,
        findings,
        listed=listed,
        summary=_summary(fitted.layout, columns, text) if not any(map(_any, findings)) else "",
        notices=(*fitted.notices, *_portal_limit(text)),
    )
    return Examined(report, fitted.layout, columns)


def _any(found: Finding) -> bool:
    return bool(len(found.rows))


def _judge_rows(layout: Layout, columns: Columns, text: Text) -> list[Finding]:
    again, is_again = repeated(layout, columns, text.numbers)
    usable = readable(layout, columns) & ~is_again
    return [
        again,
        *unreconciled(layout, columns, text.numbers, usable),
        *misaveraged(layout, columns, text.numbers, usable),
        *absent(layout, columns),
    ]


def _summary(layout: Layout, columns: Columns, text: Text) -> str:
    return f"{counted(len(text.numbers), 'row')}: {span(layout, columns)}."


def _portal_limit(text: Text) -> tuple[str, ...]:
    if len(text.numbers) != PORTAL_LIMIT:
        return ()
    return (
        "The file has exactly 32,000 rows, the most that the portal's data service gives in one "
        "answer. Use the Download button to be sure that you have them all.",
    )
