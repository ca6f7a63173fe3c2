"""Three files of an options appraisal, read as one: options, scores and weights that agree."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from playbook.data import Dataset
from playbook.data.wording import counted, did_you_mean, listed
from playbook.markup import PlainError
from playbook.plan import ShortList, short_list
from playbook.plan.options import is_business_as_usual

AGREED = "Agreed"
MUST_HAVES = {"safe": "Safe", "lawful": "Lawful", "deliverable": "Can be done"}
FAILS = {
    "Safe": "it is not safe",
    "Lawful": "it is not lawful",
    "Can be done": "it cannot be done with the staff there are",
}


@dataclass(frozen=True, eq=False)
class Appraisal:
    """An options appraisal. Made by :func:`read_appraisal`.

    ``options`` is the long list, by name. ``scores`` has an option of the short list in each
    row and a criterion in each column; ``weights`` are those agreed, and ``groups`` those of
    each group of people. ``data`` is one of the three files: a sample if any of them is.
    """

    options: pd.DataFrame
    must_haves: ShortList
    scores: pd.DataFrame
    weights: pd.Series
    groups: dict[str, pd.Series]
    data: Dataset

    @property
    def costs(self) -> pd.Series:
        """The net present cost of each option of the short list, in pounds."""
        return self.costs_of_all.reindex(self.scores.index)

    @property
    def costs_of_all(self) -> pd.Series:
        """The net present cost of each option of the long list, in pounds."""
        return self.options["net_present_cost_gbp"]

    @property
    def usual(self) -> str:
        """The option that stands for business as usual, or nothing when none says so."""
        return next((name for name in map(str, self.options.index) if is_business_as_usual(name)),
                    "")  # fmt: skip

    def extra_cost(self, option: str) -> float:
        """Give what an option costs beyond business as usual; in all, where there is none."""
        costs = {str(name): float(gbp) for name, gbp in self.costs_of_all.items()}
        return costs[option] - costs.get(self.usual, 0.0)

    def sentence(self) -> str:
        """Say what the three files hold together."""
        groups = f" Weights apart: {listed(self.groups)}." if self.groups else ""
        return (
            f"The long list has {counted(len(self.options), 'option')}, of which "
            f"{len(self.scores)} are scored on {len(self.scores.columns)} criteria.{groups}"
        )

    def long_list(self) -> pd.DataFrame:
        """Give each option of the long list, whether it stays, and the reason if it goes."""
        kept = self.must_haves.kept
        rows = [
            (option, what, *_verdict(option in kept, fails))
            for option, fails, what in self.reasons()
        ]
        return pd.DataFrame(
            rows, columns=["Option", "What it is", "On the short list", "Why it goes"]
        )

    def reasons(self) -> list[tuple[str, str, str]]:
        """Give each option of the long list, which must-haves it fails in words, and what it is."""
        table = self.must_haves.table
        what = map(str, self.options["what_it_is"])
        fails = (_in_words(str(each)) for each in table["fails"])
        return list(zip(map(str, table["option"]), fails, what, strict=True))

    def weights_table(self) -> pd.DataFrame:
        """Give the weight of each criterion, as agreed and to each group apart."""
        columns = {"As agreed": self.weights, **self.groups}
        return pd.DataFrame(columns).rename_axis("Criterion").reset_index()


def read_appraisal(options: Dataset, scores: Dataset, weights: Dataset) -> Appraisal:
    """Read options, scores and weights as one appraisal, or say what does not agree.

    The short list is every option that meets the must-haves, and business as usual. The files
    may be sorted in any way: criteria stand as in the weights, options as in the long list.

    Raises ``PlainError`` when weights as agreed are missing, when a score is for an option or a
    criterion that the other files lack, when an option of the short list has no scores, when
    one that fails a must-have was scored, or when weights do not add up to 100.

    >>> from playbook.data import load
    >>> files = [load(kind) for kind in ("options", "option_scores", "option_weights")]
    >>> print(read_appraisal(*files).sentence()[:50])
    The long list has 6 options, of which 4 are scored
    """
    listed_options = options.table.set_index("option")
    meets = (listed_options[list(MUST_HAVES)] == "yes").rename(columns=MUST_HAVES)
    kept = short_list(meets.rename(columns=str))
    by_group = _weights(weights.table)
    agreed = by_group.pop(AGREED)
    grid = _scores(scores.table, listed_options.index, kept.kept, agreed.index)
    files = (options, scores, weights)
    data = next((each for each in files if each.is_sample), scores)
    return Appraisal(listed_options, kept, grid, agreed, by_group, data)


def _in_words(fails: str) -> str:
    return listed(FAILS[each] for each in fails.split(", ")) if fails else ""


def _verdict(kept: bool, why: str) -> tuple[str, str]:
    if not kept:
        return "No", f"{why[0].upper()}{why[1:]}"
    return "Yes", f"It stays to measure change by, though {why}" if why else ""


def _weights(table: pd.DataFrame) -> dict[str, pd.Series]:
    by_group = {
        str(name): rows.set_index("criterion")["weight"].astype(float)
        for name, rows in table.groupby("group", sort=False)
    }
    if AGREED not in by_group:
        raise PlainError(
            f"The weights hold no group called {AGREED}. It holds the weights that the whole "
            f"group agreed. The groups there are {listed(by_group)}."
        )
    criteria = by_group[AGREED].index
    for name, each in by_group.items():
        _same_names(each.index, criteria, f"The weights of {name}", "the weights as agreed")
        if abs(each.sum() - 100) > 0.5:
            raise PlainError(
                f"The weights of {name} add up to {each.sum():g}. They must add up to 100. "
                f"Change them in the file of weights, and run this again."
            )
    return {name: each.reindex(criteria) for name, each in by_group.items()}


def _scores(
    table: pd.DataFrame, options: Iterable[str], kept: tuple[str, ...], criteria: pd.Index
) -> pd.DataFrame:
    known = list(options)
    for option in table["option"].unique():
        if option not in known:
            raise PlainError(
                f"The scores have an option called {option}, which the long list has not. "
                f"{did_you_mean(option, known)} The long list holds {listed(known)}."
            )
        if option not in kept:
            raise PlainError(
                f"{option} has scores, but it fails a must-have. Take its scores out, or correct "
                f"the long list. Must-haves come before scores."
            )
    _same_names(table["criterion"].unique(), criteria, "The scores", "the weights")
    grid = table.pivot(index="option", columns="criterion", values="score")
    grid = grid.reindex(index=list(kept), columns=criteria).astype(float)
    for option, gaps in grid.isna().iterrows():
        if gaps.any():
            raise PlainError(
                f"{option} is on the short list and has no score for {listed(criteria[gaps])}. "
                f"Score it, or say in the long list which must-have it fails."
            )
    if len(kept) < 2:
        raise PlainError(
            f"{counted(len(kept), 'option')} is left on the short list. There is nothing to "
            f"choose between. Look at the long list again with the people it is for."
        )
    return grid


def _same_names(these: Iterable[str], those: Iterable[str], what: str, beside: str) -> None:
    have, want = list(these), list(those)
    odd = [name for name in have if name not in want]
    gone = [name for name in want if name not in have]
    if odd:
        raise PlainError(
            f"{what} have a criterion called {odd[0]}, which {beside} have not. "
            f"{did_you_mean(odd[0], want)} Write criteria in the same way in both files."
        )
    if gone:
        raise PlainError(f"{what} lack the criterion {gone[0]}, which {beside} have. Add it.")
