"""What the pages of staff show of a team's waves; never a count of answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis import MARGIN, Term
from sb_feedback.models import Outcome, Team, Wave
from sb_feedback.models.team import SHARED
from sb_feedback.services.errors import NotFound
from sb_feedback.services.overview import AT_WORK, Stage, stage_of
from sb_feedback.services.teams import roster_size
from sb_feedback.services.waves import MONTHS, openings, waves_of


@dataclass(frozen=True)
class WaveView:
    """A wave as its team's coordinator sees it."""

    period_id: str
    quarter: Term
    first_day: date
    last_day: date
    #: The first and the last day on which it could open, while it is planned.
    openings: tuple[date, date]
    stage: Stage
    door: str
    #: On the roster when it opened; before that, as it would be if nobody else joined or left.
    members: int
    #: With fewer members, or fewer answers, nothing is released.
    least_members: int
    least_answers: int
    #: What the closing decided, in one word; None before it.
    verdict: str | None

    @property
    def label(self) -> str:
        """Its quarter, as in addresses."""
        return self.quarter.label

    @property
    def days(self) -> int:
        """How long it is open."""
        return (self.last_day - self.first_day).days + 1

    @property
    def is_planned(self) -> bool:
        """True until it opens."""
        return self.stage == Stage.PLANNED

    @property
    def is_open(self) -> bool:
        """True while it takes answers."""
        return self.stage == Stage.RUNNING

    @property
    def is_at_work(self) -> bool:
        """True while it is being closed."""
        return self.stage in AT_WORK

    @property
    def is_shared(self) -> bool:
        """True if everybody comes in by one link."""
        return self.door == SHARED

    @property
    def is_too_small(self) -> bool:
        """True if nothing can be released, whoever answers."""
        return self.members < self.least_members

    @property
    def can_be_longer(self) -> bool:
        """True if days of its quarter are left to extend it."""
        return self.is_open and self.last_day < self.quarter.last_day


def wave_views(session: Session, team: Team, today: date) -> list[WaveView]:
    """The waves of a team, oldest first."""
    return list(_views(session, team, today))


def wave_view(session: Session, team: Team, label: str, today: date) -> WaveView:
    """The wave of a quarter; raise NotFound if there is none."""
    for view in _views(session, team, today):
        if view.label == label:
            return view
    raise NotFound


def _views(session: Session, team: Team, today: date) -> Iterator[WaveView]:
    decided = select(Outcome).join(Wave, Wave.period_id == Outcome.period_id)
    verdicts = {one.period_id: one.verdict for one in session.scalars(decided)}
    for wave in reversed(waves_of(session, team.scope_id)):
        period = wave.period
        yield WaveView(
            period_id=wave.period_id,
            quarter=Term(wave.quarter, MONTHS),
            first_day=period.first_day,
            last_day=period.last_day,
            openings=openings(wave, today),
            stage=stage_of(period, today),
            door=wave.door,
            members=_members(session, wave),
            least_members=team.scope.floor + MARGIN,
            least_answers=team.scope.floor,
            verdict=verdicts.get(wave.period_id),
        )


def _members(session: Session, wave: Wave) -> int:
    if wave.roster is not None:
        return wave.roster
    return roster_size(session, wave.period.scope_id, wave.period.first_day)
