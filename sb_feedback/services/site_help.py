"""Help lines of a site: nothing is handed out before somebody has tried every one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from sb_feedback.codes import keyed_hash
from sb_feedback.models import Scope, Site, SiteHelp
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.notes.choice import on_at_meetings, on_in_team

#: Numbers change: lines are to be tried again after a quarter.
TRIED_EVERY = timedelta(days=92)
_MARK = re.compile(r"[0-9a-f]{8}")


@dataclass(frozen=True)
class SitePage:
    """What pages without a code can know of the site whose card was opened before."""

    mark: str
    floor: int
    lines: str | None
    #: Whether notes are asked for after its meetings, and in its team.
    meeting_notes: bool = False
    team_notes: bool = False

    @property
    def notes(self) -> bool:
        """True if they are asked for anywhere at the site."""
        return self.meeting_notes or self.team_notes


def site_mark(secret: bytes, site_id: str) -> str:
    """How addresses of respondent pages name a site: a word that says nothing to a reader."""
    return keyed_hash(secret, "site-mark", site_id.encode()).hex()[:8]


def is_mark(text: str) -> bool:
    """True for what `site_mark` could have made."""
    return _MARK.fullmatch(text) is not None


def site_pages(session: Session, secret: bytes) -> list[SitePage]:
    """Every site as its respondent pages know it."""
    rows = session.execute(
        select(Site.id, Scope.floor, SiteHelp.lines, on_at_meetings(), on_in_team())
        .join(Scope, Scope.id == Site.scope_id)
        .outerjoin(SiteHelp, SiteHelp.site_id == Site.id)
    )
    return [
        SitePage(site_mark(secret, site_id), floor, lines, bool(after_meetings), bool(in_team))
        for site_id, floor, lines, after_meetings, in_team in rows
    ]


def confirmed_help(session: Session, site_id: str) -> SiteHelp | None:
    """The lines that a site has confirmed; None before it has."""
    return session.get(SiteHelp, site_id)


def confirm_help(session: Session, site_id: str, lines: str, today: date) -> None:
    """Keep these lines, every one of which was tried today."""
    session.merge(SiteHelp(site_id=site_id, lines=lines, confirmed_on=today))


def require_help(session: Session, site_id: str) -> None:
    """Refuse what a site may not do before it has confirmed its help lines."""
    if confirmed_help(session, site_id) is None:
        raise NotAllowed(
            "Confirm the help lines of your site first: they stand on every page that a card opens."
        )
