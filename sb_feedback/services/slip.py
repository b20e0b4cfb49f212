"""The slip “You said, we did”: on the back of cards once something was released.

Its words are a finding of the newest closed release, made from guarded counts alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis import Release, findings, measures
from forms import Questionnaire, Rating
from sb_feedback.models import Improvement, Period
from sb_feedback.models.period import CLOSED
from sb_feedback.services.improvements import improvements_of
from sb_feedback.services.ledger import LedgerBroken, releases_of

#: Whose answers stand on a card that all can see: those of families.
GROUPS = ("families", "parents", "caregivers")
#: What is said where the team has picked nothing.
FIRST = "V1"
_DID = {None: "picked", "change": "picked", "keep": "keep", "drop": "next"}


@dataclass(frozen=True)
class Slip:
    """What families said, and what was done about it."""

    release: Release
    item: Rating
    improvement: Improvement | None

    @property
    def did(self) -> str:
        """What became of the practice: "picked", "keep", or "next" if there is none."""
        return _DID[self.improvement.verdict] if self.improvement else "next"

    def what(self, language: str) -> str:
        """The practice in a few words."""
        return self.item.label[language]

    def said(self, language: str) -> str:
        """A finding: a guarded count of the release in a sentence."""
        condition = measures.headline_condition(self.item.key)
        return str(findings.headline([self.release], condition, self.what(language), language))


def slip_of(
    session: Session, scope_id: str, questionnaires: Mapping[str, Questionnaire]
) -> Slip | None:
    """The slip of a site or pool; None before anything was released."""
    release = _newest(session, scope_id)
    if release is None:
        return None
    asked = questionnaires[release.version.partition("+")[0]]
    items = {item.key: item for item in asked.ratings}
    improvement = next(
        (one for one in improvements_of(session, scope_id) if one.item in items), None
    )
    item = items[improvement.item if improvement else FIRST]
    return Slip(release, item, improvement)


def _newest(session: Session, scope_id: str) -> Release | None:
    """The newest release that everybody can read already: not while reports are being made."""
    last_day = session.scalar(
        select(func.max(Period.last_day)).where(Period.scope_id == scope_id, Period.state == CLOSED)
    )
    try:
        releases = releases_of(session, scope_id)
    except LedgerBroken:  # nothing may be shown from it
        return None
    fitting = [
        one
        for one in releases
        if one.group in GROUPS and last_day is not None and one.last_day <= last_day
    ]
    # Of the same day the one that stands first in the list.
    return max(fitting, key=lambda one: (one.last_day, -GROUPS.index(one.group)), default=None)
