"""Everyone counts once, whatever the number of forms, and at most as many forms as people came."""

from __future__ import annotations

import random
from collections import Counter

from sb_feedback.services.closing.decision import within_attendance
from tests.unit.closing.cases import (
    FULLY,
    decided,
    exactly,
    facts,
    form,
    meeting,
    meetings,
    release,
    verdict,
    with_version,
)


def test_a_family_with_many_forms_is_one_unit() -> None:
    held = [meeting(family) for family in range(20) for _ in range(1 + family % 3)]
    families = {f"maple-{family}" for family in range(14)}
    decision = decided(facts(held), [form(at) for at in held if at.family_id in families])
    assert release(decision).participation == exactly(14, 20)
    assert release(decision).base == 14


def test_one_form_of_a_family_is_drawn_and_every_form_can_be() -> None:
    held = meetings(20)
    again = [meeting(0, came={"parent": 1}) for _ in range(2)]
    sent = [form(at, rating=5) for at in held[1:7]] + [form(at, rating=1) for at in held[7:13]]
    sent += [form(held[0], rating=5), form(again[0], rating=3), form(again[1], rating=1)]
    fully: Counter[int] = Counter()
    for seed in range(90):
        decision = decided(facts(held + again), sent, seed)
        assert release(decision).base == 13
        fully[release(decision).counts[FULLY].low] += 1
    # Six of the others said "yes, fully"; the drawn form of the first family did in a third.
    assert set(fully) == {6, 7}
    assert 15 <= fully[7] <= 45


def test_parents_and_caregivers_of_a_family_are_units_of_their_own_groups() -> None:
    held = [meeting(family, came={"parent": 1, "caregiver": 1}) for family in range(20)]
    sent = [form(at) for at in held[:15]] + [form(at, "caregiver") for at in held[:12]]
    decision = decided(facts(held), sent)
    assert release(decision, "parents").participation == exactly(15, 20)
    assert release(decision, "caregivers").participation == exactly(12, 20)


def test_together_a_family_is_one_unit_whoever_answered() -> None:
    held = [meeting(family, came={"parent": 1, "caregiver": 1}) for family in range(20)]
    sent = [form(at) for at in held[:9]] + [form(at, "caregiver") for at in held[6:14]]
    decision = decided(facts(held, together=True), sent)
    assert release(decision, "families").participation == exactly(14, 20)
    assert {found.group for found in decision.verdicts} == {"families", "professionals"}


def test_together_either_form_of_a_family_can_be_drawn() -> None:
    held = [meeting(family, came={"parent": 1, "caregiver": 1}) for family in range(20)]
    sent = [form(at, rating=5) for at in held[:14]]
    sent += [form(at, "caregiver", rating=1) for at in held[:14]]
    fully = {
        release(decided(facts(held, together=True), sent, seed), "families").counts[FULLY].low
        for seed in range(20)
    }
    assert len(fully) > 3


def test_together_a_family_is_asked_when_either_role_came() -> None:
    held = [meeting(family, came={"parent": 1}) for family in range(8)]
    held += [meeting(family, came={"caregiver": 1}) for family in range(5, 14)]
    sent = [form(at, "parent" if at.attendance["parent"] else "caregiver") for at in held]
    assert release(decided(facts(held, together=True), sent), "families").participation.base == 14


def test_a_family_whose_role_never_came_is_not_asked() -> None:
    held = [*meetings(14), meeting(14, came={"caregiver": 2})]
    decision = decided(facts(held), [form(at) for at in held[:10]])
    assert release(decision).participation == exactly(10, 14)


def test_nobody_asked() -> None:
    assert verdict(decided(facts([]), [])) == "nobody_asked"


def test_no_more_forms_of_a_meeting_and_role_than_people_came() -> None:
    held = [meeting(family, came={"parent": 2}) for family in range(14)]
    flood = [form(held[0], rating=1) for _ in range(30)]
    sent = [form(at) for at in held[1:]]
    kept = within_attendance(flood + sent, random.Random(0))
    assert len(kept) == 2 + 13
    assert sum(one.meeting.id == held[0].id for one in kept) == 2
    assert release(decided(facts(held), flood + sent)).participation.base == 14


def test_which_forms_are_within_attendance_is_drawn() -> None:
    held = meeting(0, came={"parent": 1})
    sent = [form(held, rating=rating) for rating in (1, 2, 3, 4, 5)]
    drawn = {
        within_attendance(sent, random.Random(seed))[0].answers.ratings["V1"] for seed in range(60)
    }
    assert drawn == {1, 2, 3, 4, 5}


def test_a_role_that_did_not_come_has_no_form() -> None:
    held = [*meetings(14), meeting(99, came={"caregiver": 1})]
    decision = decided(facts(held), [form(at) for at in held])
    assert release(decision).participation.base == 14


def test_forms_of_an_old_version_are_left_out() -> None:
    held = meetings(20)
    sent = [form(at) for at in held[:12]]
    old = [with_version(form(at), "parent-0") for at in held[12:]]
    assert release(decided(facts(held), sent + old)).participation == exactly(12, 20)
