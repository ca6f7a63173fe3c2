"""Write the header of every published layout to a file of its own, for a team's own rows.

Run ``python -m playbook.data.templates`` after a layout was added or changed.
"""

import csv
import io
from pathlib import Path

from playbook.data.schema import Layout, kinds, layouts
from playbook.places import pack


def write_templates(folder: Path | None = None) -> list[Path]:
    """Write a template for each layout and give their paths; by default in the playbook's data."""
    folder = folder or pack("data", "templates")
    every = [layout for kind in kinds() for layout in layouts(kind)]
    for layout in every:
        path = folder / f"{layout.resource}.csv"
        path.write_text(template(layout), encoding="utf-8", newline="")
    return [folder / f"{layout.resource}.csv" for layout in every]


def template(layout: Layout) -> str:
    """Give the header of a layout as a line of CSV.

    >>> from playbook.data.schema import layouts
    >>> template(layouts("delayed_discharges")[0])[:24]
    'MonthOfDelay,CA,CAQF,Age'
    """
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(layout.columns)
    return line.getvalue()


if __name__ == "__main__":
    print(f"Wrote {len(write_templates())} templates")
