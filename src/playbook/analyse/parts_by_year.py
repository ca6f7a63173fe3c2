"""A total that hardly moves may hide parts that do: look at each part, year by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from playbook.analyse.delays import yearly_totals
from playbook.analyse.latest import latest_year
from playbook.inputs import need_a
from playbook.markup import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from playbook.charts import Figure, Look

_MARKS = ("o", "s", "^", "D")


@dataclass(frozen=True, eq=False)
class PartsByYear:
    """Parts of a whole in every whole financial year. Made by :func:`parts_by_year`.

    ``table`` has one row a year: year, then one column of bed days for each part. ``shares``
    has the same shape, in percent of the year's total.
    """

    table: pd.DataFrame

    @property
    def shares(self) -> pd.DataFrame:
        """Each part's percent of its year."""
        parts = self.table.set_index("year")
        whole = parts.sum(axis=1)
        return (100 * parts.div(whole.where(whole > 0), axis=0)).reset_index()

    def sentence(self, part: str | None = None) -> str:
        """Say how a part and its share moved in the last year, beside the whole.

        Without ``part``, it is the part whose share moved most; with one year only, the largest.
        A part that does not exist raises ``ValueError`` with those that do.
        """
        parts = self.table.set_index("year")
        year = parts.index[-1]
        if not parts.iloc[-1].sum():
            return f"In {year} there were no bed days."
        if part is None:
            part = self._moved_most()
        if part not in parts:
            raise ValueError(
                f"There is no part called {part!r}. There is: {', '.join(map(str, parts.columns))}."
            )
        shares = self.shares.set_index("year")[part]
        now = f"{shares.iloc[-1]:.1f}%"
        if len(shares) == 1:
            return f"In {year} {part} made up {now} of the bed days."
        if pd.isna(shares.iloc[-2]):
            return f"In {year} {part} made up {now} of the bed days. The year before had none."
        rest = parts.drop(columns=part).sum(axis=1)
        return (
            f"In {year} {part} made up {now} of the bed days, against {shares.iloc[-2]:.1f}% the "
            f"year before. Their bed days {_moved(parts[part])}; those of all others "
            f"{_moved(rest)}."
        )

    def _moved_most(self) -> str:
        """Name the part whose share changed most, or the largest where there is nothing before."""
        shares = self.shares.set_index("year")
        change = shares.diff().iloc[-1].abs()
        return str((shares.iloc[-1] if change.isna().all() else change).idxmax())

    def plot(
        self, *, name: str, message: str, source: str, sample: bool = False, note: str = ""
    ) -> Figure:
        """Draw a line for each part, each with its own mark and its name."""
        from playbook.charts import figure

        told = " ".join(
            f"{part}: " + ", ".join(f"{year} {say(days)}" for year, days in line.items()) + "."
            for part, line in self.table.set_index("year").items()
        )
        return figure(
            self._draw,
            name=name,
            message=message,
            alt=f"Line chart of bed days by financial year. {told}",
            table=self.table.rename(columns={"year": "Year"}),
            source=source,
            sample=sample,
            note=note,
        )

    def _draw(self, axes: Axes, look: Look) -> None:
        parts = self.table.set_index("year")
        colours = (look.analyse, look.review, look.plan, look.implement)
        for at, (part, line) in enumerate(parts.items()):
            colour, mark = colours[at % 4], _MARKS[at % 4]
            axes.plot(
                range(len(line)), line, mark, linestyle="-", color=colour, linewidth=2, label=part
            )
            if look.narrow:
                continue
            rising = len(line) < 2 or line.iloc[-1] >= line.iloc[-2]
            axes.annotate(
                str(part),
                (len(line) - 1, line.iloc[-1]),
                (0, 10 if rising else -10),  # the side that the line does not come from
                textcoords="offset points",
                horizontalalignment="right",
                verticalalignment="bottom" if rising else "top",
                color=colour,
                weight="bold",
            )
        if look.narrow:  # no room beside the lines
            axes.legend(loc="upper left", bbox_to_anchor=(-0.02, -0.09), labelcolor=look.ink)
        step = 2 if look.narrow and len(parts) > 5 else 1
        axes.set_xticks(range(0, len(parts), step), parts.index[::step])
        axes.set_ylim(bottom=0)
        axes.margins(x=0.05)


def parts_by_year(monthly: pd.DataFrame) -> PartsByYear:
    """Add up monthly parts to whole financial years, so that each part can be followed.

    ``monthly`` has months down and one column for each part, with no total among them. Years
    in which any part lacks a month are left out. When none is whole, the months that
    :func:`playbook.analyse.latest_year` takes instead stand as one row.

    >>> months = pd.date_range("2023-04-01", "2025-03-01", freq="MS")
    >>> ages = pd.DataFrame({"75 and over": 800, "18 to 74": [200] * 12 + [300] * 12}, index=months)
    >>> print(parts_by_year(ages).sentence("75 and over"))
    In 2024/25 75 and over made up 72.7% of the bed days, against 80.0% the year before. \
Their bed days stayed level; those of all others rose by 50.0%.
    """
    need_a(monthly, pd.DataFrame, "a table with a row for each month and a column for each part")
    if not len(monthly.columns):
        raise ValueError("The table has no column for any part.")
    years = {
        str(part): yearly_totals(column).complete.set_index("year")["bed_days"]
        for part, column in monthly.items()
    }
    table = pd.concat(years, axis=1, join="inner").sort_index()
    if table.empty:
        latest = latest_year(monthly.sum(axis=1, skipna=False))
        table = latest.of(monthly).rename(latest.label).to_frame().T[list(years)]
    return PartsByYear(table.rename_axis("year").reset_index())


def _moved(years: pd.Series) -> str:
    before, now = years.iloc[-2:]
    if before == now:
        return "stayed level"
    if before == 0:
        return f"went from none to {say(now)}"
    return f"{'rose' if now > before else 'fell'} by {abs(100 * (now / before - 1)):.1f}%"
