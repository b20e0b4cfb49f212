"""Meetings: held by a coordinator, who gets codes to hand out."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from sb_feedback.codes import CardCodes, code_hash, new_codes, shared_codes
from sb_feedback.db import hold_lock
from sb_feedback.models import Card, Family, Meeting, Period, SitePeriod
from sb_feedback.models.period import OPEN
from sb_feedback.models.types import new_id
from sb_feedback.sealing import seal_stub
from sb_feedback.services.errors import NotAllowed, NotFound
from sb_feedback.services.family_names import free_family_name
from sb_feedback.services.periods import site_period_on
from sb_feedback.services.site_help import require_help

ROLES = ("parent", "caregiver", "professional")
#: Which count of a meeting belongs to which role.
COLUMNS = {"parent": "parents", "caregiver": "caregivers", "professional": "professionals"}
CARDS_PER_SHEET = 8
MOST_CARDS = 80
SUNDAY = 6
#: Cards work at least so long after their meeting.
CARD_DAYS = 14
# Asked for every sheet of cards: built once.
_SITE_PERIOD = select(SitePeriod).where(
    SitePeriod.period_id == bindparam("period"), SitePeriod.site_id == bindparam("site")
)


@dataclass(frozen=True)
class Attendance:
    """How many of each role came."""

    parents: int
    caregivers: int
    professionals: int


@dataclass(frozen=True)
class CodeMaker:
    """Makes card rows: knows the server secret and which questionnaire each role gets."""

    secret: bytes
    questionnaires: Mapping[str, str]

    def shared(self, about: str, role: str) -> CardCodes:
        """The shared code of a meeting or wave and a role."""
        return shared_codes(self.secret, about, role)

    def row(
        self,
        codes: CardCodes,
        about: str,
        role: str,
        at: SitePeriod,
        *,
        expires_on: date,
        shared: bool,
    ) -> Card:
        """The card row of these codes, about this meeting or wave."""
        return Card(
            code_hash=code_hash(self.secret, codes.qr),
            typed_hash=code_hash(self.secret, codes.typed),
            questionnaire=self.questionnaires[role],
            key_id=at.key_id,
            expires_on=expires_on,
            shared=shared,
            stub=seal_stub(at.public_key, about, role),
        )


def card_expiry(held_on: date) -> date:
    """The Sunday on or after the last day that is promised: people answer at weekends."""
    last = held_on + timedelta(days=CARD_DAYS)
    return last + timedelta(days=(SUNDAY - last.weekday()) % 7)


def is_new_meeting(session: Session, site_id: str, meeting_id: str) -> bool:
    """True if the meeting is not recorded yet; until the transaction ends nobody else can."""
    _hold_meetings(session, site_id)
    return session.get(Meeting, meeting_id) is None


def _hold_meetings(session: Session, site_id: str) -> None:
    """One at a time per site: a double click is one meeting, and no name is given out twice."""
    hold_lock(session, f"meetings of {site_id}", shared=False)


def hold_meeting(
    session: Session,
    makers: CodeMaker,
    *,
    site_id: str,
    family_id: str | None,
    held_on: date,
    attendance: Attendance,
    languages: Iterable[str],
    meeting_id: str | None = None,
) -> Meeting:
    """Record a meeting of a known family, or of a new one, and its shared codes.

    A meeting that has this id already is returned as it is: a form sent twice makes one meeting.
    """
    _hold_meetings(session, site_id)
    if meeting_id is not None and session.get(Meeting, meeting_id) is not None:
        return find_meeting(session, site_id, meeting_id)
    at = site_period_on(session, site_id, held_on)
    if at is None:
        raise NotAllowed(
            "There is no open period on %(day)s: check the date. A meeting can be added until its"
            " period is closed.",
            day=held_on,
        )
    meeting = Meeting(
        id=meeting_id or new_id(),
        site_id=site_id,
        period=at.period,
        family=_family(session, site_id, family_id),
        held_on=held_on,
        languages=" ".join(languages),
        **vars(attendance),
    )
    session.add(meeting)
    session.flush()
    add_shuffled(
        session,
        [
            _row(makers, makers.shared(meeting.id, role), meeting, role, at, shared=True)
            for role in ROLES
            if getattr(meeting, COLUMNS[role])
        ],
    )
    return meeting


def change_attendance(
    session: Session, makers: CodeMaker, meeting: Meeting, attendance: Attendance, today: date
) -> None:
    """Correct the counts, until the meeting's cards expire."""
    if meeting.period.state != OPEN or today > last_day_for_cards(meeting):
        raise NotAllowed("The cards of this meeting have ended, so its counts are final.")
    at = _site_period(session, meeting)
    for role, column in COLUMNS.items():
        newly_came = not getattr(meeting, column) and getattr(attendance, column)
        setattr(meeting, column, getattr(attendance, column))
        codes = makers.shared(meeting.id, role)
        if newly_came and session.get(Card, code_hash(makers.secret, codes.qr)) is None:
            session.add(_row(makers, codes, meeting, role, at, shared=True))


def print_cards(
    session: Session, makers: CodeMaker, meeting: Meeting, role: str, number: int, today: date
) -> list[CardCodes]:
    """Make single-use cards; their codes are returned once and kept nowhere."""
    if meeting.period.state != OPEN or today > last_day_for_cards(meeting):
        raise NotAllowed("This meeting's cards have ended. New cards come with the next meeting.")
    require_help(session, meeting.site_id)
    at = _site_period(session, meeting)
    made = [new_codes() for _ in range(min(number, MOST_CARDS))]
    rows = [_row(makers, codes, meeting, role, at, shared=False) for codes in made]
    add_shuffled(session, rows)
    return made


def last_day_for_cards(meeting: Meeting) -> date:
    """Until when the cards of a meeting open a survey."""
    return min(card_expiry(meeting.held_on), meeting.period.closes_on)


def find_meeting(session: Session, site_id: str, meeting_id: str) -> Meeting:
    """A meeting of this site; raise NotFound for any other."""
    meeting = session.scalar(
        select(Meeting)
        .options(joinedload(Meeting.family), joinedload(Meeting.period))
        .where(Meeting.id == meeting_id, Meeting.site_id == site_id)
    )
    if meeting is None:
        raise NotFound
    return meeting


def recent_meetings(session: Session, site_id: str) -> list[Meeting]:
    """The site's meetings that are still kept, newest first."""
    return list(
        session.scalars(
            select(Meeting)
            .join(Meeting.period)
            .options(joinedload(Meeting.family), joinedload(Meeting.period))
            .where(Meeting.site_id == site_id, Period.state == OPEN)
            .order_by(Meeting.held_on.desc(), Meeting.id)
        )
    )


def families_of(session: Session, site_id: str) -> list[Family]:
    """The site's families by generated name."""
    return list(
        session.scalars(select(Family).where(Family.site_id == site_id).order_by(Family.label))
    )


def _family(session: Session, site_id: str, family_id: str | None) -> Family:
    if family_id is not None:
        family = session.scalar(
            select(Family).where(Family.id == family_id, Family.site_id == site_id)
        )
        if family is None:
            raise NotFound
        return family
    taken = {family.label for family in families_of(session, site_id)}
    family = Family(site_id=site_id, label=free_family_name(taken))
    session.add(family)
    session.flush()
    return family


def _site_period(session: Session, meeting: Meeting) -> SitePeriod:
    where = {"period": meeting.period_id, "site": meeting.site_id}
    return session.scalars(_SITE_PERIOD, where).one()


def _row(
    makers: CodeMaker,
    codes: CardCodes,
    meeting: Meeting,
    role: str,
    at: SitePeriod,
    *,
    shared: bool,
) -> Card:
    expires_on = card_expiry(meeting.held_on)
    return makers.row(codes, meeting.id, role, at, expires_on=expires_on, shared=shared)


def add_shuffled(session: Session, rows: list[Card]) -> None:
    """Store cards in an order that nobody chose."""
    # The session writes rows of one kind in the order of adding.
    secrets.SystemRandom().shuffle(rows)
    session.add_all(rows)
    session.flush()
