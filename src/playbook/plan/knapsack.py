"""The best set of candidates under a budget: every set of a few, a solver for more."""

from functools import cache

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from playbook.inputs import Floats

_PENNY = 0.005
_FEW = 16  # so few candidates that every set of them can be looked at: 65,536 at most


def best_set(benefits: Floats, costs: Floats, budget: float) -> np.ndarray:
    """Give ``True`` for each candidate of the set with the most benefit within the budget.

    Costs and benefits may be negative (money set free, benefit lost). Among sets of equal
    benefit the cheapest is given. Of few candidates every set is looked at. Of more, a solver
    finds the best. A solver keeps a budget only nearly, so a set that turns out to cost more
    than the budget by half a penny is ruled out and the solver asked again.
    """
    if len(benefits) <= _FEW:
        return _look_at_all(benefits, costs, budget)
    chosen = _solve(benefits, costs, budget, [])
    floor = float(benefits @ chosen)
    cheapest = _solve(-costs, costs, budget, [(benefits, floor)])
    better = benefits @ cheapest >= floor - _slack(benefits) and costs @ cheapest <= costs @ chosen
    return cheapest if better else chosen


def _look_at_all(benefits: Floats, costs: Floats, budget: float) -> np.ndarray:
    sets = _every_set(len(benefits))
    spent, gained = sets @ costs, sets @ benefits
    fits = spent <= budget + _PENNY
    if not fits.any():
        raise ValueError(f"No set of candidates fits a budget of {budget:,.2f}.")
    best = fits & (gained >= gained[fits].max() - _slack(benefits))
    chosen: np.ndarray = sets[np.flatnonzero(best)[int(spent[best].argmin())]] > 0
    return chosen


@cache
def _every_set(size: int) -> Floats:
    """Give every set of so many candidates, one a row: 1 is in, 0 is out."""
    sets: Floats = ((np.arange(2**size)[:, None] >> np.arange(size)) & 1).astype(np.float64)
    sets.flags.writeable = False
    return sets


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
