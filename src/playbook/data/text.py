"""A file as text: its header, and for each column the different texts and which row holds which."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int64]
Places = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True)
class Cells:
    """One column. A file has many rows but few different texts, so each is kept once."""

    codes: Places
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """The cells of a file as text: one header, and columns of the same length.

    ``numbers`` holds the row number of each row, as a spreadsheet shows it. ``ends_open`` says
    that the last row has no line end, as in a file that was cut there.
    """

    header: tuple[str, ...]
    columns: tuple[Cells, ...]
    numbers: Rows
    ends_open: bool = False
