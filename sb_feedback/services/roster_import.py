"""Importing members: what a file would change is told first, and written only as it was told."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from sb_feedback.models import Seat
from sb_feedback.models.team import MOST_MEMBERS
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.roster import check_size, hold_roster
from sb_feedback.services.roster_file import Fault, Problem, Row, as_csv


@dataclass(frozen=True)
class Plan:
    """What an import would do."""

    added: tuple[Row, ...]
    changed: tuple[Row, ...]
    unchanged: int
    #: Rows that do not fit to what the roster has.
    problems: tuple[Problem, ...]
    #: Members afterwards.
    members: int

    @property
    def does_something(self) -> bool:
        """True if anything would be written."""
        return bool(self.added or self.changed)

    @property
    def is_too_large(self) -> bool:
        """True if a wave could not count so many."""
        return self.members > MOST_MEMBERS

    @property
    def mark(self) -> str:
        """The same for two plans that write the same."""
        told = as_csv(sorted(self.added, key=_email)) + as_csv(sorted(self.changed, key=_email))
        return hashlib.sha256(told.encode()).hexdigest()


class PlanChanged(Exception):
    """The roster is not what it was when the plan was told."""


@dataclass(frozen=True)
class _Aim:
    """What a seat would be."""

    sector: str
    joined_on: date
    left_on: date | None

    def is_member(self, day: date) -> bool:
        return self.joined_on <= day and (self.left_on is None or self.left_on > day)


def plan_import(session: Session, team_id: str, rows: Sequence[Row], today: date) -> Plan:
    """Compare rows with the roster; whoever is not in the file stays as is."""
    seats = {seat.email: seat for seat in session.scalars(_all(team_id))}
    aims = {row: _aim(row, seats.get(row.email), today) for row in rows}
    good = {row: aim for row, aim in aims.items() if not _ends_too_early(aim)}
    members = {email for email, seat in seats.items() if _of(seat).is_member(today)}
    members |= {row.email for row, aim in good.items() if aim.is_member(today)}
    members -= {row.email for row, aim in good.items() if not aim.is_member(today)}
    known = {row: aim for row, aim in good.items() if row.email in seats}
    changed = tuple(row for row, aim in known.items() if aim != _of(seats[row.email]))
    return Plan(
        added=tuple(row for row in good if row.email not in seats),
        changed=changed,
        unchanged=len(known) - len(changed),
        problems=tuple(
            Problem(Fault.DAYS, row.number, "left", str(row.left))
            for row in rows
            if row not in good
        ),
        members=len(members),
    )


def carry_out(session: Session, team_id: str, rows: Sequence[Row], today: date, mark: str) -> Plan:
    """Write what was told; raise PlanChanged if it would be something else now."""
    hold_roster(session, team_id)
    plan = plan_import(session, team_id, rows, today)
    if not plan.does_something:
        return plan
    if plan.mark != mark:
        raise PlanChanged
    if plan.is_too_large:
        raise NotAllowed("A roster has at most %(most)s members.", most=MOST_MEMBERS)
    seats = {seat.email: seat for seat in session.scalars(_all(team_id))}
    for row in (*plan.added, *plan.changed):
        seat = seats.get(row.email)
        aim = vars(_aim(row, seat, today))
        if seat is None:
            session.add(Seat(team_id=team_id, email=row.email, **aim))
        else:
            for name, value in aim.items():
                setattr(seat, name, value)
    session.flush()
    check_size(session, team_id, today)
    return plan


def _email(row: Row) -> str:
    return row.email


def _all(team_id: str) -> Select[Seat]:
    return select(Seat).where(Seat.team_id == team_id)


def _of(seat: Seat) -> _Aim:
    return _Aim(seat.sector, seat.joined_on, seat.left_on)


def _aim(row: Row, seat: Seat | None, today: date) -> _Aim:
    if seat is None:
        return _Aim(row.sector, row.joined or row.left or today, row.left)
    came_back = row.left is None and seat.left_on is not None and seat.left_on <= today
    if came_back:
        return _Aim(row.sector, row.joined or today, None)
    return _Aim(row.sector, row.joined or seat.joined_on, row.left or seat.left_on)


def _too_early(row: Row) -> Problem:
    return Problem(Fault.DAYS, row.number, "left", str(row.left))


def _ends_too_early(aim: _Aim) -> bool:
    return aim.left_on is not None and aim.left_on < aim.joined_on
