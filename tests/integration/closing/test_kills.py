"""A closing that is killed at any point, run again, leaves what an undisturbed one leaves."""

from __future__ import annotations

import pytest

from sb_feedback.services.closing.protocol import Step
from sb_feedback.workplace import Workplace
from tests.integration.closing.conftest import Branch
from tests.integration.closing.killing import (
    ERASE_FIRST,
    FILE_POINTS,
    RESEAL_APART,
    killed_often,
    killed_once,
    now_and_then,
    points,
)
from tests.integration.closing.telling import History

CONTROLS = pytest.mark.parametrize("steps", [RESEAL_APART, ERASE_FIRST], ids=["reseal", "erase"])


def test_killed_at_every_point(
    told: tuple[Workplace, History], history: History, branch: Branch
) -> None:
    """Points inside of the writing of files are the same on both databases: once is enough."""
    passed = dict(enumerate(points(branch, history)))
    assert len(passed) > 30
    if not told[0].db.is_sqlite:
        passed = {at: point for at, point in passed.items() if point not in FILE_POINTS}
    assert _left(history, branch, passed) == {}


@pytest.mark.deep
def test_killed_at_every_point_on_both_databases(history: History, branch: Branch) -> None:
    assert _left(history, branch, dict(enumerate(points(branch, history)))) == {}


def _left(history: History, branch: Branch, passed: dict[int, str]) -> dict[str, list[str]]:
    left = {f"{at} {point}": killed_once(branch, history, at) for at, point in passed.items()}
    return {point: found for point, found in left.items() if found}


@CONTROLS
def test_an_order_that_does_not_survive_is_caught(
    history: History, branch: Branch, steps: tuple[Step, ...]
) -> None:
    passed = points(branch, history, steps)
    assert any(
        killed_once(branch, history, at, steps)
        for at, point in enumerate(passed)
        if point not in FILE_POINTS
    )


def test_killed_again_and_again(history: History, branch: Branch) -> None:
    for seed in range(5):
        assert killed_often(branch, history, now_and_then(seed)) == []


@pytest.mark.deep
def test_killed_again_and_again_in_many_histories(history: History, branch: Branch) -> None:
    for seed in range(100):
        assert killed_often(branch, history, now_and_then(seed)) == []


@pytest.mark.deep
@CONTROLS
def test_such_an_order_is_caught_by_random_kills_too(
    history: History, branch: Branch, steps: tuple[Step, ...]
) -> None:
    dies = now_and_then(1)
    assert any(killed_often(branch, history, dies, steps) for _ in range(100))
