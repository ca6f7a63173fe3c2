"""The evidence log is a team's memory: nothing may be lost from it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.kit.log import LogError, read_log, update_log

HEADING = "# A heading."


@pytest.fixture
def log(tmp_path):
    return tmp_path / "evidence.yml"


def add(path: Path, *records, **options) -> None:
    update_log(path, lambda old: [*old, *records], heading=HEADING, **options)


def test_a_new_log_begins_with_its_heading_and_can_be_read_back(log):
    add(log, {"id": "beds", "finding": "Delays fill 35 beds: too many."})

    assert log.read_text(encoding="utf-8").startswith("# A heading.\n\n- id: beds\n")
    assert read_log(log) == [{"id": "beds", "finding": "Delays fill 35 beds: too many."}]


def test_no_file_is_an_empty_log(log):
    assert read_log(log) == []


@pytest.mark.parametrize("text", ["", "\n\n", "# Only a note\n", "[]\n", "\ufeff"])
def test_an_empty_file_is_an_empty_log(log, text):
    log.write_text(text, encoding="utf-8")

    add(log, {"id": "a"})

    assert read_log(log) == [{"id": "a"}]


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf- id: first\r\n  finding: a caf\xc3\xa9\r\n",
        "- id: first\r\n  finding: a café\r\n".encode("utf-16"),
        b"- id: first\r\n  finding: a caf\xe9\r\n",
        b"- id: first\n  finding: a caf\xc3\xa9",
    ],
    ids=["BOM and CRLF", "Notepad's Unicode", "Windows 1252", "no last line ending"],
)
def test_what_a_text_editor_saved_is_read_and_kept(log, raw):
    log.write_bytes(raw)

    add(log, {"id": "second"})

    assert read_log(log) == [{"id": "first", "finding": "a café"}, {"id": "second"}]


def test_windows_line_endings_stay_windows_line_endings(log):
    log.write_bytes(b"- id: first\r\n")

    add(log, {"id": "second"})

    raw = log.read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n")


def test_notes_at_the_top_that_a_person_wrote_stay(log):
    log.write_text("# Ours. Ask Jo.\n\n# And Sam.\n- id: first\n", encoding="utf-8")

    add(log, {"id": "second"})

    assert log.read_text(encoding="utf-8").startswith("# Ours. Ask Jo.\n\n# And Sam.\n\n- id: ")


def test_the_log_as_it_was_stays_beside_it(log):
    add(log, {"id": "first"})
    before = log.read_bytes()

    add(log, {"id": "second"})

    assert (log.parent / "evidence.backup.yml").read_bytes() == before
    assert sorted(file.name for file in log.parent.iterdir()) == [
        "evidence.backup.yml",
        "evidence.yml",
    ]


def test_nothing_new_writes_nothing(log):
    log.write_bytes(b"\xef\xbb\xbf-   id:   first   # as a person left it\r\n")
    before = log.read_bytes()

    add(log)

    assert log.read_bytes() == before
    assert not (log.parent / "evidence.backup.yml").exists()


DAMAGED = {
    "- id: first\n\tfinding: a tab\n": "line 2",
    "- id: first\n  finding: one: two\n": "line 2",
    "- id: 'never closed\n": "line",
    "id: first\nfinding: a record outside a list\n": "not a list",
    "only words": "not a list",
    "- finding: nobody\n": "Record 1 has no id",
    "- id: a\n- just words\n": "Record 2 has no id",
    "- id: a\n- id: a\n": "Two records have the id 'a'",
    "- id: a\n  date: 2026-13-45\n": "month",
    "- !!python/object:os.system {id: a}\n": "line 1",
}


@pytest.mark.parametrize(("text", "said"), DAMAGED.items(), ids=list(DAMAGED.values()))
def test_a_damaged_log_is_left_as_it_is_and_the_place_is_named(log, text, said):
    log.write_text(text, encoding="utf-8")

    with pytest.raises(LogError, match="damaged") as problem:
        add(log, {"id": "new"})

    assert said in str(problem.value)
    assert log.read_text(encoding="utf-8") == text
    assert [file.name for file in log.parent.iterdir()] == ["evidence.yml"]


def test_a_folder_where_nothing_may_be_written_is_said_plainly(log, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)

    with pytest.raises(LogError, match="could not be written") as problem:
        add(log, {"id": "a"})

    assert "Check that you may change files" in str(problem.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes anywhere")
def test_a_read_only_folder_is_said_plainly(log):
    log.parent.chmod(0o500)
    with pytest.raises(LogError, match="could not be written"):
        add(log, {"id": "a"})


def test_a_full_disk_leaves_the_log_whole(log, monkeypatch):
    add(log, {"id": "first"})
    before = log.read_bytes()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LogError, match="No space left"):
        add(log, {"id": "second"})

    assert log.read_bytes() == before
    assert not log.with_suffix(".lock").exists()
    assert not log.with_suffix(".new").exists()


def test_a_writer_waits_for_another_and_then_says_so(log):
    log.with_suffix(".lock").touch()

    with pytest.raises(LogError, match="Another notebook is writing"):
        add(log, {"id": "a"}, patience_seconds=0.1)

    assert log.with_suffix(".lock").exists()  # it belongs to the other one


def test_a_lock_left_by_a_crash_does_not_stop_anybody(log):
    lock = log.with_suffix(".lock")
    lock.touch()
    long_ago = time.time() - 3600
    os.utime(lock, (long_ago, long_ago))

    add(log, {"id": "a"}, patience_seconds=0.1)

    assert read_log(log) == [{"id": "a"}]


def test_two_writers_at_once_lose_nothing(log):
    code = (
        "import sys, pathlib; from playbook.kit.log import update_log\n"
        "path, who = pathlib.Path(sys.argv[1]), sys.argv[2]\n"
        "for number in range(25):\n"
        "    update_log(path, lambda old: [*old, {'id': f'{who}-{number}'}], heading='#')\n"
    )
    writers = [subprocess.Popen([sys.executable, "-c", code, str(log), who]) for who in "ab"]

    assert [writer.wait(60) for writer in writers] == [0, 0]
    wanted = {f"{who}-{number}" for who in "ab" for number in range(25)}
    assert {record["id"] for record in read_log(log)} == wanted


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.just("\n"))


@settings(deadline=None)
@given(st.dictionaries(words, words | st.integers() | st.booleans(), max_size=4))
def test_any_words_a_person_writes_come_back_unchanged(tmp_path_factory, fields):
    log = tmp_path_factory.mktemp("log") / "evidence.yml"
    record = {**fields, "id": "x"}

    add(log, record)

    assert read_log(log) == [record]
    assert isinstance(yaml.safe_load(log.read_text(encoding="utf-8")), list)
