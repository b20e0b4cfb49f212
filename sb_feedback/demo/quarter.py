"""One quarter at one invented site: meetings, cards drawn, answers sent."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from analysis import Term
from forms import Answers
from sb_feedback.codes import CardCodes
from sb_feedback.demo.notes import InventedNotes
from sb_feedback.demo.people import family_language, invented_answers
from sb_feedback.demo.story import SEED, SampleSite
from sb_feedback.models import Family
from sb_feedback.models.types import fixed_id
from sb_feedback.services.answering import new_number, open_code, record_answer
from sb_feedback.services.family_names import TREES_AND_PLANTS
from sb_feedback.services.meetings import COLUMNS, ROLES, Attendance, hold_meeting, print_cards
from sb_feedback.services.periods import site_period_on, state_professionals
from sb_feedback.workplace import Workplace

#: Different professionals who work with the families of a site, and how many of them answer.
PROFESSIONALS = 26
PROFESSIONALS_ANSWER = 0.45


@dataclass
class Memory:
    """What is remembered of a site's period while it is played."""

    came: set[int] = field(default_factory=set)
    answered: set[int] = field(default_factory=set)


@dataclass
class SiteQuarter:
    """Plays one quarter of one site up to today."""

    place: Workplace
    site: SampleSite
    quarter: int
    term: Term
    today: date
    memory: Memory

    def __post_init__(self) -> None:
        self.rng = random.Random(f"{SEED}|{self.site.id}|{self.quarter}")
        # Apart, so that figures do not change with what is written.
        apart = random.Random(f"{SEED}|{self.site.id}|{self.quarter}|notes")
        self.notes = InventedNotes(apart, self.site.id, self.quarter)
        self.roles = {self.place.questionnaires[name].role: name for name in self.place.versions}

    def play(self) -> None:
        """Hold the quarter's meetings and send what people answer."""
        days = (self.term.last_day - self.term.first_day).days
        for family in self._families():
            for visit in range(1 + (self.rng.random() < self.site.meetings_each - 1)):
                day = self.term.first_day + timedelta(days=self.rng.randrange(days))
                if day <= self.today:
                    self._hold(family, visit, day)
        if self.site.states_professionals:
            self._state_professionals()

    def _families(self) -> list[str]:
        first = (self.quarter - self.site.since_quarter) * self.site.newcomers
        with self.place.db.write() as session:
            ids = []
            for number in range(first, first + self.site.families):
                ids.append(f"{self.site.id}-{number}")
                if session.get(Family, ids[-1]) is None:
                    session.add(Family(id=ids[-1], site_id=self.site.id, label=_label(number)))
        return ids

    def _hold(self, family_id: str, visit: int, day: date) -> None:
        staff = self.rng.sample(range(PROFESSIONALS), self.rng.randint(2, 4))
        came = Attendance(
            parents=1 + (self.rng.random() < 0.3),
            caregivers=int(self.rng.random() < 0.6),
            professionals=len(staff),
        )
        maker = self.place.code_maker()
        with self.place.db.write() as session:
            meeting = hold_meeting(
                session,
                maker,
                site_id=self.site.id,
                family_id=family_id,
                held_on=day,
                attendance=came,
                languages=("en", "es"),
                meeting_id=fixed_id(f"{family_id} {self.quarter} {visit}"),
            )
            sheets = {
                role: print_cards(session, maker, meeting, role, getattr(came, COLUMNS[role]), day)
                for role in ROLES
                if getattr(came, COLUMNS[role])
            }
        self.memory.came.update(staff)
        language = family_language(family_id)
        for role in ("parent", "caregiver"):
            for codes in sheets.get(role, []):
                if self.rng.random() < self.site.answers:
                    self._answer(codes, role, day, language)
        for person, codes in zip(staff, sheets["professional"], strict=True):
            if self.rng.random() < PROFESSIONALS_ANSWER:
                before = person in self.memory.answered
                self._answer(codes, "professional", day, before=before)
                self.memory.answered.add(person)

    def _answer(
        self,
        codes: CardCodes,
        role: str,
        day: date,
        language: str = "en",
        *,
        before: bool = False,
    ) -> None:
        answers = invented_answers(
            self.rng,
            self.place.questionnaires[self.roles[role]],
            self.site.trend,
            self.quarter,
            answered_before=before,
        )
        answers = replace(answers, note=self.notes.one(language))
        send_answers(self.place, codes, answers, day, language)

    def _state_professionals(self) -> None:
        with self.place.db.write() as session:
            at = site_period_on(session, self.site.id, self.term.first_day)
            if at is not None:
                state_professionals(at, len(self.memory.came))


def send_answers(
    place: Workplace, codes: CardCodes, answers: Answers, day: date, language: str = "en"
) -> None:
    """Open the page of a code on this day, and send it."""
    with place.db.read() as session:
        _, survey = open_code(session, place.secret, codes.qr, day)
    if survey is not None:
        number = new_number(place.secret, codes.qr)
        record_answer(place.db, place.slots, survey, number, answers.to_dict(), language)


def _label(number: int) -> str:
    turn, place = divmod(number, len(TREES_AND_PLANTS))
    return TREES_AND_PLANTS[place] if turn == 0 else f"{TREES_AND_PLANTS[place]} {turn + 1}"
