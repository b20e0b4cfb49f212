"""Invented histories: closing after closing in memory, with what waits carried along."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import count

from sb_feedback.services.closing.decision import Decision, decide
from sb_feedback.services.closing.document import Wait
from sb_feedback.services.closing.facts import ROLES_OF, HeardForm, MeetingFacts, PeriodFacts
from tests.unit.closing.cases import facts, form, meeting


@dataclass(frozen=True)
class Visit:
    """One meeting of a family: who came, and the ratings on the forms that were sent."""

    family: int
    came: dict[str, int]
    sent: dict[str, tuple[int, ...]]


@dataclass(frozen=True)
class Batch:
    """What one closing decided for one group, and whom that concerns."""

    word: str
    #: Meetings of all its periods that this group's roles attended.
    meetings: list[MeetingFacts]
    #: The forms of each family that answered.
    forms: dict[str, list[HeardForm]]

    def asked(self, after: date = date.min, until: date = date.max) -> set[str]:
        """Families that were asked in periods that began after one day and until another."""
        return {one.family_id for one in self.meetings if after < one.term.first_day <= until}


@dataclass(frozen=True)
class Closing:
    """What one closing knew, heard and decided."""

    facts: PeriodFacts
    forms: list[HeardForm]
    decision: Decision

    def batch(self, group: str) -> Batch:
        """The batch of a group that this closing decided."""
        (word, since) = next(
            (one.word, one.since) for one in self.decision.verdicts if one.group == group
        )
        roles = ROLES_OF[group]
        forms: dict[str, list[HeardForm]] = defaultdict(list)
        for one in self.forms:
            if one.role in roles:
                forms[one.meeting.family_id].append(one)
        inside = [one for one in self.facts.meetings if one.term.first_day >= since]
        return Batch(word, [one for one in inside if one.came(roles)], dict(forms))


#: The name of the family that a visit counts for; the number is the visit's.
FamilyOf = Callable[[Visit, int], object]


def its_family(visit: Visit, _number: int) -> object:
    """As it is."""
    return visit.family


def play(
    quarters: Iterable[Iterable[Visit]],
    *,
    rng: random.Random,
    together: bool = False,
    family_of: FamilyOf = its_family,
) -> list[Closing]:
    """Close quarter after quarter, as the closing protocol does with rows and boxes."""
    closings: list[Closing] = []
    waits: Iterable[Wait] = ()
    held: list[MeetingFacts] = []
    waiting: list[HeardForm] = []
    numbers = count()
    for at, visits in enumerate(quarters):
        forms = list(waiting)
        for visit in visits:
            held.append(meeting(family_of(visit, next(numbers)), at, visit.came))
            forms += _sent(visit, held[-1])
        known = facts(held, at, together=together, waits=waits)
        decision = decide(known, forms, rng)
        closings.append(Closing(known, forms, decision))
        waits, waiting = decision.waits, decision.resealed
        since = min((wait.since for wait in waits), default=None)
        held = [one for one in held if since is not None and one.term.first_day >= since]
    return closings


def _sent(visit: Visit, at: MeetingFacts) -> list[HeardForm]:
    return [form(at, role, rating) for role, ratings in visit.sent.items() for rating in ratings]


@dataclass(frozen=True)
class Site:
    """A site's habits: how many families meet how often, who answers, and how."""

    families: int
    met: float
    again: float
    answers: float
    fully: float
    bursts: bool = False


def invent(site: Site, quarters: int, rng: random.Random) -> list[list[Visit]]:
    """A history of this site; a site with bursts has full quarters and nearly empty ones."""
    history = []
    for _ in range(quarters):
        met, answers = site.met, site.answers
        if site.bursts and rng.random() < 0.7:
            met, answers = rng.choice((0.05, 0.1, 0.2)), rng.choice((site.answers, 1.0))
        visits = [
            _visit(family, answers, site.fully, rng)
            for family in range(site.families)
            if rng.random() < met
            for _ in range(1 + (rng.random() < site.again) + (rng.random() < site.again / 2))
        ]
        history.append(visits)
    return history


def _visit(family: int, answers: float, fully: float, rng: random.Random) -> Visit:
    came = {"parent": rng.choice((1, 1, 1, 2, 0)), "caregiver": rng.choice((0, 0, 1))}
    sent = {
        role: tuple(
            5 if rng.random() < fully else rng.choice((2, 4))
            for _ in range(number)
            if rng.random() < answers
        )
        for role, number in came.items()
    }
    return Visit(family, came, sent)
