"""Run every benchmark, one after the other. They print what they measured and judge nothing."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(options: list[str]) -> int:
    """Run each bench_*.py; ``--fresh`` also sets up a fresh copy from nothing, which is slow."""
    print(f"Measured on {os.cpu_count()} cores, Python {sys.version.split()[0]}.", flush=True)
    failed = [
        script.name
        for script in sorted(HERE.glob("bench_*.py"))
        if subprocess.run([sys.executable, str(script), *options], check=False).returncode
    ]
    if failed:
        print(f"\nCould not be measured: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
