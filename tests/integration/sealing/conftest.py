"""A workplace for each test, copied from one that was founded once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from sb_feedback.workplace import Workplace
from tests.integration.closing.conftest import founded
from tests.integration.copies import Copier

__all__ = ["founded", "workplace"]


@pytest.fixture
def workplace(
    founded: Workplace, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Workplace]:
    """A workplace with one site and keys for the present and next period."""
    with ExitStack() as made:
        yield Copier(tmp_path, request, made).copy(founded)
