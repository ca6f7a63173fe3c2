"""What can only be checked once a whole plan is read: times, references, practice and breaks."""

from collections.abc import Callable, Iterator
from functools import partial

from playbook.framework.register import unknown
from playbook.publish.webinars import content
from playbook.publish.webinars.model import Slide, Webinar
from playbook.publish.webinars.policy import policy
from playbook.publish.webinars.polls import offered

# The field that a problem belongs to, and what is wrong.
Found = Iterator[tuple[str, str]]
Call = Callable[[], object]  # a look-up to be tried


def check_whole(plan: Webinar) -> Found:
    """Give everything that is wrong with a plan as a whole."""
    yield from _check_minutes(plan)
    yield from _check_breaks(plan)
    yield from _check_names(plan)
    yield from _check_slides(plan)
    yield from _check_references(plan)
    yield from _check_practice(plan)


def _check_minutes(plan: Webinar) -> Found:
    whole = sum(segment.minutes for segment in plan.segments)
    if whole != plan.minutes:
        yield "minutes", f"the segments take {whole} minutes, and {plan.minutes} are advertised."
    short = sum(segment.short for segment in plan.segments)
    if short != plan.short:
        yield "short", f"the short cut takes {short} minutes, and {plan.short} are advertised."
    for segment in plan.segments:
        if segment.short > segment.minutes:
            yield "segments", f"{segment.id} is longer in the short cut than in full."
        if not segment.short and not segment.skip:
            yield "segments", f"{segment.id} is left out of the short cut, so it needs skip: true."


def _check_breaks(plan: Webinar) -> Found:
    limits = policy().limits
    minute = since = 0
    for segment in plan.segments:
        if segment.kind == "break":
            if segment.minutes < limits.shortest_break:
                yield "segments", f"{segment.id}: a break takes at least {limits.shortest_break}."
            left = plan.minutes - minute - segment.minutes
            if minute < limits.first_break_after or left < limits.no_break_in_last:
                yield (
                    "segments",
                    f"{segment.id} begins at minute {minute}, with {left} after it. A break "
                    f"belongs after minute {limits.first_break_after} and before the last "
                    f"{limits.no_break_in_last}.",
                )
            since = minute + segment.minutes
        minute += segment.minutes
        if minute - since > limits.longest_without_break:
            yield (
                "segments",
                f"{segment.id} ends {minute - since} minutes after the last break. "
                f"{limits.longest_without_break} are the most that people sit through.",
            )


def _check_names(plan: Webinar) -> Found:
    polls = [poll.id for poll in plan.polls]
    groups = [group.id for group in plan.breakouts]
    for segment in plan.segments:
        if segment.poll and segment.poll not in polls:
            yield "segments", unknown(segment.poll, polls, "the polls of this plan")
        if segment.breakout and segment.breakout not in groups:
            yield "segments", unknown(segment.breakout, groups, "the breakouts of this plan")
        if segment.kind == "poll" and not segment.poll:
            yield "segments", f"{segment.id} is a poll and names none."
        if segment.kind == "breakout" and not segment.breakout:
            yield "segments", f"{segment.id} is a breakout and names none."
        for slide in segment.slides:
            if slide.poll and slide.poll not in polls:
                yield "segments", unknown(slide.poll, polls, "the polls of this plan")
            if slide.task and slide.task not in groups:
                yield "segments", unknown(slide.task, groups, "the breakouts of this plan")
    used = {segment.poll for segment in plan.segments}
    yield from (("polls", f"{poll} is held in no segment.") for poll in polls if poll not in used)
    if len(polls) != policy().limits.polls:
        yield "polls", f"expected {policy().limits.polls} polls, found {len(polls)}."
    missing = [each for each in policy().purposes if each not in {p.purpose for p in plan.polls}]
    yield from (("polls", f"no poll asks for this purpose: {each}.") for each in missing)
    held = {segment.breakout: segment.minutes for segment in plan.segments}
    for group in plan.breakouts:
        if group.minutes > held.get(group.id, group.minutes):
            yield "breakouts", f"{group.id} takes {group.minutes} minutes, more than its segment."
        if group.minutes < policy().limits.smallest_breakout:
            yield "breakouts", f"{group.id} is too short to do anything in a group."


def _check_slides(plan: Webinar) -> Found:
    most = policy().limits.most_slides
    count = len(plan.slides) + 1  # the first one, with the title, is made from the plan
    if count > most:
        yield "segments", f"expected at most {most} slides with the title, found {count}."
    for place, slide in enumerate(plan.slides, 1):
        shows = (slide.words, slide.figure, slide.table, slide.activity, slide.points)
        if not any((*shows, slide.poll, slide.task, slide.lines)):
            yield "segments", f"slide {place} shows nothing."


def _check_references(plan: Webinar) -> Found:
    for field, call in _calls(plan):
        try:
            call()
        except content.ContentError as problem:
            yield field, str(problem)


def _calls(plan: Webinar) -> Iterator[tuple[str, Call]]:
    yield from (("outcomes", partial(content.outcome, each)) for each in plan.outcomes)
    yield "product", partial(content.activity, plan.product_from)
    for segment in plan.segments:
        yield from (("segments", partial(content.notes, each)) for each in segment.notes)
    for slide in plan.slides:
        yield from (("segments", call) for call in _of_slide(slide))
    for poll in plan.polls:
        yield "polls", partial(offered, poll)
    for group in plan.breakouts:
        yield "breakouts", partial(content.activity, group.sheet)
        if group.rows:
            yield "breakouts", partial(content.first_column, group.rows)
    for work in (*plan.before, *plan.after):
        yield "before", partial(content.questions, work.module)


def _of_slide(slide: Slide) -> Iterator[Call]:
    if slide.words:
        yield partial(_picked, slide)
    if slide.figure:
        yield partial(content.picture, slide.figure)
    if slide.table:
        yield partial(content.table, slide.table)
    if slide.activity:
        yield partial(content.activity, slide.activity)
    yield from (partial(content.key_points, module) for module in slide.points)


def _picked(slide: Slide) -> None:
    count = sum(len(content.words(each).blocks) for each in slide.words)
    wrong = [number for number in slide.blocks if not 1 <= number <= count]
    if wrong:
        raise content.ContentError(
            f"block {wrong[0]} is not there: {', '.join(slide.words)} has {count}."
        )


def _check_practice(plan: Webinar) -> Found:
    """Each outcome is tested by an activity that people do in a poll, a demo or a group."""
    practised: set[str] = set()
    for segment in plan.segments:
        if policy().kinds[segment.kind].practises:
            practised.update(map(_tests, plan.practised_in(segment)))
    for reference in plan.outcomes:
        if reference not in practised:
            yield "outcomes", f'"{reference}" is practised in no poll, demo or group.'


def _tests(reference: str) -> str:
    """Give the outcome that an activity tests; nothing for one that is not there."""
    try:
        return f"{content.split(reference)[0]}/{content.activity(reference).outcome}"
    except content.ContentError:
        return ""
