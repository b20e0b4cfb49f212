"""Every test draws anew."""

import pytest

from tests.unit.analysis.figures.drawing import forget_drawings


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    forget_drawings()
