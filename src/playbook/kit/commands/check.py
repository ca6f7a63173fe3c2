"""The command ``playbook check``: data files, or a whole project."""

import json
from pathlib import Path

import click

from playbook.data import check as check_file
from playbook.data import kind_of
from playbook.kit.project.check import NOT_READY, check_project
from playbook.markup import PlainError
from playbook.places import project_file


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--as", "kind", default="", help="Their kind; told from the columns if not given.")
@click.option("--json", "as_json", is_flag=True, help="Give the check of a project as JSON.")
@click.pass_context
def check(context: click.Context, files: tuple[Path, ...], kind: str, as_json: bool) -> None:
    """Check data files, or a whole project.

    With FILES it lists everything that is wrong with each of them. Without, in a project's
    folder, it checks the project: charter and acceptance, roles, dates, data, papers, evidence
    and notebooks. It says what is open, where, and whether the project is ready to start.

    Nothing is changed and nothing leaves this computer. The exit code is 0 when every file can
    be used, or the project is ready or ready to be accepted. It is 1 otherwise.
    """
    folder = files[0] if len(files) == 1 and files[0].is_dir() else None
    if folder is not None and project_file(folder) is not None and not _is_data(folder):
        _check_project(folder, as_json)
    elif files:
        _check_files(files, kind)
    elif project_file() is None:
        raise PlainError(
            f"Name the file to check, for example: {context.command_path} delays.csv\n"
            "You can name several, with a space between them. A name with a space in it needs "
            "quotes around it.\nTo check a project, go to its folder first."
        )
    else:
        _check_project(Path(), as_json)


def _is_data(folder: Path) -> bool:
    """Whether a folder lies below a project rather than being one."""
    file = project_file(folder)
    return file is None or file.parent != folder.resolve()


def _check_project(folder: Path, as_json: bool) -> None:
    checked = check_project(folder)
    click.echo(
        json.dumps(checked.record(), indent=2, ensure_ascii=False) if as_json else checked.text()
    )
    if checked.verdict == NOT_READY:
        raise click.exceptions.Exit(1)


def _check_files(files: tuple[Path, ...], kind: str) -> None:
    reports = [check_file(each, kind or kind_of(each) or "delayed_discharges") for each in files]
    click.echo("\n\n".join(map(str, reports)))
    if not all(report.ok for report in reports):
        raise click.exceptions.Exit(1)
