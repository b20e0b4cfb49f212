"""How a figure of the pool is said when its number would mislead."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from analysis.language import translator
from analysis.reports.state.pool import shown

ALPHA: dict[str, Any] = {
    "value": 0.82,
    "n": 90,
    "low": 0.75,
    "high": 0.88,
    "why": None,
    "left_out": [],
}
ICC: dict[str, Any] = {"value": -0.05, "n": 90, "low": -0.1, "high": 0.02, "why": None}


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (ALPHA, "0.82 (0.75 to 0.88)"),
        (ALPHA | {"value": -0.32}, "below 0: check the scoring"),
        (ALPHA | {"heywood": False}, "0.82 (0.75 to 0.88)"),
        (ALPHA | {"heywood": True}, "not given: read alpha"),
        (ICC, "−0.05 (−0.10 to 0.02)"),
    ],
)
def test_a_reliability_that_is_not_to_be_read_has_words(figure: dict[str, Any], words: str) -> None:
    view = cast("Any", SimpleNamespace(gettext=translator("en").gettext, language="en"))
    assert shown(view, figure) == words
