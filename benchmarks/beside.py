"""PySD in an environment of its own, made for the benchmark and used by nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from measure import Measured

HERE = Path(__file__).resolve().parent
PLACE = HERE.parent / "_build" / "pysd"
PIN = "pysd==3.14.3"
PYTHON = PLACE / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run_on_pysd(model: str, scenarios: list[dict[str, float]], columns: list[str]) -> Measured:
    """Run scenarios of a Vensim model on PySD, one at a time; install it first where it is not.

    Raises ``OSError`` with the last line of the trouble when it cannot be installed or run.
    """
    _install()
    given = json.dumps({"model": model, "scenarios": scenarios, "columns": columns})
    told = json.loads(_answer([str(PYTHON), str(HERE / "with_pysd.py")], given))
    return Measured(told["found"], told["seconds"], told["megabytes"])


def _install() -> None:
    done = PLACE / "installed.txt"
    if done.is_file() and done.read_text(encoding="utf-8") == PIN:
        return
    print("\nInstalling PySD for this benchmark, in a folder of its own. Once, some minutes.")
    sys.stdout.flush()
    _answer([sys.executable, "-m", "venv", "--clear", str(PLACE)])
    _answer([str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", PIN])
    done.write_text(PIN, encoding="utf-8")


def _answer(command: list[str], given: Any = None) -> str:
    run = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    if run.returncode:
        lines = (run.stderr or run.stdout).strip().splitlines()
        raise OSError(lines[-1] if lines else f"{command[0]} stopped without a word")
    return run.stdout
