"""What a new project's folder says to its team: README, data dictionary, glossary, .gitignore."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from playbook.data import describe
from playbook.data.inspecting import title_of
from playbook.data.schema import Layout, layouts
from playbook.framework import framework
from playbook.kit.papers import FORMS
from playbook.kit.project.choosing import Expected, Needed
from playbook.kit.project.model import Project
from playbook.kit.project.papers import IN_PLACE

LOCAL = "local"  # the layout of data that a team makes itself
GITIGNORE = """\
# Data stays on your computers. Nothing in the data folder goes into version control,
# and nothing that is made from it without disclosure control.
/data/*
!/data/README.md
!/data/dictionary.md
/products/
/runs/

# Notebooks hold what they showed when they were last run. Clear their outputs before you
# share them: that may be data too.
.ipynb_checkpoints/
*.lock
*.new
*.backup.*
~$*
.DS_Store
Thumbs.db
"""
DATA_README = """\
# Put your data files here

Save each file straight into this folder, just as you downloaded it or as your system gave it.
Any name will do. The playbook knows a file by its columns.

Until a file of yours is here, the notebooks use sample data and say so.

- [dictionary.md](dictionary.md) says what each column means, and where to get each file.
- `examples/blank` holds a file for each kind of data with its header and no rows.
- `playbook check` says what is wrong with a file, row by row.

Nothing in this folder is sent anywhere.
"""


def readme(
    project: Project,
    needed: Sequence[Needed],
    alone: Sequence[Expected],
    kinds: Iterable[str],
    forms: Iterable[str],
) -> str:
    """Write the README of a project: what to do first, what is where, and what is left out."""
    name = project.name or "Our project"
    return "\n".join(
        (
            f"# {name}",
            "",
            "This folder holds one project: its charter, its notebooks, its data and its papers.",
            "It was made with the Moray Commissioning Playbook.",
            "",
            *_first_steps(),
            *_notebooks(needed),
            *_alone(alone),
            *_left_out(project),
            *_data(kinds),
            *_papers(forms),
            *_sharing(),
        )
    )


def dictionary(kinds: Iterable[str]) -> str:
    """Write the data dictionary of the kinds of data that a project uses, as Markdown."""
    parts = ["# Data dictionary", "", "What each file holds, and where to get it."]
    for kind in kinds:
        found = describe(kind)
        parts += ["", f"## {capital(title_of(kind))}", ""]
        for layout in found.layouts:
            parts += _layout(layout, several=len(found.layouts) > 1)
        rows = found.table.to_dict("records")
        parts += ["", "| Column | What it means | Values |", "| --- | --- | --- |"]
        parts += [
            f"| `{row['column']}` | {_cell(row['meaning'])} | {_cell(row['values'])} |"
            for row in rows
        ]
        if found.quirks:
            parts += ["", "Know this before you use the file:", ""]
            parts += [f"- {quirk}" for quirk in found.quirks]
    return "\n".join(parts) + "\n"


def glossary(terms: Iterable[str]) -> str:
    """Write the terms that a project's notebooks link to, as Markdown."""
    every = framework().glossary
    parts = ["# Glossary", "", "The words that the notebooks of this project link to."]
    for term in sorted((every[each] for each in terms), key=lambda each: each.term.casefold()):
        stands_for = f" ({term.expansion})" if term.expansion else ""
        heading = f'## <a id="term-{term.id}"></a>{term.term}{stands_for}'
        parts += ["", heading, "", *filter(None, (term.meaning, term.note))]
    return "\n".join(parts) + "\n"


def capital(words: str) -> str:
    """Begin with a capital letter and leave the rest as it is.

    >>> capital("A&E attendances"), capital("hospital beds")
    ('A&E attendances', 'Hospital beds')
    """
    return f"{words[:1].upper()}{words[1:]}"


def is_local(kind: str) -> bool:
    """Whether a team makes this kind of data itself, rather than downloading it.

    >>> is_local("risks"), is_local("delayed_discharges")
    (True, False)
    """
    return all(layout.name == LOCAL for layout in layouts(kind))


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


def _layout(layout: Layout, *, several: bool) -> Iterator[str]:
    yield f"{f'**{capital(layout.layout_title)}.** ' if several else ''}{layout.description}"
    facts: Mapping[str, str] = {
        "Where to get it": layout.note("how_to_get"),
        "File name": f"`{layout.note('file_pattern')}`" if layout.note("file_pattern") else "",
        "Source": layout.source,
    }
    yield ""
    yield from (f"- {name}: {text}" for name, text in facts.items() if text)
    yield ""


def _first_steps() -> Iterator[str]:
    yield "## What to do first"
    yield ""
    yield "1. Open `charter.yml` in a text editor and fill in what is still empty."
    yield "2. Type `playbook check` in this folder. It lists what is open, and where."
    yield "3. Put your data files into the folder `data`. `data/README.md` says how."
    yield "4. Type `jupyter notebook` in this folder, and run the notebooks from top to bottom."
    yield "   Read each sentence and question it."
    yield "5. Ask the governing body to accept the charter before work starts."
    yield "6. Type `playbook report` to see the papers you can make, and what each still lacks."
    yield "   Words that only you can write go into `words`. Papers come out in `reports`."
    yield ""
    yield "The notebooks run from the first day. Until your own file is there, they use a sample."
    yield "Every number that rests on sample data says so."
    yield ""


def _notebooks(needed: Sequence[Needed]) -> Iterator[str]:
    yield "## The notebooks of this project"
    yield ""
    yield "| Stage | Notebook | Question | Minutes |"
    yield "| --- | --- | --- | --- |"
    stages = framework().stages
    for each in needed:
        book = each.notebook
        stage = stages[book.stage].name if book.stage else "Govern"
        title = f"[{_cell(book.title)}]({each.path})"
        yield f"| {stage} | {title} | {_cell(book.question)} | {book.minutes} |"
    yield ""


def _alone(alone: Sequence[Expected]) -> Iterator[str]:
    if not alone:
        return
    yield "## Expected, and not covered by a notebook"
    yield ""
    yield "You chose to do these. Write them in your own way, and note them as evidence."
    yield ""
    yield from (f"- {each.product}. {each.text} ({each.element})" for each in alone)
    yield ""


def _left_out(project: Project) -> Iterator[str]:
    less = {name: each for name, each in project.elements.items() if each.choice != "do"}
    if not less:
        return
    yield "## Done lightly, or not needed"
    yield ""
    for name, each in less.items():
        why = f"Reason: {each.reason}" if each.reason else "No reason is written yet."
        yield f"- {framework().elements[name].name} ({name}): {each.choice}. {why}"
    yield ""


def _data(kinds: Iterable[str]) -> Iterator[str]:
    every = list(kinds)
    yield "## The data it can use"
    yield ""
    groups = {
        "Published, to download": [kind for kind in every if not is_local(kind)],
        "From your own records": [kind for kind in every if is_local(kind)],
    }
    for heading, names in groups.items():
        if names:
            yield f"{heading}:"
            yield ""
            yield from (f"- {title_of(name)}" for name in names)
            yield ""
    yield "[The dictionary](data/dictionary.md) says what each file holds and where to get it."
    yield ""


def _papers(forms: Iterable[str]) -> Iterator[str]:
    later = [FORMS[form] for form in forms if form not in IN_PLACE]
    yield "## The papers you fill in"
    yield ""
    yield "- `project.yml` holds the approach, the choices and the roles."
    yield "- `charter.yml` holds the six things that a project must be clear about."
    yield from (
        f"- `{form}.yml` is the {FORMS[form].called}."
        for form in forms
        if form in IN_PLACE and form != "charter"
    )
    if later:
        yield ""
        yield "These come later. Copy the file from `examples/blank` to this folder and fill it in."
        yield "`examples/worked` holds one of each that is filled in, with made-up content."
        yield ""
        yield from (f"- `{form.name}.yml` is the {form.called}." for form in later)
    yield ""


def _sharing() -> Iterator[str]:
    yield "## Before you share anything"
    yield ""
    yield "- Your data stay on your computer. `.gitignore` keeps them out of version control."
    yield "- Small numbers can point at people. The papers that the playbook writes protect them."
    yield "- A notebook keeps what it showed. Clear its outputs before you send it to anybody."
    yield ""
    yield "`playbook update` tells you when a newer playbook has newer notebooks."
    yield "It never touches what you wrote."
    yield ""
