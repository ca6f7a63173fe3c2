"""Files that people also edit by hand: read as they come, written so that nothing is lost."""

import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.kit.project.keep import (
    NotFieldsError,
    change_fields,
    keep_text,
    only_writer,
    parse_fields,
    plain,
    read_fields,
    write_fields,
)
from playbook.markup import PlainError

HAND_WRITTEN = """\
# Ours. Ask Jo before you change it.
name: 'Home First'   # the short name

area: Moray
elements:
  M08: {choice: do}
  M10:
    choice: lightly
    reason: "One page: the law has not changed."
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "project.yml"
    path.write_text(HAND_WRITTEN, encoding="utf-8")
    return path


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def set_area(fields) -> None:
    fields["area"] = "Angus"


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbfname: a caf\xc3\xa9\r\narea: Moray\r\n",
        "name: a café\r\narea: Moray\r\n".encode("utf-16"),
        b"name: a caf\xe9\r\narea: Moray\r\n",
        "name: a café\narea: Moray".encode(),
        "name: a café\rarea: Moray\r".encode(),
    ],
    ids=["BOM and CRLF", "Notepad's Unicode", "Windows 1252", "no last end", "old Mac ends"],
)
def test_fields_are_read_as_any_text_editor_saved_them(file, raw):
    file.write_bytes(raw)

    assert plain(read_fields(file)) == {"name": "a café", "area": "Moray"}


def test_comments_order_quotes_and_blank_lines_stay_when_the_kit_writes(file):
    assert change_fields(file, set_area)

    assert file.read_text(encoding="utf-8") == HAND_WRITTEN.replace("Moray", "Angus")
    assert (file.parent / "project.backup.yml").read_text(encoding="utf-8") == HAND_WRITTEN
    assert names_in(file.parent) == ["project.backup.yml", "project.yml"]


def test_windows_line_endings_stay_and_are_not_mixed(file):
    file.write_bytes(b"\xef\xbb\xbf" + HAND_WRITTEN.replace("\n", "\r\n").encode())

    change_fields(file, set_area)

    raw = file.read_bytes()
    assert b"area: Angus\r\n" in raw
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert raw.count(b"\r") == raw.count(b"\r\n")


def test_a_change_that_changes_nothing_writes_nothing(file):
    before = file.stat().st_mtime_ns

    assert not change_fields(file, lambda fields: None)

    assert file.stat().st_mtime_ns == before
    assert names_in(file.parent) == ["project.yml"]


def test_an_empty_file_has_no_fields_and_can_be_begun(file):
    file.write_text("", encoding="utf-8")
    assert dict(read_fields(file)) == {}

    assert change_fields(file, set_area)
    assert file.read_text(encoding="utf-8") == "area: Angus\n"


HALF_WRITTEN = {
    "name: 'Home Fi": "line",
    "name: Home First\nelements: {M08: {choice: do": "line",
    "name: Home First: the plan\n": "line 1",
    "name: Home First\n\tarea: Moray\n": "line 2",
    "area: Moray\narea: Angus\n": "Line 2 says a name a second time",
    "started: 2026-13-45\n": "month",
}


@pytest.mark.parametrize(("text", "said"), HALF_WRITTEN.items(), ids=list(HALF_WRITTEN))
def test_a_half_written_file_is_left_as_it_is_and_the_line_is_named(file, text, said):
    file.write_text(text, encoding="utf-8")

    with pytest.raises(PlainError, match="The file was not changed") as problem:
        change_fields(file, set_area)

    assert said in str(problem.value)
    assert file.read_text(encoding="utf-8") == text
    assert names_in(file.parent) == ["project.yml"]


def test_a_damaged_file_points_at_the_earlier_copy(file):
    change_fields(file, set_area)
    file.write_text("name: 'Home Fi", encoding="utf-8")

    with pytest.raises(PlainError, match=r"An earlier copy is project\.backup\.yml"):
        read_fields(file)


@pytest.mark.parametrize("text", ["Moray", "- name: Home First\n", "12"])
def test_what_is_not_lines_with_names_is_refused(file, text):
    file.write_text(text, encoding="utf-8")

    with pytest.raises(NotFieldsError, match="not made of lines with a name"):
        read_fields(file)


def test_a_full_disk_is_said_and_the_file_stays_whole(file, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("playbook.kit.project.keep.os.fsync", full)
    with pytest.raises(PlainError, match=r"The disk is full\. What was there is as it was"):
        change_fields(file, set_area)

    assert file.read_text(encoding="utf-8") == HAND_WRITTEN
    assert names_in(file.parent) == ["project.backup.yml", "project.yml"]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "another program has it open"),
        (errno.EROFS, "Its folder can only be read. What was there is as it was. Copy the project"),
        (errno.EIO, "Check the disk and the folder"),
    ],
)
def test_a_folder_that_cannot_be_written_to_is_said(file, monkeypatch, number, said):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("playbook.kit.project.lock.os.open", refuse)
    with pytest.raises(PlainError, match=r"project\.yml was not written") as problem:
        change_fields(file, set_area)

    assert said in str(problem.value)
    assert file.read_text(encoding="utf-8") == HAND_WRITTEN


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes anywhere")
def test_a_real_read_only_folder_is_said(file):
    file.parent.chmod(0o500)
    try:
        with pytest.raises(PlainError, match="was not written"):
            change_fields(file, set_area)
    finally:
        file.parent.chmod(0o700)


def test_a_file_that_another_program_holds_for_a_moment_is_written_after_all(file, monkeypatch):
    replace, refused = Path.replace, []

    def held_twice(self, target):
        if len(refused) < 2:
            refused.append(target)
            raise PermissionError(errno.EACCES, "held")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held_twice)
    keep_text(file, "area: Angus\n")

    assert len(refused) == 2
    assert file.read_text(encoding="utf-8") == "area: Angus\n"


def test_the_second_of_two_writers_is_told_who_writes(file):
    with only_writer(file.with_suffix(".lock")):
        with pytest.raises(PlainError, match="Somebody else is changing this project now") as told:
            change_fields(file, set_area, patience_seconds=0.05)
        assert "since" in str(told.value)
        assert "project.lock" in str(told.value)

    assert file.read_text(encoding="utf-8") == HAND_WRITTEN
    assert change_fields(file, set_area)


def test_a_lock_that_a_crash_left_behind_does_not_stop_anybody(file):
    lock = file.with_suffix(".lock")
    lock.touch()
    os.utime(lock, (time.time() - 3600,) * 2)

    assert change_fields(file, set_area, patience_seconds=0.05)
    assert not lock.exists()


def test_many_writers_at_once_lose_no_change(file):
    def add(number: int) -> None:
        change_fields(file, lambda fields: fields["elements"].update({f"M{number}": "do"}))

    writers = [threading.Thread(target=add, args=(number,)) for number in range(20, 28)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()

    kept = read_fields(file)["elements"]
    assert {f"M{number}" for number in range(20, 28)} <= set(kept)
    assert not file.with_suffix(".lock").exists()


def test_a_writer_that_is_killed_midway_leaves_the_old_file(file):
    code = (
        "import os, sys, pathlib; from playbook.kit.project import keep\n"
        "keep.os.fsync = lambda _: os._exit(9)\n"
        "keep.change_fields(pathlib.Path(sys.argv[1]), lambda f: f.update(area='Angus'))\n"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(file)], check=False)

    assert ended.returncode == 9
    assert file.read_text(encoding="utf-8") == HAND_WRITTEN
    os.utime(file.with_suffix(".lock"), (time.time() - 3600,) * 2)
    assert change_fields(file, set_area)


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@given(st.dictionaries(words, st.one_of(words, st.integers(), st.booleans()), max_size=5))
def test_whatever_is_written_can_be_read_back(fields):
    assert plain(parse_fields(write_fields(fields), "project.yml")) == fields
