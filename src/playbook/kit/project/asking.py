"""Ask a team, in a terminal, what its project is: every question may be left for later."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

import click

from playbook.framework import framework
from playbook.framework.advice import Advice, advise, read_advice
from playbook.govern import charter_rules
from playbook.kit.project.answers import HELPER, Answers, with_advice
from playbook.kit.project.choosing import expected_of
from playbook.kit.project.model import BOTH, CHOICES, Choice, ElementChoice, Project
from playbook.kit.project.policy import notebook_policy

Say = Callable[..., None]
_LETTERS: dict[str, Choice] = {choice[0]: choice for choice in CHOICES}  # d, l and n


def ask_team(name: str, say: Say = click.echo) -> Answers:
    """Ask everything that a new project should know. Enter leaves a question open.

    Nothing is written: whoever stops halfway has changed nothing.
    """
    say(f"A new project: {name}\n")
    say("Press Enter to take what stands in brackets, or to leave a question for later.")
    say("Ctrl and C stop here, and nothing is made.\n")
    area = _ask("The council, as your data files call it", framework().partnership.short_name)
    charter = _six_things(say)
    project = _approach(Project(name=name, area=area), say)
    project = project.model_copy(update={"subjects": _subjects(say)})
    project = project.model_copy(update={"elements": _elements(project, say)})
    return Answers(project.model_copy(update={"roles": _roles(say)}), charter)


def _ask(question: str, default: str = "") -> str:
    answer: str = click.prompt(
        question, default=default, show_default=bool(default), prompt_suffix=": "
    )
    return answer.strip()


def _choose(options: Sequence[str], default: str = "") -> int | None:
    """Let one of the numbered options be chosen; nothing for none."""
    for at, option in enumerate(options, start=1):
        click.echo(f"  {at}. {option}")
    numbers = [str(at) for at in range(1, len(options) + 1)]
    while True:
        answer = _ask("Number", default)
        if not answer:
            return None
        if answer in numbers:
            return int(answer) - 1
        click.echo(f"Type a number from 1 to {len(options)}, or press Enter.")


def _six_things(say: Say) -> dict[str, Any]:
    say("\nThe six things that a project must be clear about")
    charter: dict[str, Any] = {}
    for thing in charter_rules().things.values():
        say(f"\n{thing.name}")
        given = {ask.id: _ask(f"  {ask.text}") for ask in thing.asks}
        charter[thing.id] = {name: text for name, text in given.items() if text}
    return {name: given for name, given in charter.items() if given}


def _approach(project: Project, say: Say) -> Project:
    approaches = framework().approaches.values()
    say("\nThe approach")
    names = [*(each.name for each in approaches), "Both together", "Help me to choose"]
    chosen = _choose(names, str(len(names)))
    if chosen is None or chosen == len(names) - 1:
        return _helped(project, say)
    ids = [*(each.id for each in approaches), BOTH]
    return project.model_copy(
        update={"approach": ids[chosen], "why_this_approach": _ask("Why this one")}
    )


def _helped(project: Project, say: Say) -> Project:
    """Put the questions of the decision helper, and let its advice be taken or not."""
    advice = _advice(say)
    say(f"\n{advice.sentence()}")
    if not advice.results:
        say("The approach stays open. Until you choose, the project gets what either needs.")
        return project
    if click.confirm("Take this approach", default=True):
        return with_advice(project, advice)
    approaches = framework().approaches
    chosen = _choose([*(each.name for each in approaches.values()), "Both together"])
    if chosen is None:
        return project
    return project.model_copy(
        update={
            "approach": [*approaches, BOTH][chosen],
            "why_this_approach": _ask("Why, although the advice is another"),
        }
    )


def _advice(say: Say) -> Advice:
    policy = read_advice(HELPER)
    answers: dict[str, str] = {}
    for question in policy.questions.values():
        say(f"\n{question.text}")
        chosen = _choose([option.text for option in question.options])
        if chosen is not None:
            answers[question.id] = question.options[chosen].text
    return advise(policy, answers)


def _subjects(say: Say) -> tuple[str, ...]:
    say("\nWhat it is about. This chooses notebooks.")
    subjects = notebook_policy().subjects.values()
    return tuple(each.id for each in subjects if click.confirm(each.question, default=True))


def _elements(project: Project, say: Say) -> dict[str, ElementChoice]:
    """Go through everything that is expected: do it, do it lightly, or not, and why."""
    say("\nWhat the framework expects. For each: d (do), l (do lightly) or n (not needed).")
    chosen: dict[str, ElementChoice] = {}
    for stage, things in groupby(expected_of(project), key=lambda each: each.stage):
        say(f"\n{framework().stages[stage].name}")
        for each in things:
            say(f"  {each.product}. {each.text}")
            chosen[each.element] = _element()
    return chosen


def _element() -> ElementChoice:
    letter = click.prompt(
        "  d, l or n", default="d", type=click.Choice(list(_LETTERS)), show_choices=False
    )
    choice = _LETTERS[letter]
    return ElementChoice(choice=choice, reason="" if choice == "do" else _ask("  Why"))


def _roles(say: Say) -> dict[str, str]:
    say("\nWho fills each role: a post, or a name")
    return {
        role.id: _ask(f"  {role.name} ({role.answers_for[:1].lower()}{role.answers_for[1:-1]})")
        for role in framework().roles.values()
    }
