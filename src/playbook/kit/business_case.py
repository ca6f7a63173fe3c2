"""A business case from its paper: beds, care, cash by year and holder, and today's value."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from playbook.charts import Figure, bars
from playbook.data import Dataset
from playbook.data.wording import did_you_mean, listed
from playbook.kit.appraisal_words import money_in_words
from playbook.kit.case_paper import CasePaper, read_case_paper
from playbook.kit.panel_numbers import in_thousands
from playbook.kit.papers import Grounds, Paper
from playbook.kit.products import Number
from playbook.learn import Control, Explorer, Result, explorer
from playbook.markup import PlainError, say
from playbook.plan import (
    CommunityServices,
    NetCashRelease,
    PresentValue,
    cash_lines,
    community_services_required,
    net_cash_release,
    present_value,
)
from playbook.plan.money import pounds

_FAR = 0.2  # two papers further apart than this share tell two stories


@dataclass(frozen=True, eq=False)
class BusinessCase:
    """A business case, worked out. Made by :func:`business_case`.

    ``cash`` is the net cash release by year, ``services`` the community services that the
    change needs when all is in place, and ``worth`` the net cash in today's money, with year 0
    as today and nothing in it.
    """

    paper: CasePaper
    delayed_bed_days: float
    services: CommunityServices
    in_post: pd.Series
    cash: NetCashRelease
    worth: PresentValue

    @property
    def bed_days(self) -> list[float]:
        """Bed days avoided in each year."""
        return [self.delayed_bed_days * each / 100 for each in self.paper.yearly["fewer_percent"]]

    @property
    def beds_released(self) -> float:
        """Beds no longer filled by delays on an average day of the last year."""
        return self.bed_days[-1] / 365

    def numbers(self) -> list[Number]:
        """Give the numbers that go on to papers and other exercises."""
        freed = f"Delays fill {say(self.beds_released)} beds fewer by year {self.paper.years}."
        return [
            Number(id="beds-released", value=self.beds_released, unit="beds", says=freed),
            Number(id="net-cash-release-gbp", value=self.cash.recurring, unit="pounds",
                   says=self.cash_sentence()),
            Number(id="npv-gbp", value=self.worth.value, unit="pounds",
                   says=self.worth_sentence()),
            Number(id="staff-needed", value=self.services.wte, unit="staff",
                   says=self.staff_sentence()),
        ]  # fmt: skip

    def beds_table(self) -> pd.DataFrame:
        """Give bed days avoided, beds no longer filled and beds that close, year by year."""
        table = {
            f"Year {at}": [round(days), round(days / 365, 1), int(closed)]
            for at, (days, closed) in enumerate(
                zip(self.bed_days, self.paper.yearly["beds_closed"], strict=True), 1)
        }  # fmt: skip
        heads = ["Bed days avoided", "Beds no longer filled, average day", "Beds that close"]
        return pd.DataFrame(table, index=heads, dtype=object).rename_axis("").reset_index()

    def care_table(self) -> pd.DataFrame:
        """Give what each service would need, beside who is in post today."""
        table = self.services.table
        return pd.DataFrame(
            {
                "Service": table["service"],
                "People at once": table["people_at_once"].round(0).astype(int),
                "Staff needed": table["wte"].round(1),
                "In post today": self.in_post.reindex(table["service"]).to_list(),
            }
        )

    def cash_table(self) -> pd.DataFrame:
        """Give every line of the cash that moves, year by year, in pounds."""
        return _by_year(self.cash.table, [*((line.id, line.label) for line in cash_lines()),
                                          ("net_cash_release", "Net cash")])  # fmt: skip

    def holder_table(self) -> pd.DataFrame:
        """Give the net cash of each budget holder, year by year, in pounds."""
        by_holder = self.cash.by_holder
        return _by_year(by_holder.reset_index(), [(name, str(name)) for name in by_holder])

    def holder_sentence(self) -> str:
        """Say whose budget gains and whose pays in the last year."""
        last = {str(name): float(gbp) for name, gbp in self.cash.by_holder.iloc[-1].items()}
        gains = [f"{name} ({pounds(gbp)})" for name, gbp in last.items() if gbp > 0.5]
        pays = [f"{name} ({pounds(-gbp)})" for name, gbp in last.items() if gbp < -0.5]
        return (
            f"In year {self.paper.years} budgets that gain: {listed(gains) or 'none'}. "
            f"Budgets that pay: {listed(pays) or 'none'}."
        )

    def staff_sentence(self) -> str:
        """Say how many staff are needed, and where that is most beside those in post."""
        rows = self.services.table.to_dict("records")
        needed = {str(row["service"]): float(row["wte"]) for row in rows}
        posts = {str(name): float(post) for name, post in self.in_post.items()}
        told = f"The new care needs {say(self.services.wte)} whole-time staff."
        ratio = {name: needed[name] / post for name, post in posts.items() if post}
        if not ratio:
            return told
        top = max(ratio, key=lambda name: ratio[name])
        return (
            f"{told} Largest beside those in post: {top}, with {say(needed[top])} more for the "
            f"{say(posts[top])} there today ({say(100 * ratio[top], 0)}%)."
        )

    def cash_sentence(self) -> str:
        """Say what the bed days of the last year look like, and what moves."""
        last = self.cash.table.to_dict("records")[-1]
        verb = "costs" if last["net_cash_release"] < 0 else "releases"
        return (
            f"In year {self.paper.years} the bed days avoided look like "
            f"{pounds(last['notional'])}. Budgets let go of {pounds(last['release'])}, and the "
            f"change {verb} {pounds(abs(last['net_cash_release']))} in all."
        )

    def plot(self, *, name: str, source: str, sample: bool = False) -> Figure:
        """Draw the last year, from the figure that is not money down to the cash that moves."""
        last = self.cash.table.to_dict("records")[-1]
        shown = {"Bed days × average cost (not money)": last["notional"]}
        shown |= {line.label: last[line.id] for line in cash_lines() if last[line.id]}
        shown["Net cash"] = last["net_cash_release"]
        return bars(
            pd.Series(shown, dtype=float).round(),
            unit=f"pounds in year {self.paper.years}",
            name=name,
            message=self.cash_sentence(),
            source=source,
            sample=sample,
            note=" ".join(self.cash.notices),
            colour="plan",
        )

    def worth_sentence(self) -> str:
        """Say the net cash of all years, plain and in today's money."""
        plain = float(self.worth.table["amount_gbp"].sum())
        word = "costs" if plain < 0 else "releases"
        return (
            f"Over {self.paper.years} years the change {word} {money_in_words(abs(plain))} in "
            f"cash, or {money_in_words(abs(self.worth.value))} in today's money."
        )


def business_case(paper: Paper, delayed_bed_days: float, services: Dataset) -> BusinessCase:
    """Work out a business case from its paper, delayed bed days of a year, and service rates.

    The care that replaces the beds is priced from starts a week, through people, visits and
    staff, so that no cost of care is typed by hand.

    Raises ``PlainError`` when the paper names a service that the file of community services
    does not hold.
    """
    return work_out(read_case_paper(paper.fields), delayed_bed_days, services.table)


def work_out(paper: CasePaper, delayed_bed_days: float, rates: pd.DataFrame) -> BusinessCase:
    """Work out the case of a paper that was read; see :func:`business_case`."""
    known = rates.set_index("service")
    for name in paper.care["service"]:
        if name not in known.index:
            raise PlainError(
                f"The business case names the service {name}, which the file of community "
                f"services has not. {did_you_mean(str(name), known.index)} It holds "
                f"{listed(known.index)}."
            )
    wanted = known.loc[list(paper.care["service"])].reset_index()
    wanted["starts_per_week"] = paper.care["starts_a_week"].to_numpy(dtype=float)
    services = community_services_required(wanted)
    cost = services.table["wte"].to_numpy() * paper.care["pounds_a_post"].to_numpy(dtype=float)
    care = [float(cost.sum()) * share / 100 for share in paper.yearly["in_place_percent"]]
    given: dict[str, Any] = {**paper.prices, **_once(paper)}
    cash = net_cash_release(
        bed_days=[delayed_bed_days * each / 100 for each in paper.yearly["fewer_percent"]],
        beds_closed=list(paper.yearly["beds_closed"]),
        reprovision=care,
        holders=_holders(paper, cost),
        **given,
    )
    flows = [0.0, *cash.table["net_cash_release"]]
    return BusinessCase(paper, float(delayed_bed_days), services,
                        known["wte_in_post"].reindex(wanted["service"]), cash,
                        present_value(flows))  # fmt: skip


def _once(paper: CasePaper) -> dict[str, list[float]]:
    """Add up what comes once, by kind and year."""
    years = [f"year_{at}" for at in range(1, paper.years + 1)]
    sums = paper.once.groupby("kind")[years].sum()
    return {
        str(kind): [float(each) for each in row]
        for kind, row in zip(sums.index, sums.to_numpy(dtype=float), strict=True)
    }


def _holders(paper: CasePaper, cost: Any) -> dict[str, Any]:
    """Say who holds the budget of each line, by what each pays of it over all years."""
    held: dict[str, Any] = dict.fromkeys(("variable", "semi_fixed", "fixed"), paper.released_from)
    care = pd.Series(cost, index=paper.care["holder"]).groupby(level=0).sum()
    if care.sum():
        held["reprovision"] = (care / care.sum()).to_dict()
    years = [f"year_{at}" for at in range(1, paper.years + 1)]
    for kind, rows in paper.once.groupby("kind"):
        paid = rows.groupby("holder")[years].sum().astype(float).sum(axis=1)
        if paid.sum():
            held[str(kind)] = (paid / paid.sum()).to_dict()
    return held


def _by_year(table: pd.DataFrame, columns: list[tuple[Any, str]]) -> pd.DataFrame:
    rows = {
        label: table[name].round().astype(int).to_list()
        for name, label in columns
        if (table[name].abs() > 0.5).any() or label == "Net cash"
    }
    years = [f"Year {at}" for at in range(1, len(table) + 1)]
    return pd.DataFrame.from_dict(rows, orient="index", columns=years).rename_axis(
        "Pounds").reset_index()  # fmt: skip


def what_could_go_wrong(case: BusinessCase, rates: pd.DataFrame) -> pd.DataFrame:
    """Work the case out again with one thing otherwise each time: a row a trial.

    Columns: what is otherwise, cash in the last year, and net present value of the cash.
    """
    paper = case.paper
    dear = paper.care.assign(pounds_a_post=paper.care["pounds_a_post"] * 1.2)
    half = paper.yearly.assign(fewer_percent=paper.yearly["fewer_percent"] / 2)
    trials = {
        "As planned": paper,
        "Half as many bed days avoided": replace(paper, yearly=half),
        "No bed closes": replace(paper, yearly=paper.yearly.assign(beds_closed=0.0)),
        "Staff cost a fifth more": replace(paper, care=dear),
        "Bed days avoided, and no new care": replace(
            paper, care=paper.care.assign(starts_a_week=0.0)
        ),
    }
    rows = []
    for name, each in trials.items():
        found = work_out(each, case.delayed_bed_days, rates)
        rows.append((name, round(found.cash.recurring), round(found.worth.value)))
    return pd.DataFrame(rows, columns=["If", "Cash in the last year, £", "Today's money, £"])


def growth_refills(beds_released: float, beds_now: float, beds_2035: float, years: int) -> str:
    """Say how soon growth in need would fill the beds that a change releases.

    ``years`` is how many years lie between the two numbers of beds.
    """
    a_year = (beds_2035 - beds_now) / years
    if a_year <= 0 or beds_released <= 0:
        return "Need is not projected to grow, so growth does not fill the beds again."
    return (
        f"Need is projected to grow by {say(a_year)} beds a year. Growth alone would fill the "
        f"{say(beds_released)} beds again in {say(beds_released / a_year)} years."
    )


def case_panel(
    case: BusinessCase, rates: pd.DataFrame, *, source: str, sample: bool, name: str = "the-case"
) -> Explorer:
    """Show what fewer delayed bed days, and beds that truly close, do to the cash of the case.

    Both hold in the last year; earlier years change in the same proportion.
    """
    paper = case.paper
    fewer = float(paper.yearly["fewer_percent"].iloc[-1])
    closed = float(paper.yearly["beds_closed"].iloc[-1])

    def model(fewer_percent: float, beds: float) -> dict[str, float]:
        yearly = paper.yearly.assign(
            fewer_percent=_scaled(paper.yearly["fewer_percent"], fewer_percent),
            beds_closed=_scaled(paper.yearly["beds_closed"], beds),
        )
        found = work_out(replace(paper, yearly=yearly), case.delayed_bed_days, rates)
        return {"cash": found.cash.recurring, "worth": found.worth.value,
                "filled": found.beds_released}  # fmt: skip

    return explorer(
        name,
        [
            Control("fewer_percent", "Fewer delayed bed days in the last year",
                    sorted({*map(float, range(0, 55, 5)), fewer}), fewer, "%"),
            Control("beds", "Beds that truly close",
                    sorted({*map(float, range(0, 19, 3)), closed}), closed, "beds"),
        ],
        model,
        [
            Result("filled", "Beds no longer filled by delays", "beds"),
            Result("cash", "Net cash in the last year, in £1,000s", "", in_thousands),
            Result("worth", "All years in today's money, in £1,000s", "", in_thousands),
        ],
        lambda fewer_percent, beds, filled, cash, worth: (
            f"With {say(fewer_percent)}% fewer delayed bed days and {say(beds)} beds closed, the "
            f"last year {'costs' if cash < 0 else 'releases'} {pounds(abs(cash))}."
        ),
        message="What would make the case pay for itself?",
        source=source,
        note=(
            f"A minus means that the change costs more than it releases. "
            f"Staff go in steps of {say(paper.prices['step_beds'])} beds."
        ),
        sample=sample,
        start="the paper as it stands",
    )  # fmt: skip


def _scaled(row: pd.Series, last: float) -> pd.Series:
    """Change a row of years so that its last is as wanted, and the others keep step."""
    end = float(row.iloc[-1])
    return row * (last / end) if end else pd.Series(last, index=row.index)


def agrees_with(case: BusinessCase, extra_cost: Number) -> str:
    """Set the value of the case beside what an options appraisal said that the option costs."""
    own, theirs = -case.worth.value, float(extra_cost)
    share = abs(own - theirs) / abs(theirs) if theirs else 1.0
    told = f"{extra_cost.says} This case says {money_in_words(own)}: {say(100 * share, 0)}% apart."
    if share > _FAR:
        return f"{told} Find out why before anybody else does."
    return f"{told} That is near enough."


def weakest_with(data: Grounds, *numbers: Number) -> Grounds:
    """Give the data, marked as a sample when any number that was carried here is one."""
    if any(each.sample for each in numbers):
        return replace(data, is_sample=True)
    return data
