"""A pool of two sites is treated as one: the numbers asked and answered are the pool's."""

from __future__ import annotations

from sb_feedback.services.closing.facts import HeardForm, MeetingFacts
from tests.unit.closing.cases import (
    decided,
    exactly,
    facts,
    form,
    meeting,
    quarter,
    release,
    verdict,
    wait,
)


def _at(site: str, families: int, at: int = 0, came: str = "parent") -> list[MeetingFacts]:
    return [meeting(family, at, came={came: 1}, site=site) for family in range(families)]


def _heard(held: list[MeetingFacts], role: str = "parent") -> list[HeardForm]:
    return [form(at, role) for at in held]


def test_two_sites_that_are_small_alone_release_together() -> None:
    held = _at("oak", 8) + _at("elm", 7)
    decision = decided(facts(held), _heard(held[:11]))
    assert release(decision).participation == exactly(11, 15)
    assert len(decision.releases) == 1


def test_families_of_two_sites_are_different_families() -> None:
    held = _at("oak", 10) + _at("elm", 10)
    assert release(decided(facts(held), _heard(held))).participation.base == 20


def test_a_pool_waits_as_one() -> None:
    held = _at("oak", 5) + _at("elm", 4)
    decision = decided(facts(held), _heard(held))
    assert verdict(decision) == "waits"
    assert len(decision.resealed) == 9
    later = _at("oak", 9, at=1)
    known = facts(held + later, at=1, waits=[wait(large=False)])
    assert release(decided(known, _heard(held + later))).participation.base == 13
    assert release(decided(known, _heard(held + later))).terms == (quarter(0), quarter(1))


def test_the_numbers_of_professionals_are_added() -> None:
    held = _at("oak", 6, came="professional") + _at("elm", 6, came="professional")
    stated = {"oak": 9, "elm": 8}
    decision = decided(facts(held, stated=stated), _heard(held, "professional"))
    assert release(decision, "professionals").participation == exactly(12, 17)


def test_the_largest_meeting_counts_at_each_site() -> None:
    held = [
        meeting(0, came={"professional": 10}, site="oak"),
        meeting(0, came={"professional": 7}, site="elm"),
    ]
    sent = [form(held[0], "professional") for _ in range(9)]
    sent += [form(held[1], "professional") for _ in range(3)]
    decision = decided(facts(held, stated={"oak": 2, "elm": 8}), sent)
    assert release(decision, "professionals").participation == exactly(12, 18)


def test_a_site_that_states_no_number_holds_back_the_pool() -> None:
    held = _at("oak", 12, came="professional") + _at("elm", 1, came="professional")
    decision = decided(facts(held, stated={"oak": 20, "elm": None}), _heard(held, "professional"))
    assert verdict(decision, "professionals") == "not_stated"


def test_a_site_without_meetings_need_not_state_a_number() -> None:
    held = _at("oak", 12, came="professional")
    decision = decided(facts(held, stated={"oak": 20, "elm": None}), _heard(held, "professional"))
    assert release(decision, "professionals").participation == exactly(12, 20)
