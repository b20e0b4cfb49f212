"""Attack on everything that a site ever releases, by two families who know all their own forms.

A proof is what follows with certainty for all others: that all of them said yes, that none did,
or that all of them answered. Where it could be had from carried answers, the readers also know
the meetings of every period and that a batch which waited although enough were asked had fewer
than ten answers.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import pytest

from analysis import FLOOR, MARGIN, Condition, Kind, Release, Term, asked_units, guard
from sb_feedback.services.closing import decision
from sb_feedback.services.closing.facts import ROLES_OF, HeardForm, PeriodFacts
from tests.unit.closing.histories import (
    Batch,
    Closing,
    FamilyOf,
    Site,
    Visit,
    invent,
    its_family,
    play,
)

CONDITIONS = (Condition(Kind.FULLY, "V1"), Condition(Kind.MOSTLY, "V1"))
MEETS = {Kind.FULLY: 5, Kind.MOSTLY: 4}
QUARTERS = 8


@dataclass(frozen=True)
class Insider:
    """What a family knows of its own units: how many there are, and how many meet a condition."""

    units: int
    least: int
    most: int


def _insiders(forms: dict[str, list[HeardForm]], condition: Condition) -> Iterator[Insider]:
    """Families that answered; whoever answered nothing knows that one unit is missing."""
    units_of: dict[str, list[list[HeardForm]]] = {}
    for unit, sent in forms.items():
        # In a control a unit is a meeting: its name begins with its family's.
        units_of.setdefault(unit.partition("/")[0], []).append(sent)
    for units in units_of.values():
        meets = [{one.answers.ratings["V1"] >= MEETS[condition.kind] for one in u} for u in units]
        yield Insider(len(units), sum(m == {True} for m in meets), sum(True in m for m in meets))


def _coalitions(insiders: list[Insider], silent: int) -> set[tuple[Insider, ...]]:
    """All different pairs, single families and nobody; some asked families may be silent."""
    found = Counter(insiders)
    found[Insider(0, 0, 0)] = silent
    people = [who for who, number in found.items() for _ in range(min(2, number))]
    return {tuple(pair) for size in range(3) for pair in combinations(people, size)}


def _proves(release: Release, condition: Condition, who: tuple[Insider, ...]) -> bool:
    """Whether all others, or none of them, certainly meet the condition."""
    count, shown = release.counts[condition], release.participation
    silent = sum(insider.units == 0 for insider in who)
    answered = sum(insider.units for insider in who)
    others = min(shown.high, shown.base - silent) - answered
    least = count.low - sum(insider.most for insider in who)
    most = count.high - sum(insider.least for insider in who)
    return others > 0 and (least >= others or most <= 0)


def _figure_proofs(release: Release, batch: Batch) -> int:
    silent = release.participation.base - len(batch.forms)
    return sum(
        _proves(release, condition, who)
        for condition in CONDITIONS
        for who in _coalitions(list(_insiders(batch.forms, condition)), silent)
    )


def _most_carried(batch: Batch, among: set[str], large_waits: list[date]) -> int:
    """The most of these families that can have answered, for all that readers know."""
    carried, counted = 0, set[str]()
    for until in large_waits:
        done = {family for family in among if family not in batch.asked(after=until)}
        carried = min(FLOOR - 1, carried + len(done - counted))
        counted |= done
    return carried + len(among - counted)


def _participation_proofs(release: Release, batch: Batch, large_waits: list[date]) -> int:
    """Times after which all who were asked certainly answered, but for two who did not."""
    proofs = 0
    for day in (date.min, *(term.first_day for term in release.terms[:-1])):
        asked = batch.asked(after=day)
        before = batch.asked() - asked
        silent = min(2, len(asked - batch.forms.keys()))
        known = release.participation.low - _most_carried(batch, before, large_waits)
        proofs += len(asked) > silent and known >= len(asked) - silent
    return proofs


def _large_waits(closings: list[Closing], release: Release) -> list[date]:
    terms = {term.first_day for term in release.terms}
    return [
        closing.facts.term.first_day
        for closing in closings
        for wait in closing.decision.waits
        if wait.group == release.group and wait.was_large and closing.facts.term.first_day in terms
    ]


def _attacked(closings: list[Closing]) -> Counter[str]:
    """Releases, and the proofs that they give."""
    found: Counter[str] = Counter()
    for closing in closings:
        for release in closing.decision.releases:
            batch = closing.batch(release.group)
            found["releases"] += 1
            found["carried"] += len(release.terms) > 1
            found["figures"] += _figure_proofs(release, batch)
            large = _large_waits(closings, release)
            found["participation"] += _participation_proofs(release, batch, large)
    return found


def _any_site(rng: random.Random) -> Site:
    return Site(
        families=rng.randint(10, 40),
        met=rng.choice((0.5, 0.8, 1.0)),
        again=rng.choice((0.0, 0.5, 1.0)),
        answers=rng.choice((0.4, 0.6, 0.8, 0.95)),
        fully=rng.choice((0.05, 0.6, 0.9, 0.96)),
        bursts=rng.random() < 0.6,
    )


def _carrying_site(rng: random.Random) -> Site:
    """Full periods that just fail to release, and nearly empty ones after them."""
    families = rng.randint(14, 30)
    return Site(families, met=1.0, again=0.0, answers=8.5 / families, fully=0.6, bursts=True)


def _each_meeting(visit: Visit, number: int) -> object:
    return f"{visit.family}/{number}"


def _search(
    histories: int,
    site: Callable[[random.Random], Site],
    *,
    family_of: FamilyOf = its_family,
) -> Counter[str]:
    found: Counter[str] = Counter()
    for number in range(histories):
        rng = random.Random(number)
        visits = invent(site(rng), QUARTERS, rng)
        together = number % 3 == 0
        found += _attacked(play(visits, rng=rng, together=together, family_of=family_of))
    return found


@pytest.mark.parametrize(("site", "histories"), [(_any_site, 60), (_carrying_site, 100)])
def test_no_history_gives_a_proof(site: Callable[[random.Random], Site], histories: int) -> None:
    found = _search(histories, site)
    assert found["releases"] > histories
    assert found["carried"] > histories / 2
    assert (found["figures"], found["participation"]) == (0, 0)


@pytest.mark.deep
@pytest.mark.parametrize("site", [_any_site, _carrying_site])
def test_no_long_search_gives_a_proof(site: Callable[[random.Random], Site]) -> None:
    found = _search(3_000, site)
    assert found["releases"] > 5_000
    assert (found["figures"], found["participation"]) == (0, 0)


def test_a_unit_for_each_meeting_is_caught() -> None:
    assert _search(60, _any_site, family_of=_each_meeting)["figures"] > 0


def test_a_margin_of_two_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exact from 3 on instead of 4."""
    monkeypatch.setattr(guard, "MARGIN", MARGIN - 1)
    monkeypatch.setattr("analysis.release.MARGIN", MARGIN - 1)
    assert _search(60, _any_site)["figures"] > 0


def test_a_cap_that_is_lifted_by_a_small_wait_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine of those asked before count after a large wait, and all of them after a small one."""

    def last_wait_alone(facts: PeriodFacts, group: str, since: date) -> int:
        before, asked, day = set[str](), 0, since
        while day <= facts.term.first_day:
            held = [one for one in facts.meetings if one.came(ROLES_OF[group])]
            now = {one.family_id for one in held if one.term.first_day == day}
            large = asked >= FLOOR + MARGIN
            asked = asked_units(len(now), len(before - now), last_wait_was_large=large)
            before, day = before | now, Term(day, 3).next().first_day
        return asked

    monkeypatch.setattr(decision, "families_asked", last_wait_alone)
    assert _search(150, _carrying_site)["participation"] > 0
