"""Sample data: invented, seeded, the same bytes each time.

Local files, which no portal has. Each theme has a module and a YAML file of settings: ``places``
(population), ``stays``, ``attendances`` and ``delays`` (one row a person), ``community``
(services, requests, measures), ``voices`` (contacts, survey, comments), ``money``, ``choices``.

Files in published layouts: ``population``, ``emergency`` and ``emergency_ages`` (A&E),
``inpatients`` and ``beds``, ``waiting_in_hospital``, ``lookups`` and ``social_care``. They agree
with one another and with the local files. The stories that are planted are told in
``data/sample/STORIES.md``.

- ``SAMPLES``: the name of each kind of local data, and the function that makes its table.
- ``PUBLISHED``: the same for published layouts, by the name of the resource.
- ``write_samples(folder)``: write every sample file, and that of delayed discharges.
- ``hospital_stays(rows)`` and ``ae_attendances(rows)``: as many rows as a trial of speed needs.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from playbook.data.samples import choices, community, money, voices
from playbook.data.samples.attendances import ae_attendances
from playbook.data.samples.delays import delayed_people
from playbook.data.samples.measures import locality_measures
from playbook.data.samples.places import locality_population
from playbook.data.samples.published import PUBLISHED
from playbook.data.samples.settings import write_table
from playbook.data.samples.stays import hospital_stays
from playbook.places import pack

SAMPLES: Mapping[str, Callable[[], pd.DataFrame]] = MappingProxyType(
    {
        "hospital_stays": hospital_stays,
        "ae_attendances": ae_attendances,
        "delayed_people": delayed_people,
        "locality_population": locality_population,
        "locality_measures": locality_measures,
        "community_services": community.community_services,
        "community_waiting": community.community_waiting,
        "care_at_home_requests": community.care_at_home_requests,
        "contact_log": voices.contact_log,
        "views_survey": voices.views_survey,
        "views_comments": voices.views_comments,
        "people_served": voices.people_served,
        "budget": money.budget_lines,
        "service_costs": money.service_costs,
        "contracts": money.contracts,
        "providers": money.providers,
        "staff": choices.staff,
        "staff_skills": choices.staff_skills,
        "skills_required": choices.skills_required,
        "candidate_changes": choices.candidate_changes,
        "candidate_releases": choices.candidate_releases,
        "options": choices.options_list,
        "option_scores": choices.option_scores,
        "option_weights": choices.option_weights,
        "stakeholders": choices.stakeholders,
        "risks": choices.risks,
        "team": choices.team,
        "projects": choices.projects,
    }
)


def write_samples(folder: Path | None = None) -> tuple[Path, ...]:
    """Write every sample file and give the paths; by default into the playbook's own data."""
    from playbook.data.sample import write_sample

    folder = folder or pack("data", "sample")
    every = {**PUBLISHED, **SAMPLES}
    made = [write_table(make(), folder / f"{name}.csv") for name, make in every.items()]
    return (write_sample(folder), *made)


__all__ = ["PUBLISHED", "SAMPLES", "ae_attendances", "hospital_stays", "write_samples"]
