"""The command ``playbook report``: a paper from the project, or what each paper still lacks."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from playbook.kit.report import make_report, papers_and_gaps
from playbook.publish.documents import FORMATS


@click.command()
@click.argument("kind", required=False)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(list(FORMATS)),
    help="Word if not given. Give it twice for two.",
)
@click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project's folder, if you are not in it.",
)
@click.option("--json", "as_json", is_flag=True, help="Give the result as JSON.")
def report(kind: str | None, formats: tuple[str, ...], project: Path | None, as_json: bool) -> None:
    """Make a paper from the project, such as a business case.

    Without KIND it lists every kind of paper and what each still lacks. With KIND it writes the
    paper into the folder reports: from the answers of the team, its evidence, and the tables and
    figures of its exercises. Small numbers of people are hidden, and a log says which.

    A paper stays a draft while anything is missing or rests on sample data. It is approved only
    once its acceptance is written down. Nothing that is there already is written over.
    """
    if kind is None:
        gaps = papers_and_gaps(project)
        listed = "\n\n".join("\n".join(each.lines()) for each in gaps)
        click.echo(_json([asdict(each) for each in gaps]) if as_json else listed)
        if not as_json:
            click.echo("\nTo make one, give its name: playbook report needs-assessment")
        return
    made = make_report(kind, formats or ("word",), start=project)
    click.echo(_json(asdict(made)) if as_json else made.sentence())


def _json(content: object) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False, default=str)
