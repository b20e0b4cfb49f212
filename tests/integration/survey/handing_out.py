"""Cards as a coordinator hands them out, and what is kept afterwards."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nacl.public import PrivateKey
from sqlalchemy import select, text

from sb_feedback.clock import Clock
from sb_feedback.codes import CardCodes
from sb_feedback.db import Base
from sb_feedback.models import Meeting, SealedAnswer, SitePeriod
from sb_feedback.opening import open_sealed
from sb_feedback.services.meetings import Attendance, hold_meeting, print_cards
from sb_feedback.workplace import Workplace

ROLES = ("parent", "caregiver", "professional")
MEMBER = "member"
Row = tuple[object, ...]


@dataclass(frozen=True)
class Hand:
    """The cards of one meeting held today."""

    place: Workplace
    meeting: Meeting

    def shared(self, role: str = "parent") -> CardCodes:
        """The code for a screen or a chat."""
        return self.place.code_maker().shared(self.meeting.id, role)

    def single(self, role: str = "parent") -> CardCodes:
        """A printed card for one person; a member of a team gets a link with the same codes."""
        place = self.place
        with place.db.write() as session:
            meeting = session.merge(self.meeting, load=False)
            made = print_cards(session, place.code_maker(), meeting, role, 1, place.clock.today())
        return made[0]


def hold_a_meeting(place: Workplace) -> Hand:
    """A meeting with everybody."""
    with place.db.write() as session:
        meeting = hold_meeting(
            session,
            place.code_maker(),
            site_id="maple",
            family_id=None,
            held_on=place.clock.today(),
            attendance=Attendance(parents=2, caregivers=1, professionals=5),
            languages=("en", "es"),
        )
        session.refresh(meeting, ["period", "family"])
    return Hand(place, meeting)


def move_ahead(place: Workplace, days: int) -> None:
    """Let days pass."""
    ahead = (place.clock.today() - Clock(place.settings.zone).today()).days + days
    vars(place)["clock"] = Clock(place.settings.zone, lambda: ahead)


def opened_boxes(place: Workplace) -> list[dict[str, Any]]:
    """What is inside every box, read with the closing job's keys."""
    with place.db.read() as session:
        rows = session.execute(
            select(SealedAnswer.key_id, SealedAnswer.box, SitePeriod.public_key).join(
                SitePeriod, SitePeriod.key_id == SealedAnswer.key_id
            )
        ).all()
    return [_opened(place.keys.require(key_id, public), box) for key_id, box, public in rows]


def _opened(key: PrivateKey, box: bytes) -> dict[str, Any]:
    content = open_sealed(key, box)
    return content | open_sealed(key, base64.b64decode(content.pop("stub")))


def all_tables(place: Workplace) -> Mapping[str, list[Row]]:
    """Every row of every table, the schema's version included."""
    names = sorted([*Base.metadata.tables, "alembic_version"])
    with place.db.engine.connect() as connection:
        return {
            name: sorted(
                (_plain(row) for row in connection.execute(text(f"SELECT * FROM {name}"))),
                key=repr,
            )
            for name in names
        }


def _plain(row: Iterable[object]) -> Row:
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
