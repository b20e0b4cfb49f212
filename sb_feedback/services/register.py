"""The register of a team: its shared priorities step by step, and the changes it has seen.

Every step has its day and can be taken back; what was printed in a report stays printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.reports.team import register as told
from sb_feedback.db import hold_lock
from sb_feedback.models import Priority, SystemChange
from sb_feedback.services.errors import NotAllowed, NotFound

Step = Literal["monitored", "achieved", "dropped"]
STEPS: tuple[Step, ...] = ("monitored", "achieved", "dropped")


@dataclass(frozen=True)
class Kept:
    """Everything on record, the newest first."""

    priorities: tuple[Priority, ...]
    changes: tuple[SystemChange, ...]

    @property
    def open(self) -> tuple[Priority, ...]:
        """The priorities that the team still works on."""
        return tuple(each for each in self.priorities if not is_ended(each))

    @property
    def ended(self) -> tuple[Priority, ...]:
        """The priorities that were achieved or given up."""
        return tuple(each for each in self.priorities if is_ended(each))


def register_of(session: Session, team_id: str) -> Kept:
    """The register of a team."""
    priorities = select(Priority).where(Priority.team_id == team_id)
    changes = select(SystemChange).where(SystemChange.team_id == team_id)
    return Kept(
        tuple(session.scalars(priorities.order_by(Priority.identified_on.desc(), Priority.id))),
        tuple(session.scalars(changes.order_by(SystemChange.happened_on.desc(), SystemChange.id))),
    )


def record_of(session: Session, team_id: str, day: date) -> told.Register:
    """The register as it stood at the end of a day, as a report prints it."""
    kept = register_of(session, team_id)
    return told.Register.as_of(
        day,
        [
            told.Priority(
                each.what,
                each.who,
                each.identified_on,
                each.monitored_on,
                each.achieved_on,
                each.dropped_on,
            )
            for each in reversed(kept.priorities)
        ],
        [
            told.Change(told.ChangeKind(each.kind), each.what, each.happened_on)
            for each in reversed(kept.changes)
        ],
    )


def identify(
    session: Session, team_id: str, *, entry_id: str, what: str, who: str, identified_on: date
) -> None:
    """Put a priority on record; a form sent twice puts it there once."""
    if _is_new(session, Priority, team_id, entry_id):
        session.add(
            Priority(id=entry_id, team_id=team_id, what=what, who=who, identified_on=identified_on)
        )


def take_step(session: Session, team_id: str, priority_id: str, step: Step, day: date) -> None:
    """Say that a priority is monitored, achieved or given up since a day.

    Raises NotAllowed for a day before its last step, and for one that has ended.
    """
    _hold(session, team_id)
    priority = find_priority(session, team_id, priority_id)
    if is_ended(priority):
        raise NotAllowed("This priority has ended. Take its last step back first.")
    if day < latest_step(priority):
        raise NotAllowed("This day is before the last step. Check it.")
    setattr(priority, f"{step}_on", day)


def take_back(session: Session, team_id: str, priority_id: str) -> Priority | None:
    """Take the last step of a priority back; one without a step is taken off the record.

    Returns what was taken off, so that it can be put back.
    """
    _hold(session, team_id)
    priority = find_priority(session, team_id, priority_id)
    taken = [step for step in STEPS if getattr(priority, f"{step}_on") is not None]
    if taken:
        setattr(priority, f"{taken[-1]}_on", None)
        return None
    session.delete(priority)
    return priority


def log_change(
    session: Session, team_id: str, *, entry_id: str, kind: str, what: str, happened_on: date
) -> None:
    """Put a change of policy, funding or infrastructure on record; sent twice, once."""
    if _is_new(session, SystemChange, team_id, entry_id):
        session.add(
            SystemChange(
                id=entry_id, team_id=team_id, kind=kind, what=what, happened_on=happened_on
            )
        )


def take_off(session: Session, team_id: str, change_id: str) -> SystemChange:
    """Take a change off the record; returns it, so that it can be put back."""
    change = session.get(SystemChange, change_id)
    if change is None or change.team_id != team_id:
        raise NotFound
    session.delete(change)
    return change


def find_priority(session: Session, team_id: str, priority_id: str) -> Priority:
    """A priority of this team; raise NotFound for another's."""
    priority = session.get(Priority, priority_id)
    if priority is None or priority.team_id != team_id:
        raise NotFound
    return priority


def latest_step(priority: Priority) -> date:
    """The day before which the next step of an open priority cannot be."""
    return max(priority.identified_on, priority.monitored_on or priority.identified_on)


def is_ended(priority: Priority) -> bool:
    """Whether a priority was achieved or given up."""
    return priority.achieved_on is not None or priority.dropped_on is not None


def _is_new(
    session: Session, entry: type[Priority | SystemChange], team_id: str, entry_id: str
) -> bool:
    _hold(session, team_id)
    return session.get(entry, entry_id) is None


def _hold(session: Session, team_id: str) -> None:
    hold_lock(session, f"register of {team_id}", shared=False)
