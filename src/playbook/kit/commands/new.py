"""The command ``playbook new``."""

import json
from collections.abc import Iterable
from pathlib import Path

import click

from playbook.data.wording import counted
from playbook.kit.project.answers import Answers, read_answers
from playbook.kit.project.asking import ask_team
from playbook.kit.project.check import ProjectCheck, check_project
from playbook.kit.project.model import Project
from playbook.kit.project.new import Made, existing, make_project, place_for

_SHOWN = 6  # open points; playbook check lists them all


@click.command()
@click.argument("name", default="")
@click.option(
    "--from", "file", type=click.Path(path_type=Path), help="A file of answers, asking nothing."
)
@click.option("--blank", is_flag=True, help="Ask nothing, and leave everything open.")
@click.option(
    "--in",
    "parent",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The folder to make it in; the working folder if not given.",
)
@click.option("--json", "as_json", is_flag=True, help="Tell what was made as JSON.")
def new(name: str, file: Path | None, blank: bool, parent: Path, as_json: bool) -> None:
    """Make the folder of a new project.

    NAME is what people call the project, in quotes if it has a space. You are asked the six
    things that a project must be clear about, the approach, and how far you do each thing that
    the framework expects. Enter leaves a question for later.

    The folder gets the notebooks that the project needs, its charter and other papers, a data
    dictionary, worked examples and a README. Nothing is ever written over: if the project is
    there already, you are told what it holds.
    """
    if file and blank:
        raise click.UsageError("Choose --from or --blank.")
    given = read_answers(file) if file else None
    name = " ".join((name or (given.project.name if given else "")).split())
    if not name:
        raise click.UsageError('Give the project a name, for example: playbook new "Home First"')
    there = existing(place_for(name, parent))
    if there is None:
        unasked = given or (Answers(Project(name=name)) if blank else None)
        made = make_project(name, unasked or ask_team(name), parent)
    else:
        made = there
    _tell(made, check_project(made.folder), as_json)


def _tell(made: Made, checked: ProjectCheck, as_json: bool) -> None:
    open_points = [str(each) for each in checked.problems]
    if as_json:
        told = {
            "folder": str(made.folder.resolve()),
            "new": made.new,
            "files": list(made.files),
            "notes": list(made.notes),
            "open": open_points,
        }
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    click.echo("\n".join(_made(made) if made.new else _there_already(made)))
    if open_points:
        click.echo(f"\nStill open ({len(open_points)}):")
        click.echo("\n".join(f"- {each}" for each in open_points[:_SHOWN]))
        rest = len(open_points) - _SHOWN
        click.echo(f"- and {rest} more: type playbook check in the folder." if rest > 0 else "")
    if made.new:
        click.echo(f"\nNext: open {made.folder / 'README.md'}")


def _made(made: Made) -> Iterable[str]:
    yield f"Made: {made.folder}"
    yield from made.notes
    yield f"It holds {counted(len(made.notebooks), 'notebook')} and {len(made.files)} files in all."


def _there_already(made: Made) -> Iterable[str]:
    yield f"The project {made.folder} is there already. Nothing was changed."
    yield f"It holds {counted(len(made.notebooks), 'notebook')}:"
    yield from (f"- {path}" for path in made.notebooks)
    yield "To see what is open in it, type playbook check. For newer notebooks: playbook update."
