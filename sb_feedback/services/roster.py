"""The roster of a team: seats by sector with an address, and nothing else about a person."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from sb_feedback.db import hold_lock
from sb_feedback.models import Seat
from sb_feedback.models.team import MOST_MEMBERS
from sb_feedback.services.errors import NotAllowed, NotFound
from sb_feedback.services.paging import Page, paged
from sb_feedback.services.teams import roster_size

#: What a list can be put in order by, and what is shown first of it.
ORDERS = ("email", "sector", "joined", "left")


def seats_of(
    session: Session, team_id: str, *, words: str = "", order: str = "email", number: int = 1
) -> Page[Seat]:
    """Seats whose address or sector holds these words, twenty on a page."""
    wanted: list[ColumnElement[bool]] = [Seat.team_id == team_id]
    if words.strip():
        wanted.append(_holds(words.strip().lower()))
    return paged(session, select(Seat).where(*wanted).order_by(*_ordered(order)), number)


def _holds(words: str) -> ColumnElement[bool]:
    return or_(
        Seat.email.contains(words, autoescape=True), Seat.sector.contains(words, autoescape=True)
    )


def _ordered(order: str) -> list[ColumnElement[Any]]:
    columns: dict[str, list[ColumnElement[Any]]] = {
        "sector": [Seat.sector.expression],
        "joined": [Seat.joined_on.desc()],
        "left": [Seat.left_on.is_(None), Seat.left_on.desc()],
    }
    return [*columns.get(order, []), Seat.email.expression]


def find_seat(session: Session, team_id: str, seat_id: str) -> Seat:
    """A seat of this team; raise NotFound for any other."""
    seat = session.scalar(select(Seat).where(Seat.id == seat_id, Seat.team_id == team_id))
    if seat is None:
        raise NotFound
    return seat


def seat_with(session: Session, team_id: str, email: str) -> Seat | None:
    """The seat with this address, also one whose member has left."""
    return session.scalar(select(Seat).where(Seat.team_id == team_id, Seat.email == email))


def add_seat(session: Session, team_id: str, *, email: str, sector: str, joined_on: date) -> Seat:
    """A new member. An address that is on the roster is refused; there a member can rejoin."""
    hold_roster(session, team_id)
    if seat_with(session, team_id, email) is not None:
        raise NotAllowed("This address is on the roster already.")
    seat = Seat(team_id=team_id, email=email, sector=sector, joined_on=joined_on)
    session.add(seat)
    session.flush()
    check_size(session, team_id, joined_on)
    return seat


def change_seat(session: Session, seat: Seat, *, email: str, sector: str, joined_on: date) -> bool:
    """Put right what was typed; true if the address is another one now."""
    hold_roster(session, seat.team_id)
    other = seat_with(session, seat.team_id, email)
    if other is not None and other.id != seat.id:
        raise NotAllowed("Another member has this address.")
    if seat.left_on is not None and joined_on > seat.left_on:
        raise NotAllowed("This member left before that day. Let the member come back first.")
    moved = seat.email != email
    seat.email, seat.sector, seat.joined_on = email, sector, joined_on
    return moved


def leave(seat: Seat, day: date) -> None:
    """From this day on the person is no member."""
    if day < seat.joined_on:
        raise NotAllowed("A member cannot leave before the day of joining.")
    seat.left_on = day


def rejoin(session: Session, seat: Seat, day: date) -> None:
    """A member again: from this day on, or without a break where the day of leaving is not over."""
    hold_roster(session, seat.team_id)
    if seat.left_on is not None and seat.left_on < day:
        seat.joined_on = day
    seat.left_on = None
    session.flush()
    check_size(session, seat.team_id, day)


def hold_roster(session: Session, team_id: str) -> None:
    """Let nobody else change who is on the roster until the transaction ends."""
    hold_lock(session, f"roster of {team_id}", shared=False)


def check_size(session: Session, team_id: str, day: date) -> None:
    """Refuse a roster that is larger than a wave can count."""
    if roster_size(session, team_id, day) > MOST_MEMBERS:
        raise NotAllowed("A roster has at most %(most)s members.", most=MOST_MEMBERS)
