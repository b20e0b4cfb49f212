"""Invented Active Community Teams: their rosters, their waves, and what they keep a record of."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis import Term, term_of
from sb_feedback.codes import CardCodes
from sb_feedback.demo import story
from sb_feedback.demo.people import invented_answers
from sb_feedback.demo.quarter import send_answers
from sb_feedback.jobs import planner_at
from sb_feedback.models import Mail, Priority, Seat, Site, SystemChange, Wave
from sb_feedback.models.outgoing import FAILED, SENT
from sb_feedback.models.team import SECTORS, SINGLE_USE
from sb_feedback.models.types import fixed_id
from sb_feedback.services.teams import MEMBER, found_team, team_at
from sb_feedback.services.waves import (
    change_opening,
    choose_door,
    find_wave,
    latest_opening,
    single_use_links,
)
from sb_feedback.workplace import Workplace

#: The present wave has been open for so long, where its quarter allows.
DAYS_OPEN = timedelta(days=3)


@dataclass(frozen=True)
class Teams:
    """The teams of the sites that are in the story."""

    place: Workplace
    today: date

    def found(self, first: Term) -> None:
        """Begin them in this quarter, each with its roster."""
        with self.place.db.write() as session:
            for team in _told(session):
                found_team(session, site_id=team.site_id, today=first.first_day)
                for number in range(team.members):
                    session.add(_seat(team, number, first.first_day))

    def play(self, number: int, quarter: Term) -> None:
        """Plan, open and answer the waves of a quarter; the present one up to today."""
        planner = planner_at(self.place)
        with self.place.db.write() as session:
            teams = _told(session)
            for team in teams:
                self._change_roster(session, team, number, quarter)
                if number == team.single_use_since:
                    at = team_at(session, team.site_id)
                    choose_door(session, planner.codes, at, SINGLE_USE, quarter.first_day)
        planner.keep_ready(quarter.first_day)
        if quarter.first_day <= self.today <= quarter.last_day:
            self._open_by_today(teams, quarter)
        for team in teams:
            wave = self._wave(team, quarter)
            opened = partial(_noon, wave.period.first_day)
            replace(planner, now=opened).keep_ready(wave.period.first_day)
            self._deliver(wave)
            self._answer(team, number, wave)

    def keep_records(self, session: Session, began: date) -> None:
        """Write down priorities and changes that have happened by today."""
        for team in _told(session):
            team_id = team_at(session, team.site_id).scope_id
            for told in story.PRIORITIES.get(team.site_id, ()):
                if began + timedelta(days=told.identified) <= self.today:
                    session.add(_priority(team_id, told, began, self.today))
            for change in story.CHANGES.get(team.site_id, ()):
                if began + timedelta(days=change.happened) <= self.today:
                    session.add(_change(team_id, change, began))

    def _change_roster(
        self, session: Session, team: story.SampleTeam, number: int, quarter: Term
    ) -> None:
        """One member leaves in every quarter and another joins: the roster stays as large."""
        if number > 0:
            leaver = session.get_one(Seat, _seat_id(team, number - 1))
            leaver.left_on = quarter.first_day
            session.add(_seat(team, team.members + number - 1, quarter.first_day))

    def _open_by_today(self, teams: Iterable[story.SampleTeam], quarter: Term) -> None:
        day = min(self.today - DAYS_OPEN, latest_opening(quarter))
        with self.place.db.write() as session:
            for team in teams:
                wave = find_wave(session, f"{team.site_id}-act", quarter.label)
                first = max(day, quarter.first_day)
                change_opening(session, wave, first, quarter.first_day)

    def _wave(self, team: story.SampleTeam, quarter: Term) -> Wave:
        with self.place.db.read() as session:
            return find_wave(session, f"{team.site_id}-act", quarter.label)

    def _deliver(self, wave: Wave) -> None:
        """The mail that was due by now went out; nobody has the last address any more."""
        with self.place.db.write() as session:
            due = select(Mail).where(
                Mail.period_id == wave.period_id, Mail.next_at <= _noon(self.today)
            )
            sent = list(session.scalars(due.order_by(Mail.seat_id)))
            for mail in sent:
                mail.state, mail.tries = SENT, 1
            if wave.door == SINGLE_USE:
                sent[-1].state, sent[-1].problem = FAILED, "550"

    def _answer(self, team: story.SampleTeam, number: int, wave: Wave) -> None:
        """Members answer in the first days; of the present wave only some have by now."""
        rng = random.Random(f"{story.SEED}|{team.site_id} ACT|{number}")
        asked = self.place.questionnaires[wave.period.questionnaires]
        present = wave.period.last_day >= self.today
        share = team.answers * (0.5 if present else 1.0)
        for link in self._links(team, wave):
            trend_at = max(number - 1, 0)
            answers = invented_answers(rng, asked, team.trend, trend_at)
            if rng.random() < share:
                send_answers(self.place, link, answers, wave.period.first_day)

    def _links(self, team: story.SampleTeam, wave: Wave) -> list[CardCodes]:
        codes = self.place.code_maker()
        if wave.door != SINGLE_USE:
            return [codes.shared(wave.period_id, MEMBER)] * team.members
        with self.place.db.write() as session:
            here = find_wave(session, wave.period.scope_id, term_of(wave.quarter, 3).label)
            opened_on = wave.period.first_day
            return single_use_links(session, codes, here, team.members, opened_on)


def _told(session: Session) -> list[story.SampleTeam]:
    sites = set(session.scalars(select(Site.id)))
    return [team for team in story.TEAMS if team.site_id in sites]


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _seat_id(team: story.SampleTeam, number: int) -> str:
    return fixed_id(f"seat {team.site_id} {number}")


def _seat(team: story.SampleTeam, number: int, joined_on: date) -> Seat:
    sector = SECTORS[number % len(SECTORS)]
    email = f"{sector.replace('_', '.')}.{number + 1}@{team.site_id}.example"
    return Seat(
        id=_seat_id(team, number),
        team_id=f"{team.site_id}-act",
        email=email,
        sector=sector,
        joined_on=joined_on,
    )


def _priority(team_id: str, told: story.SamplePriority, began: date, today: date) -> Priority:
    def day(number: int | None) -> date | None:
        found = None if number is None else began + timedelta(days=number)
        return found if found is not None and found <= today else None

    return Priority(
        id=fixed_id(f"{team_id} {told.what}"),
        team_id=team_id,
        what=told.what,
        who=told.who,
        identified_on=began + timedelta(days=told.identified),
        monitored_on=day(told.monitored),
        achieved_on=day(told.achieved),
        dropped_on=day(told.dropped),
    )


def _change(team_id: str, told: story.SampleChange, began: date) -> SystemChange:
    return SystemChange(
        id=fixed_id(f"{team_id} {told.what}"),
        team_id=team_id,
        kind=told.kind,
        what=told.what,
        happened_on=began + timedelta(days=told.happened),
    )
