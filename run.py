#!/usr/bin/env python3
"""Set the playbook up and run it. Needs Python 3.11 or newer, and nothing else.

The first run makes a folder .venv here and installs the pinned packages into it.
Later runs install again only when requirements.txt or pyproject.toml has changed.
Standard library only, and it must parse on old Pythons to turn them away kindly.
"""

import argparse
import contextlib
import functools
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "playbook-setup.json"  # marks a .venv as ours; says "pins" only when finished
LOG = ROOT / "_build" / "logs" / "setup.log"
PROGRAMS = {
    "serve": ["-m", "playbook.cli", "serve"],
    "build": ["-m", "playbook.cli", "build"],
    "check": ["-m", "playbook.cli", "check"],
    "draft": ["-m", "playbook.cli", "draft"],
    "notebooks": ["-m", "playbook.cli", "notebooks"],
    "test": ["tests"],
    "bench": ["benchmarks"],
}
OFFLINE = (  # signs in pip's words that no package index was reached
    "establish a new connection",
    "name resolution",
    "getaddrinfo",
    "Max retries",
    "timed out",
    "from versions: none",
)

say = functools.partial(print, flush=True)


class Stop(Exception):  # noqa: N818
    """A sentence for the person at the keyboard: what is wrong, and what to do."""


def main():
    """Set up what is missing, then hand over to the program asked for."""
    try:
        check_python()
        command, options = read_command_line()
        with one_at_a_time() as lock:
            set_up(lock)
        if command in ("test", "bench"):
            os.chdir(str(ROOT))  # the others are told about files by a person, from where they are
        return hand_over([str(PYTHON), *PROGRAMS[command], *options])
    except Stop as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The next run puts right what is unfinished.", file=sys.stderr)
        return 130


def check_python():
    """Turn away a Python that is too old, or that cannot make a virtual environment."""
    here = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if sys.version_info < (3, 11):
        raise Stop(
            f"The playbook needs Python 3.11 or newer, and this is Python {here}: "
            "install a newer one and start run.py with it."
        )
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        raise Stop(
            "This Python cannot make a virtual environment: install the part it lacks "
            f"(on Debian and Ubuntu: sudo apt install python{here}-venv) and run this again."
        )


def read_command_line():
    """Give the command, and the options to pass on to it."""
    parser = argparse.ArgumentParser(
        prog="run.py", description="Set the playbook up in this folder, and run it."
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    serve = commands.add_parser("serve", help="build the book and open it, with live notebooks")
    serve.add_argument("--port", help="the port to try first (8888)")
    serve.add_argument("--work", metavar="FOLDER", help="where your copies of notebooks are kept")
    serve.add_argument("--no-browser", action="store_true", help="only print the address")
    build = commands.add_parser("build", help="build the book into _build/html")
    build.add_argument("--all", action="store_true", help="build every page again")
    test = commands.add_parser("test", help="run every check, in a real browser too")
    test.add_argument("steps", nargs="*", help="only these steps (all when none is named)")
    bench = commands.add_parser("bench", help="measure speed and weight, and print a table")
    bench.add_argument("--fresh", action="store_true", help="set up a fresh copy too (slow)")
    for name, purpose in {
        "check": "check data files, and list everything that is wrong with them",
        "draft": "begin the notebook of a new module or exercise",
        "notebooks": "run notebooks and store what they show",
    }.items():
        commands.add_parser(name, help=purpose, add_help=False)
    known, rest = parser.parse_known_args()
    if rest and known.command in ("serve", "build", "test", "bench"):
        parser.error("not understood: " + " ".join(rest))
    given = vars(known)
    command, options = given.pop("command"), given.pop("steps", [])
    for name, value in given.items():
        if value:
            options += ["--" + name.replace("_", "-")] + ([] if value is True else [value])
    return command, options + rest


@contextlib.contextmanager
def one_at_a_time():
    """Hold the setup lock. The system lets go of it when its holder ends, however it ends."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with LOG.with_suffix(".lock").open("a") as lock:
        if not take(lock):
            say("Another run is setting up the playbook: waiting for it to finish.")
            while not take(lock):
                time.sleep(0.5)
        yield lock


def take(lock):
    """Try to take the lock, and say whether that worked."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def set_up(lock):
    """Make .venv and install what is missing; do nothing when all is there."""
    pins = [(ROOT / name).read_bytes() for name in ("requirements.txt", "pyproject.toml")]
    wanted = {"place": str(VENV), "pins": hashlib.sha256(b"\0".join(pins)).hexdigest()}
    found = read_stamp()
    usable = "pins" in found and found["place"] == wanted["place"] and starts(PYTHON)
    if usable and found == wanted:
        return
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    package = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    steps = [
        ("Installing the pinned packages", [*pip, "-r", str(ROOT / "requirements.txt")]),
        ("Installing the playbook itself", pip + package),
    ]
    if not usable:
        clear_away()
        steps.insert(0, ("Making the folder .venv", [sys.executable, "-m", "venv", str(VENV)]))
    write_stamp({"place": wanted["place"]})
    LOG.write_text("")
    for number, (title, command) in enumerate(steps, 1):
        run_step(f"Setting up, {number} of {len(steps)}: {title}", command, lock)
    write_stamp(wanted)


def read_stamp():
    """Give what the last setup wrote down about .venv, or nothing."""
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def write_stamp(facts):
    """Write the stamp whole or not at all."""
    fresh = STAMP.with_suffix(".new")
    fresh.parent.mkdir(exist_ok=True)
    fresh.write_text(json.dumps(facts))
    fresh.replace(STAMP)


def starts(python):
    """Say whether a Python still starts: the one it was made from may have gone."""
    try:
        return subprocess.call([str(python), "-c", ""], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def clear_away():
    """Remove a .venv of ours that is half made, moved or broken. Never touch someone else's."""
    if not VENV.exists() and not VENV.is_symlink():
        return
    if not STAMP.exists():
        raise Stop(
            f"run.py did not make the folder {VENV}: rename or remove it, and run this again."
        )
    if Path(sys.prefix).resolve() == VENV.resolve():
        raise Stop("The folder .venv has to be made again: start run.py with your own Python.")
    say("The folder .venv is unfinished, or was made somewhere else: making it again.")
    try:
        for part in VENV.iterdir():  # the stamp goes last, so that the rest stays known as ours
            if part != STAMP:
                shutil.rmtree(
                    str(part)
                ) if part.is_dir() and not part.is_symlink() else part.unlink()
    except OSError as problem:
        raise Stop(f"Close what uses the folder .venv, and run this again ({problem}).") from None


def run_step(title, command, lock):
    """Run one step with a running count of seconds; what it prints goes to the log."""
    start, live = time.monotonic(), sys.stdout.isatty()
    keep = {} if os.name == "nt" else {"pass_fds": [lock.fileno()]}  # the lock outlives a kill
    with LOG.open("ab") as log:
        child = subprocess.Popen(
            command, cwd=str(ROOT), env=environment(), stdin=subprocess.DEVNULL, stdout=log,
            stderr=subprocess.STDOUT, **keep,
        )  # fmt: skip
    try:
        while child.poll() is None:
            say(f"\r{title} ... {time.monotonic() - start:.0f} s" if live else "", end="")
            time.sleep(0.2)
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()
    say(("\r" if live else "") + f"{title} ... {time.monotonic() - start:.0f} s")
    if child.returncode:
        raise Stop(explain(LOG.read_text(errors="replace")))


def explain(words):
    """Turn the log of a failed step into one sentence."""
    if any(sign in words for sign in OFFLINE):
        return (
            "The packages could not be fetched: connect to the internet, or tell pip about your "
            f"proxy, and run this again. The details are in {LOG}."
        )
    errors = [line.strip() for line in words.splitlines() if "error" in line.lower()]
    reason = errors[-1] if errors else "no reason was given"
    return f"Setting up did not finish ({reason}). The details are in {LOG}."


def environment():
    """Give the environment of our own programs: these packages and no others, UTF-8 everywhere."""
    own = {
        key: value for key, value in os.environ.items() if key not in ("PYTHONHOME", "PYTHONPATH")
    }
    path = str(BIN) + os.pathsep + own.get("PATH", "")
    started_as = "py run.py" if os.name == "nt" else "python3 run.py"  # shown in usage lines
    ours = {"VIRTUAL_ENV": str(VENV), "PYTHONUTF8": "1", "PLAYBOOK_STARTED_AS": started_as}
    return {**own, **ours, "PATH": path}


def hand_over(command):
    """Become the wanted program. Windows cannot, so wait for it there, through Ctrl-C too."""
    if os.name != "nt":
        os.execve(command[0], command, environment())
    child = subprocess.Popen(command, env=environment())
    while True:
        with contextlib.suppress(KeyboardInterrupt):
            return child.wait()


if __name__ == "__main__":
    sys.exit(main())
