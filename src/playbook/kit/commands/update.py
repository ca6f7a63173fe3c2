"""The command ``playbook update``."""

import json
from pathlib import Path

import click

from playbook.data.wording import counted
from playbook.kit.project.update import Change, changes_for, no_longer_shipped, take_over
from playbook.places import project_folder


@click.command()
@click.option("--list", "only_list", is_flag=True, help="Say what has changed, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON, and change nothing.")
def update(only_list: bool, as_json: bool) -> None:
    """Offer a project newer notebooks, one by one.

    Says in words what has changed in the notebooks since the project was made, and asks about
    each. A notebook that you have not touched is replaced after a yes, and the one you have is
    kept in the folder "earlier". One that you changed stays, and the newer one is put beside it.

    Your answers, papers, data and evidence are never touched.
    """
    here = Path()
    changes = changes_for(here)
    if as_json:
        rows = [{"notebook": each.path, "kind": each.kind, "says": each.says} for each in changes]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for path in no_longer_shipped(here):
        click.echo(f"{path} stays as it is: the project no longer needs it, or it is not shipped.")
    if not changes:
        click.echo("Nothing has changed: every notebook of this project is the newest.")
        return
    click.echo(f"{counted(len(changes), 'change')} to look at.")
    taken = sum(_offer(here, each, only_list) for each in changes)
    if not only_list:
        click.echo(f"\n{counted(taken, 'change')} taken over, {len(changes) - taken} left.")


def _offer(here: Path, change: Change, only_list: bool) -> bool:
    click.echo(f"\n{change.path}\n  {change.says}\n  {change.offer}")
    if only_list or not click.confirm("  Do this", default=False):
        return False
    written = take_over(here, change)
    root = project_folder(here) or here
    click.echo(f"  Done: {written.relative_to(root).as_posix()}")
    return True
