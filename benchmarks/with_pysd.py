"""Run scenarios of care on PySD. A program of PySD's own environment, started by ``beside.py``.

It reads a model and its scenarios as JSON, and writes seconds, megabytes held and delayed days.
The seconds are those of the runs: translating the model is not in them.
"""

import json
import sys
import tempfile
import tracemalloc
import warnings
from pathlib import Path
from time import perf_counter

MEASURED = 5  # scenarios that are run again for their memory, which slows them


def main() -> None:
    """Read from the standard input, write to the standard output."""
    warnings.simplefilter("ignore")
    import pysd

    given = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "care.mdl"
        path.write_text(given["model"], encoding="utf-8")
        model = pysd.read_vensim(str(path))

        def delayed_days(scenario: dict[str, float]) -> float:
            run = model.run(params=scenario, return_columns=given["columns"])
            return float(run.iloc[1:].to_numpy().sum())

        begun = perf_counter()
        found = [delayed_days(each) for each in given["scenarios"]]
        seconds = perf_counter() - begun
        tracemalloc.start()
        for each in given["scenarios"][:MEASURED]:
            delayed_days(each)
        held = tracemalloc.get_traced_memory()[1] / 1e6
    json.dump({"seconds": seconds, "megabytes": held, "found": found}, sys.stdout)


if __name__ == "__main__":
    main()
