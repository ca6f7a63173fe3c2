"""Risk on a 5 by 5 matrix: likelihood times impact, in bands, and a register made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from playbook.framework import FrameworkError
from playbook.framework.policy import read_policy
from playbook.framework.register import Register
from playbook.inputs import Record, read_day, read_records, read_score
from playbook.markup import say_day

if TYPE_CHECKING:
    from playbook.charts import Figure

_OURS = Path(__file__).with_name("risk_matrix.yml")
CONVENTION = "The score ranks risks by a convention. It does not measure them."


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a scale."""

    score: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Band:
    """The scores that are treated alike, and what is done about them."""

    id: str
    from_score: int
    to_score: int
    act: str


@dataclass(frozen=True, kw_only=True)
class RiskMatrix:
    """The two scales and the bands."""

    likelihood: tuple[Step, ...]
    impact: tuple[Step, ...]
    bands: Register[Band]

    def band(self, score: int) -> Band:
        """Give the band of a score."""
        return next(each for each in self.bands.values() if score <= each.to_score)


@dataclass(frozen=True)
class RiskScore:
    """One risk on the matrix. Made by :func:`risk_score`."""

    likelihood: int
    impact: int
    score: int
    band: str
    act: str

    def sentence(self) -> str:
        """Say the score, the band, and what is done about such a risk."""
        return f"{self.likelihood} × {self.impact} = {self.score}: {self.band}. {self.act}"


@dataclass(frozen=True, eq=False)
class RiskRegister:
    """Risks in order, with what their records lack. Made by :func:`risk_register`.

    ``table`` has one row a risk, the highest score first: risk, score, band, likelihood,
    impact, inherent and target (scores; ``<NA>`` when not given), owner, control (empty when not
    given), review_on and problems.
    """

    table: pd.DataFrame
    matrix: RiskMatrix

    @property
    def problems(self) -> tuple[str, ...]:
        """Everything to put right, each with its risk."""
        return tuple(
            f"{row['risk']}: {text}"
            for row in self.table.to_dict("records")
            for text in row["problems"]
        )

    @property
    def counts(self) -> pd.Series[int]:
        """How many risks are in each band, from the lowest."""
        found = self.table["band"].value_counts()
        return pd.Series({band: int(found.get(band, 0)) for band in self.matrix.bands})

    def sentence(self) -> str:
        """Say how many risks are in each band, which is highest, and what is left to do."""
        bands = [f"{count} {band}" for band, count in self.counts[::-1].items() if count]
        top = self.table.iloc[0]
        risks = "is 1 risk" if len(self.table) == 1 else f"are {len(self.table)} risks"
        told = f"There {risks}: {', '.join(bands)}. The highest is “{top['risk']}” "
        told += f"({top['score']}, {top['band']})."
        left = len(self.problems)
        if not left:
            return told
        return f"{told} {left} {'thing is' if left == 1 else 'things are'} to put right."

    def page_table(self) -> pd.DataFrame:
        """Give the register for a page: risk, score and band, owner, control, review."""
        rows = self.table.to_dict("records")
        return pd.DataFrame(
            {
                "Risk": row["risk"],
                "Number": str(at),
                "Score": f"{row['score']} {row['band']}",
                "Owner": row["owner"] or "none yet",
                "Control": row["control"] or "none yet",
                "Review": say_day(row["review_on"]) if row["review_on"] else "none yet",
            }
            for at, row in enumerate(rows, start=1)
        )

    def escalation(self) -> pd.DataFrame:
        """Give what is done about each band, the highest first, and which risks are in it."""
        by_band = self.table.groupby("band")["risk"].agg("; ".join)
        bands = [band for band in self.matrix.bands.values() if band.id in by_band]
        return pd.DataFrame(
            {
                "Band": band.id,
                "What is done": band.act,
                "Risks": by_band[band.id],
            }
            for band in reversed(bands)
        )

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw the matrix with how many risks, and which by number, lie in each cell."""
        from playbook.govern.risk_draw import draw_matrix  # matplotlib is slow to load

        return draw_matrix(self, name=name, source=source, message=message, sample=sample)


def risk_matrix(path: Path | None = None) -> RiskMatrix:
    """Read the scales and the bands, from our file or a board's own.

    Raises ``ValueError`` when bands overlap, are out of order, or leave out a score that two
    steps can make.

    >>> [band.id for band in risk_matrix().bands.values()]
    ['low', 'medium', 'high', 'very high']
    """
    matrix = read_policy(path or _OURS, RiskMatrix)
    bands = list(matrix.bands.values())
    ends = [edge for band in bands for edge in (band.from_score, band.to_score)]
    possible = {row.score * column.score for row in matrix.likelihood for column in matrix.impact}
    inside = {score for band in bands for score in range(band.from_score, band.to_score + 1)}
    in_order = all(one <= other for one, other in pairwise(ends))
    apart = all(one.to_score < two.from_score for one, two in pairwise(bands))
    if not (in_order and apart and possible <= inside):
        left = ", ".join(map(str, sorted(possible - inside)))
        missing = f" No band has {left}." if left else ""
        raise FrameworkError(
            (), f"The bands of risk must go up, without overlap, and hold every score.{missing}"
        )
    return matrix


def risk_score(likelihood: int, impact: int, *, matrix: RiskMatrix | None = None) -> RiskScore:
    """Multiply likelihood by impact, and give the band.

    Both are whole numbers from 1 to 5: 1 is rare or negligible, 5 almost certain or extreme.
    The bands come from ``risk_matrix.yml``: confirm them with your own board.

    Multiplying ranks is a convention. Do not add scores up, or read 10 as twice as bad as 5.

    Raises ``ValueError`` for anything that is not a whole number on the scale.

    Source: the risk matrix of NHSScotland.

    >>> risk_score(3, 4).band, risk_score(5, 5).band, risk_score(2, 2).band
    ('high', 'very high', 'medium')
    """
    scales = matrix or risk_matrix()
    row = _read(likelihood, "likelihood", scales.likelihood)
    column = _read(impact, "impact", scales.impact)
    band = scales.band(row * column)
    return RiskScore(row, column, row * column, band.id, band.act)


def risk_register(
    risks: Any, *, today: date | str | None = None, matrix: RiskMatrix | None = None
) -> RiskRegister:
    """Score a register of risks, put the highest first, and say what each record lacks.

    ``risks`` is a table or a list of mappings. Each risk needs risk (cause, event and effect in
    words), likelihood and impact (as they are now). It should have owner (a role), control and
    review_on; it may have inherent_likelihood and inherent_impact (before controls) and
    target_likelihood and target_impact.

    Told as problems: no owner, control or review date; a review that has passed ``today``; a
    risk now above what it was before controls; a target above now. Ties go to higher impact.

    Raises ``ValueError`` for scores off the scale, one score of a pair without the other, an
    unknown field or no risks; ``TypeError`` for anything that is not such a table.

    Source: the risk matrix of NHSScotland.

    >>> found = risk_register([{"risk": "Staff leave, so starts are late", "likelihood": 3,
    ...     "impact": 4, "owner": "Lead", "control": "Cover agreed", "review_on": "2026-06-30"}],
    ...     today="2026-01-31")
    >>> found.sentence()
    'There is 1 risk: 1 high. The highest is “Staff leave, so starts are late” (12, high).'
    """
    scales = matrix or risk_matrix()
    day = read_day(today, "today") or date.today()
    pairs = ["inherent_likelihood", "inherent_impact", "target_likelihood", "target_impact"]
    records = read_records(
        risks,
        "risk",
        needed=["risk", "likelihood", "impact"],
        optional=["id", "owner", "control", "review_on", *pairs],
    )
    rows = [_row(record, at, day, scales) for at, record in enumerate(records, start=1)]
    rows.sort(key=lambda row: (-row["score"], -row["impact"], row["risk"]))
    table = pd.DataFrame(rows).astype({"inherent": "Int64", "target": "Int64"})
    return RiskRegister(table, scales)


def _row(record: Record, at: int, today: date, scales: RiskMatrix) -> dict[str, Any]:
    name = record["risk"]
    if name is None:
        raise ValueError(f"Risk {at} has no words. Say its cause, the event and the effect.")
    try:
        now = risk_score(record["likelihood"], record["impact"], matrix=scales)
        inherent, target = (_pair(record, kind, scales) for kind in ("inherent", "target"))
        review = read_day(record["review_on"], "review_on")
    except ValueError as problem:
        raise ValueError(f"{name}: {problem}") from problem
    problems = [
        f"It has no {words}." for field, words in
        (("owner", "owner"), ("control", "control"), ("review_on", "review date"))
        if record[field] is None
    ]  # fmt: skip
    if review and review < today:
        problems.append(f"Its review of {say_day(review)} is overdue.")
    if inherent is not None and now.score > inherent:
        problems.append(f"It scores {now.score} now, more than {inherent} before any control.")
    if target is not None and target > now.score:
        problems.append(f"Its target of {target} is above its score of {now.score} now.")
    return {
        "risk": name,
        "score": now.score,
        "band": now.band,
        "likelihood": now.likelihood,
        "impact": now.impact,
        "inherent": inherent,
        "target": target,
        "owner": record["owner"] or "",
        "control": record["control"] or "",
        "review_on": review,
        "problems": tuple(problems),
    }


def _pair(record: Record, kind: str, scales: RiskMatrix) -> int | None:
    one, other = record[f"{kind}_likelihood"], record[f"{kind}_impact"]
    if one is None and other is None:
        return None
    if one is None or other is None:
        raise ValueError(f"the {kind} score needs both likelihood and impact.")
    return risk_score(one, other, matrix=scales).score


def _read(value: Any, name: str, scale: tuple[Step, ...]) -> int:
    scores = [step.score for step in scale]
    return read_score(value, name, min(scores), max(scores))
