"""A closing whose process is really killed, up to six times, at random moments."""

from __future__ import annotations

import random

import pytest

from tests.integration.closing.conftest import Branch
from tests.integration.closing.dying import ORDERS, close_and_kill, seconds_to_close
from tests.integration.closing.killing import finished
from tests.integration.closing.telling import History

MOST_KILLS = 6


def _killed(branch: Branch, history: History, order: str, histories: int) -> tuple[int, list[str]]:
    """Kills that hit a closing at work, and all faults that were left."""
    with branch() as place:
        seconds = seconds_to_close(place, history.period_id)
    kills, found = 0, []
    for seed in range(histories):
        rng = random.Random(seed)
        with branch() as place:
            for _ in range(rng.randint(1, MOST_KILLS)):
                kills += close_and_kill(place, history.period_id, order, seconds, rng)
            found += finished(place, history, ORDERS[order])
    return kills, found


def test_killed_at_random_moments(history: History, branch: Branch) -> None:
    kills, found = _killed(branch, history, "as built", histories=3)
    assert kills > 0
    assert found == []


@pytest.mark.deep
def test_killed_at_random_moments_in_many_histories(history: History, branch: Branch) -> None:
    kills, found = _killed(branch, history, "as built", histories=60)
    assert kills > 60
    assert found == []


@pytest.mark.deep
@pytest.mark.parametrize("order", ["reseal", "erase"])
def test_an_order_that_does_not_survive_is_caught(
    history: History, branch: Branch, order: str
) -> None:
    _, found = _killed(branch, history, order, histories=60)
    assert found
