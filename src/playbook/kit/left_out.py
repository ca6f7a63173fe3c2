"""The map of groups beside the record of who took part: who is in no line of it."""

from playbook.data.wording import listed
from playbook.implement import CoproductionRecord, PowerInterest


def groups_left_out(found: PowerInterest, record: CoproductionRecord) -> tuple[str, ...]:
    """Say which groups that the equity rule brings in took part at no stage.

    A second sentence names groups of the record that are not on the map: the two may spell one
    group in two ways, or the map has forgotten one.
    """
    told = [_absent(found, record)]
    strangers = record.not_among(found.table["group"])
    if strangers:
        told.append(
            f"In the record and not on the map: {listed(strangers)}. Write each group the same "
            f"way in both, or add it to the map."
        )
    return tuple(told)


def _absent(found: PowerInterest, record: CoproductionRecord) -> str:
    if not found.moved:
        return "The equity rule brings in no group, so there is nobody to look for in the record."
    absent = record.not_named(found.moved)
    if not absent:
        return "Every group that the equity rule brings in took part at some stage."
    return (
        f"Of {len(found.moved)} groups that the equity rule brings in, {len(absent)} took part at "
        f"no stage: {listed(absent)}."
    )
