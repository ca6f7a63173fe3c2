"""Count what a group did, and hide every group of fewer than five people."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from playbook.learn.definitions import Notebook, catalogue
from playbook.learn.types import Definition
from playbook.learn.types.choice import Choice
from playbook.learn.types.rate import Rate
from playbook.learn.types.sort import Sort
from playbook.publish.cohort.reading import Given, HandedIn, form_questions
from playbook.publish.webinars.policy import policy

FEWEST = 5
TEACH_AGAIN = 0.6  # fewer than this share right at the first try
_LOW = 2  # the lowest two places of a scale ask for help


@dataclass(frozen=True)
class Question:
    """How a question went. ``answered`` and ``first_try`` are ``None`` where they are hidden."""

    id: str
    module: str
    title: str
    answered: int | None
    first_try: int | None
    common: str
    again: bool


@dataclass(frozen=True)
class Need:
    """A statement that people rated. ``low`` counts low ratings; ``None`` where it is hidden."""

    theme: str
    text: str
    rated: int | None
    low: int | None
    next: str


@dataclass(frozen=True)
class Form:
    """A question of the evaluation, and how many gave each answer (``None`` where hidden)."""

    text: str
    counts: tuple[int | None, ...]


@dataclass(frozen=True)
class Cohort:
    """The picture of a group."""

    people: int
    questions: tuple[Question, ...]
    needs: tuple[Need, ...]
    forms: tuple[Form, ...]

    @property
    def again(self) -> tuple[Question, ...]:
        """Give the questions to teach again."""
        return tuple(question for question in self.questions if question.again)


def hide(part: int, whole: int) -> int | None:
    """Give a count, or ``None`` where it or what is left of the whole is a group of one to four.

    >>> hide(6, 12), hide(9, 12), hide(12, 12), hide(0, 12)
    (6, None, 12, 0)
    """
    small = any(0 < group < FEWEST for group in (part, whole - part))
    return None if small or whole < FEWEST else part


def count(handed_in: HandedIn, books: Iterable[Notebook] | None = None) -> Cohort:
    """Count the answers by question, against the questions of this book.

    An answer that no question offers is passed over. So no text of a file reaches the picture.
    """
    by_question: dict[str, list[Given]] = {}
    for record in handed_in.records:
        for given in record:
            by_question.setdefault(given.question, []).append(given)
    questions: list[Question] = []
    needs: list[Need] = []
    for book in catalogue() if books is None else books:
        for asked in book.activities:
            found = by_question.get(f"{book.id}/{asked.id}", [])
            if isinstance(asked, Rate):
                needs += _needs(book, asked, found)
            elif any(given.right is not None for given in found):
                questions.append(_question(book, asked, found))
    needs.sort(key=lambda need: -(need.low or 0))
    return Cohort(len(handed_in.records), tuple(questions), tuple(needs), _forms(handed_in))


def _question(book: Notebook, asked: Definition, found: list[Given]) -> Question:
    marked = [given for given in found if given.right is not None]
    whole = len(marked)
    first = sum(given.right is True and given.attempts <= 1 for given in marked)
    wrong = Counter(name for given in marked for name in set(_wrong(asked, given.answer)))
    name, times = wrong.most_common(1)[0] if wrong else ("", 0)
    enough = whole >= FEWEST
    return Question(
        id=f"{book.id}/{asked.id}",
        module=book.title,
        title=asked.title,
        answered=whole if enough else None,
        first_try=hide(first, whole),
        common=name if times >= FEWEST else "",
        again=enough and first < TEACH_AGAIN * whole,
    )


def _wrong(asked: Definition, answer: object) -> list[str]:
    """Give the wrong answers that a person chose, in the words of the question itself."""
    given = answer if isinstance(answer, list) else []
    if isinstance(asked, Choice):
        texts = {each for each in given if isinstance(each, str)}
        return [o.text for o in asked.options if not o.right and o.text in texts]
    if isinstance(asked, Sort):
        labels = {bin_.id: bin_.label for bin_ in asked.bins}
        right = {item.text: item.bin for item in asked.items}
        pairs = [(each.get("item"), each.get("bin")) for each in given if isinstance(each, dict)]
        return [
            f"{item} Placed in: {labels[place]}"
            for item, place in pairs
            if isinstance(item, str)
            and isinstance(place, str)
            and item in right
            and place in labels
            and place != right[item]
        ]
    return []


def _needs(book: Notebook, asked: Rate, found: list[Given]) -> list[Need]:
    low_places = set(asked.scale[:_LOW])
    needs = []
    for statement in asked.statements:
        ratings = [_rating(given.answer, statement.id, asked.scale) for given in found]
        rated = [rating for rating in ratings if rating]
        if not rated:
            continue
        low = sum(rating in low_places for rating in rated)
        needs.append(
            Need(
                theme=f"{book.title}: {asked.title}",
                text=statement.text,
                rated=len(rated) if len(rated) >= FEWEST else None,
                low=hide(low, len(rated)),
                next=statement.next,
            )
        )
    return needs


def _rating(answer: object, statement: str, scale: tuple[str, ...]) -> str:
    given = answer.get(statement) if isinstance(answer, dict) else None
    rating = given.get("rating") if isinstance(given, dict) else None
    return rating if isinstance(rating, str) and rating in scale else ""


def _forms(handed_in: HandedIn) -> tuple[Form, ...]:
    scale = policy().lines("scale")
    found = []
    for name, text in form_questions().items():
        given = [form.get(name, "").lower() for form in handed_in.forms]
        counts = [given.count(place.lower()) for place in scale]
        whole = sum(counts)
        if whole:
            small = whole < FEWEST or any(0 < each < FEWEST for each in counts)
            shown = [None if small and each else each for each in counts]
            found.append(Form(text, tuple(shown)))
    return tuple(found)
