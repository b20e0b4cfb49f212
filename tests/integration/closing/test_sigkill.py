"""A closing whose process is really killed, up to six times, at random moments."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from tests.integration.closing.conftest import Branch
from tests.integration.closing.dying import ORDERS, close_and_kill, undisturbed
from tests.integration.closing.killing import finished
from tests.integration.closing.telling import History

MOST_KILLS = 6


def _killed(
    branch: Branch, history: History, order: str, histories: int
) -> Iterator[tuple[int, list[str]]]:
    """For each history: kills that hit a closing at work, and the faults that were left."""
    with branch() as place:
        seconds = undisturbed(place, history.period_id, order)
    for seed in range(histories):
        rng = random.Random(seed)
        with branch() as place:
            kills = sum(
                close_and_kill(place, history.period_id, order, seconds, rng)
                for _ in range(rng.randint(1, MOST_KILLS))
            )
            yield kills, finished(place, history, ORDERS[order])


def test_killed_at_random_moments(history: History, branch: Branch) -> None:
    killed = list(_killed(branch, history, "as built", histories=3))
    assert sum(kills for kills, _ in killed) > 0
    assert [found for _, found in killed if found] == []


@pytest.mark.deep
def test_killed_at_random_moments_in_many_histories(history: History, branch: Branch) -> None:
    killed = list(_killed(branch, history, "as built", histories=60))
    assert sum(kills for kills, _ in killed) > 60
    assert [found for _, found in killed if found] == []


@pytest.mark.deep
@pytest.mark.parametrize("order", ["reseal", "erase"])
def test_an_order_that_does_not_survive_is_caught(
    history: History, branch: Branch, order: str
) -> None:
    assert any(found for _, found in _killed(branch, history, order, histories=100))
