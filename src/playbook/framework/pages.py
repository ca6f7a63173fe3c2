"""The framework as plain HTML for the book's pages, and as tables."""

from html import escape
from itertools import groupby

import pandas as pd

from playbook.framework.model import Framework, Term
from playbook.framework.reader import framework


def glossary_html(data: Framework | None = None, *, heading_level: int = 2) -> str:
    """Give the glossary as HTML: an index of letters, then the terms of each letter.

    Every term has an anchor, such as ``#term-bed-days``, and every letter one, such as
    ``#letter-b``. ``heading_level`` is the level of the letters' headings.

    >>> '<dt id="term-bed-days">Bed days</dt>' in glossary_html()
    True
    """
    data = data or framework()
    terms = sorted(data.glossary.values(), key=lambda term: term.term.casefold())
    groups = [(key, list(each)) for key, each in groupby(terms, key=lambda t: t.term[0].upper())]
    index = "".join(_letter_link(key) for key, _ in groups)
    sections = "".join(_letter(key, each, data, heading_level) for key, each in groups)
    return (
        f'<div class="pb-glossary"><nav class="pb-letters" aria-label="Letters of the glossary">'
        f"<ul>{index}</ul></nav>{sections}</div>"
    )


def _letter_link(letter: str) -> str:
    label = f"Terms that begin with {letter}"
    return f'<li><a href="#letter-{letter.lower()}" aria-label="{label}">{letter}</a></li>'


def _letter(letter: str, terms: list[Term], data: Framework, level: int) -> str:
    heading = f'<h{level} id="letter-{letter.lower()}">{letter}</h{level}>'
    return f"{heading}<dl>{''.join(_term(term, data) for term in terms)}</dl>"


def _term(term: Term, data: Framework) -> str:
    """Give one term: what it stands for, what it means, what changed, what to see as well."""
    meaning = [f"<p>{escape(term.meaning)}</p>"]
    if term.note:
        meaning.append(f'<p class="pb-term-note">{escape(term.note)}</p>')
    if term.source:
        meaning.append(f'<p class="pb-source">Source: {escape(term.source)}.</p>')
    if term.see:
        links = ", ".join(_link(data.glossary[other]) for other in term.see)
        meaning.append(f'<p class="pb-term-see">See also: {links}.</p>')
    stands_for = f" ({escape(term.expansion)})" if term.expansion else ""
    return (
        f'<dt id="term-{term.id}">{escape(term.term)}{stands_for}</dt><dd>{"".join(meaning)}</dd>'
    )


def _link(term: Term) -> str:
    return f'<a href="#term-{term.id}">{escape(term.term)}</a>'


def elements_table(data: Framework | None = None) -> pd.DataFrame:
    """Give every element of the two source documents: id, name, source, approaches, stages.

    >>> elements_table().iloc[7].tolist()[:2]
    ['M08', 'Needs of the population, and views']
    """
    data = data or framework()
    return pd.DataFrame(
        {
            "Element": element.id,
            "What it is": element.name,
            "Source": data.sources[element.seed].name,
            "Approaches": _join([data.approaches[a].name for a in element.approaches]),
            "Stages": _join([data.stages[s].name for s in element.stages]),
        }
        for element in data.elements.values()
    )


def expectations_table(approach: str, data: Framework | None = None) -> pd.DataFrame:
    """Give what a project is expected to do under an approach, stage by stage, with products.

    An unknown approach raises ``UnknownNameError``, which lists the approaches.

    >>> expectations_table("commissioning")["Product"].iloc[0]
    "Needs assessment with people's views"
    """
    data = data or framework()
    wanted = data.approaches[approach].id
    return pd.DataFrame(
        {"Stage": stage.name, "What is expected": each.text, "Product": each.product}
        for stage in data.stages.values()
        for each in stage.expects
        if each.approach == wanted
    )


def stage_expectations_table(
    stage: str, approach: str | None = None, data: Framework | None = None
) -> pd.DataFrame:
    """Give what an approach expects at one stage: each product, and the work behind it.

    Without an approach, what either of them expects. An unknown stage or approach raises
    ``UnknownNameError``, which lists the valid ones.

    >>> stage_expectations_table("plan", "commissioning")["Product"].tolist()
    ['Commissioning plan', 'Business case']
    >>> len(stage_expectations_table("plan"))
    4
    """
    data = data or framework()
    wanted = [data.approaches[approach].id] if approach else list(data.approaches)
    return pd.DataFrame(
        {"Product": each.product, "What is expected": each.text}
        for each in data.stages[stage].expects
        if each.approach in wanted
    )


def roles_table(data: Framework | None = None) -> pd.DataFrame:
    """Give the roles of a project team: what each answers for, and who may fill it.

    While the names are working ones, the heading of their column says so. Show
    ``framework().team.wording`` beside it.

    >>> roles_table().columns.tolist()
    ['Role (working name)', 'What it answers for', 'Who, for instance']
    """
    data = data or framework()
    heading = "Role (working name)" if data.team.working_names else "Role"
    return pd.DataFrame(
        {
            heading: role.name,
            "What it answers for": role.answers_for,
            "Who, for instance": _sentence_case(", ".join(role.who)),
        }
        for role in data.roles.values()
    )


def _sentence_case(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _join(names: list[str]) -> str:
    return ", ".join(names) or "The whole"
