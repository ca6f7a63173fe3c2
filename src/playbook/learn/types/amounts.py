"""Numbers with their unit, as a person reads them."""

from playbook.learn.types.estimate import plain

POUND = "£"


def amount(value: float, unit: str) -> str:
    """Write a number with its unit: pounds stand before it, anything else after it.

    >>> amount(50_000, "£"), amount(12.0, "points"), amount(2.5, "bed days")
    ('£50,000', '12 points', '2.5 bed days')
    """
    number = plain(round(value, 2), ",")
    return f"{POUND}{number}" if unit == POUND else f"{number} {unit}"
