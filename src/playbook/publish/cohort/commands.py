"""The command that turns what people handed in into one picture."""

from datetime import date
from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--to", type=click.Path(path_type=Path), help="The folder to write.")
def cohort(folder: Path, to: Path | None) -> None:
    """See what a group found hard, from their records.

    FOLDER holds the learning records that people handed in (.json) and, if you have them,
    evaluation forms typed into a table (.csv). Nothing leaves this computer, and no name is
    kept. A group of fewer than five is hidden. Damaged files are listed, and the rest is used.
    """
    from playbook.publish.cohort.picture import write_picture

    paths, found = write_picture(folder, to or Path("group-picture"), date.today())
    for path in paths:
        click.echo(f"Written: {path}")
    click.echo(f"Questions to teach again: {len(found.again)}")
