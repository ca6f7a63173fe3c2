"""The day that a check is judged by: today for a team's own work, one fixed day for the sample."""

from datetime import date

from playbook.kit.papers import Grounds
from playbook.markup import say_day

SAMPLE_DAY = date(2026, 1, 31)  # so that the pages of the book stay the same


def day_to_judge(*grounds: Grounds) -> date:
    """Give the day to judge by: today, or one fixed day where any of it is the sample.

    >>> from playbook.data import load
    >>> day_to_judge(load("risks"))
    datetime.date(2026, 1, 31)
    """
    return SAMPLE_DAY if any(each.is_sample for each in grounds) else date.today()


def judged_on(*grounds: Grounds) -> str:
    """Say which day that is, and why.

    >>> from playbook.data import load
    >>> judged_on(load("risks"))
    'Judged as on 31 January 2026, a fixed day, because this is sample data.'
    """
    day = day_to_judge(*grounds)
    said = say_day(day)
    if any(each.is_sample for each in grounds):
        return f"Judged as on {said}, a fixed day, because this is sample data."
    return f"Judged as on {said}, today."


def weakest(*grounds: Grounds) -> Grounds:
    """Give the one that a finding rests on least well: the sample, if any of them is.

    >>> from playbook.data import load
    >>> weakest(load("staff_skills"), load("skills_required")).is_sample
    True
    """
    return next((each for each in grounds if each.is_sample), grounds[0])
