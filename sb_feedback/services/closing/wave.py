"""What the closing of a team's wave reads and decides: released, or destroyed; nothing waits."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from analysis import Tally, make_release
from sb_feedback.models import Period, Wave
from sb_feedback.services.closing.decision import Decision, within_attendance
from sb_feedback.services.closing.document import Verdict
from sb_feedback.services.closing.facts import HeardForm, MeetingFacts, PeriodFacts
from sb_feedback.services.closing.notes import WrittenBatch
from sb_feedback.services.in_force import term_of_period
from sb_feedback.services.teams import GROUP, MEMBER, roster_size


def wave_asked(session: Session, period: Period) -> Iterator[MeetingFacts]:
    """The wave as the one occasion that all members were asked about."""
    roster = session.get_one(Wave, period.id).roster
    if roster is None:  # the job was away on the day of opening; seats say who was a member then
        roster = roster_size(session, period.scope_id, period.first_day)
    (part,) = period.site_periods
    yield MeetingFacts(
        id=period.id,
        site_id=part.site_id,
        family_id=period.id,
        term=term_of_period(period),
        attendance={MEMBER: roster},
    )


def decide_wave(facts: PeriodFacts, forms: Iterable[HeardForm], rng: random.Random) -> Decision:
    """Release what members answered, at most one answer for each of them; or drop it all.

    Answers beyond the roster are extra: which ones, is drawn at random.
    """
    (wave,) = facts.meetings
    asked = wave.attendance[MEMBER]
    units = within_attendance(
        (form for form in forms if facts.versions.get(form.role) == form.questionnaire), rng
    )
    release = make_release(
        Tally.of(facts.instruments[GROUP], [unit.numbers for unit in units]),
        asked=asked,
        scope=facts.scope_id,
        group=GROUP,
        terms=(facts.term,),
        floor=facts.floor,
    )
    word = "released" if release else "too_few" if asked else "nobody_asked"
    return Decision(
        releases=[release] if release else [],
        verdicts=[Verdict(GROUP, word, facts.term.first_day)],
        accepted=units,
        written=[WrittenBatch.of([unit] for unit in units)] if release else [],
    )
