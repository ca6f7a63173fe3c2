"""Read the settings of a theme and write its files, the same bytes every time."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

HERE = Path(__file__).parent


@cache
def settings(theme: str) -> Mapping[str, Any]:
    """Give the settings of a theme, from the YAML file of its name.

    >>> list(settings("places")["localities"])
    ['Locality A', 'Locality B', 'Locality C', 'Locality D']
    """
    loaded: Mapping[str, Any] = yaml.safe_load((HERE / f"{theme}.yml").read_text("utf-8"))
    return loaded


def write_table(table: pd.DataFrame, path: Path) -> Path:
    """Write a table as CSV: no index, dates like 2024-03-31, blanks for what is not known."""
    table.to_csv(path, index=False, lineterminator="\n", date_format="%Y-%m-%d", encoding="utf-8")
    return path
