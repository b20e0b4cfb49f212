"""Whether the picked answer moved: between the releases before and since the start.

Made from guarded counts of releases that everybody can read; it never says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis import Release, findings
from analysis.finding import total_of
from analysis.reports.periods import release_period
from analysis.trends import BeforeAndSince, before_and_since
from analysis.wording import count_phrase
from sb_feedback.models import Improvement, Period, Scope
from sb_feedback.models.period import CLOSED, LOST
from sb_feedback.services.aims import Aim, aim_of
from sb_feedback.services.in_force import term_after, term_on
from sb_feedback.services.ledger import readable_releases
from sb_feedback.services.periods import DAYS_TO_CLOSE


@dataclass(frozen=True)
class Side:
    """The results on one side of the start, in words: "5 of 13", "January to March 2026"."""

    count: str
    period: str


@dataclass(frozen=True)
class Movement:
    """What was counted before and since the start, and the verdict of the numbers."""

    before: Side | None
    since: Side | None
    #: The judgement, once there is something on both sides.
    sentence: str | None
    #: What has to stand beside it.
    caution: str
    #: When the next results come that can tell.
    results_on: date


def movement_of(
    session: Session, improvement: Improvement, aim: Aim | None, language: str
) -> Movement:
    """How the picked answer moved; `aim` is None where no questionnaire in use has it."""
    condition = aim_of(improvement)
    counted = [
        one
        for one in readable_releases(session, improvement.scope_id)
        if one.group == improvement.questionnaire_group and condition in one.counts
    ]
    sides = before_and_since(counted, improvement.started_on) if counted else None
    before, since = sides or BeforeAndSince((), ())
    text = aim.words[language] if aim else condition.target
    found = findings.change(before, since, condition, text, language) if before and since else None
    return Movement(
        before=_side(before, improvement, language),
        since=_side(since, improvement, language),
        sentence=str(found) if found else None,
        caution=findings.caution(language),
        results_on=results_on(session, improvement),
    )


def results_on(session: Session, improvement: Improvement) -> date:
    """When the first period closes that lies since the start and is not closed yet."""
    scope = session.get_one(Scope, improvement.scope_id)
    since = session.scalars(
        select(Period)
        .where(Period.scope_id == scope.id, Period.first_day >= improvement.started_on)
        .order_by(Period.first_day)
    ).all()
    for period in since:
        if period.state not in (CLOSED, LOST):
            return period.closes_on
    day = since[-1].last_day if since else improvement.started_on
    coming = term_after(session, scope, term_on(session, scope, day))
    return coming.last_day + timedelta(days=DAYS_TO_CLOSE)


def _side(releases: tuple[Release, ...], improvement: Improvement, language: str) -> Side | None:
    if not releases:
        return None
    count = total_of(releases, aim_of(improvement))
    return Side(count_phrase(count, language), release_period(releases, language))
