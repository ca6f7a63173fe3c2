"""A what-if panel on what a team would lack if one of its people left."""

from playbook.learn import Control, Explorer, Result, explorer
from playbook.team import Leaving

NOBODY = "nobody"


def leaving_panel(
    leaving: Leaving, *, source: str, sample: bool = False, name: str = "one-leaves"
) -> Explorer:
    """Show how many skills fall short today, and if each person in turn left.

    People stand in the order of their codes, so that the panel is no ranking of them.
    """
    short_now = len(leaving.today.gaps)
    rows = {row["person"]: row for row in leaving.table.to_dict("records")}
    people = [NOBODY, *sorted(rows)]

    def count(person: float) -> dict[str, float]:
        who = people[int(person)]
        return {"short": short_now if who == NOBODY else rows[who]["short"]}

    def told(person: float, short: float) -> str:
        who = people[int(person)]
        if who == NOBODY:
            return f"Today {short:.0f} of {len(leaving.today.table)} skills fall short."
        lost = ", ".join(rows[who]["lost"])
        more = f"Lost: {lost}." if lost else "Others cover all that this person can do."
        return f"Without {who}, {short:.0f} skills would fall short. {more}"

    return explorer(
        name,
        [Control("person", "Who leaves", range(len(people)), 0, "", lambda at: people[int(at)])],
        count,
        [Result("short", "Skills that fall short", "skills")],
        told,
        message="What if one person left?",
        source=source,
        note="Codes and no names. It says what to share out, not who is worth most.",
        sample=sample,
    )
