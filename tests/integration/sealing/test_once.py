"""One card, one answer; one form, one row: also when fifty are sent at once."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from sb_feedback.models import SealedAnswer
from sb_feedback.services.answering import OpenSurvey, Recorded, new_number, was_sent
from sb_feedback.workplace import Workplace
from tests.integration.sealing.handing_out import hand_out, send, shared_survey

AT_ONCE = 50


def _sent_at_once(place: Workplace, survey: OpenSurvey, numbers: list[str]) -> list[Recorded]:
    """Send a form with each of these one-time numbers, all at the same moment."""
    together = threading.Barrier(len(numbers))

    def one(number: str) -> Recorded:
        together.wait()
        return send(place, survey, number, {})

    with ThreadPoolExecutor(len(numbers)) as pool:
        return list(pool.map(one, numbers))


def _numbers(place: Workplace, number: int) -> list[str]:
    return [new_number(place.secret, "any code") for _ in range(number)]


def _rows(place: Workplace) -> int:
    with place.db.read() as session:
        return session.scalar(select(func.count()).select_from(SealedAnswer)) or 0


def test_fifty_forms_of_one_card_are_one_answer(workplace: Workplace) -> None:
    (hand,) = hand_out(workplace, 1)
    results = _sent_at_once(workplace, hand.survey, _numbers(workplace, AT_ONCE))
    assert Counter(results) == {Recorded.THANKS: 1, Recorded.USED: AT_ONCE - 1}
    assert _rows(workplace) == 1


def test_one_form_that_is_sent_fifty_times_is_thanked_for_each_time(
    workplace: Workplace,
) -> None:
    (hand,) = hand_out(workplace, 1)
    results = _sent_at_once(workplace, hand.survey, [hand.number] * AT_ONCE)
    assert Counter(results) == {Recorded.THANKS: AT_ONCE}
    assert _rows(workplace) == 1


def test_forms_that_are_sent_twice_among_others_of_the_same_card(workplace: Workplace) -> None:
    (hand,) = hand_out(workplace, 1)
    numbers = _numbers(workplace, AT_ONCE // 2) * 2
    results = _sent_at_once(workplace, hand.survey, numbers)
    assert Counter(results) == {Recorded.THANKS: 2, Recorded.USED: AT_ONCE - 2}
    assert _rows(workplace) == 1
    thanked = {
        number for number, result in zip(numbers, results, strict=True) if result == "thanks"
    }
    with workplace.db.read() as session:
        stored = [n for n in numbers if was_sent(session, workplace.slots, hand.survey, n)]
    assert set(stored) == thanked
    assert len(thanked) == 1


def test_a_shared_code_takes_one_answer_for_each_form(workplace: Workplace) -> None:
    numbers = _numbers(workplace, AT_ONCE // 2)
    results = _sent_at_once(workplace, shared_survey(workplace), numbers * 2)
    assert Counter(results) == {Recorded.THANKS: AT_ONCE}
    assert _rows(workplace) == AT_ONCE // 2


def test_a_used_card_stays_used(workplace: Workplace) -> None:
    (hand,) = hand_out(workplace, 1)
    assert send(workplace, hand.survey, hand.number, {}) is Recorded.THANKS
    for _ in range(2):
        assert send(workplace, hand.survey, hand.number, {}) is Recorded.THANKS
        (other,) = _numbers(workplace, 1)
        assert send(workplace, hand.survey, other, {}) is Recorded.USED
    assert _rows(workplace) == 1


@pytest.mark.deep
def test_fifty_forms_of_one_card_again_and_again(workplace: Workplace) -> None:
    for number, hand in enumerate(hand_out(workplace, 40), start=1):
        results = _sent_at_once(workplace, hand.survey, _numbers(workplace, AT_ONCE))
        assert Counter(results) == {Recorded.THANKS: 1, Recorded.USED: AT_ONCE - 1}
        assert _rows(workplace) == number
