"""What people say: contacts in their own words, a survey, comments, and whom they speak for."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from playbook.data.samples.draws import Draws
from playbook.data.samples.settings import settings

CARER = "Unpaid carer"
OTHER = {"value": "failure", "failure": "value"}
FIRST_CODER_ERRS = 0.25  # of the disagreements, the share in which the first coder was the one


def contact_log() -> pd.DataFrame:
    """Make a log of contacts over two weeks, each sorted by two people apart from each other.

    >>> sorted(contact_log()["coder_1"].unique())
    ['failure', 'value']
    """
    made = settings("voices")["contacts"]
    draws, count = Draws(settings("places")["seed"], "contacts"), made["count"]
    causes = made["causes"]
    drawn = draws.places(count, [each["weight"] for each in causes])
    days = pd.bdate_range(made["first_day"], periods=made["working_days"])
    busy = [made["busy_hours"].get(f"{day:%A}", 1.0) for day in days]
    on = np.sort(draws.places(count, busy))
    truth = _of(causes, "kind")[drawn]
    other = np.array([OTHER[kind] for kind in truth], dtype=object)
    differ = draws.happens(_of(causes, "unsure")[drawn].astype(float))
    first_errs = differ & draws.happens(np.full(count, FIRST_CODER_ERRS))
    return pd.DataFrame(
        {
            "contact_id": [f"C{at:03d}" for at in range(1, count + 1)],
            "day": days[on],
            "channel": _drawn(draws, count, made["channels"]),
            "locality": _localities(draws, count, made["localities"]),
            "said": _sentences(draws, [causes[at]["said"] for at in drawn]),
            "cause": _of(causes, "cause")[drawn],
            "coder_1": np.where(first_errs, other, truth),
            "coder_2": np.where(differ & ~first_errs, other, truth),
        }
    )


def views_survey() -> pd.DataFrame:
    """Make the answers of people who use services and of unpaid carers, 1 to 5, one row each.

    >>> int(views_survey()["answer"].max())
    5
    """
    made = settings("voices")["survey"]
    draws, people = Draws(settings("places")["seed"], "answers"), _who_answered()
    worse, parts = made["worse"], []
    for question, shares in {**made["questions"], **made["of_carers"]}.items():
        answers = 1 + draws.places(len(people), shares)
        if question == worse["question"]:
            here = (people["locality"] == worse["locality"]).to_numpy()
            answers = np.where(here, 1 + draws.places(len(people), worse["answers"]), answers)
        asked = (people["who"] == CARER) | (question not in made["of_carers"])
        gone = draws.happens(np.full(len(people), made["not_answered"]))
        parts.append(people.assign(question=question, answer=answers)[asked & ~gone])
    return pd.concat(parts).sort_index(kind="stable").reset_index(drop=True)


def _who_answered() -> pd.DataFrame:
    made = settings("voices")["survey"]
    draws, count = Draws(settings("places")["seed"], "survey"), made["count"]
    return pd.DataFrame(
        {
            "respondent_id": [f"R{at:03d}" for at in range(1, count + 1)],
            "who": _drawn(draws, count, made["who"]),
            "locality": _localities(draws, count, made["localities"]),
            "age_group": _drawn(draws, count, made["ages"]),
        }
    )


def views_comments() -> pd.DataFrame:
    """Make comments of those who answered, each with the theme that two people gave it.

    >>> list(views_comments())[-2:]
    ['coder_1', 'coder_2']
    """
    made = settings("voices")["comments"]
    draws, survey = Draws(settings("places")["seed"], "comments"), _who_answered()
    wrote = survey[draws.happens(np.full(len(survey), made["share"]))].reset_index(drop=True)
    themes = made["themes"]
    carer = (wrote["who"] == CARER).to_numpy()
    drawn = np.zeros(len(wrote), dtype=np.int64)
    for group, own in ((carer, True), (~carer, False)):
        weights = [_weight_for(each, own) for each in themes]
        drawn[group] = draws.places(int(group.sum()), weights)
    truth = _of(themes, "theme")[drawn]
    taken_for = np.array([each["confused"][0] for each in themes], dtype=object)[drawn]
    how_often = np.array([each["confused"][1] for each in themes])[drawn]
    return pd.DataFrame(
        {
            "comment_id": [f"W{at:03d}" for at in range(1, len(wrote) + 1)],
            "respondent_id": wrote["respondent_id"],
            "who": wrote["who"],
            "locality": wrote["locality"],
            "comment": _sentences(draws, [themes[at]["said"] for at in drawn]),
            "coder_1": truth,
            "coder_2": np.where(draws.happens(how_often), taken_for, truth),
        }
    )


def people_served() -> pd.DataFrame:
    """Give how many people are served, by locality and by age: whom answers should speak for.

    >>> people_served().groupby("split")["people"].sum().unique().tolist()
    [3150]
    """
    rows = [
        (split, group, people)
        for split, groups in settings("voices")["served"].items()
        for group, people in groups.items()
    ]
    return pd.DataFrame(rows, columns=["split", "group", "people"])


def _weight_for(theme: Mapping[str, Any], carer: bool) -> float:
    """Let carers, and nobody else, speak of the carer's own life."""
    if theme["theme"] == "The carer's own life":
        return float(2 * theme["weight"]) if carer else 0.0
    return float(theme["weight"])


def _of(rows: Sequence[Mapping[str, Any]], name: str) -> np.ndarray[Any, Any]:
    return np.array([each[name] for each in rows], dtype=object)


def _drawn(draws: Draws, count: int, weights: Mapping[str, float]) -> np.ndarray[Any, Any]:
    names = np.array(list(weights), dtype=object)
    drawn: np.ndarray[Any, Any] = names[draws.places(count, list(weights.values()))]
    return drawn


def _localities(draws: Draws, count: int, weights: Sequence[float]) -> np.ndarray[Any, Any]:
    return _drawn(draws, count, dict(zip(settings("places")["localities"], weights, strict=True)))


def _sentences(draws: Draws, said: Sequence[Sequence[str]]) -> list[str]:
    return [
        sentences[int(even * len(sentences))]
        for sentences, even in zip(said, draws.even(len(said)), strict=True)
    ]
