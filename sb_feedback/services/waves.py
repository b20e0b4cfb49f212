"""Waves: planned for every quarter, opened by themselves, changed by the coordinator before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from analysis import Term, term_of
from sb_feedback.codes import CardCodes, code_hash, new_codes
from sb_feedback.db import hold_lock
from sb_feedback.models import Card, Period, Scope, SitePeriod, Team, Wave
from sb_feedback.models.period import OPEN
from sb_feedback.models.team import SHARED, SINGLE_USE
from sb_feedback.services.closing.one_closer import one_closer
from sb_feedback.services.errors import NotAllowed, NotFound
from sb_feedback.services.mailing.planning import invite
from sb_feedback.services.meetings import CodeMaker, add_shuffled
from sb_feedback.services.periods import KeyKeeper, key_name, period_name
from sb_feedback.services.site_help import confirmed_help, require_help
from sb_feedback.services.teams import MEMBER, roster_on

MONTHS = 3
DAYS_OPEN = 14
#: A team that begins during a quarter has at least so long to fill its roster.
DAYS_TO_PREPARE = 7
MONDAY = 0
A_YEAR = timedelta(days=366)


def usual_opening(quarter: Term) -> date:
    """The first Monday of the quarter's last month.

    Two months have passed that can be asked about, and a week is left to extend the 14 days.
    """
    last_month = quarter.last_day.replace(day=1)
    return last_month + timedelta(days=(MONDAY - last_month.weekday()) % 7)


def latest_opening(quarter: Term) -> date:
    """The last day of opening that leaves 14 days within the quarter."""
    return quarter.last_day - timedelta(days=DAYS_OPEN - 1)


def planned_opening(quarter: Term, today: date) -> date | None:
    """When a wave that is planned today opens; None if the quarter is too old for one."""
    day = usual_opening(quarter)
    if today > day:
        day = today + timedelta(days=DAYS_TO_PREPARE)
    return day if day <= latest_opening(quarter) else None


@dataclass(frozen=True)
class WavePlanner:
    """Makes waves with their keys ahead of time, and opens them; part of the closing job."""

    keeper: KeyKeeper
    codes: CodeMaker
    now: Callable[[], datetime]

    def keep_ready(self, today: date) -> None:
        """Have the present and the next wave of every team, and open those whose day has come."""
        with one_closer(self.keeper.db, self.keeper.keys), self.keeper.db.write() as session:
            self.keeper.keys.prepare()
            now = term_of(today, MONTHS)
            for team in session.scalars(select(Team)):
                for quarter in (now, now.next()):
                    self._ensure_wave(session, team, quarter, today)
            for wave in session.scalars(_begun_without_roster(today)):
                members = roster_on(session, wave.period.scope_id, wave.period.first_day)
                wave.roster = len(members)
                invite(session, wave, members, self.now())

    def _ensure_wave(self, session: Session, team: Team, quarter: Term, today: date) -> None:
        wave = session.get(Wave, period_name(team.scope_id, quarter)) or self._plan(
            session, team, quarter, today
        )
        if wave is None:
            return
        period = session.get_one(Period, wave.period_id)
        key_id = key_name(team.scope_id, quarter.first_day)
        self.keeper.ensure_part(session, period, team.site_id, key_id)
        if period.state == OPEN:
            keep_door(session, self.codes, wave)

    def _plan(self, session: Session, team: Team, quarter: Term, today: date) -> Wave | None:
        first_day = planned_opening(quarter, today)
        if first_day is None:
            return None
        period = Period(
            id=period_name(team.scope_id, quarter),
            scope_id=team.scope_id,
            questionnaires=self.codes.questionnaires[MEMBER],
            shares_with_state=session.get_one(Scope, team.scope_id).shares_with_state,
        )
        _open_from(period, first_day)
        wave = Wave(period_id=period.id, quarter=quarter.first_day, door=team.door, period=period)
        session.add(wave)
        session.flush()
        return wave


@dataclass(frozen=True)
class EndedWave:
    """What is left to say of a wave to somebody who comes too late."""

    site_id: str
    last_day: date


def waves_of(session: Session, team_id: str) -> list[Wave]:
    """The waves of a team with their periods, newest first."""
    waves = _waves().where(Period.scope_id == team_id)
    return list(session.scalars(waves.order_by(Period.first_day.desc())))


def find_wave(session: Session, team_id: str, label: str) -> Wave:
    """The wave of a team in the quarter with this label; raise NotFound if there is none."""
    for wave in waves_of(session, team_id):
        if Term(wave.quarter, MONTHS).label == label:
            return wave
    raise NotFound


def ended_wave(session: Session, codes: CodeMaker, code: str, today: date) -> EndedWave | None:
    """The wave of the last year whose shared link this was, once the wave is being closed.

    Its card is destroyed then; the link is derived anew, so that whoever kept it is told kindly.
    """
    of_last_year = _waves().where(
        Period.state != OPEN, Wave.door == SHARED, Wave.quarter > today - A_YEAR
    )
    for wave in session.scalars(of_last_year):
        link = codes.shared(wave.period_id, MEMBER)
        if code in (link.qr, link.typed):
            return EndedWave(_part(session, wave).site_id, wave.period.last_day)
    return None


def wave_at(session: Session, period_id: str) -> Wave:
    """The wave of this period, which must be there."""
    return session.scalars(_waves().where(Wave.period_id == period_id)).one()


def is_planned(wave: Wave, today: date) -> bool:
    """True before the wave opens: until then its day and its door can be changed."""
    return wave.period.state == OPEN and today < wave.period.first_day


def is_open(wave: Wave, today: date) -> bool:
    """True while the wave takes answers."""
    period = wave.period
    return period.state == OPEN and period.first_day <= today <= period.last_day


def change_opening(session: Session, wave: Wave, day: date, today: date) -> None:
    """Open the wave on another day of its quarter, today at the earliest."""
    hold_lock(session, wave.period_id, shared=False)
    if not is_planned(wave, today):
        raise NotAllowed("This wave has opened, so its first day is final.")
    first, last = openings(wave, today)
    if not first <= day <= last:
        raise NotAllowed("Choose a day from %(first)s to %(last)s.", first=first, last=last)
    _open_from(wave.period, day)


def openings(wave: Wave, today: date) -> tuple[date, date]:
    """The first and the last day on which a planned wave could open."""
    quarter = Term(wave.quarter, MONTHS)
    return max(today, quarter.first_day), latest_opening(quarter)


def extend(session: Session, wave: Wave, last_day: date, today: date) -> None:
    """Keep a wave open for longer, up to the end of its quarter."""
    hold_lock(session, wave.period_id, shared=False)
    if not is_open(wave, today):
        raise NotAllowed("Only a wave that is open can be extended.")
    end = Term(wave.quarter, MONTHS).last_day
    if not wave.period.last_day < last_day <= end:
        raise NotAllowed("Choose a later day, until %(last)s.", last=end)
    _open_until(wave.period, last_day)


def choose_door(session: Session, codes: CodeMaker, team: Team, door: str, today: date) -> None:
    """Let members of the waves that have not opened yet come in by this door."""
    team.door = door
    for wave in waves_of(session, team.scope_id):
        if is_planned(wave, today):
            wave.door = door
            keep_door(session, codes, wave)


def keep_door(session: Session, codes: CodeMaker, wave: Wave) -> None:
    """Have the one link of a shared door, once help lines stand behind it; no other has one."""
    hold_lock(session, f"door of {wave.period_id}", shared=False)
    link = codes.shared(wave.period_id, MEMBER)
    card = session.get(Card, code_hash(codes.secret, link.qr))
    part = _part(session, wave)
    if wave.door == SHARED and card is None and confirmed_help(session, part.site_id):
        session.add(_card(codes, link, wave, part, shared=True))
    elif wave.door != SHARED and card is not None:
        session.delete(card)  # before the wave has opened: nobody has answered with it
    session.flush()


def single_use_links(
    session: Session, codes: CodeMaker, wave: Wave, number: int, today: date
) -> list[CardCodes]:
    """New links for so many members, stored as hashes; they are returned once and kept nowhere."""
    if wave.door != SINGLE_USE or not is_open(wave, today):
        raise NotAllowed("This wave gives out no links of one's own now.")
    part = _part(session, wave)
    require_help(session, part.site_id)
    made = [new_codes() for _ in range(number)]
    rows = [_card(codes, one, wave, part, shared=False) for one in made]
    _give_one_stub(session, rows)
    add_shuffled(session, rows)
    return made


def has_door(session: Session, codes: CodeMaker, wave: Wave) -> bool:
    """True if a link of this wave can be handed out: help lines stand behind it."""
    if wave.door == SHARED:
        link = codes.shared(wave.period_id, MEMBER)
        return session.get(Card, code_hash(codes.secret, link.qr)) is not None
    return confirmed_help(session, _part(session, wave).site_id) is not None


def _give_one_stub(session: Session, rows: Sequence[Card]) -> None:
    # Sealed twice, the same content looks different: in an opened box it would name its card.
    known = session.scalar(select(Card.stub).where(Card.key_id == rows[0].key_id).limit(1))
    for row in rows:
        row.stub = known or rows[0].stub


def _card(codes: CodeMaker, link: CardCodes, wave: Wave, part: SitePeriod, *, shared: bool) -> Card:
    # A card is never changed, and its wave can be extended up to the end of the quarter.
    end = Term(wave.quarter, MONTHS).last_day
    return codes.row(link, wave.period_id, MEMBER, part, expires_on=end, shared=shared)


def _part(session: Session, wave: Wave) -> SitePeriod:
    parts = select(SitePeriod).where(SitePeriod.period_id == wave.period_id)
    return session.scalars(parts).one()


def _open_from(period: Period, first_day: date) -> None:
    period.first_day = first_day
    _open_until(period, first_day + timedelta(days=DAYS_OPEN - 1))


def _open_until(period: Period, last_day: date) -> None:
    period.last_day, period.closes_on = last_day, last_day + timedelta(days=1)


def _waves() -> Select[Wave]:
    return (
        select(Wave)
        .join(Wave.period)
        .options(contains_eager(Wave.period).options(joinedload(Period.scope)))
    )


def _begun_without_roster(today: date) -> Select[Wave]:
    return _waves().where(Wave.roster.is_(None), Period.first_day <= today, Period.state == OPEN)
