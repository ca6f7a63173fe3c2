"""Read a policy of advice from a file of its own, or from part of another file."""

import re
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from playbook.framework.advice.model import AdvicePolicy, Option
from playbook.framework.build import Builder
from playbook.framework.lines import Steps, YamlFile, read_yaml
from playbook.framework.reader import FrameworkError, framework_files
from playbook.framework.register import UnknownNameError, unknown

POLICY_FIELDS = tuple(each.name for each in fields(AdvicePolicy))
_PAGE = re.compile(r"[\w-]+(/[\w-]+)*")


def advice_names() -> tuple[str, ...]:
    """Name the policies of the framework that advice can be asked of.

    >>> "approach" in advice_names()
    True
    """
    return tuple(sorted(path.stem for path in Path(__file__).parent.glob("*.yml")))


def read_advice(name: str) -> AdvicePolicy:
    """Read one of the framework's policies, or a partnership's own in its place.

    Raises :class:`~playbook.framework.UnknownNameError` for a name that is not one of
    :func:`advice_names`, and :class:`~playbook.framework.FrameworkError` with every problem
    of the file at once. The file is read again only when it has changed.

    >>> list(read_advice("approach").results)
    ['commissioning', 'improvement', 'both']
    """
    if name not in advice_names():
        raise UnknownNameError(unknown(name, advice_names(), "the policies of advice"))
    (path,) = framework_files((f"advice/{name}.yml",))
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read(path: Path, _version: int) -> AdvicePolicy:
    file = read_yaml(path)
    policy = None if file.problems else build_advice(file, (), file.content)
    if policy is None:
        count = "1 problem" if len(file.problems) == 1 else f"{len(file.problems)} problems"
        raise FrameworkError(tuple(file.problems), f"{path.name} has {count}. Nothing was used.")
    return policy


def build_advice(file: YamlFile, steps: Steps, content: Any) -> AdvicePolicy | None:
    """Build a policy from the part of a file that stands at ``steps``.

    Problems are added to those of the file, and then there is no policy. Other problems of
    the same file do not matter here.
    """
    part = YamlFile(file.path, file.content, file.lines)
    builder = Builder()
    policy: AdvicePolicy | None = builder.build_part(AdvicePolicy, content, steps, part)
    builder.check_references()
    if policy and not part.problems:
        _check(policy, steps, part)
    file.problems.extend(part.problems)
    return None if part.problems else policy


def _check(policy: AdvicePolicy, steps: Steps, file: YamlFile) -> None:
    """Check what can only be seen once everything is read."""
    for name, things in (("results", policy.results), ("questions", policy.questions)):
        if not things:
            file.complain((*steps, name), "expected at least 1, found 0.")
    for at, question in enumerate(policy.questions.values()):
        _check_options(question.options, (*steps, "questions", at, "options"), file)
    for at, result in enumerate(policy.results.values()):
        if result.link and not _PAGE.fullmatch(result.link):
            wanted = 'expected a page of the book, such as "modules/plan", without an ending'
            file.complain((*steps, "results", at, "link"), f'{wanted}, found "{result.link}".')
    _check_ways(policy, steps, file)


def _check_options(options: tuple[Option, ...], steps: Steps, file: YamlFile) -> None:
    if len(options) < 2:
        file.complain(steps, f"expected at least 2, found {len(options)}.")
    texts = [option.text for option in options]
    for at, option in enumerate(options):
        if texts.index(option.text) < at:
            file.complain((*steps, at), f'the answer "{option.text}" is used more than once.')
        if option.points and not option.because:
            file.complain((*steps, at), '"because" is missing: say why it gives points.')
        for name, points in option.points.items():
            if points < 1:
                file.complain((*steps, at, "points", name), f"expected 1 or more, found {points}.")


def _check_ways(policy: AdvicePolicy, steps: Steps, file: YamlFile) -> None:
    """Every set of answers must lead to something, and something must lead to every result."""
    answers = [question.options for question in policy.questions.values()]
    given = {name for options in answers for option in options for name in option.points}
    for at, name in enumerate(policy.results):
        if name not in given and name != policy.tie:
            file.complain((*steps, "results", at), f'no answer gives a point to "{name}".')
    if policy.show == "every" and policy.tie:
        file.complain((*steps, "tie"), "a tie needs show: leading.")
    if policy.close < 0 or (policy.close and not policy.tie):
        file.complain((*steps, "close"), "expected 0 or more points, and a tie to give then.")
    always = any(all(option.points for option in options) for options in answers)
    if not policy.none and not always:
        file.complain(steps, '"none" is missing: say something when no answer gives a point.')
