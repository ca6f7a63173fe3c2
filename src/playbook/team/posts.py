"""Who fills each role of a project's team, and whether the time for it is real."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from playbook.framework import framework
from playbook.framework.register import unknown
from playbook.inputs import Record, check_number, read_day, read_records
from playbook.markup import say_day

SOON_DAYS = 90  # time that ends sooner than this is asked for now
_NEEDED = ["role", "post", "days_needed", "days_agreed"]
_OPTIONAL = ["agreed_by", "until", "stand_in"]


@dataclass(frozen=True, eq=False)
class TeamTime:
    """Roles, posts and days a week. Made by :func:`team_time`.

    ``table`` has one row a role of the framework: role (its id), name, posts, days_needed,
    days_agreed and short_days. ``posts`` has one row a post: role, post, days_needed,
    days_agreed, short_days, agreed_by, until, stand_in and problems (a tuple of sentences).
    """

    table: pd.DataFrame
    posts: pd.DataFrame

    @property
    def unfilled(self) -> tuple[str, ...]:
        """The names of the roles that no post fills."""
        return tuple(self.table.loc[self.table["posts"] == 0, "name"])

    @property
    def short_days(self) -> float:
        """Days a week that the work needs and nobody has agreed. Days to spare fill no gap."""
        return float(self.posts["short_days"].sum())

    @property
    def problems(self) -> tuple[str, ...]:
        """Everything to put right, each with its role or post."""
        return (
            *(f"{name}: no post fills this role." for name in self.unfilled),
            *(
                f"{row['post']}: {text}"
                for row in self.posts.to_dict("records")
                for text in row["problems"]
            ),
        )

    def sentence(self) -> str:
        """Say how many roles are filled, the days needed and agreed, and where most is missing."""
        filled = len(self.table) - len(self.unfilled)
        needed, agreed = self.posts["days_needed"].sum(), self.posts["days_agreed"].sum()
        told = (
            f"{filled} of {len(self.table)} roles have a post. The work needs {_days(needed)} "
            f"a week, and {_number(agreed)} {'is' if agreed == 1 else 'are'} agreed."
        )
        if not self.short_days:
            return told
        most = max(self.posts.to_dict("records"), key=lambda row: row["short_days"])
        return (
            f"{told} {_days(self.short_days)} a week {'is' if self.short_days == 1 else 'are'} "
            f"missing, most for {most['post']} ({_number(most['short_days'])})."
        )

    def page_table(self) -> pd.DataFrame:
        """Give the roles for a page."""
        named = self.posts.groupby("role")["post"].agg("; ".join)
        return pd.DataFrame(
            {
                "Role (working name)": row["name"],
                "Posts": named.get(row["role"], "none yet"),
                "Days needed": _number(row["days_needed"]),
                "Days agreed": _number(row["days_agreed"]),
                "Missing": _number(row["short_days"]),
            }
            for row in self.table.to_dict("records")
        )

    def posts_table(self) -> pd.DataFrame:
        """Give the posts for a page, with who agreed to free the time and who steps in."""
        return pd.DataFrame(
            {
                "Post": row["post"],
                "Days": f"{_number(row['days_agreed'])} of {_number(row['days_needed'])}",
                "Agreed by": row["agreed_by"] or "nobody yet",
                "Until": say_day(row["until"]) if row["until"] else "not said",
                "Stand-in": row["stand_in"] or "nobody yet",
            }
            for row in self.posts.to_dict("records")
        )


def team_time(posts: Any, *, today: date | str | None = None) -> TeamTime:
    """Check that each role has a post, and each post has time that somebody agreed.

    ``posts`` is a table or a list of mappings with role (an id of the framework's roles), post,
    days_needed and days_agreed (a week); then agreed_by, until and stand_in. Posts and no
    names: the table is shared.

    Told as problems: a role without a post; fewer days agreed than needed; days that nobody
    agreed; no end, or an end that has passed or is less than 90 days after ``today``; no stand-in.

    Raises ``ValueError`` for an unknown role or field, days below 0, a post twice in a role or no
    posts; ``TypeError`` for anything that is not such a table.

    Source: our own working method, on the Moray framework, section 6 (M65 to M67).

    >>> found = team_time([{"role": "lead", "post": "Service manager", "days_needed": 2,
    ...     "days_agreed": 0.5, "agreed_by": "Head of service", "until": "2027-03-31",
    ...     "stand_in": "Improvement lead"}], today="2026-01-31")
    >>> found.sentence()[:67]
    '1 of 4 roles have a post. The work needs 2 days a week, and 0.5 are'
    >>> found.problems[-1]
    'Service manager: 1.5 days a week are missing.'
    """
    day = read_day(today, "today") or date.today()
    records = read_records(posts, "post", needed=_NEEDED, optional=_OPTIONAL)
    rows = [_row(record, at, day) for at, record in enumerate(records, start=1)]
    _refuse_repeated([(row["role"], row["post"]) for row in rows])
    order = list(framework().roles)
    rows.sort(key=lambda row: (order.index(row["role"]), -row["short_days"], row["post"]))
    found = pd.DataFrame(rows)
    return TeamTime(_by_role(found), found)


def _row(record: Record, at: int, today: date) -> dict[str, Any]:
    post, role = record["post"], record["role"]
    if post is None:
        raise ValueError(f"Post {at} has no name. Write the post, not a person.")
    if role not in framework().roles:
        raise ValueError(f"{post}: {unknown(str(role), framework().roles, 'the roles')}")
    needed, agreed = (
        check_number(record[name], f"{name} of {post}") for name in ("days_needed", "days_agreed")
    )
    until = read_day(record["until"], f"until of {post}")
    short = max(0.0, round(needed - agreed, 6))
    return {
        "role": role,
        "post": post,
        "days_needed": needed,
        "days_agreed": agreed,
        "short_days": short,
        "agreed_by": record["agreed_by"] or "",
        "until": until,
        "stand_in": record["stand_in"] or "",
        "problems": tuple(_problems(record, short, until, today)),
    }


def _problems(record: Record, short: float, until: date | None, today: date) -> list[str]:
    told = [f"{_days(short)} a week {'is' if short == 1 else 'are'} missing."] if short else []
    if record["agreed_by"] is None:
        told.append("Nobody has agreed to free the time.")
    elif until is None:
        told.append("It is not said until when the time is agreed.")
    if until and until < today:
        told.append(f"The time was agreed until {say_day(until)}, which has passed.")
    elif until and until < today + timedelta(days=SOON_DAYS):
        told.append(f"The time ends on {say_day(until)}. Ask now for what comes after.")
    if record["stand_in"] is None:
        told.append("Nobody steps in when this post is away.")
    return told


def _by_role(posts: pd.DataFrame) -> pd.DataFrame:
    days = ["days_needed", "days_agreed", "short_days"]
    sums = posts.groupby("role")[days].sum()
    counts = posts["role"].value_counts()
    return pd.DataFrame(
        {
            "role": role.id,
            "name": role.name,
            "posts": int(counts.get(role.id, 0)),
            **{name: float(sums[name].get(role.id, 0.0)) for name in days},
        }
        for role in framework().roles.values()
    )


def _refuse_repeated(keys: list[tuple[str, str]]) -> None:
    for at, (role, post) in enumerate(keys):
        if (role, post) in keys[:at]:
            raise ValueError(f"{post} stands twice under {role}. Keep one line, with all its days.")


def _days(days: float) -> str:
    return "1 day" if days == 1 else f"{_number(days)} days"


def _number(days: float) -> str:
    """Keep quarters of a day, which one decimal place would round away."""
    return f"{round(days, 2):g}"
