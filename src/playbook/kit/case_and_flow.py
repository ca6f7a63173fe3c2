"""Whether a business case promises more beds than the flow model finds to free."""

from playbook.kit.products import Number
from playbook.markup import say


def within_the_flow(beds_released: float, to_unblock: Number) -> str:
    """Set the beds of a case beside the delayed beds that more starts of care could free.

    >>> found = Number(id="beds-to-unblock", value=10, unit="delayed beds", says="")
    >>> within_the_flow(8.6, found)
    'The case promises 8.6 beds: within the 10 that the flow model could free.'
    >>> print(within_the_flow(12, found).partition(". ")[2])
    Say what frees the others.
    """
    could = say(float(to_unblock))
    if beds_released <= float(to_unblock):
        return (
            f"The case promises {say(beds_released)} beds: within the {could} that the flow "
            f"model could free."
        )
    return (
        f"The case promises {say(beds_released)} beds, and the flow model could free {could} "
        f"with more starts of care at home. Say what frees the others."
    )
