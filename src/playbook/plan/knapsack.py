"""The best set of candidates under a budget, exact to the penny, by a mixed-integer solver."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from playbook.inputs import Floats

_PENNY = 0.005


def best_set(benefits: Floats, costs: Floats, budget: float) -> np.ndarray:
    """Give ``True`` for each candidate of the set with the most benefit within the budget.

    Costs and benefits may be negative (money set free, benefit lost). Among sets of equal
    benefit the cheapest is given. A solver keeps a budget only nearly, so a set that turns
    out to cost more than the budget by half a penny is ruled out and the solver asked again.
    """
    chosen = _solve(benefits, costs, budget, [])
    floor = float(benefits @ chosen)
    cheapest = _solve(-costs, costs, budget, [(benefits, floor)])
    better = benefits @ cheapest >= floor - _slack(benefits) and costs @ cheapest <= costs @ chosen
    return cheapest if better else chosen


def _solve(
    gains: Floats, costs: Floats, budget: float, floors: list[tuple[Floats, float]]
) -> np.ndarray:
    """Pick the set with the most gain; ``floors`` are sums that must not fall below a value."""
    size = max(float(np.abs(costs).max(initial=0)), abs(budget), 1.0)
    worth = max(float(np.abs(gains).max(initial=0)), 1e-12)
    rules = [LinearConstraint(costs / size, ub=budget / size)]
    for values, floor in floors:
        slack = _slack(values)
        top = max(float(np.abs(values).max(initial=0)), 1e-12)
        rules.append(LinearConstraint(values / top, lb=(floor - slack) / top))
    while True:
        answer = milp(
            -gains / worth,
            constraints=rules,
            integrality=np.ones(len(gains)),
            bounds=Bounds(0, 1),
            options={"mip_rel_gap": 0.0},
        )
        if answer.x is None:
            raise ValueError(f"No set of candidates fits a budget of {budget:,.2f}.")
        chosen: np.ndarray = answer.x > 0.5
        if costs @ chosen <= budget + _PENNY:
            return chosen
        rules.append(_not_again(chosen))


def _not_again(chosen: np.ndarray) -> LinearConstraint:
    """Rule out one set: at least one of its members changes."""
    return LinearConstraint(np.where(chosen, 1.0, -1.0), ub=float(chosen.sum()) - 1)


def _slack(values: Floats) -> float:
    return 1e-7 * max(float(np.abs(values).max(initial=0)), 1e-12)
