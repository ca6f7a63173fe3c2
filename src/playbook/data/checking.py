"""One set of rules for every file: ``check`` reports what they find, ``read`` refuses it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playbook.data.cells import Columns, judge_cells
from playbook.data.derived import misderived
from playbook.data.header import Fit, fit, not_a_header
from playbook.data.noticing import another_kind, notices_of, without_archived
from playbook.data.opening import UNEVEN, header_of, open_text
from playbook.data.problems import Finding, Report, report_of
from playbook.data.records import out_of_order
from playbook.data.rows import absent, readable, repeated, span
from playbook.data.schema import Layout, layouts
from playbook.data.signs import judge_signs
from playbook.data.text import Rows, Text
from playbook.data.totals import unreconciled
from playbook.data.wide import lengthened
from playbook.data.wording import counted
from playbook.data.workbook import is_workbook, open_sheet

PORTAL_LIMIT = 32_000  # rows in one answer of the portal's data service


@dataclass(frozen=True)
class Examined:
    """A file after all the rules: the report, and the columns when they could be read."""

    report: Report
    layout: Layout | None = None
    columns: Columns | None = None


def check(path: Path | str, kind: str, *, layout: str = "", listed: int = 20) -> Report:
    """Report every problem of a file at once. Nothing is changed.

    The report lists the first problems in the order of the file (20, or as many as you say) and
    counts the rest by type. ``layout`` names the layout, where a workbook holds several. A file
    that is absent, empty, an Excel workbook or a web page gives a report too. A bad file never
    raises; only a kind or a layout that does not exist raises ``ValueError``.

    A file that was cut in a row, or in a period of a layout that leaves no row out, is found. One
    that was cut just after a whole period looks like a shorter file. So the report names the
    periods and the places that are there: compare them with what you expected.

    >>> from playbook.places import pack
    >>> sample = pack("data", "sample", "delayed_discharges_council_area.csv")
    >>> check(sample, "delayed_discharges").ok
    True
    >>> print(check("nothing.csv", "delayed_discharges"))
    nothing.csv: 1 problem found.
    1. Not a CSV file: expected a CSV file with a header and rows; found no file of this name. \
Check the name and the folder, then try again.
    """
    return examine(Path(path), kind, layout=layout, listed=listed).report


def examine(path: Path, kind: str, *, layout: str = "", listed: int = 20) -> Examined:
    """Apply every rule to a file and keep what could be read."""
    candidates = layouts(kind, layout)
    text, findings = _open(path, candidates)
    title = not_a_header(text.header if text else _first_row(path, findings), candidates)
    if title:
        findings = [title]
    if text is None or title:
        return Examined(report_of(path.name, findings, listed=listed))
    fitted, wrong = fit(text.header, kind, layout)
    findings += wrong
    if fitted is None:
        return Examined(report_of(path.name, findings, listed=listed))
    columns, wrong = judge_cells(text, fitted)
    other = another_kind(fitted.layout, columns)
    if other:
        return Examined(report_of(path.name, [other], listed=listed))
    findings += [*wrong, *judge_signs(columns, text.numbers)]
    return _examine_rows(path, fitted, columns, text, findings, listed)


def _open(path: Path, candidates: Sequence[Layout]) -> tuple[Text | None, list[Finding]]:
    sheets = [each for each in candidates if each.note("sheet")]
    if sheets and is_workbook(path):
        return open_sheet(path, sheets[0].note("sheet"), sheets[0].note("header_row"))
    return open_text(path)


def _first_row(path: Path, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Give the first row of a file none of whose rows is as wide as its first."""
    return header_of(path) if any(each.type == UNEVEN for each in findings) else ()


def _examine_rows(
    path: Path, fitted: Fit, columns: Columns, text: Text, findings: list[Finding], listed: int
) -> Examined:
    layout = fitted.layout
    kept, archived = without_archived(layout, columns)
    if not kept.all():
        columns = {name: column.at(kept) for name, column in columns.items()}
    columns, numbers = lengthened(layout, columns, text.numbers[kept])
    findings += _judge_rows(layout, columns, numbers)
    good = not any(len(each.rows) for each in findings)
    report = report_of(
        path.name,
        findings,
        listed=listed,
        summary=f"{counted(int(kept.sum()), 'row')}: {span(layout, columns)}." if good else "",
        notices=(
            *fitted.notices, *archived, *_portal_limit(text), *_open_end(text),
            *(notices_of(layout, columns) if good else ()),
        ),
    )  # fmt: skip
    return Examined(report, layout, columns)


def _judge_rows(layout: Layout, columns: Columns, numbers: Rows) -> list[Finding]:
    again, is_again = repeated(layout, columns, numbers)
    usable = readable(layout, columns) & ~is_again
    return [
        again,
        *unreconciled(layout, columns, numbers, usable),
        *misderived(layout, columns, numbers, usable),
        *out_of_order(layout, columns, numbers),
        *absent(layout, columns),
    ]


def _portal_limit(text: Text) -> tuple[str, ...]:
    if len(text.numbers) != PORTAL_LIMIT:
        return ()
    return (
        "The file has exactly 32,000 rows, the most that the portal's data service gives in one "
        "answer. Use the Download button to be sure that you have them all.",
    )


def _open_end(text: Text) -> tuple[str, ...]:
    if not text.ends_open:
        return ()
    return (
        "The last row has no line end. A file that was cut may look so: make sure that its last "
        "number is whole, and that no row is missing after it.",
    )
