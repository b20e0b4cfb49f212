"""Small made-up closings: meetings, forms, and the facts around them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import count

from analysis import Condition, GuardedCount, Instrument, Kind, Release, Term, joined
from forms import Answers
from sb_feedback.services.closing.decision import Decision, decide
from sb_feedback.services.closing.document import Wait
from sb_feedback.services.closing.facts import HeardForm, MeetingFacts, PeriodFacts

SCALES = {"voice": ("V1", "V2")}
BY_ROLE = {
    role: Instrument(f"{role}-1", SCALES) for role in ("parent", "caregiver", "professional")
}
INSTRUMENTS = {
    "parents": BY_ROLE["parent"],
    "caregivers": BY_ROLE["caregiver"],
    "families": joined(BY_ROLE["parent"], BY_ROLE["caregiver"]),
    "professionals": BY_ROLE["professional"],
}
FULLY = Condition(Kind.FULLY, "V1")
ONE_PARENT = {"parent": 1}

_numbers = count(1)


def quarter(number: int) -> Term:
    """Quarters count from the first of 2026, which is number 0."""
    return Term(date(2026 + number // 4, number % 4 * 3 + 1, 1), 3)


def meeting(
    family: object, at: int = 0, came: Mapping[str, int] = ONE_PARENT, site: str = "maple"
) -> MeetingFacts:
    """A meeting of a family in a quarter; one parent came unless told otherwise."""
    nobody = dict.fromkeys(BY_ROLE, 0)
    name = f"m{next(_numbers)}"
    return MeetingFacts(name, site, f"{site}-{family}", quarter(at), nobody | dict(came))


def meetings(number: int, at: int = 0, first: int = 0) -> list[MeetingFacts]:
    """One meeting, with one parent, of each of so many families."""
    return [meeting(family, at) for family in range(first, first + number)]


def form(
    at: MeetingFacts,
    role: str = "parent",
    rating: int = 5,
    *,
    before: bool | None = None,
    note: str = "",
) -> HeardForm:
    """A form from a meeting."""
    answers = Answers(ratings={"V1": rating}, answered_before=before, note=note)
    return HeardForm(at, role, BY_ROLE[role].version, answers)


def facts(
    held: Iterable[MeetingFacts],
    at: int = 0,
    *,
    together: bool = False,
    waits: Iterable[Wait] = (),
    stated: Mapping[str, int | None] | None = None,
    floor: int = 10,
    notes: bool = True,
) -> PeriodFacts:
    """What a closing of this quarter knows."""
    return PeriodFacts(
        scope_id="maple",
        term=quarter(at),
        together=together,
        versions={role: instrument.version for role, instrument in BY_ROLE.items()},
        instruments=INSTRUMENTS,
        meetings=tuple(held),
        stated=stated or {"maple": None},
        waits={wait.group: wait for wait in waits},
        floor=floor,
        notes=notes,
    )


def wait(group: str = "parents", since: int = 0, version: str = "", *, large: bool = True) -> Wait:
    """What an earlier closing left waiting."""
    return Wait(group, quarter(since).first_day, version or INSTRUMENTS[group].version, large)


def decided(known: PeriodFacts, forms: Iterable[HeardForm], seed: int = 0) -> Decision:
    """What the closing decides."""
    return decide(known, forms, random.Random(seed))


def verdict(decision: Decision, group: str = "parents") -> str:
    """The one word for a group."""
    (word,) = [found.word for found in decision.verdicts if found.group == group]
    return word


def release(decision: Decision, group: str = "parents") -> Release:
    """The one release of a group."""
    (found,) = [made for made in decision.releases if made.group == group]
    return found


def exactly(number: int, base: int) -> GuardedCount:
    """A count that is known."""
    return GuardedCount(number, number, base)


def with_version(sent: HeardForm, version: str) -> HeardForm:
    """The same form from another version of its questionnaire."""
    return replace(sent, questionnaire=version)
