"""A history to close: parents are released, caregivers wait, and the next period has begun."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from analysis import Term, term_of
from forms import Answers
from sb_feedback.codes import CardCodes
from sb_feedback.models import Meeting
from sb_feedback.services.answering import (
    OpenSurvey,
    Recorded,
    new_number,
    open_code,
    record_answer,
)
from sb_feedback.services.meetings import COLUMNS, Attendance, hold_meeting, print_cards
from sb_feedback.services.periods import key_name, period_name
from sb_feedback.workplace import Workplace
from tests.integration.noting import want_notes

SITE = "maple"
PARENTS, SILENT_PARENTS, CAREGIVERS, PROFESSIONALS = 16, 4, 7, 5
#: So many of the parents' families say "yes, fully" to the first question on all their forms.
FULLY = 8

#: So many families of parents write notes, which begin with these words.
WRITERS = 12
WRITTEN = "canary-of-a-note"

#: An answer as the closing must know it: meeting, role, and what was said.
Heard = tuple[str, str, str]


@dataclass(frozen=True)
class History:
    """What was told, and what closing its first period must leave."""

    term: Term
    #: Waiting answers, and those of the next period, that must lie under the next key.
    under_next_key: Counter[Heard]
    #: The notes that must leave the first closing.
    notes: Counter[str]
    #: A survey of the first period that nobody has answered yet.
    unanswered: OpenSurvey

    @property
    def period_id(self) -> str:
        """The period to close."""
        return period_name(SITE, self.term)

    @property
    def key_id(self) -> str:
        """Its key."""
        return key_name(SITE, self.term.first_day)

    @property
    def next_period_id(self) -> str:
        """The period after it."""
        return period_name(SITE, self.term.next())

    @property
    def next_key_id(self) -> str:
        """The key of the period after it."""
        return key_name(SITE, self.term.next().first_day)


@dataclass(frozen=True)
class Teller:
    """Holds meetings, hands out cards and sends answers through the services."""

    place: Workplace
    site: str = SITE

    def meet(self, session: Session, held_on: date, **came: int) -> Meeting:
        """A meeting of a new family: parents=1 and so on."""
        return hold_meeting(
            session,
            self.place.code_maker(),
            site_id=self.site,
            family_id=None,
            held_on=held_on,
            attendance=Attendance(**(dict.fromkeys(COLUMNS.values(), 0) | came)),
            languages=["en"],
        )

    def again(self, session: Session, meeting: Meeting, held_on: date, **came: int) -> Meeting:
        """One more meeting of the same family."""
        return hold_meeting(
            session,
            self.place.code_maker(),
            site_id=self.site,
            family_id=meeting.family_id,
            held_on=held_on,
            attendance=Attendance(**(dict.fromkeys(COLUMNS.values(), 0) | came)),
            languages=["en"],
        )

    def cards(self, session: Session, meeting: Meeting, role: str, number: int) -> list[CardCodes]:
        """Single-use cards of a meeting."""
        maker = self.place.code_maker()
        return print_cards(session, maker, meeting, role, number, meeting.held_on)

    def open(self, codes: CardCodes) -> OpenSurvey:
        """The survey that a card opens."""
        with self.place.db.read() as session:
            _, survey = open_code(session, self.place.secret, codes.qr, date.min)
        assert survey is not None
        return survey

    def send(self, survey: OpenSurvey, answers: Mapping[str, Any]) -> Recorded:
        """Send a form with a new one-time number."""
        number = new_number(self.place.secret, "any code")
        return record_answer(self.place.db, self.place.slots, survey, number, answers)


@dataclass(frozen=True)
class _Form:
    codes: CardCodes
    meeting_id: str
    role: str
    answers: dict[str, object]

    @property
    def heard(self) -> Heard:
        return self.meeting_id, self.role, as_text(self.answers)


def as_text(answers: Mapping[str, Any]) -> str:
    """Answers in a form that can be counted."""
    return json.dumps(answers, sort_keys=True)


def tell(place: Workplace) -> History:
    """16 of 20 families' parents answer with 1 to 3 forms; 7 families' caregivers with 2 each.

    Twelve of the 16 write a note on each of their forms, and all caregivers do.
    """
    teller, term = Teller(place), term_of(place.clock.today(), 3)
    want_notes(place)
    with place.db.write() as session:
        parents = _parents(teller, session, term)
        caregivers = _caregivers(teller, session, term)
        others = _professionals(teller, session, term)
        unanswered, *_ = _silent(teller, session, term)
        later = teller.meet(session, term.next().first_day, caregivers=1)
        began = _form(teller, session, later, "caregiver", {"V1": 3, "D2": 1})
    for form in (*parents, *caregivers, *others, began):
        assert teller.send(teller.open(form.codes), form.answers) is Recorded.THANKS
    return History(
        term=term,
        under_next_key=Counter(form.heard for form in (*caregivers, began)),
        notes=Counter(str(form.answers["n"]) for form in parents if "n" in form.answers),
        unanswered=teller.open(unanswered),
    )


def _form(
    teller: Teller,
    session: Session,
    meeting: Meeting,
    role: str,
    ratings: dict[str, int],
    note: str = "",
) -> _Form:
    (codes,) = teller.cards(session, meeting, role, 1)
    answers = Answers(ratings=ratings, help=("B01",), note=note)
    return _Form(codes, meeting.id, role, answers.to_dict())


def _parents(teller: Teller, session: Session, term: Term) -> list[_Form]:
    forms = []
    for number in range(PARENTS):
        ratings = {"V1": 5 if number < FULLY else 2, "R1": 1 + number % 5}
        meeting = teller.meet(session, term.first_day, parents=1)
        note = f"{WRITTEN} {number}" if number < WRITERS else ""
        forms.append(_form(teller, session, meeting, "parent", ratings, note))
        for again in range(number % 3):
            day = term.first_day + timedelta(days=again + 1)
            meeting = teller.again(session, meeting, day, parents=1)
            note = note and f"{note}, once more"
            forms.append(_form(teller, session, meeting, "parent", ratings, note))
    return forms


def _silent(teller: Teller, session: Session, term: Term) -> list[CardCodes]:
    meetings = [teller.meet(session, term.first_day, parents=1) for _ in range(SILENT_PARENTS)]
    return [teller.cards(session, meeting, "parent", 1)[0] for meeting in meetings]


def _caregivers(teller: Teller, session: Session, term: Term) -> list[_Form]:
    meetings = [teller.meet(session, term.first_day, caregivers=2) for _ in range(CAREGIVERS)]
    return [
        _form(
            teller,
            session,
            meeting,
            "caregiver",
            {"V1": rating, "V2": 1 + number % 5},
            f"{WRITTEN} while waiting {number}",
        )
        for number, meeting in enumerate(meetings)
        for rating in (1, 5)
    ]


def _professionals(teller: Teller, session: Session, term: Term) -> list[_Form]:
    meeting = teller.meet(session, term.first_day, professionals=PROFESSIONALS)
    return [
        _form(teller, session, meeting, "professional", {"V1": 4}) for _ in range(PROFESSIONALS)
    ]
