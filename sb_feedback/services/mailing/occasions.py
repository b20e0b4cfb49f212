"""What the messages of a wave say, read from its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import MailWords, Questionnaire
from sb_feedback.models import Team, User, Wave
from sb_feedback.models.account import COORDINATOR
from sb_feedback.services.mailing.letters import Letters, Occasion
from sb_feedback.services.overview import is_sample


@dataclass(frozen=True)
class Occasions:
    """Finds the occasion of a wave."""

    words: MailWords
    questionnaires: Mapping[str, Questionnaire]
    sender: str

    def letters(self, session: Session, wave: Wave) -> Letters:
        """What writes the messages of this wave."""
        period = wave.period
        asked = self.questionnaires[period.questionnaires]
        occasion = Occasion(
            team=period.scope.name,
            door=wave.door,
            questions=len(asked.questions()),
            minutes=asked.minutes(),
            months=period.months,
            first_day=period.first_day,
            last_day=period.last_day,
            sender=self.sender,
            replies_to=self._readers(session, period.scope_id),
            sample=is_sample(session),
        )
        return Letters(self.words, occasion)

    def _readers(self, session: Session, team_id: str) -> tuple[str, ...]:
        coordinators = (
            select(User.email)
            .join(Team, Team.site_id == User.site_id)
            .where(Team.scope_id == team_id, User.role == COORDINATOR, User.ended_at.is_(None))
            .order_by(User.email)
        )
        return tuple(session.scalars(coordinators)) or (self.sender,)
