"""Failure demand: contacts caused by not doing something, or not doing it right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from playbook.analyse.agreement import Agreement, agreement
from playbook.analyse.pareto import Pareto, pareto
from playbook.analyse.rates import Rate, proportion
from playbook.framework.register import unknown
from playbook.markup import say
from playbook.tables import need_columns, need_values

if TYPE_CHECKING:
    from playbook.charts import Figure

KINDS = ("value", "failure")


@dataclass(frozen=True, eq=False)
class FailureDemand:
    """The share of contacts that are failure demand. Made by :func:`failure_demand`.

    ``share`` has the share from 0 to 1 with its Wilson limits. ``table`` has one row for each
    kind: kind, contacts, percent. ``causes`` is the Pareto of the causes of failure demand, and
    ``agreement`` that of two coders; each is ``None`` where the log does not have it.
    """

    share: Rate
    table: pd.DataFrame
    causes: Pareto | None
    agreement: Agreement | None
    notices: tuple[str, ...]

    def sentence(self) -> str:
        """Say the share with its limits, and the first cause."""
        said = (
            f"{say(self.share.events)} of {say(self.share.population)} contacts were failure "
            f"demand: {100 * self.share.value:.1f}% (95% limits {100 * self.share.lower:.1f}% to "
            f"{100 * self.share.upper:.1f}%)."
        )
        if self.causes is None:
            return said
        top = self.causes.table.iloc[0]
        return f"{said} The first cause is {top['cause']}, with {say(float(top['count']))}."

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw the causes of failure demand as a Pareto chart, or the two kinds without causes."""
        from playbook.charts import bars

        message = message or self.sentence()
        if self.causes is not None:
            return self.causes.plot(
                name=name, source=source, message=message, unit="contacts", sample=sample
            )
        return bars(
            self.table.set_index("kind")["contacts"],
            unit="contacts",
            name=name,
            message=message,
            source=source,
            sample=sample,
        )


def failure_demand(
    contacts: pd.DataFrame,
    *,
    kind: str = "kind",
    second: str | None = None,
    cause: str | None = None,
    confidence: float = 0.95,
) -> FailureDemand:
    """Give the share of contacts that are failure demand, with its limits, coders and causes.

    ``contacts`` is a log of a week or two with one row a contact, in people's own words. The
    column ``kind`` says "value" (what the service is there for) or "failure" (caused by not
    doing something, or not doing it right: "where is my carer?"). ``second`` names the column
    of a second coder. Contacts on which the two differ are not counted, and the notices say
    how many: settle them first. ``cause`` names the column with the cause of failure demand.

    Savings claimed for cutting failure demand are claims of its advocates. A contact less is
    not money less: see :func:`playbook.plan.net_cash_release`.

    Raises ``ValueError`` for missing columns, blanks, another word than value or failure, or no
    contact on which the coders agree.

    Source: Seddon, and Locality with Vanguard 2014, for the idea; Wilson 1927 for the limits.

    >>> log = pd.DataFrame({"kind": ["failure"] * 30 + ["value"] * 70})
    >>> failure_demand(log).sentence()
    '30 of 100 contacts were failure demand: 30.0% (95% limits 21.9% to 39.6%).'
    """
    coders = [kind, *([second] if second else [])]
    need_columns(contacts, [*coders, *([cause] if cause else [])], "log of contacts")
    need_values(contacts, coders, "contact")
    codes = contacts[coders].astype(str).apply(lambda column: column.str.strip().str.casefold())
    for coder in coders:
        for word in codes[coder].unique():
            if word not in KINDS:
                raise ValueError(f"In {coder}: {unknown(word, KINDS, 'the kinds of demand')}")
    told = agreement(codes[kind], codes[second]) if second else None
    settled = codes[kind] == codes[second] if second else pd.Series(True, index=codes.index)
    if not settled.any():
        raise ValueError("The coders agree on no contact, so no share can be given. Talk first.")
    notices = []
    if apart := int((~settled).sum()):
        notices.append(f"{say(apart)} contacts with two different codes are not counted.")
    failed = settled & (codes[kind] == "failure")
    share = proportion(int(failed.sum()), int(settled.sum()), confidence)
    counts = codes.loc[settled, kind].value_counts().reindex(list(KINDS), fill_value=0)
    table = pd.DataFrame({"kind": list(KINDS), "contacts": counts.to_numpy()})
    table["percent"] = 100 * table["contacts"] / table["contacts"].sum()
    causes = _causes(contacts.loc[failed, cause], notices) if cause else None
    return FailureDemand(share, table, causes, told, tuple(notices))


def _causes(causes: pd.Series, notices: list[str]) -> Pareto | None:
    if blank := int(causes.isna().sum()):
        notices.append(f"{say(blank)} failure contacts have no cause.")
    known = causes.dropna()
    return None if known.empty else pareto(known.astype(str).str.strip().value_counts())
