"""What a project weighs up: staff, team, candidates, options, stakeholders, risks, projects."""

import pandas as pd

from playbook.data.samples.draws import shared_out
from playbook.data.samples.settings import settings


def _table(name: str, columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(settings("choices")[name], columns=columns)


def staff() -> pd.DataFrame:
    """Give the posts of each team, funded and filled.

    >>> bool((staff()["filled_wte"] <= staff()["funded_wte"]).all())
    True
    """
    return _table("staff", ["team", "staff_group", "funded_wte", "filled_wte",
                            "aged_55_plus_percent", "sickness_percent"])  # fmt: skip


def staff_skills() -> pd.DataFrame:
    """Give how well each member of a project team can do each thing, by code and not by name.

    >>> staff_skills()["person"].iloc[0]
    'T1'
    """
    rows = [
        (person, of["role"], skill, level)
        for person, of in settings("choices")["people"].items()
        for skill, level in of["levels"].items()
    ]
    return pd.DataFrame(rows, columns=["person", "role", "skill", "level"])


def skills_required() -> pd.DataFrame:
    """Give the skills that the project needs, stage by stage.

    >>> skills_required()["stage"].unique().tolist()
    ['analyse', 'plan', 'implement', 'review']
    """
    return _table("required", ["skill", "stage", "level", "importance"])


def candidate_changes() -> pd.DataFrame:
    """Give what could be added, with its cost and its benefit.

    >>> int(candidate_changes()["cost"].max())
    520000
    """
    columns = ["name", "programme", "client_group", "cost", "benefit", "people_helped"]
    return _table("candidates", columns)


def candidate_releases() -> pd.DataFrame:
    """Give what could be stopped, with the cash that it frees and the benefit that is lost.

    >>> list(candidate_releases())
    ['name', 'saving', 'benefit']
    """
    return _table("releases", ["name", "saving", "benefit"])


def options_list() -> pd.DataFrame:
    """Give the long list of options, with their cost and whether they meet the must-haves.

    >>> options_list()["option"].iloc[0]
    'Business as usual'
    """
    return _table("options", ["option", "what_it_is", "net_present_cost_gbp", "safe", "lawful",
                              "deliverable"])  # fmt: skip


def option_scores() -> pd.DataFrame:
    """Give the score of each option on the short list for each criterion, one row each.

    >>> option_scores().pivot(index="option", columns="criterion", values="score").shape
    (4, 5)
    """
    criteria = settings("choices")["criteria"]
    rows = [
        (option, criterion, score)
        for option, scores in settings("choices")["scores"].items()
        for criterion, score in zip(criteria, scores, strict=True)
    ]
    return pd.DataFrame(rows, columns=["option", "criterion", "score"])


def option_weights() -> pd.DataFrame:
    """Give the swing and the weight of each criterion, as agreed and by group of people.

    >>> option_weights().groupby("group")["weight"].sum().unique().tolist()
    [100]
    """
    criteria = settings("choices")["criteria"]
    rows = [
        (group, criterion, swing, int(weight))
        for group, swings in settings("choices")["weights"].items()
        for criterion, swing, weight in zip(criteria, swings, shared_out(100, swings), strict=True)
    ]
    return pd.DataFrame(rows, columns=["group", "criterion", "swing", "weight"])


def stakeholders() -> pd.DataFrame:
    """Give the groups with a stake in the change: power, interest, and how hard it falls on them.

    >>> list(stakeholders())
    ['group', 'power', 'interest', 'impact']
    """
    return _table("stakeholders", ["group", "power", "interest", "impact"])


def risks() -> pd.DataFrame:
    """Give the register of risks: before controls, now, and as wanted.

    >>> int(risks()["likelihood"].max())
    4
    """
    return _table("risks", ["risk", "inherent_likelihood", "inherent_impact", "likelihood",
                            "impact", "target_likelihood", "target_impact", "owner", "control",
                            "review_on"])  # fmt: skip


def team() -> pd.DataFrame:
    """Give who is in a project's team: the days that the work needs, and those that are agreed.

    >>> bool((team()["days_agreed"] <= team()["days_needed"]).all())
    True
    """
    return _table("team", ["role", "post", "days_needed", "days_agreed", "agreed_by", "until",
                           "stand_in"])  # fmt: skip


def projects() -> pd.DataFrame:
    """Give the projects of a programme, one row each.

    >>> list(projects())[:3]
    ['project', 'stage', 'lead']
    """
    return _table("projects", ["project", "stage", "lead", "next_decision", "next_decision_on",
                               "charter_ready", "highest_risk"])  # fmt: skip
