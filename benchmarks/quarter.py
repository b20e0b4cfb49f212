"""A quarter of 2,000 sealed answers, ready to be closed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import insert

from analysis import term_of
from benchmarks.places import SITE, found, meeting_with_cards, settings_at
from forms import Answers
from sb_feedback.codes import CardCodes
from sb_feedback.demo.people import invented_answers
from sb_feedback.demo.story import Trend
from sb_feedback.models import Period, SealedAnswer
from sb_feedback.sealing import SealedForm
from sb_feedback.services.answering import new_number, open_code, seal_answer
from sb_feedback.services.meetings import Attendance
from sb_feedback.services.periods import ask_to_close, period_name, site_period_on
from sb_feedback.workplace import Workplace

ANSWERS = 2_000
_CAME = Attendance(parents=2, caregivers=2, professionals=4)
_TREND = Trend(0.55, 0.6)
_EACH = _CAME.parents + _CAME.caregivers + _CAME.professionals


def make_quarter(path: Path) -> str:
    """Fill the last quarter with meetings and answers; the id of its period."""
    place = Workplace(settings_at(path))
    day = term_of(place.clock.today(), 3).previous().first_day
    place = found(place.settings, day)
    rng = random.Random("a quarter")
    rows = [vars(form) for _ in range(ANSWERS // _EACH) for form in _meeting(place, rng, day)]
    with place.db.write() as session:
        session.execute(insert(SealedAnswer), rows)
        at = site_period_on(session, SITE, day)
        assert at is not None
        at.professionals = len(rows)
        period = session.get_one(Period, period_name(SITE, term_of(day, 3)))
        ask_to_close(period, today=period.last_day + timedelta(days=1))
    place.db.engine.dispose()
    return period.id


def _meeting(place: Workplace, rng: random.Random, day: date) -> Iterator[SealedForm]:
    _, sheets = meeting_with_cards(place, day, None, _CAME)
    for name in place.versions:
        asked = place.questionnaires[name]
        for card in sheets[asked.role]:
            yield sealed(place, card, day, invented_answers(rng, asked, _TREND, 0))


def sealed(place: Workplace, card: CardCodes, day: date, answers: Answers) -> SealedForm:
    """What is stored when a card is answered on this day."""
    with place.db.read() as session:
        _, survey = open_code(session, place.secret, card.qr, day)
    assert survey is not None
    slot_secret = place.slots.get(survey.key_id)
    assert slot_secret is not None
    return seal_answer(survey, slot_secret, new_number(place.secret, card.qr), answers.to_dict())
