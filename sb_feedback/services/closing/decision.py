"""What a closing decides: pure, in memory, from opened forms and meetings.

Everyone counts once; a family batch that is too small waits, any other is dropped; only guarded
counts leave.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from analysis import MARGIN, Release, Tally, Term, asked_units, make_release, release_base
from analysis.waiting import LONGEST_WAIT
from sb_feedback.services.closing.document import Verdict, Wait
from sb_feedback.services.closing.facts import ROLES_OF, HeardForm, MeetingFacts, PeriodFacts
from sb_feedback.services.closing.notes import WrittenBatch, without_note


@dataclass
class Decision:
    """What leaves the closing."""

    releases: list[Release] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    waits: list[Wait] = field(default_factory=list)
    resealed: list[HeardForm] = field(default_factory=list)
    #: Every form of the right version, within attendance.
    accepted: list[HeardForm] = field(default_factory=list)
    #: The notes of each batch that is released.
    written: list[WrittenBatch] = field(default_factory=list)


@dataclass(frozen=True)
class FamilyBatch:
    """The families of one group since the batch began."""

    group: str
    since: date
    asked: int
    forms: dict[str, list[HeardForm]]

    @property
    def answered(self) -> int:
        """Families that sent at least one form."""
        return len(self.forms)

    def draw(self, rng: random.Random) -> list[HeardForm]:
        """One form of each family."""
        return [rng.choice(self.forms[family]) for family in sorted(self.forms)]


def decide(facts: PeriodFacts, forms: Iterable[HeardForm], rng: random.Random) -> Decision:
    """Release, wait or drop, for every group of the scope."""
    current = [form for form in forms if facts.versions.get(form.role) == form.questionnaire]
    kept = within_attendance(current, rng)
    decision = Decision(verdicts=list(_ended_waits(facts)), accepted=kept)
    for group in facts.family_groups:
        _decide_families(facts, family_batch(facts, group, kept), rng, decision)
    _decide_professionals(facts, kept, decision)
    return decision


def within_attendance(forms: Iterable[HeardForm], rng: random.Random) -> list[HeardForm]:
    """At most as many forms per meeting and role as people came, drawn at random."""
    by_place: dict[tuple[str, str], list[HeardForm]] = defaultdict(list)
    for form in forms:
        by_place[form.meeting.id, form.role].append(form)
    kept: list[HeardForm] = []
    for (_, role), sent in sorted(by_place.items(), key=lambda item: item[0]):
        places = sent[0].meeting.attendance[role]
        kept += sent if len(sent) <= places else rng.sample(sent, places)
    return kept


def family_batch(facts: PeriodFacts, group: str, forms: Iterable[HeardForm]) -> FamilyBatch:
    """Who was asked and who answered, over all periods of the batch."""
    wait = facts.waits.get(group)
    since = wait.since if wait and _goes_on(facts, wait) else facts.term.first_day
    answered: dict[str, list[HeardForm]] = defaultdict(list)
    for form in forms:
        if form.role in ROLES_OF[group] and form.meeting.term.first_day >= since:
            answered[form.meeting.family_id].append(form)
    asked = families_asked(facts, group, since)
    return FamilyBatch(group, since, max(asked, len(answered)), dict(answered))


def families_asked(facts: PeriodFacts, group: str, since: date) -> int:
    """M of a batch that began on this day: families with a meeting that this role attended.

    When a batch waits although enough were asked, everybody knows that fewer than the floor have
    answered. So those asked only until then count as one fewer than the floor at the most: with
    more, a reader could subtract and prove that everybody asked since has answered.
    """
    until_then: set[str] = set()
    after: set[str] = set()
    asked = 0
    for term in facts.terms_since(since):
        if asked >= facts.floor + MARGIN:
            until_then, after = until_then | after, set()
        after |= _families_met(facts, group, term)
        only_before = len(until_then - after)
        asked = asked_units(
            len(after), only_before, last_wait_was_large=bool(until_then), floor=facts.floor
        )
    return asked


def _families_met(facts: PeriodFacts, group: str, term: Term) -> set[str]:
    return {
        meeting.family_id
        for meeting in facts.meetings
        if meeting.term == term and meeting.came(ROLES_OF[group])
    }


def _goes_on(facts: PeriodFacts, wait: Wait) -> bool:
    same_version = wait.version == facts.instruments[wait.group].version
    return same_version and wait.group in facts.family_groups


def _ended_waits(facts: PeriodFacts) -> Iterator[Verdict]:
    """What waited under an older questionnaire, or in a group that is no longer made."""
    for wait in facts.waits.values():
        if not _goes_on(facts, wait):
            yield Verdict(wait.group, "old_version", wait.since)


def _decide_families(
    facts: PeriodFacts, batch: FamilyBatch, rng: random.Random, decision: Decision
) -> None:
    if batch.asked == 0:
        word = "nobody_asked"
    elif release_base(batch.answered, batch.asked, facts.floor) is not None:
        word = "released"
        _release(facts, batch.group, batch.draw(rng), batch.asked, batch.since, decision)
        decision.written.append(WrittenBatch.of(batch.forms.values()))
    elif _months(batch.since, facts.term.next().first_day) >= LONGEST_WAIT:
        word = "waited_too_long"
    else:
        word = "waits"
        _wait(facts, batch, decision)
    decision.verdicts.append(Verdict(batch.group, word, batch.since))


def _wait(facts: PeriodFacts, batch: FamilyBatch, decision: Decision) -> None:
    decision.waits.append(
        Wait(
            group=batch.group,
            since=batch.since,
            version=facts.instruments[batch.group].version,
            was_large=batch.asked >= facts.floor + MARGIN,
        )
    )
    forms = [form for sent in batch.forms.values() for form in sent]
    decision.resealed += forms if facts.notes else map(without_note, forms)


def _decide_professionals(facts: PeriodFacts, forms: list[HeardForm], decision: Decision) -> None:
    group = "professionals"
    meetings = [
        meeting
        for meeting in facts.meetings
        if meeting.term == facts.term and meeting.came(ROLES_OF[group])
    ]
    heard = [form for form in forms if form.role in ROLES_OF[group]]
    units = [form for form in heard if not form.answers.answered_before]
    asked = professionals_asked(facts, meetings)
    if not meetings:
        word = "nobody_asked"
    elif asked is None:
        word = "not_stated"
    elif release_base(len(units), max(asked, len(units)), facts.floor) is None:
        word = "too_few"
    else:
        word = "released"
        asked = max(asked, len(units))
        _release(facts, group, units, asked, facts.term.first_day, decision)
        again = [form for form in heard if form.answers.answered_before]
        decision.written.append(WrittenBatch.of([[unit] for unit in units], again))
    decision.verdicts.append(Verdict(group, word, facts.term.first_day))


def professionals_asked(facts: PeriodFacts, meetings: list[MeetingFacts]) -> int | None:
    """Different professionals as stated, at each site at least its largest meeting.

    None if a site that had meetings stated no number.
    """
    largest: dict[str, int] = defaultdict(int)
    for meeting in meetings:
        came = meeting.attendance["professional"]
        largest[meeting.site_id] = max(largest[meeting.site_id], came)
    asked = 0
    for site_id, most in largest.items():
        stated = facts.stated.get(site_id)
        if stated is None:
            return None
        asked += max(stated, most)
    return asked


def _release(
    facts: PeriodFacts,
    group: str,
    units: list[HeardForm],
    asked: int,
    since: date,
    decision: Decision,
) -> None:
    tally = Tally.of(facts.instruments[group], [unit.numbers for unit in units])
    release = make_release(
        tally,
        asked=asked,
        scope=facts.scope_id,
        group=group,
        terms=facts.terms_since(since),
        floor=facts.floor,
    )
    if release is None:
        raise AssertionError("a batch that may be released was refused by the guard")
    decision.releases.append(release)


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month
