"""Sample files in the layouts of published ones: which there are, and what makes each."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

import pandas as pd

from playbook.data.samples import (
    emergency,
    emergency_ages,
    inpatients,
    lookups,
    population,
    social_care,
    waiting_in_hospital,
)
from playbook.data.samples.beds import beds

PUBLISHED: Mapping[str, Callable[[], pd.DataFrame]] = MappingProxyType(
    {
        "delayed_discharges_health_board": waiting_in_hospital.delayed_discharges_health_board,
        "delayed_discharge_census_council_area": partial(
            waiting_in_hospital.delayed_discharge_census, "council_area"
        ),
        "delayed_discharge_census_health_board": partial(
            waiting_in_hospital.delayed_discharge_census, "health_board"
        ),
        "ae_monthly_with_category": emergency.ae_monthly,
        "ae_weekly_with_category": emergency.ae_weekly,
        "ae_discharges": emergency_ages.ae_discharges,
        "ae_referrals": emergency_ages.ae_referrals,
        "ae_demographics": emergency_ages.ae_demographics,
        "beds_quarterly": beds,
        "inpatients_quarterly": inpatients.inpatients_quarterly,
        "inpatients_yearly": inpatients.inpatients_yearly,
        "population_estimates_council_area": partial(population.estimates, "council_area"),
        "population_estimates_hscp": partial(population.estimates, "hscp"),
        "population_estimates_health_board": partial(population.estimates, "health_board"),
        "population_projections_council_area": partial(population.projections, "council_area"),
        "population_projections_hscp": partial(population.projections, "hscp"),
        "population_projections_health_board": partial(population.projections, "health_board"),
        "gp_lists_bands": lookups.gp_lists,
        "simd_2020v2": lookups.deprivation,
        "geography_council_areas": lookups.geography,
        "hospitals_2025": lookups.hospitals,
        "care_home_census": social_care.care_home_census,
        "care_at_home": social_care.care_at_home,
        "people_supported_service": partial(social_care.people_supported, "service"),
        "people_supported_client_group": partial(social_care.people_supported, "client_group"),
        "people_supported_sex": partial(social_care.people_supported, "sex"),
        "weekly_admissions": social_care.weekly_admissions,
    }
)
