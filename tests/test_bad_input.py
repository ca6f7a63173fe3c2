"""Whatever a public method is given, it answers or refuses in words of its own."""

import inspect
import warnings
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from traceback import extract_tb
from typing import Any

import numpy as np
import pandas as pd
import pytest

STAGES = ("analyse", "govern", "implement", "plan", "review", "team")
OURS = Path(__file__).resolve().parents[1] / "src"
NONSENSE = [
    None, "x", [], {}, 0, -1, True, float("nan"), 1e30, [1], [-1], [float("nan")], [1, "a"],
    np.array([[1, 2]]), pd.Series(dtype=float), pd.Series([np.nan]), pd.DataFrame(),
    pd.DataFrame({"a": [1]}),
]  # fmt: skip


def methods() -> Iterator[Any]:
    for stage in STAGES:
        package = import_module(f"playbook.{stage}")
        for name in package.__all__:
            method = getattr(package, name)
            if inspect.isfunction(method):
                yield pytest.param(method, id=f"{stage}.{name}")


def call(method: Callable[..., Any], nonsense: Any) -> None:
    """Give the same nonsense to everything that has to be given."""
    places, names = [], {}
    for each in inspect.signature(method).parameters.values():
        if each.default is not each.empty:
            continue
        if each.kind is each.POSITIONAL_OR_KEYWORD:
            places.append(nonsense)
        elif each.kind is each.KEYWORD_ONLY:
            names[each.name] = nonsense
    if places or names:
        method(*places, **names)


def refusal_of(method: Callable[..., Any], nonsense: Any) -> Exception | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            call(method, nonsense)
        except (ValueError, TypeError) as refusal:
            return refusal
    return None


@pytest.mark.parametrize("method", list(methods()))
def test_nonsense_is_refused_by_us_and_not_by_a_library_beneath(method):
    for nonsense in NONSENSE:
        refusal = refusal_of(method, nonsense)
        if refusal is not None:
            where = Path(extract_tb(refusal.__traceback__)[-1].filename)
            assert where.is_relative_to(OURS), f"{nonsense!r}: {refusal}"
            assert len(str(refusal).split()) > 3
