"""The framework's parts. Each class is also the list of fields its YAML may hold."""

from dataclasses import MISSING, dataclass, field
from typing import Any, Literal

from playbook.framework.register import Register


def _names(kind: str, default: Any = MISSING) -> Any:
    """Declare a field that holds ids of another part, so the reader can check them."""
    return field(default=default, metadata={"names": kind})


@dataclass(frozen=True, kw_only=True)
class Expectation:
    """Something a project is expected to do in a stage, under one of the approaches."""

    approach: str = _names("approaches")
    text: str
    product: str
    elements: tuple[str, ...] = _names("elements")


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One stage of the cycle: the question it answers and how it is marked."""

    id: str
    name: str
    also_called: tuple[str, ...] = ()
    naming: str = ""
    question: str
    promise: str
    colour: str
    shape: Literal["circle", "square", "triangle", "diamond"]
    expects: tuple[Expectation, ...]


@dataclass(frozen=True, kw_only=True)
class Principle:
    """How people are asked to work under an approach."""

    id: str
    text: str
    elements: tuple[str, ...] = _names("elements")


@dataclass(frozen=True, kw_only=True)
class Approach:
    """One of the two approaches: what it is for and when it is the default."""

    id: str
    name: str
    purpose: str
    in_a_few_words: str
    levels: tuple[str, ...]
    use_when: tuple[str, ...]
    default_when: str
    examples: tuple[str, ...]
    principles: tuple[Principle, ...]
    elements: tuple[str, ...] = _names("elements")


@dataclass(frozen=True, kw_only=True)
class Relation:
    """How one approach acts on the other."""

    start: str = _names("approaches")
    verb: str
    end: str = _names("approaches")
    text: str
    elements: tuple[str, ...] = _names("elements")


@dataclass(frozen=True, kw_only=True)
class Seed:
    """A document that the framework's elements come from."""

    id: str
    name: str
    published_by: str
    year: int


@dataclass(frozen=True, kw_only=True)
class Element:
    """One thing that a source document names and that the playbook must cover."""

    id: str
    name: str
    seed: str = _names("sources")
    stages: tuple[str, ...] = _names("stages", ())
    approaches: tuple[str, ...] = _names("approaches", ())


@dataclass(frozen=True, kw_only=True)
class Ring:
    """One ring of the commissioning and procurement picture."""

    id: str
    name: str
    question: str
    text: str


@dataclass(frozen=True, kw_only=True)
class RingActivity:
    """What happens in one quarter of one ring. ``established``: read in a copy of the source."""

    ring: str = _names("rings")
    stage: str = _names("stages")
    text: str
    established: bool
    confidence: Literal["high", "medium-high", "medium"]


@dataclass(frozen=True, kw_only=True)
class RingLabel:
    """The few words drawn in one quarter of one ring."""

    ring: str = _names("rings")
    stage: str = _names("stages")
    text: str


@dataclass(frozen=True, kw_only=True)
class RingFlow:
    """How one ring acts on the other."""

    start: str = _names("rings")
    verb: str
    end: str = _names("rings")
    text: str


@dataclass(frozen=True, kw_only=True)
class Rings:
    """The outer ring of commissioning and the inner ring of procurement."""

    credit: str
    middle: str
    rings: Register[Ring]
    flows: tuple[RingFlow, ...]
    labels: tuple[RingLabel, ...]
    activities: tuple[RingActivity, ...]

    def label(self, ring: str, stage: str) -> str:
        """Give the few words of one quarter; empty when there are none."""
        return next((x.text for x in self.labels if (x.ring, x.stage) == (ring, stage)), "")

    def doing(self, ring: str, stage: str) -> tuple[RingActivity, ...]:
        """Give what happens in one quarter of one ring."""
        return tuple(x for x in self.activities if (x.ring, x.stage) == (ring, stage))


@dataclass(frozen=True, kw_only=True)
class Code:
    """An area or hospital code that open data uses instead of a name."""

    id: str
    name: str
    code: str


@dataclass(frozen=True, kw_only=True)
class Body:
    """A board, organisation, group or programme, and what it decides.

    ``row`` (1 is the top) and ``columns`` (first and last of 12) place it on the chart.
    Bodies with no ``columns`` share their row evenly.
    """

    id: str
    name: str
    short_name: str = ""
    kind: Literal["board", "organisation", "partnership", "group", "programme", "community"]
    decides: str
    described: bool = True
    row: int
    columns: tuple[int, ...] = ()
    elements: tuple[str, ...] = _names("elements", ())


@dataclass(frozen=True, kw_only=True)
class Link:
    """How two bodies relate. ``stated``: the source says so. If not, the line is dashed.

    ``text`` joins the two names into a sentence; ``label`` is the word or two on the line.
    """

    start: str = _names("bodies")
    text: str
    label: str
    end: str = _names("bodies")
    stated: bool
    note: str = ""
    elements: tuple[str, ...] = _names("elements", ())


@dataclass(frozen=True, kw_only=True)
class Partnership:
    """The partnership that uses the framework, and who decides what in it."""

    name: str
    short_name: str
    area: str
    chart_caption: str
    codes: Register[Code]
    bodies: Register[Body]
    links: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class StageSkills:
    """The skills that a role needs in one stage."""

    stage: str = _names("stages")
    skills: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Role:
    """One role in a project team: who, what they answer for, what they can do."""

    id: str
    name: str
    who: tuple[str, ...]
    answers_for: str
    elements: tuple[str, ...] = _names("elements")
    skills: tuple[StageSkills, ...]

    def skills_in(self, stage: str) -> tuple[str, ...]:
        """Give the skills this role needs in a stage; none gives an empty tuple."""
        return next((x.skills for x in self.skills if x.stage == stage), ())


@dataclass(frozen=True, kw_only=True)
class Level:
    """One step of the scale on which people score a skill."""

    score: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Team:
    """The roles of a team, and the honest words that must stand wherever they are shown."""

    working_names: bool
    wording: str
    levels: tuple[Level, ...]
    shared_skills: tuple[str, ...]
    culture_questions: tuple[str, ...]
    roles: Register[Role]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One of the nine national health and wellbeing outcomes, in our words."""

    id: str
    number: int
    name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word or acronym. ``expansion`` is what an acronym stands for.

    An ``everyday`` word has a special meaning here and a common one elsewhere: a page links it
    only where its author did.
    """

    id: str
    term: str
    expansion: str = ""
    meaning: str
    see: tuple[str, ...] = _names("glossary", ())
    note: str = ""
    source: str = ""
    everyday: bool = False


@dataclass(frozen=True, kw_only=True)
class Framework:
    """The whole framework: read, checked, and never changed afterwards.

    ``middle`` and ``around`` are the words in the middle of the cycle and on its rim.
    """

    middle: str
    around: tuple[str, ...]
    stages: Register[Stage]
    approaches: Register[Approach]
    relations: tuple[Relation, ...]
    sources: Register[Seed]
    elements: Register[Element]
    rings: Rings
    partnership: Partnership
    team: Team
    outcomes: Register[Outcome]
    outcomes_source: str
    glossary: Register[Term]

    @property
    def bodies(self) -> Register[Body]:
        """The bodies of the partnership."""
        return self.partnership.bodies

    @property
    def roles(self) -> Register[Role]:
        """The roles of a project team."""
        return self.team.roles
