"""What every test may ask for."""

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def checkout() -> Path:
    return CHECKOUT


@pytest.fixture(scope="session")
def realdata() -> Path:
    """Real published files, when they lie beside the checkout. The project passes without them."""
    folder = Path(os.environ.get("PLAYBOOK_REALDATA", CHECKOUT.parent / "shared" / "realdata"))
    if not folder.is_dir():
        pytest.skip(f"no published files at {folder}: set PLAYBOOK_REALDATA to try them")
    return folder
