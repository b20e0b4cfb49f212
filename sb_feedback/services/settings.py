"""What a site sets for itself: languages, paper, time zone, and the steps of its beginning."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from sb_feedback.models import SiteSettings
from sb_feedback.models.settings import LETTER


def settings_of(session: Session, site_id: str, languages: Iterable[str]) -> SiteSettings:
    """The settings of a site; the usual ones, in all these languages, before it has any."""
    return session.get(SiteSettings, site_id) or SiteSettings(
        site_id=site_id, languages=" ".join(languages), paper=LETTER
    )


def save_habits(
    session: Session,
    settings: SiteSettings,
    *,
    languages: Iterable[str],
    paper: str,
    time_zone: str | None,
) -> None:
    """Keep what a site prints on and in which languages; no number means anything else by it."""
    settings.languages, settings.paper = " ".join(languages), paper
    settings.time_zone = time_zone
    session.add(settings)


def note_practice(session: Session, settings: SiteSettings, today: date) -> None:
    """Somebody who works here has opened the practice survey."""
    settings.practised_on = settings.practised_on or today
    session.add(settings)


def note_confirmed(session: Session, settings: SiteSettings, today: date) -> None:
    """Somebody who works here has read and confirmed the set-up choice."""
    settings.confirmed_on = settings.confirmed_on or today
    session.add(settings)
