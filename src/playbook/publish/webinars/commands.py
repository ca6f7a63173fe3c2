"""The commands for people who run webinars: build a pack, begin a plan, work out the times."""

from datetime import date, datetime
from pathlib import Path

import click

_DAY = click.DateTime(["%Y-%m-%d"])
_START = click.option("--start", default="10:00", show_default=True, help="When it starts.")
_SHORT = click.option("--short", is_flag=True, help="Take the short cut of 45 minutes.")


@click.group()
def webinar() -> None:
    """Make the pack of a webinar, or begin one of your own.

    Three webinars ship with the playbook: overview, informing-decisions and case-for-change.
    """


@webinar.command()
@click.argument("name")
@_START
@click.option("--day", type=_DAY, help="The day, such as 2027-01-23.")
@_SHORT
@click.option("--to", type=click.Path(path_type=Path), help="The folder to write.")
@click.option("--no-pdf", is_flag=True, help="Leave the PDFs out.")
@click.option("--again", is_flag=True, help="Write over the files of a pack that is there.")
def build(
    name: str,
    start: str,
    day: datetime | None,
    short: bool,
    to: Path | None,
    no_pdf: bool,
    again: bool,
) -> None:
    """Make all of a webinar: slides, run sheet, polls, sheets, handout and forms.

    NAME is a webinar of the playbook, or the file of a plan of your own. The folder and the zip
    work with no network. Open index.html first.
    """
    from playbook.publish.webinars.event import Event
    from playbook.publish.webinars.pack import build_pack
    from playbook.publish.webinars.plan import find_plan

    plan = find_plan(name)
    held = Event(plan, start, date.today(), day.date() if day else None, short)
    folder = to or Path(f"webinar-{plan.id}")
    pack = build_pack(held, folder, pdf=not no_pdf, again=again, say=click.echo)
    click.echo(pack.sentence())


@webinar.command()
@click.argument("name")
@click.argument("modules", nargs=-1, required=True)
def new(name: str, modules: tuple[str, ...]) -> None:
    """Begin a webinar of your own from one to three MODULES.

    Writes NAME.yml here: a plan that works at once, with times that add up. Change it, then run
    playbook webinar build NAME.yml
    """
    from playbook.publish.webinars.new import new_plan

    path = new_plan(name, modules, Path.cwd())
    click.echo(f"Written: {path}\nChange it as you like, then: playbook webinar build {path.name}")


@webinar.command()
@click.argument("name")
@_START
@_SHORT
def clock(name: str, start: str, short: bool) -> None:
    """Show the clock times of a webinar."""
    from playbook.publish.webinars.clock import timed, write_time
    from playbook.publish.webinars.plan import find_plan

    plan = find_plan(name)
    parts = timed(plan, start, short=short)
    click.echo(plan.title)
    for part in parts:
        skip = " (can be skipped)" if part.segment.skip else ""
        row = f"{write_time(part.begins)}  {part.minutes:>2} min  {part.segment.title}{skip}"
        click.echo(row)
    click.echo(f"{write_time(parts[-1].ends)}  end")
