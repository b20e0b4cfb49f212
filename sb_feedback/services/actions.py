"""The action log of a Site Implementation Team: what will be done, by whom (a role), by when.

Lines are only ever added. A new state or a correction is a new line of the same action, and the
newest line is how it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from sb_feedback.db import hold_lock
from sb_feedback.models import ActionLine
from sb_feedback.models.action import OPEN
from sb_feedback.services.errors import NotAllowed, NotFound
from sb_feedback.services.paging import Page, paged


class ChangedMeanwhile(NotAllowed):
    """Somebody has written a line since this one was shown."""


@dataclass(frozen=True)
class Entry:
    """What a line says."""

    what: str
    who: str
    by_when: date
    state: str = OPEN
    #: What the team had picked, where the action belongs to it.
    improvement_id: str | None = None


@dataclass(frozen=True)
class Written:
    """When a line was written, and by somebody in which role."""

    day: date
    role: str


def actions_of(
    session: Session, site_id: str, number: int, state: str | None = None
) -> Page[ActionLine]:
    """Each action of a site as it stands now: those due first come first; a state or all."""
    wanted = _standing(site_id).order_by(ActionLine.by_when, ActionLine.id)
    return paged(session, wanted.where(ActionLine.state == state) if state else wanted, number)


def actions_for(session: Session, site_id: str, improvement_id: str) -> list[ActionLine]:
    """The actions of a site that belong to what was picked, as they stand now."""
    wanted = _standing(site_id).where(ActionLine.improvement_id == improvement_id)
    return list(session.scalars(wanted.order_by(ActionLine.by_when, ActionLine.id)))


def count_by_state(session: Session, site_id: str) -> dict[str, int]:
    """How many actions stand in each state."""
    standing = _standing(site_id).subquery()
    counted = select(standing.c.state, func.count()).group_by(standing.c.state)
    return {state: int(number) for state, number in session.execute(counted)}


def history_of(session: Session, site_id: str, action_id: str) -> list[ActionLine]:
    """Every line of an action, newest first; raise NotFound for another site's."""
    lines = session.scalars(
        select(ActionLine)
        .where(ActionLine.site_id == site_id, ActionLine.action_id == action_id)
        .order_by(ActionLine.number.desc())
    ).all()
    if not lines:
        raise NotFound
    return list(lines)


def add_action(
    session: Session, site_id: str, entry: Entry, written: Written, *, line_id: str
) -> bool:
    """Begin an action; the same form sent twice begins one. Returns whether it was new."""
    _hold(session, site_id)
    if session.get(ActionLine, line_id) is not None:
        return False
    session.add(_line(site_id, entry, written, line_id=line_id, action_id=line_id, number=1))
    return True


def add_line(
    session: Session,
    site_id: str,
    action_id: str,
    entry: Entry,
    written: Written,
    *,
    line_id: str,
    after: int,
) -> bool:
    """Say how an action stands now; the same form sent twice says it once.

    `after` is the number of the newest line that was seen: raise ChangedMeanwhile if there is
    another one. Returns whether anything was new.
    """
    _hold(session, site_id)
    newest = history_of(session, site_id, action_id)[0]
    if session.get(ActionLine, line_id) is not None or _says(newest) == entry:
        return False
    if newest.number != after:
        raise ChangedMeanwhile("Somebody has changed this action meanwhile.")
    number = newest.number + 1
    session.add(_line(site_id, entry, written, line_id=line_id, action_id=action_id, number=number))
    return True


def _says(line: ActionLine) -> Entry:
    return Entry(line.what, line.who, line.by_when, line.state, line.improvement_id)


def _standing(site_id: str) -> Select[ActionLine]:
    later = aliased(ActionLine)
    is_newest = ~(
        select(later.id)
        .where(later.action_id == ActionLine.action_id, later.number > ActionLine.number)
        .exists()
    )
    return select(ActionLine).where(ActionLine.site_id == site_id, is_newest)


def _line(
    site_id: str, entry: Entry, written: Written, *, line_id: str, action_id: str, number: int
) -> ActionLine:
    return ActionLine(
        id=line_id,
        action_id=action_id,
        number=number,
        site_id=site_id,
        improvement_id=entry.improvement_id,
        what=entry.what,
        who=entry.who,
        by_when=entry.by_when,
        state=entry.state,
        written_on=written.day,
        written_by=written.role,
    )


def _hold(session: Session, site_id: str) -> None:
    hold_lock(session, f"actions of {site_id}", shared=False)
