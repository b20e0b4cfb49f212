"""What a closing gives to the state's pool."""

from __future__ import annotations

import random
from dataclasses import replace

from analysis import Instrument
from forms import Answers, load_all
from sb_feedback.models.scope import TEAM
from sb_feedback.services.closing.facts import HeardForm, MeetingFacts
from sb_feedback.services.closing.pool.contributing import (
    Contribution,
    contribution_of,
)
from sb_feedback.services.closing.reading import _language
from sb_feedback.services.closing.wave import decide_wave
from tests.unit.closing.cases import (
    decided,
    facts,
    form,
    meeting,
    quarter,
    with_version,
)

LANGUAGES = ("en", "es")
ALL = {"parent": 1, "caregiver": 1, "professional": 2}


def test_every_accepted_form_is_in_it_and_no_other() -> None:
    met = [meeting(family, came=ALL) for family in range(4)]
    sent = [form(one) for one in met for _ in range(2)]
    sent.append(with_version(form(met[0], "caregiver"), "caregiver-0"))
    sent += [form(met[0], "professional"), form(met[1], "professional", before=True)]
    known = facts(met)
    given = contribution_of(known, decided(known, sent).accepted)
    tallies = {group: tally for (group, _), tally in given.sums.tallies.items()}
    assert {group: tally.forms for group, tally in tallies.items()} == {
        "parents": 4,
        "caregivers": 0,
        "professionals": 2,
    }
    assert tallies["parents"].units == 4
    assert tallies["professionals"].units == 1
    (gap,) = given.sums.gaps.values()
    assert gap.scales["voice"].by_family.clusters == 2
    assert given.last_day == quarter(0).last_day


def test_what_an_earlier_closing_heard_is_left_out() -> None:
    met = [meeting(family, came=ALL) for family in range(3)]
    sent = [form(met[0]), *(replace(form(one), heard_before=True) for one in met[1:])]
    known = facts(met)
    given = contribution_of(known, decided(known, sent).accepted)
    assert given.sums.tallies["parents", "parent-1"].forms == 1
    assert decided(known, sent).accepted != []


def test_families_counted_together_have_no_gap() -> None:
    met = [meeting(1, came=ALL)]
    known = facts(met, together=True)
    sent = [form(met[0], role) for role in ALL]
    given = contribution_of(known, decided(known, sent).accepted)
    assert {group for group, _ in given.sums.tallies} == {"families", "professionals"}
    assert given.sums.gaps == {}


def test_languages_are_counted_where_the_box_says_them() -> None:
    met = [meeting(family) for family in range(3)]
    known = replace(facts(met), languages={"parents": LANGUAGES})
    sent = [replace(form(one), language=code) for one, code in zip(met, ("es", "en", None))]  # noqa: B905
    given = contribution_of(known, decided(known, sent).accepted)
    assert given.sums.tallies["parents", "parent-1"].languages == {"en": 1, "es": 1}


def test_each_member_of_a_wave_is_a_cluster_and_the_wave_is_the_meeting() -> None:
    wave = MeetingFacts("wave", "maple", "wave", quarter(0), {"member": 4})
    asked = Instrument("act-member-1", {"trust": ("T1", "T2")})
    known = replace(
        facts([wave]), kind=TEAM, versions={"member": asked.version}, instruments={"act": asked}
    )
    sent = [
        HeardForm(wave, "member", asked.version, Answers(ratings={"T1": rating, "T2": 5}))
        for rating in (3, 4, 5)
    ]
    given = contribution_of(known, decide_wave(known, sent, random.Random(1)).accepted)
    tally = given.sums.tallies["act", "act-member-1"]
    assert (tally.forms, tally.units, tally.sites) == (3, 3, frozenset({"maple"}))
    assert tally.scales["trust"].by_family.clusters == 3
    assert tally.scales["trust"].by_meeting.clusters == 1
    assert given.sums.gaps == {}


def test_bytes_and_back() -> None:
    met = [meeting(family, came=ALL) for family in range(3)]
    known = facts(met)
    sent = [form(one, role) for one in met for role in ALL]
    given = contribution_of(known, decided(known, sent).accepted)
    assert Contribution.from_bytes(given.to_bytes()) == given


def test_a_box_without_a_language_is_read_as_none() -> None:
    asked = load_all()["ftm-parent-1"]
    for content in ({}, {"language": None}, {"language": 7}, {"language": "xx"}):
        assert _language(content, asked) is None
    assert _language({"language": "es"}, asked) == "es"
