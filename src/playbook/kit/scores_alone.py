"""Scores that people gave alone, beside the options and criteria of an appraisal."""

from collections.abc import Iterable

from playbook.data.wording import did_you_mean, listed
from playbook.kit.appraisal import Appraisal
from playbook.kit.day import weakest
from playbook.kit.papers import Paper
from playbook.kit.score_papers import people_scores
from playbook.kit.showing import Shown, in_words
from playbook.markup import PlainError, say
from playbook.plan import compare_scores

_SHOWN = {
    "option": "Option",
    "criterion": "Criterion",
    "lowest": "Lowest",
    "low_from": "Lowest from",
    "highest": "Highest",
    "high_from": "Highest from",
}


def scored_alone(paper: Paper, appraisal: Appraisal) -> Shown:
    """Show where people who scored alone stand apart, and what each one's scores put first.

    ``paper`` is that of :func:`playbook.kit.load_paper` for ``"scores-alone"``. When a team has
    options of its own and no such paper yet, one sentence says so, and the exercise goes on
    with the scores as agreed.

    Raises ``PlainError`` when the paper and the files name other options or criteria, or a
    score is missing or given twice.
    """
    grid = appraisal.scores
    given = people_scores(paper.fields["scores"])
    if paper.is_sample and not _same(given["option"].unique(), grid.index):
        return in_words(
            "Nobody's own scores are here yet. Write them into a file called scores-alone.yml "
            "beside project.yml, or go on with the scores as agreed.",
            data=appraisal.data,
        )
    _need_same(given["option"].unique(), grid.index, "option")
    _need_same(given["criterion"].unique(), grid.columns, "criterion")
    try:
        found = compare_scores(given, appraisal.weights)
    except ValueError as problem:
        raise PlainError(f"{paper.path.name}: {problem}") from problem
    table = found.apart[list(_SHOWN)].rename(columns=_SHOWN)
    return in_words(
        found.sentence(),
        found.firsts_sentence(),
        data=weakest(appraisal.data, paper),
        table=None if table.empty else table,
        caption=f"Scores that stand {say(found.gap)} points or more apart",
    )


def _same(these: Iterable[str], those: Iterable[str]) -> bool:
    return set(these) == set(those)


def _need_same(these: Iterable[str], those: Iterable[str], what: str) -> None:
    have, want = list(these), list(those)
    for name in have:
        if name not in want:
            raise PlainError(
                f"scores-alone.yml has the {what} {name}, which your files have not. "
                f"{did_you_mean(name, want)} They have {listed(want)}."
            )
    for name in want:
        if name not in have:
            raise PlainError(f"scores-alone.yml has no line for the {what} {name}. Add it.")
