"""An options appraisal in words: how firmly it stands, who differs, and what to tell the public."""

from dataclasses import dataclass

import pandas as pd

from playbook.data.wording import listed
from playbook.kit.appraisal import Appraisal
from playbook.kit.products import Number
from playbook.markup import PlainError, say
from playbook.plan import OptionScores, WeightSensitivity

_MILLION = 1_000_000


@dataclass(frozen=True)
class ClosestCall:
    """The criterion whose weight most nearly changes the first place, and that in words."""

    criterion: str
    sentence: str


def closest_call(tested: WeightSensitivity) -> ClosestCall:
    """Find the smallest move of one weight that puts another option first.

    Without any such move the criterion with the largest weight is given, and the sentence says
    that no single weight decides.
    """
    changes = tested.break_even
    if changes.empty:
        now = tested.sweep.drop_duplicates("criterion")["criterion"]
        return ClosestCall(
            str(now.iloc[0]), "No weight of one criterion, from 0 to 100, changes the first place."
        )
    away = (changes["break_even"] - changes["weight_now"]).abs()
    row = changes.loc[changes.index[int(away.to_numpy().argmin())]]
    up = row["break_even"] > row["weight_now"]
    new = row["first_above"] if up else row["first_below"]
    return ClosestCall(
        str(row["criterion"]),
        f"The smallest change that matters: {new} comes first once {row['criterion']} weighs "
        f"{'more' if up else 'less'} than {say(row['break_even'], 1)} of 100. "
        f"It weighs {say(row['weight_now'])} now.",
    )


def other_tests(tested: WeightSensitivity) -> str:
    """Say what equal weights, dropped criteria and scores one point off do to the first place."""
    tests = tested.table.iloc[1:]
    plain = tests[~tests["test"].str.startswith("Weights of ")]
    changed = plain[plain["changes"]].to_dict("records")
    if not changed:
        told = "Equal weights, and leaving out any one criterion, change nothing at the top."
    else:
        each = [f"{row['first']} ({_lower(str(row['test']))})" for row in changed]
        told = f"Another option comes first in {len(each)} of {len(plain)} tests: {listed(each)}."
    moved = tested.one_point[tested.one_point["changes"]].to_dict("records")
    if not moved:
        return f"{told} No one score, moved by a point, changes it."
    names = [f"{row['option']} on {row['criterion']}" for row in moved]
    return f"{told} One point more or less on {listed(dict.fromkeys(names))} changes first place."


def groups_apart(tested: WeightSensitivity) -> str:
    """Say which option each group of people puts first, without averaging them."""
    rows = tested.groups[tested.groups["rank"] == 1]
    if rows.empty:
        return "No weights of groups apart were given, so nobody can see who differs."
    firsts = rows.groupby("group", sort=False)["option"].agg(" and ".join)
    by_option = firsts.reset_index().groupby("option", sort=False)["group"].agg(listed)
    parts = [f"{option} ({groups})" for option, groups in by_option.items()]
    if len(parts) == 1:
        return f"Every group puts the same option first: {by_option.index[0]}."
    return f"Groups differ. First is {'; '.join(parts)}."


def by_group_table(tested: WeightSensitivity) -> pd.DataFrame:
    """Give the points of each option by the weights of each group, a column a group."""
    wide = tested.groups.pivot(index="option", columns="group", values="value")
    wide = wide[tested.groups["group"].unique()].loc[tested.groups["option"].unique()]
    return wide.round(1).rename_axis("Option").reset_index().rename_axis(columns=None)


def public_summary(appraisal: Appraisal, result: OptionScores) -> pd.DataFrame:
    """Give every option of the long list in plain English, as a table for the public.

    One row an option: what it would mean, what it costs beside business as usual, what people
    scored highest and lowest, and its place, or the reason why it is not on the short list.
    """
    costs = {str(name): float(gbp) for name, gbp in appraisal.costs_of_all.items()}
    usual = appraisal.usual
    places = {str(row["option"]): int(row["rank"]) for row in result.table.to_dict("records")}
    scores = {str(name): row for name, row in result.scores.iterrows()}
    rows = []
    for option, fails, what in appraisal.reasons():
        place = f"{places[option]} of {len(places)}" if option in places else f"Not scored: {fails}"
        ends = _ends(scores[option]) if option in places else ("", "")
        rows.append((option, what, _cost(costs[option], costs.get(usual), option == usual), *ends,
                     place))  # fmt: skip
    return pd.DataFrame(
        rows, columns=["Option", "What it means", "Cost", "Best on", "Weakest on", "Place"]
    )


def chosen_numbers(appraisal: Appraisal, result: OptionScores, chosen: str) -> list[Number]:
    """Give the numbers of the chosen option that go on: its lead in points, its extra cost.

    The lead is below 0 when the group chose an option that does not come first.

    Raises ``PlainError`` when the option is not among those that were scored.
    """
    values = {str(row["option"]): float(row["value"]) for row in result.table.to_dict("records")}
    if chosen not in values:
        raise PlainError(f"{chosen} was not scored. Choose one of {listed(values)}.")
    best = max((option for option in values if option != chosen), key=lambda each: values[each])
    gap = values[chosen] - values[best]
    extra = appraisal.extra_cost(chosen)
    beyond = f" more than {appraisal.usual}" if appraisal.usual else ""
    side = "ahead of" if gap >= 0 else "behind"
    cost = f"{chosen} costs {money_in_words(extra)}{beyond}, over all years, in today's money."
    lead = f"{chosen} is {say(abs(gap))} points {side} {best}."
    return [
        Number(id="score-gap", value=gap, unit="points", says=lead),
        Number(id="extra-cost-gbp", value=extra, unit="pounds", says=cost),
    ]


def money_in_words(amount: float) -> str:
    """Write an amount of money as a newspaper would.

    >>> money_in_words(2_200_000), money_in_words(85_400)
    ('£2.2 million', '£85,000')
    """
    if abs(amount) >= _MILLION:
        return f"£{say(amount / _MILLION)} million"
    return f"£{say(round(amount, -3), 0)}"


def _cost(own: float, usual: float | None, is_usual: bool) -> str:
    if usual is None or is_usual:
        return f"{money_in_words(own)} in all"
    if own == usual:
        return "The same as now"
    return f"{money_in_words(abs(own - usual))} {'more' if own > usual else 'less'} than now"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _ends(scores: pd.Series) -> tuple[str, str]:
    """Name the criteria with the highest and with the lowest score of one option."""
    if scores.max() == scores.min():
        return ("The same on all", "The same on all")
    best = listed(scores.index[scores == scores.max()])
    return best, listed(scores.index[scores == scores.min()])
