"""A what-if panel on how much risk a governing body accepts."""

from playbook.govern import RiskRegister, risk_appetite
from playbook.learn import Control, Explorer, Result, explorer

_NAMED = 3  # risks that the sentence names


def appetite_panel(
    register: RiskRegister,
    *,
    accepts: int,
    source: str,
    sample: bool = False,
    name: str = "risk-appetite",
) -> Explorer:
    """Show which risks are above the score that a body accepts, now and with targets met.

    ``accepts`` is the score that the panel begins with; the steps are the scores that the matrix
    can give.
    """
    scores = sorted(
        {
            one.score * two.score
            for one in register.matrix.likelihood
            for two in register.matrix.impact
        }
    )

    def count(accepts: float) -> dict[str, float]:
        found = risk_appetite(register, int(accepts))
        return {"above": len(found.above), "above_if_met": found.above_if_met}

    def told(accepts: float, above: float, above_if_met: float) -> str:
        found = risk_appetite(register, int(accepts))
        names = [f"“{risk}”" for risk in found.above["risk"]]
        if not names:
            return found.sentence()
        rest = len(names) - _NAMED
        more = f" and {rest} more" if rest > 0 else ""
        return f"{found.sentence()} Above it: {'; '.join(names[:_NAMED])}{more}."

    start = accepts if accepts in scores else max(score for score in scores if score <= accepts)
    return explorer(
        name,
        [Control("accepts", "Highest score that is accepted without more ado", scores, start)],
        count,
        [
            Result("above", "Risks above it now"),
            Result("above_if_met", "Above it if every target is met"),
        ],
        told,
        message="How much risk would you accept?",
        source=source,
        note="How much is for the governing body to say, with those who carry the risk.",
        sample=sample,
        start="the appetite above",
    )
