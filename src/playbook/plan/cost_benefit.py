"""Costs set against benefits, with what has no price kept beside the sum and not inside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import pandas as pd

from playbook.framework.register import unknown
from playbook.inputs import read_numbers
from playbook.plan.money import Rate, npv, pounds

if TYPE_CHECKING:
    from playbook.charts import Figure

GAIN, LOSS = "gain", "loss"


@dataclass(frozen=True)
class Effect:
    """Something that an option does and that has no price: for whom, and what shows it."""

    effect: str
    who: str
    direction: str = GAIN
    evidence: str = "none given"


@dataclass(frozen=True, eq=False)
class CostBenefit:
    """Costs and benefits in today's money. Made by :func:`cost_benefit`.

    ``table`` has one row for each who and side: side (cost or benefit), who, present_gbp.
    ``unpriced`` lists the effects without a price: effect, who, direction, evidence.
    """

    table: pd.DataFrame
    unpriced: pd.DataFrame
    present_costs: float
    present_benefits: float
    notices: tuple[str, ...]

    @property
    def net_present_value(self) -> float:
        """Benefits less costs, in today's money: the net present social value."""
        return self.present_benefits - self.present_costs

    @property
    def benefit_cost_ratio(self) -> float:
        """Benefits in today's money for each £1 of cost."""
        return self.present_benefits / self.present_costs

    def sentence(self) -> str:
        """Say the ratio, the net value, and how much stands beside the sum."""
        beside = len(self.unpriced)
        effects = {0: "No effect without a price is", 1: "One effect without a price is"}
        told = effects.get(beside, f"{beside} effects without a price are")
        return (
            f"Each £1 of cost brings £{self.benefit_cost_ratio:,.2f} of benefit, a net value of "
            f"{pounds(self.net_present_value)} in today's money. {told} listed beside this sum."
        )

    def plot(
        self, *, name: str, source: str, sample: bool = False, message: str | None = None
    ) -> "Figure":
        """Draw what each one pays and gains, in today's money, with the unpriced in the note."""
        from playbook.charts import bars  # matplotlib is slow to load

        labels = self.table["side"].str.capitalize() + ": " + self.table["who"]
        beside = "; ".join(f"{row.effect} ({row.who})" for row in self.unpriced.itertuples())
        return bars(
            pd.Series(self.table["present_gbp"].round().to_list(), index=labels),
            unit="pounds in today's money",
            name=name,
            message=message or self.sentence(),
            source=source,
            sample=sample,
            note=f"Without a price: {beside}." if beside else "",
            colour="plan",
        )


def cost_benefit(
    costs: Any, benefits: Any, *, unpriced: Iterable[Any] = (), rate: Rate = None
) -> CostBenefit:
    """Set costs against benefits in today's money, and list what has no price beside them.

    ``costs`` and ``benefits`` are yearly amounts from year 0, all zero or more; or a mapping
    from who pays or gains (the NHS, the council, unpaid carers) to such amounts, so that it
    shows who wins and who loses. ``unpriced`` holds an :class:`Effect`, a mapping of its
    fields, or a row of a DataFrame for each effect without a price. ``rate`` is as in
    :func:`discount_factor`.

    The answer is about public value, not about a budget: for cash use
    :func:`net_cash_release`. Do not let the ratio decide alone: it leaves out the unpriced.

    Raises ``ValueError`` for negative or missing amounts, costs that add up to nothing, or an
    effect that does not say what and for whom.

    Source: HM Treasury, Green Book, 2022.

    >>> result = cost_benefit({"NHS": [100, 20]}, {"People": [0, 90], "Carers": [0, 60]},
    ...     unpriced=[Effect("Sleep in one's own bed", "people who go home sooner")])
    >>> print(f"{result.benefit_cost_ratio:.2f}, {result.net_present_value:.2f}")
    1.21, 25.60
    """
    paid = _by_whom(costs, "cost", rate)
    gained = _by_whom(benefits, "benefit", rate)
    total = sum(row["present_gbp"] for row in paid)
    if total == 0:
        raise ValueError("The costs add up to nothing, so there is no ratio. Check the costs.")
    effects = [_effect(item) for item in _rows(unpriced)]
    return CostBenefit(
        table=pd.DataFrame([*paid, *gained]),
        unpriced=pd.DataFrame(effects, columns=[field.name for field in fields(Effect)]),
        present_costs=total,
        present_benefits=sum(row["present_gbp"] for row in gained),
        notices=() if effects else (_NOTHING_BESIDE,),
    )


_NOTHING_BESIDE = (
    "No effect without a price is listed. Most changes to care have some: "
    "ask people who use the service and their carers."
)


def benefit_cost_ratio(benefits: Any, costs: Any, rate: Rate = None) -> float:
    """Give the benefits in today's money for each £1 of cost.

    Amounts and errors are as in :func:`cost_benefit`.

    >>> round(benefit_cost_ratio([0, 150], [100, 20]), 2)
    1.21
    """
    return cost_benefit(costs, benefits, rate=rate).benefit_cost_ratio


def _by_whom(flows: Any, side: str, rate: Rate) -> list[dict[str, Any]]:
    named = flows if isinstance(flows, Mapping) else {"everyone": flows}
    if not named:
        raise ValueError(f"There is no {side}. Give yearly amounts from year 0.")
    return [
        {
            "side": side,
            "who": str(who),
            "present_gbp": npv(read_numbers(amounts, f"The {side} of {who}", least=0), rate),
        }
        for who, amounts in named.items()
    ]


def _rows(effects: Iterable[Any]) -> list[Any]:
    if isinstance(effects, pd.DataFrame):
        return list(effects.to_dict("records"))
    if isinstance(effects, str | Mapping):
        raise ValueError("unpriced must be a list of effects, each with what and for whom.")
    return list(effects)


def _effect(item: Any) -> Effect:
    effect = item if isinstance(item, Effect) else _from_fields(item)
    if not (effect.effect.strip() and effect.who.strip()):
        raise ValueError(f"Each effect needs what it is and for whom. Found {effect}.")
    if effect.direction not in (GAIN, LOSS):
        raise ValueError(f"direction is {effect.direction!r}. It must be {GAIN!r} or {LOSS!r}.")
    return effect


def _from_fields(item: Any) -> Effect:
    if not isinstance(item, Mapping):
        raise ValueError(f"Each effect needs what it is and for whom. Found {item!r}.")
    valid = [field.name for field in fields(Effect)]
    for name in item:
        if name not in valid:
            raise ValueError(unknown(name, valid, "the fields of an effect"))
    if not {"effect", "who"} <= set(item):
        raise ValueError(f"Each effect needs effect and who. Found {dict(item)}.")
    return Effect(**{str(name): str(value) for name, value in item.items()})
