"""The slip “You said, we did”: on the back of cards once something was released.

Its words are a finding of the newest closed release, made from guarded counts alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from analysis import Release, findings, measures
from forms import Questionnaire
from sb_feedback.models import Improvement
from sb_feedback.services.aims import Aim, aim_of, aims_of
from sb_feedback.services.improvements import improvements_of
from sb_feedback.services.ledger import readable_releases

#: Whose answers stand on a card that all can see: those of families.
GROUPS = ("families", "parents", "caregivers")
#: What is said where the team has picked nothing.
FIRST = measures.headline_condition("V1")
_DID = {None: "picked", "change": "picked", "keep": "keep", "drop": "next"}


@dataclass(frozen=True)
class Slip:
    """What families said, and what was done about it."""

    release: Release
    aim: Aim
    improvement: Improvement | None

    @property
    def did(self) -> str:
        """What became of the practice: "picked", "keep", or "next" if there is none."""
        return _DID[self.improvement.verdict] if self.improvement else "next"

    def what(self, language: str) -> str:
        """What it is about in a few words."""
        return self.aim.words[language]

    def said(self, language: str) -> str:
        """A finding: a guarded count of the release in a sentence."""
        condition, what = self.aim.condition, self.what(language)
        return str(findings.headline([self.release], condition, what, language))


def slip_of(
    session: Session, scope_id: str, questionnaires: Mapping[str, Questionnaire]
) -> Slip | None:
    """The slip of a site or pool; None before anything was released."""
    release = _newest(session, scope_id)
    if release is None:
        return None
    asked = aims_of(questionnaires[release.version.partition("+")[0]])
    aims = {condition: aim for condition, aim in asked.items() if condition in release.counts}
    improvement = next(
        (one for one in improvements_of(session, scope_id) if aim_of(one) in aims), None
    )
    return Slip(release, aims[aim_of(improvement) if improvement else FIRST], improvement)


def _newest(session: Session, scope_id: str) -> Release | None:
    """The newest release that everybody can read already: not while reports are being made."""
    fitting = [one for one in readable_releases(session, scope_id) if one.group in GROUPS]
    # Of the same day the one that stands first in the list.
    return max(fitting, key=lambda one: (one.last_day, -GROUPS.index(one.group)), default=None)
