"""Print measurements alike: a title, then a line for each."""

from collections.abc import Iterable, Sequence


def show(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table: the first column on the left, the others, numbers, on the right.

    >>> show("Time", ["what", "s"], [["cold build", "12.1"], ["warm", "0.4"]])
    <BLANKLINE>
    Time
      what           s
      cold build  12.1
      warm         0.4
    """
    lines = [list(heads), *map(list, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    print(f"\n{title}")
    for line in lines:
        first, *others = (
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        print("  " + "  ".join([first, *others]), flush=True)
