"""Side by side with other programs: all tests of this folder are marked `compare`."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

# Only `make test-compare` installs what these tests import.
collect_ignore_glob = [] if find_spec("pingouin") and find_spec("statsmodels") else ["test_*.py"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, before the marks are used to choose."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.compare)
            # What the other programs warn of is theirs.
            item.add_marker(pytest.mark.filterwarnings("default"))
