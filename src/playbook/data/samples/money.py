"""Money: the budget with its set-aside, services that reconcile to it, contracts, providers."""

from collections.abc import Iterator

import pandas as pd

from playbook.data.samples.draws import shared_out
from playbook.data.samples.settings import settings


def budget_lines() -> pd.DataFrame:
    """Give the budget of a year, line by line, with who holds each line.

    >>> int(budget_lines()["budget_gbp"].sum())
    214000000
    """
    columns = ["budget_line", "holder", "budget_gbp", "forecast_gbp"]
    table = pd.DataFrame(settings("money")["budget"], columns=columns)
    table.insert(0, "year", settings("money")["year"])
    return table


def service_costs() -> pd.DataFrame:
    """Give what each service costs in each locality; the budget lines are their sums.

    >>> int(service_costs()["cost_gbp"].sum()) == int(budget_lines()["budget_gbp"].sum())
    True
    """
    columns = ["service", "locality", "budget_line", "holder", "programme", "client_group",
               "setting", "provider_sector", "cost_gbp", "people"]  # fmt: skip
    return pd.DataFrame(list(_service_rows()), columns=columns)


def _service_rows() -> Iterator[tuple[object, ...]]:
    made = settings("money")
    holders = {line: holder for line, holder, *_ in made["budget"]}
    for line, service, programme, group, setting, sector, cost, people, split in made["services"]:
        said = (line, holders[line], programme, group, setting, sector)
        if not split:
            yield (service, "", *said, cost, people)
            continue
        nearer = group == "Older people" and setting != "Bed-based"
        weights = made["spread"]["Older people" if nearer else "usual"]
        shares = zip(shared_out(cost, weights), shared_out(people, weights), strict=True)
        for locality, (part, served) in zip(settings("places")["localities"], shares, strict=True):
            yield (service, locality, *said, int(part), int(served))


def contracts() -> pd.DataFrame:
    """Give the contracts: with whom, for what, where, until when and at what value.

    >>> contracts()["contract_id"].iloc[0]
    'K01'
    """
    columns = ["provider", "service", "locality", "starts_on", "ends_on", "value_gbp",
               "paid_by", "units_a_week", "notice_months"]  # fmt: skip
    table = pd.DataFrame(settings("money")["contracts"], columns=columns)
    table.insert(0, "contract_id", [f"K{at:02d}" for at in range(1, len(table) + 1)])
    return table


def providers() -> pd.DataFrame:
    """Give the providers: size, vacancies, and how far each depends on the partnership.

    >>> providers()["provider"].is_unique
    True
    """
    columns = ["provider", "sector", "staff", "vacant_percent", "income_from_us_percent",
               "quality_grade", "staff_turnover_percent"]  # fmt: skip
    return pd.DataFrame(settings("money")["providers"], columns=columns)
