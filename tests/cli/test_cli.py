"""The playbook command: a contents page, and sentences instead of tracebacks."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from playbook import cli
from playbook.cli import CONTENTS, playbook


def call(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(playbook, list(arguments), prog_name="playbook")
    return result.exit_code, result.output


def test_help_reads_like_a_contents_page() -> None:
    code, words = call("--help")
    assert code == 0
    places = [words.index(f"{section}:") for section in CONTENTS]
    assert places == sorted(places)
    for names in CONTENTS.values():
        for name in names:
            assert f"  {name}" in words


def test_every_command_has_one_place_in_the_contents() -> None:
    listed = [name for names in CONTENTS.values() for name in names]
    assert sorted(listed) == sorted(playbook.commands)


@pytest.mark.parametrize("name", sorted(playbook.commands))
def test_every_command_explains_itself(name: str) -> None:
    code, words = call(name, "--help")
    assert code == 0
    assert len(words.splitlines()) > 6


def test_a_misspelt_command_is_one_sentence() -> None:
    code, words = call("biuld")
    assert code == 2
    assert "No such command 'biuld'" in words
    assert "Traceback" not in words


def test_a_good_data_file_is_checked() -> None:
    sample = cli.pack("data", "sample", "delayed_discharges_council_area.csv")
    code, words = call("check", str(sample))
    assert code == 0, words


def test_every_sample_is_written_again_just_as_it_was() -> None:
    files = {path: path.read_bytes() for path in cli.pack("data", "sample").glob("*.csv")}
    code, words = call("sample-data")
    assert code == 0, words
    assert {path for path in files if str(path) in words} == set(files)
    assert all(path.read_bytes() == before for path, before in files.items())


def test_a_bad_data_file_is_explained_and_gives_1(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("Month,Beds\n201607,12\n")
    code, words = call("check", str(bad))
    assert code == 1
    assert "Month" in words
    assert "Traceback" not in words


def test_several_files_are_checked_in_turn(tmp_path: Path) -> None:
    good = cli.pack("data", "sample", "delayed_discharges_council_area.csv")
    code, words = call("check", str(good), str(tmp_path), str(tmp_path / "none.csv"))
    assert code == 1
    assert f"{good.name}: no problems found." in words
    assert "found a folder. Give the name of the file inside it." in words
    assert "none.csv: 1 problem found." in words
    assert "found no file of this name. Check the name and the folder" in words
    assert "Usage:" not in words
    assert call("check", str(good), str(good))[0] == 0


def test_a_check_of_nothing_says_what_to_type() -> None:
    code, words = call("check")
    assert code == 1
    assert words.startswith("Name the file to check, for example: playbook check delays.csv")


def test_the_usage_line_names_what_a_person_typed(monkeypatch, capsys) -> None:
    monkeypatch.setenv(cli.STARTED_AS, "python3 run.py")
    monkeypatch.setattr("sys.argv", ["playbook", "check", "--help"])
    with pytest.raises(SystemExit):
        cli.main()
    assert capsys.readouterr().out.startswith("Usage: python3 run.py check ")


@pytest.mark.parametrize("port", ["0", "-1", "65536", "99999"])
def test_a_port_that_cannot_be_is_refused_before_anything_is_built(port: str) -> None:
    code, words = call("serve", "--port", port)
    assert code == 1
    assert words == (
        f"{port} is not a port: choose a number from 1 to 65535, for example --port 8890.\n"
    )


def test_an_unknown_kind_of_data_is_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("a\n")
    code, words = call("check", str(file), "--as", "delayed_discharge")
    assert code == 1
    assert "delayed_discharges" in words
    assert "Traceback" not in words
    assert ".log" not in words


def test_notebooks_are_checked_and_problems_give_1(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ipynb"
    bad.write_text("{}")
    code, words = call("notebooks", "--check", str(bad))
    assert code == 1
    assert "1 notebooks checked" not in words
    assert "1 notebook checked, 1 problem." in words


def test_running_and_checking_notebooks_are_not_asked_at_once() -> None:
    code, words = call("notebooks", "--check", "--execute")
    assert code == 2
    assert "Choose --execute or --check." in words


def broken(problem: Exception) -> click.Group:
    """A command line whose one command fails."""

    @click.group(cls=cli.Contents)
    @click.option("--debug", is_flag=True)
    def group(debug: bool) -> None:
        """Fail."""

    @group.command()
    def fail() -> None:
        raise problem

    return group


def test_an_unforeseen_problem_leaves_its_details_in_a_file() -> None:
    result = CliRunner().invoke(broken(KeyError("stage")), ["fail"])
    assert result.exit_code == 1
    assert "did not foresee (KeyError)" in result.output
    assert "Traceback" not in result.output
    log = Path(result.output.split("details are in ")[1].split(". Please")[0])
    assert "KeyError: 'stage'" in log.read_text()
    log.unlink()


def test_debug_shows_the_problem_itself() -> None:
    result = CliRunner().invoke(broken(KeyError("stage")), ["--debug", "fail"])
    assert isinstance(result.exception, KeyError)


def test_a_problem_with_a_file_names_the_file() -> None:
    problem = PermissionError(13, "Permission denied", "plan.docx")
    result = CliRunner().invoke(broken(problem), ["fail"])
    assert result.output == "plan.docx: permission denied.\n"
