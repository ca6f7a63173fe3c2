"""How the numbers of a what-if panel are written."""

from playbook.markup import say


def whole_number(number: float) -> str:
    """Write a number without decimals.

    >>> whole_number(1234.5)
    '1,235'
    """
    return say(number, 0)


def in_thousands(amount: float) -> str:
    """Write an amount in whole thousands.

    >>> in_thousands(1_250_000)
    '1,250'
    """
    return say(amount / 1000, 0)


def with_sign(percent: float) -> str:
    """Write a change that somebody chooses, with its sign.

    >>> with_sign(-10), with_sign(0), with_sign(2.5)
    ('−10', '0', '+2.5')
    """
    return f"{percent:+g}".replace("-", "−") if percent else "0"


def percent_moved(percent: float) -> str:
    """Write how far something moved, with its sign and one decimal.

    >>> percent_moved(-3.14)
    '−3.1%'
    """
    return f"{percent:+.1f}%".replace("-", "−")
