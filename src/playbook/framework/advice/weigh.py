"""Weigh the answers to a few questions, and give the advice with its reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from playbook.framework.advice.model import AdvicePolicy, Option, Question, Result
from playbook.framework.register import UnknownNameError, unknown

_MOST_REASONS = 3  # in a sentence; the advice itself holds them all


@dataclass(frozen=True, kw_only=True)
class Reason:
    """An answer that gave points, and why: ``because`` goes on from that word."""

    question: str
    answer: str
    because: str
    points: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Advice:
    """What the answers lead to.

    ``results`` holds what is advised; nothing when no answer gave a point, and ``none`` then
    says so. ``sides`` holds what the reasons speak for: the results themselves or, for a tie,
    those that came close to each other. ``reasons_against`` speak for none of the sides.
    """

    results: tuple[Result, ...]
    sides: tuple[Result, ...]
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    none: str = ""

    def reasons_for_side(self, side: Result) -> tuple[Reason, ...]:
        """Give the answers that spoke for one side, in the order of the questions."""
        return tuple(reason for reason in self.reasons_for if side.id in reason.points)

    def sentence(self) -> str:
        """Say what is advised and why, with the strongest reasons on each side.

        >>> from playbook.framework.advice import read_advice
        >>> advise(read_advice("approach"), {}).sentence()
        'No answer points one way yet.'
        """
        if not self.results:
            return self.none or "No answer points one way yet."
        if self.sides != self.results:
            sides = " ".join(f"For {side.name}: {self._why(side)}." for side in self.sides)
            return f"{self.results[0].name}. {sides}"
        said = " ".join(f"{side.name}, because {self._why(side)}." for side in self.sides)
        against = _listed(self.reasons_against[:_MOST_REASONS])
        return f"{said} Against it: {against}." if against else said

    def _why(self, side: Result) -> str:
        """Put the strongest reasons for a side after one another."""
        reasons = sorted(self.reasons_for_side(side), key=lambda r: -r.points[side.id])
        return _listed(reasons[:_MOST_REASONS])


def advise(policy: AdvicePolicy, answers: Mapping[str, str]) -> Advice:
    """Weigh answers, each the text of an option by the id of its question.

    A question without an answer gives no points. With ``show: leading`` the result with most
    points is advised, the first in the file of those with equally many. When others lie within
    ``close`` points of it, ``tie`` is advised instead, where the policy has one. With
    ``show: every`` each result with a point is advised, most points first.

    Raises :class:`~playbook.framework.UnknownNameError`, which lists what is valid, for an
    answer to a question that is not asked or an answer that it does not offer.

    >>> from playbook.framework.advice import read_advice
    >>> policy = read_advice("approach")
    >>> answers = {"change": "A new service is to be planned"}
    >>> advise(policy, answers).sentence()
    'Strategic commissioning, because a new service is to be planned.'
    """
    reasons = tuple(_reasons(policy, answers))
    ranked = _ranked(policy, reasons)
    results, sides = _decide(policy, ranked)
    names = {side.id for side in sides}
    return Advice(
        results=results,
        sides=sides,
        reasons_for=tuple(r for r in reasons if names & r.points.keys()),
        reasons_against=tuple(r for r in reasons if not names & r.points.keys()),
        none="" if results else policy.none,
    )


def _reasons(policy: AdvicePolicy, answers: Mapping[str, str]) -> Iterable[Reason]:
    """Give the answers that give points, in the order of the questions."""
    for asked in answers:
        if asked not in policy.questions:
            raise UnknownNameError(unknown(asked, policy.questions, "the questions"))
    for question in policy.questions.values():
        if question.id not in answers:
            continue
        option = _chosen(question, answers[question.id])
        if option.points:
            yield Reason(
                question=question.id,
                answer=option.text,
                because=option.because,
                points=option.points,
            )


def _chosen(question: Question, answer: str) -> Option:
    options = {option.text: option for option in question.options}
    if answer not in options:
        raise UnknownNameError(unknown(answer, options, f'the answers to "{question.text}"'))
    return options[answer]


def _ranked(policy: AdvicePolicy, reasons: Iterable[Reason]) -> tuple[tuple[Result, int], ...]:
    """Give each result that has a point with its points, most first, then as in the file."""
    totals = dict.fromkeys(policy.results, 0)
    for reason in reasons:
        for name, points in reason.points.items():
            totals[name] += points
    found = [(policy.results[name], total) for name, total in totals.items() if total]
    return tuple(sorted(found, key=lambda pair: -pair[1]))


def _decide(
    policy: AdvicePolicy, ranked: tuple[tuple[Result, int], ...]
) -> tuple[tuple[Result, ...], tuple[Result, ...]]:
    """Give what is advised, and the sides that the reasons speak for."""
    if policy.show == "every" or not ranked:
        every = tuple(result for result, _ in ranked)
        return every, every
    most = ranked[0][1]
    near = tuple(result for result, total in ranked if most - total <= policy.close)
    if policy.tie and len(near) > 1:
        return (policy.results[policy.tie],), near
    return near[:1], near[:1]


def _listed(reasons: Iterable[Reason]) -> str:
    """Put reasons after one another; they may hold commas themselves."""
    texts = [reason.because for reason in reasons]
    if len(texts) < 2:
        return "".join(texts)
    return f"{'; '.join(texts[:-1])}{';' if len(texts) > 2 else ','} and {texts[-1]}"
