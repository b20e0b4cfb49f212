"""The wave of the largest team there can be, answered by everybody and ready to be closed."""

from __future__ import annotations

import random
from pathlib import Path

from sqlalchemy import insert

from analysis import term_of
from benchmarks.places import SITE, found, settings_at
from benchmarks.quarter import sealed
from sb_feedback.demo.people import invented_answers
from sb_feedback.demo.story import Trend
from sb_feedback.jobs import planner_at
from sb_feedback.models import SealedAnswer, Seat
from sb_feedback.models.team import MOST_MEMBERS
from sb_feedback.services.teams import MEMBER, found_team
from sb_feedback.services.waves import find_wave
from sb_feedback.workplace import Workplace


def make_wave(path: Path) -> str:
    """Fill the wave of the last quarter; the id of its period."""
    place = Workplace(settings_at(path))
    quarter = term_of(place.clock.today(), 3).previous()
    place = found(place.settings, quarter.first_day)
    with place.db.write() as session:
        team = found_team(session, site_id=SITE, today=quarter.first_day)
        for number in range(MOST_MEMBERS):
            email = f"member{number}@{SITE}.example"
            joined = quarter.first_day
            seat = Seat(team_id=team.scope_id, email=email, sector="provider", joined_on=joined)
            session.add(seat)
    planner_at(place).keep_ready(quarter.first_day)
    with place.db.read() as session:
        wave = find_wave(session, team.scope_id, quarter.label)
    planner_at(place).keep_ready(wave.period.first_day)
    _answer_all(place, wave.period_id, wave.period.questionnaires)
    place.db.engine.dispose()
    return wave.period_id


def _answer_all(place: Workplace, period_id: str, questionnaire: str) -> None:
    rng, trend = random.Random("a wave"), Trend(0.55, 0.6)
    asked, link = place.questionnaires[questionnaire], place.code_maker().shared(period_id, MEMBER)
    with place.db.write() as session:
        forms = [
            sealed(place, link, place.clock.today(), invented_answers(rng, asked, trend, 0))
            for _ in range(MOST_MEMBERS)
        ]
        session.execute(insert(SealedAnswer), [vars(form) for form in forms])
