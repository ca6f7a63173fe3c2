"""How long each notebook takes to run and be compared with what it stores."""

import subprocess
import sys
import time
from pathlib import Path

from table import show

from playbook.publish.notebooks import all_notebooks

CHECKOUT = Path(__file__).resolve().parents[1]
COMPARE = ("-m", "pytest", "-q", "-o", "addopts=", "-p", "no:cacheprovider")
COMPARE += ("--nbval", "--nbval-current-env", "--nbval-cell-timeout", "120")


def main() -> None:
    """Time every notebook alone, the start of its kernel included."""
    rows = []
    for path in all_notebooks():
        start = time.monotonic()
        result = subprocess.run(
            [sys.executable, *COMPARE, str(path)], cwd=CHECKOUT, capture_output=True, check=False
        )
        words = "as stored" if result.returncode == 0 else "differs"
        rows.append([path.stem, f"{time.monotonic() - start:.1f}", words])
    show("Notebooks", ["notebook", "seconds", "outputs"], rows)


if __name__ == "__main__":
    main()
