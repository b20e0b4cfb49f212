"""Professionals: first answers only, out of the number that the coordinator states."""

from __future__ import annotations

import pytest

from sb_feedback.services.closing.facts import HeardForm, MeetingFacts
from tests.unit.closing.cases import (
    decided,
    exactly,
    facts,
    form,
    meeting,
    meetings,
    quarter,
    release,
    verdict,
)

GROUP = "professionals"


def _met(number: int, came: int = 4, at: int = 0) -> list[MeetingFacts]:
    return [meeting(family, at, came={"professional": came}) for family in range(number)]


def _heard(held: list[MeetingFacts], before: bool | None = None) -> list[HeardForm]:
    return [form(at, "professional", before=before) for at in held]


@pytest.mark.parametrize("before", [None, False])
def test_each_first_answer_is_a_unit(before: bool | None) -> None:
    held = _met(12)
    decision = decided(facts(held, stated={"maple": 20}), _heard(held, before))
    assert release(decision, GROUP).participation == exactly(12, 20)


def test_who_answered_before_is_no_unit() -> None:
    held = _met(20)
    sent = _heard(held[:11]) + _heard(held[11:], before=True)
    decision = decided(facts(held, stated={"maple": 20}), sent)
    assert release(decision, GROUP).participation == exactly(11, 20)


def test_several_answers_about_one_family_are_several_units() -> None:
    held = [meeting(0, came={"professional": 12})]
    sent = [form(held[0], "professional") for _ in range(11)]
    decision = decided(facts(held, stated={"maple": 20}), sent)
    assert release(decision, GROUP).base == 11


def test_without_a_stated_number_there_is_no_release_and_nothing_waits() -> None:
    held = _met(20)
    decision = decided(facts(held), _heard(held))
    assert verdict(decision, GROUP) == "not_stated"
    assert (decision.releases, decision.resealed, decision.waits) == ([], [], [])


@pytest.mark.parametrize(("stated", "answers"), [(20, 9), (12, 12), (0, 12)])
def test_too_few_are_dropped_and_do_not_wait(stated: int, answers: int) -> None:
    held = _met(12)
    decision = decided(facts(held, stated={"maple": stated}), _heard(held[:answers]))
    assert verdict(decision, GROUP) == "too_few"
    assert (decision.releases, decision.resealed, decision.waits) == ([], [], [])


def test_at_least_as_many_were_asked_as_came_to_the_largest_meeting() -> None:
    held = [*_met(12), meeting(50, came={"professional": 15})]
    decision = decided(facts(held, stated={"maple": 3}), _heard(held[:11]))
    assert release(decision, GROUP).participation == exactly(11, 15)


def test_at_least_as_many_were_asked_as_answered() -> None:
    held = _met(14)
    decision = decided(facts(held, stated={"maple": 5}), _heard(held))
    assert release(decision, GROUP).participation.base == 14


def test_nobody_came() -> None:
    held = meetings(14)
    decision = decided(facts(held, stated={"maple": 20}), [form(at) for at in held])
    assert verdict(decision, GROUP) == "nobody_asked"


def test_a_release_covers_its_own_period_alone() -> None:
    held = _met(14) + _met(14, at=1)
    decision = decided(facts(held, at=1, stated={"maple": 20}), _heard(held[14:]))
    assert release(decision, GROUP).terms == (quarter(1),)
    assert release(decision, GROUP).participation == exactly(14, 20)


def test_a_large_meeting_of_an_earlier_period_does_not_count() -> None:
    held = [meeting(50, came={"professional": 30}), *_met(12, at=1)]
    decision = decided(facts(held, at=1, stated={"maple": 17}), _heard(held[1:]))
    assert release(decision, GROUP).participation == exactly(12, 17)
