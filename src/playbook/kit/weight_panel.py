"""A what-if panel for an options appraisal: one weight and one score, and who comes first."""

import numpy as np

from playbook.kit.appraisal import Appraisal
from playbook.kit.showing import cited
from playbook.learn import Control, Explorer, Result, explorer
from playbook.markup import say
from playbook.plan import score_options
from playbook.plan.weights import with_one_weight

_WEIGHTS = range(0, 101, 5)
_SCORES = range(11)


def weight_panel(
    appraisal: Appraisal, criterion: str, option: str, *, name: str = "weight-and-score"
) -> Explorer:
    """Show who comes first if one criterion weighed more or less, or one option scored otherwise.

    ``criterion`` is the one whose weight may change; all other weights shrink or grow to fill
    the rest. ``option`` is the one whose score on it may change. Both begin where the group
    agreed them.
    """
    at = list(appraisal.weights.index).index(criterion)
    now = float(appraisal.weights.to_dict()[criterion])
    score = float(appraisal.scores[criterion].to_dict()[option])

    def points(weight: float, score: float) -> dict[str, float]:
        grid = appraisal.scores.copy()
        grid.loc[option, criterion] = score
        weights = with_one_weight(appraisal.weights.to_numpy(dtype=np.float64), at, weight)
        values = score_options(grid, weights).table.set_index("option")["value"]
        return {f"option-{place}": values[each] for place, each in enumerate(grid.index, 1)}

    options = list(appraisal.scores.index)
    return explorer(
        name,
        [
            Control("weight", f"Weight of “{criterion}”", _steps(_WEIGHTS, now), now, "of 100"),
            Control("score", f"Score of “{option}” on it", _steps(_SCORES, score), score, "of 10"),
        ],
        points,
        [Result(f"option-{place}", each, "points") for place, each in enumerate(options, 1)],
        lambda weight, score, **values: _told(weight, score, dict(zip(options, values.values(),
                                                                      strict=True))),
        message="What would put another option first?",
        note="Other weights shrink or grow in step to fill the rest of 100.",
        start="as agreed",
        **cited(appraisal.data),
    )  # fmt: skip


def _steps(usual: range, now: float) -> list[float]:
    return sorted({*map(float, usual), now})


def _told(weight: float, score: float, values: dict[str, float]) -> str:
    top = max(values.values())
    first = [option for option, value in values.items() if value >= top - 1e-9]
    who = f"{first[0]} comes first" if len(first) == 1 else f"{' and '.join(first)} share first"
    return f"With a weight of {say(weight)} and a score of {say(score)}, {who}."
