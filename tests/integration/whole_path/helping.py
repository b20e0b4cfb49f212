"""Short cuts through the services, where a test is about something else than the way there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from forms import Answers
from sb_feedback.services.answering import new_number, open_code, record_answer
from sb_feedback.services.meetings import COLUMNS, Attendance, hold_meeting
from sb_feedback.workplace import Workplace
from tests.integration.whole_path.staff import PASSWORD

FULLY = dict.fromkeys(("V1", "V2", "V3", "R1", "R2", "R3", "D1", "D2", "D3"), 5)


def invite(place: Workplace, role: str, site: str | None) -> str:
    """Make an account; its address."""
    email = f"{role}@{site or 'state'}.example"
    with place.db.write() as session:
        place.accounts.add_user(
            session,
            email=email,
            password=PASSWORD,
            role=role,
            site_id=site,
            today=place.clock.today(),
        )
    return email


def meet(
    place: Workplace, site: str, day: date, came: Mapping[str, int], families: int = 1
) -> list[str]:
    """A meeting of so many new families, all alike: their ids."""
    attendance = Attendance(**{COLUMNS[role]: came.get(role, 0) for role in COLUMNS})
    with place.db.write() as session:
        return [
            hold_meeting(
                session,
                place.code_maker(),
                site_id=site,
                family_id=None,
                held_on=day,
                attendance=attendance,
                languages=("en", "es"),
            ).id
            for _ in range(families)
        ]


def say(
    place: Workplace, meeting_id: str, role: str, day: date, ratings: Mapping[str, int] = FULLY
) -> None:
    """An answer by the shared code of a meeting."""
    code = place.code_maker().shared(meeting_id, role).qr
    with place.db.read() as session:
        _, survey = open_code(session, place.secret, code, day)
    assert survey is not None
    said = Answers(ratings=ratings, help=("B01",)).to_dict()
    number = new_number(place.secret, code)
    assert record_answer(place.db, place.slots, survey, number, said) == "thanks"
