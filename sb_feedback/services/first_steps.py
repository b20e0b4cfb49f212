"""The first steps of a site: each is done when its rows say so, and nobody ticks it by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sb_feedback.models import LedgerLine, Meeting, Site, SiteSettings, User
from sb_feedback.services.site_help import confirmed_help


class Step(StrEnum):
    """What a site does before its first results, in a good order."""

    SET_UP = "set_up"
    HELP = "help"
    PEOPLE = "people"
    PRACTICE = "practice"
    MEETING = "meeting"


@dataclass(frozen=True)
class FirstSteps:
    """Which steps are done."""

    done: frozenset[Step]
    #: True once results were released: by then nobody begins here.
    is_over: bool

    @property
    def are_shown(self) -> bool:
        """True until all are done."""
        return not self.is_over and len(self.done) < len(Step)


def first_steps(session: Session, site_id: str) -> FirstSteps:
    """How far a site is."""
    scope_id = session.get_one(Site, site_id).scope_id
    released = select(LedgerLine.hash).where(LedgerLine.scope_id == scope_id).limit(1)
    return FirstSteps(
        done=frozenset(_done(session, site_id)), is_over=session.scalar(released) is not None
    )


def _done(session: Session, site_id: str) -> Iterator[Step]:
    settings = session.get(SiteSettings, site_id)
    if settings and settings.confirmed_on:
        yield Step.SET_UP
    if confirmed_help(session, site_id) is not None:
        yield Step.HELP
    people = select(func.count(User.id)).where(User.site_id == site_id, User.ended_at.is_(None))
    if (session.scalar(people) or 0) > 1:
        yield Step.PEOPLE
    if settings and settings.practised_on:
        yield Step.PRACTICE
    held = select(Meeting.id).where(Meeting.site_id == site_id).limit(1)
    if session.scalar(held) is not None:
        yield Step.MEETING
