"""Family batches that wait: how long, with which forms, and how many count as asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analysis import Release, Term
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
    wait,
    with_version,
)


@pytest.mark.parametrize(
    ("asked", "answered", "word"),
    [(13, 10, "released"), (13, 9, "waits"), (12, 12, "waits"), (12, 0, "waits"), (1, 0, "waits")],
)
def test_when_a_batch_is_released(asked: int, answered: int, word: str) -> None:
    held = meetings(asked)
    decision = decided(facts(held), [form(at) for at in held[:answered]])
    assert verdict(decision) == word
    assert len(decision.releases) == (word == "released")
    assert len(decision.waits) == (word == "waits")


def test_a_site_can_ask_for_more() -> None:
    held = meetings(20)
    sent = [form(at) for at in held[:11]]
    assert verdict(decided(facts(held), sent)) == "released"
    assert verdict(decided(facts(held, floor=12), sent)) == "waits"


def test_all_forms_of_a_waiting_batch_are_sealed_anew_and_are_in_no_total() -> None:
    held = [meeting(family, came={"parent": 2}) for family in range(9)]
    sent = [form(at, rating=rating) for at in held for rating in (2, 5)]
    decision = decided(facts(held), sent)
    assert sorted(map(id, decision.resealed)) == sorted(map(id, sent))
    assert decision.releases == []


def test_a_released_batch_leaves_nothing_waiting() -> None:
    held = meetings(14)
    decision = decided(facts(held), [form(at) for at in held])
    assert (decision.resealed, decision.waits) == ([], [])


def test_only_the_group_that_waits_is_sealed_anew() -> None:
    held = [meeting(family, came={"parent": 1, "caregiver": 1}) for family in range(14)]
    others = [form(at, "caregiver") for at in held[:3]]
    decision = decided(facts(held), [form(at) for at in held] + others)
    assert verdict(decision, "parents") == "released"
    assert verdict(decision, "caregivers") == "waits"
    assert sorted(map(id, decision.resealed)) == sorted(map(id, others))


def test_extra_forms_do_not_wait_either() -> None:
    held = meetings(5)
    decision = decided(facts(held), [form(held[0]) for _ in range(20)])
    assert len(decision.resealed) == 1


def test_a_wait_remembers_since_when_and_why() -> None:
    few_answered = decided(facts(meetings(13)), [])
    few_asked = decided(facts(meetings(12)), [])
    assert few_answered.waits == [wait("parents", since=0, large=True)]
    assert few_asked.waits == [wait("parents", since=0, large=False)]


def test_a_batch_covers_all_periods_since_it_waits() -> None:
    held = meetings(8) + meetings(6, at=1, first=8)
    decision = decided(facts(held, at=1, waits=[wait(large=False)]), [form(at) for at in held])
    assert release(decision).terms == (quarter(0), quarter(1))
    assert release(decision).participation.base == 14


def test_a_family_that_answered_in_both_periods_counts_once() -> None:
    held = meetings(9) + meetings(9, at=1)
    decision = decided(facts(held, at=1, waits=[wait(large=False)]), [form(at) for at in held])
    assert verdict(decision) == "waits"
    assert decision.waits == [wait("parents", since=0, large=False)]
    assert len(decision.resealed) == 18


def test_a_waiting_form_may_be_the_one_that_is_drawn() -> None:
    held = meetings(8) + meetings(14, at=1)
    sent = [form(at, rating=5 if at.term == quarter(0) else 1) for at in held]
    known = facts(held, at=1, waits=[wait(large=False)])
    shown = {tuple(release(decided(known, sent, seed)).counts.values()) for seed in range(40)}
    assert len(shown) > 1


def test_after_a_large_wait_at_most_nine_of_those_asked_before_count() -> None:
    held = meetings(15) + meetings(3, at=1, first=15)
    sent = [form(at) for at in held[:9]] + [form(at) for at in held[15:]]
    decision = decided(facts(held, at=1, waits=[wait()]), sent)
    assert verdict(decision) == "waits"
    more = meetings(4, at=1, first=18)
    decision = decided(facts(held + more, at=1, waits=[wait()]), sent)
    assert release(decision).participation.base == 3 + 4 + 9


def test_after_a_small_wait_all_of_them_count() -> None:
    held = meetings(12) + meetings(5, at=1, first=12)
    decision = decided(facts(held, at=1, waits=[wait(large=False)]), [form(at) for at in held[:11]])
    assert release(decision).participation == exactly(11, 17)


def test_a_family_asked_again_is_asked_once() -> None:
    # Nine wait; the same nine and four new ones are asked, and all thirteen answer.
    held = meetings(9) + meetings(13, at=1)
    sent = [form(at) for at in held]
    decision = decided(facts(held, at=1, waits=[wait(large=False)]), sent)
    assert release(decision).participation.base == 13


def test_of_those_asked_again_none_is_among_the_nine() -> None:
    held = meetings(20) + meetings(6, at=1)
    sent = [form(at) for at in held[:9]] + [form(at) for at in held[20:]]
    decision = decided(facts(held, at=1, waits=[wait()]), sent)
    assert verdict(decision) == "waits"
    assert decision.waits[0].was_large


def test_a_small_wait_after_a_large_one_does_not_lift_the_cap() -> None:
    # 30 asked and waiting: fewer than 10 answered. Then 1, then 3 asked. With M = 34, thirteen
    # answers would show that each of the last four answered.
    held = meetings(30) + meetings(1, at=1, first=30) + meetings(3, at=2, first=31)
    sent = [form(at) for at in held[:9]] + [form(at) for at in held[30:]]
    decision = decided(facts(held, at=2, waits=[wait(large=False)]), sent)
    assert release(decision).participation.base == 4 + 9
    assert not release(decision).participation.exact


def test_families_asked_in_every_period_since_a_large_wait_count_once() -> None:
    # 30 asked and waiting, then 3, then the same 3 and one more: thirteen at the most can have
    # answered, so "at least 13 of 16" would show that each of the four did.
    held = meetings(30) + meetings(3, at=1, first=30) + meetings(4, at=2, first=30)
    sent = [form(at) for at in held[:9]] + [form(at) for at in held[33:]]
    decision = decided(facts(held, at=2, waits=[wait(large=False)]), sent)
    assert release(decision).participation.base == 4 + 9


def test_a_family_that_answered_counts_as_asked_whatever_the_cap() -> None:
    # The site asked for 15 and then went back to 10: fourteen answers were waiting.
    held = meetings(20) + meetings(1, at=1, first=20)
    known = facts(held, at=1, waits=[wait()])
    assert release(decided(known, [form(at) for at in held[:14]])).participation.base == 14


def test_a_wait_ends_after_twenty_four_months() -> None:
    for last, word in ((6, "waits"), (7, "waited_too_long")):
        held = [at for number in range(last + 1) for at in meetings(1, at=number)]
        decision = decided(
            facts(held, at=last, waits=[wait(large=False)]), [form(at) for at in held]
        )
        assert verdict(decision) == word
        assert bool(decision.resealed) == bool(decision.waits) == (word == "waits")


def test_what_has_waited_too_long_is_still_released_if_it_can_be() -> None:
    held = [at for number in range(8) for at in meetings(2, at=number, first=2 * number)]
    known = facts(held, at=7, waits=[wait(large=False)])
    decision = decided(known, [form(at) for at in held])
    assert release(decision).participation.base == 16
    assert len(release(decision).terms) == 8


def test_what_waited_in_quarters_is_released_with_a_half_year() -> None:
    held = meetings(9, at=1) + [
        replace(at, term=Term(date(2026, 7, 1), 6)) for at in meetings(5, first=9)
    ]
    half = replace(
        facts(held, waits=[wait(since=1, large=False)]),
        term=Term(date(2026, 7, 1), 6),
        earlier={quarter(1).last_day: quarter(1)},
    )
    found = release(decided(half, [form(at) for at in held]))
    assert [term.label for term in found.terms] == ["2026-Q2", "2026-H2"]
    assert found.participation.base == 14
    assert Release.from_json(found.to_json()) == found


def test_a_new_version_ends_the_wait_with_notice() -> None:
    held = meetings(9) + meetings(14, at=1)
    old = [with_version(form(at), "parent-0") for at in held[:9]]
    known = facts(held, at=1, waits=[wait(version="parent-0")])
    decision = decided(known, old + [form(at) for at in held[9:]])
    assert [(one.word, one.since) for one in decision.verdicts if one.group == "parents"] == [
        ("old_version", quarter(0).first_day),
        ("released", quarter(1).first_day),
    ]
    assert release(decision).terms == (quarter(1),)
    assert release(decision).participation.base == 14
    assert decision.resealed == []


def test_a_new_version_of_one_role_ends_the_wait_of_the_families() -> None:
    """A form of the other role is of today's version, yet it belongs to the batch that ended."""
    both = {"parent": 1, "caregiver": 1}
    held = [meeting(family, came=both) for family in range(9)]
    now = [meeting(family, 1, came=both) for family in range(20, 34)]
    ended = wait("families", version="caregiver-0+parent-1")
    sent = [form(at) for at in held] + [form(at) for at in now]
    decision = decided(facts(held + now, at=1, together=True, waits=[ended]), sent)
    assert release(decision, "families").participation.base == 14
    assert release(decision, "families").terms == (quarter(1),)


def test_another_choice_ends_the_waits_of_the_groups_that_are_no_longer_made() -> None:
    held = meetings(9) + meetings(14, at=1, first=9)
    known = facts(held, at=1, together=True, waits=[wait("parents")])
    decision = decided(known, [form(at) for at in held])
    assert verdict(decision, "parents") == "old_version"
    assert release(decision, "families").participation.base == 14
    assert decision.resealed == []


def test_a_batch_goes_on_waiting_when_nobody_was_asked() -> None:
    held = meetings(9)
    decision = decided(facts(held, at=1, waits=[wait(large=False)]), [form(at) for at in held])
    assert decision.waits == [wait("parents", since=0, large=False)]
    assert len(decision.resealed) == 9


def test_the_next_batch_begins_after_a_release() -> None:
    held = meetings(14) + meetings(5, at=1)
    decision = decided(facts(held, at=1), [form(at) for at in held[14:]])
    assert decision.waits == [wait("parents", since=1, large=False)]
