"""Spare capacity: how many beds keep the average from becoming a queue.

Assumed throughout: people arrive at random and separately, one pool of beds, no pattern by
weekday or season. Real services are lumpier, so treat the answers as the least that is needed.
"""

import math
from numbers import Integral

from playbook.inputs import check_number

MOST_BEDS = 1_000_000  # far beyond any country's beds: a larger number is a slip of the keyboard


def erlang_b(load: float, beds: int) -> float:
    """Give the chance that an arrival finds every bed full and is turned away.

    ``load`` is the beds that would be filled on average if none were ever short (people a
    day × mean days). The answer does not depend on how stays are spread around their mean.
    Do not use it where people wait for a bed: use :func:`erlang_c`.

    Raises ``ValueError`` for a negative load, or beds that are not a whole number from 0.

    Source: Erlang 1917; any text on queueing, as the loss formula M/G/c/c.

    >>> f"{erlang_b(20, 25):.6f}"
    '0.050222'
    """
    check_number(load, "load", most=MOST_BEDS)
    _check_beds(beds)
    blocked = 1.0
    for count in range(1, beds + 1):
        blocked = _one_more_bed(blocked, load, count)
    return blocked


def erlang_c(load: float, beds: int) -> float:
    """Give the chance that an arrival has to wait for a bed.

    ``load`` is the beds that are filled on average (people a day × mean days). Unlike
    :func:`erlang_b` it assumes that stays vary as much as their mean (exponential): real
    stays often vary more, and then waits are longer. No one gives up waiting.

    Raises ``ValueError`` when the load is not below the beds: the queue would never end.

    Source: Erlang 1917, as the delay formula M/M/c.

    >>> f"{erlang_c(18, 20):.6f}"
    '0.550769'
    """
    check_number(load, "load", most=MOST_BEDS)
    _check_beds(beds)
    if load >= beds:
        raise ValueError(
            f"The load of {load:g} is not below the {beds} beds, so the queue would grow for ever. "
            f"Add beds, shorten stays, or lower the number arriving."
        )
    blocked = erlang_b(load, beds)
    return blocked / (1 - (load / beds) * (1 - blocked))


def beds_for(load: float, blocked: float = 0.01) -> int:
    """Give the fewest beds that turn away at most the share ``blocked`` of arrivals.

    Small units need more spare beds for their size than large ones: there is no one right
    occupancy, and "85%" comes from one model of one kind of hospital.

    Raises ``ValueError`` for a negative load, or ``blocked`` outside 0 to 1.

    Source: Erlang B; on occupancy, Bagust, Place and Posnett, BMJ 1999.

    >>> beds_for(34), beds_for(34, blocked=0.05)
    (46, 40)
    """
    check_number(load, "load", most=MOST_BEDS)
    if not 0 < blocked < 1:
        raise ValueError(f"blocked is {blocked!r}. It must be between 0 and 1, such as 0.01.")
    chance, beds = 1.0, 0
    while chance > blocked:
        beds += 1
        chance = _one_more_bed(chance, load, beds)
    return beds


def busy_day_beds(load: float, share: float = 0.95) -> int:
    """Give the beds that are enough on the share ``share`` of days, when none is ever short.

    With 0.95, one day in twenty is busier still. The number filled is taken to vary by chance
    alone (Poisson), so anything that makes neighbouring days alike asks for more.

    Raises ``ValueError`` for a negative load, or ``share`` outside 0 to 1.

    Source: the infinite-server queue M/G/∞, any text on queueing.

    >>> [busy_day_beds(34, share) for share in (0.90, 0.95, 0.99)]
    [42, 44, 48]
    """
    check_number(load, "load", most=MOST_BEDS)
    if not 0 < share < 1:
        raise ValueError(f"share is {share!r}. It must be between 0 and 1, such as 0.95.")
    if load == 0:
        return 0
    beds, log_chance = 0, -load
    total = math.exp(log_chance)
    while total < share:
        beds += 1
        log_chance += math.log(load / beds)
        total += math.exp(log_chance)
    return beds


def _one_more_bed(blocked: float, load: float, beds: int) -> float:
    return load * blocked / (beds + load * blocked)


def _check_beds(beds: int) -> None:
    if isinstance(beds, bool) or not isinstance(beds, Integral) or beds < 0:
        raise ValueError(f"beds is {beds!r}. It must be a whole number from 0 up.")
    check_number(beds, "beds", most=2 * MOST_BEDS)
