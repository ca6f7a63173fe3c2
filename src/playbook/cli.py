"""The playbook command: what it offers, in the order a person would look for it."""

import functools
import importlib
import os
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import click

from playbook import __version__
from playbook.places import pack
from playbook.publish.cohort.commands import cohort
from playbook.publish.webinars.commands import webinar

CONTENTS = {
    "Learn": ("serve",),
    "Do": ("new", "check", "report", "update"),
    "Teach": ("webinar", "cohort"),
    "Look after the playbook": ("build", "draft", "notebooks", "sample-data"),
}

STARTED_AS = "PLAYBOOK_STARTED_AS"  # set by run.py

_say = functools.partial(click.echo)


class Sentence(click.ClickException):
    """A problem in plain words, shown as it is."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence where problems belong."""
        click.echo(self.message, file=file, err=file is None)


class Contents(click.Group):
    """A group of commands that lists them by purpose, and turns problems into sentences."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what can be done before how it can be varied."""
        self.format_commands(ctx, formatter)
        click.Command.format_options(self, ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands like a contents page."""
        width = max(map(len, self.commands))
        for section, names in CONTENTS.items():
            with formatter.section(section):
                formatter.write_dl(
                    [
                        (f"{name:<{width}}", self.commands[name].get_short_help_str(80))
                        for name in names
                    ]
                )

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command. A person sees a sentence, never a traceback, unless they ask for it."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as problem:
            if ctx.params.get("debug"):
                raise
            raise Sentence(in_words(problem)) from problem


class Later(click.Command):
    """A command of the project kit, which is only imported when somebody uses it.

    The kit brings figures and statistics along, and nobody should wait for those to read what
    the playbook offers.
    """

    def __init__(self, name: str, short_help: str) -> None:
        super().__init__(name, short_help=short_help)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Hand over to the command itself."""
        module = importlib.import_module(f"playbook.kit.commands.{self.name}")
        command: click.Command = getattr(module, str(self.name))
        return command.make_context(info_name, args, parent, **extra)


def in_words(problem: Exception) -> str:
    """Say a problem in words; one nobody foresaw also leaves its details in a file.

    >>> in_words(FileNotFoundError(2, "No such file or directory", "delays.csv"))
    'delays.csv: no such file or directory.'
    """
    if isinstance(problem, OSError) and problem.strerror:
        place = f"{problem.filename}: " if problem.filename else ""
        return f"{place}{problem.strerror[:1].lower()}{problem.strerror[1:]}."
    if type(problem).__module__.startswith("playbook.") or _raised_by_us(problem):
        return str(problem)
    with tempfile.NamedTemporaryFile(
        "w", prefix="playbook-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.writelines(traceback.format_exception(problem))
    return (
        f"Something happened that the playbook did not foresee ({type(problem).__name__}).\n"
        f"The details are in {log.name}. Please send that file with your question,\n"
        "or run the command again as: playbook --debug ..."
    )


def _raised_by_us(problem: Exception) -> bool:
    """Say whether the package itself refused a value, in its own words."""
    frames = list(traceback.walk_tb(problem.__traceback__))
    inside = bool(frames) and str(frames[-1][0].f_globals.get("__name__", "")).startswith(
        "playbook."
    )
    return inside and type(problem) is ValueError


@click.group(cls=Contents, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="playbook")
@click.option("--debug", is_flag=True, help="Show the details of a problem.")
def playbook(debug: bool) -> None:
    """Learn commissioning, then do it.

    Every command says what it does with --help, for example: playbook check --help
    """


@playbook.command()
@click.option("--port", default=8888, show_default=True, help="The port to try first.")
@click.option("--work", type=click.Path(path_type=Path), help="The folder for your own copies.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def serve(port: int, work: Path | None, no_browser: bool) -> None:
    """Open the book on this computer, with live notebooks.

    The book is built first if it has changed. Notebooks open as your own copies, in the
    folder "Commissioning Playbook" in your home folder unless you name another. Only this
    computer can reach the server, and only with the address that is printed.
    """
    from playbook.publish.build import build_book
    from playbook.publish.live import check_port
    from playbook.publish.live import serve as serve_book

    check_port(port)
    book = build_book(pack(), say=_say)
    serve_book(book.folder, work, port=port, open_browser=not no_browser, say=_say)


# The project kit: a line here, and a module of that name in kit/commands.
playbook.add_command(Later("new", "Make the folder of a new project."))
playbook.add_command(Later("check", "Check data files, or a whole project."))
playbook.add_command(Later("report", "Make a paper, such as a business case."))
playbook.add_command(Later("update", "Offer a project newer notebooks, one by one."))


@playbook.command()
@click.option("--all", "every_page", is_flag=True, help="Build every page again.")
def build(every_page: bool) -> None:
    """Build the book, if anything in it has changed.

    A warning stops the build, because its result would be seen by readers.
    """
    from playbook.publish.build import build_book

    click.echo(build_book(pack(), every_page=every_page, say=_say).sentence())


@playbook.command()
@click.argument("name")
def draft(name: str) -> None:
    """Begin the notebook of a new module or exercise from its questions.

    NAME is the name of a file of questions, such as commissioning-cycle. A notebook that is
    there already is left alone.
    """
    from playbook.publish.draft import write_draft

    path = write_draft(name)
    click.echo(f"Written: {path}\nWrite under its headings, then run: playbook notebooks --execute")


@playbook.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--execute", "run", is_flag=True, help="Run them and store their outputs.")
@click.option("--check", "only_check", is_flag=True, help="Only look for what must not be there.")
def notebooks(files: tuple[Path, ...], run: bool, only_check: bool) -> None:
    """Run notebooks and store what they show, or check them.

    All modules and exercises are taken when no FILES are named. Without an option, they
    are checked.
    """
    from playbook.publish.guard import problems
    from playbook.publish.notebooks import all_notebooks, execute

    if run and only_check:
        raise click.UsageError("Choose --execute or --check.")
    chosen: Sequence[Path] = files or all_notebooks()
    for path in chosen if run else ():
        click.echo(f"Running {path.name} ...")
        execute(path)
    found = [problem for path in chosen for problem in problems(path)]
    for problem in found:
        click.echo(str(problem))
    click.echo(f"{_counted(chosen, 'notebook')} checked, {_counted(found, 'problem')}.")
    if found:
        raise click.exceptions.Exit(1)


def _counted(things: Sequence[object], noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"


@playbook.command("sample-data")
def sample_data() -> None:
    """Make the sample data again, exactly as it was.

    The generators are seeded, so the same files come out every time.
    """
    from playbook.data.samples import write_samples

    for path in write_samples():
        click.echo(f"Written: {path}")


playbook.add_command(webinar)
playbook.add_command(cohort)


def main() -> None:
    """Run the playbook command, under the name that a person started it by."""
    playbook(prog_name=os.environ.get(STARTED_AS, "playbook"))


if __name__ == "__main__":
    main()
