"""Reading a period: opens its boxes in memory and turns rows into plain facts."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from nacl.public import PrivateKey
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from forms import Answers, Questionnaire
from sb_feedback.keys import KeyFolder
from sb_feedback.models import Meeting, Period, Scope, SealedAnswer, SitePeriod, WaitingBatch
from sb_feedback.models.period import CLOSING, OPEN
from sb_feedback.models.scope import TEAM
from sb_feedback.opening import CannotOpen, open_sealed
from sb_feedback.services.closing.document import Wait
from sb_feedback.services.closing.facts import ROLES_OF, HeardForm, MeetingFacts, PeriodFacts
from sb_feedback.services.closing.wave import wave_asked
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.in_force import term_of_period, terms_by_end
from sb_feedback.services.instruments import instrument_of
from sb_feedback.services.notes.choice import notes_are_on

Found = TypeVar("Found")


def load_period(session: Session, period_id: str) -> Period:
    """The period with its scope and its sites' parts."""
    return (
        session.scalars(
            select(Period)
            .options(
                joinedload(Period.scope).selectinload(Scope.sites),
                selectinload(Period.site_periods),
            )
            .where(Period.id == period_id)
        )
        .unique()
        .one()
    )


def read_facts(
    session: Session, period: Period, questionnaires: Mapping[str, Questionnaire]
) -> PeriodFacts:
    """Meetings (or the wave), choices and waits of the scope."""
    asked = wave_asked if period.scope.kind == TEAM else _meetings
    in_force = [questionnaires[name] for name in period.questionnaires.split()]
    waits = session.scalars(select(WaitingBatch).where(WaitingBatch.scope_id == period.scope_id))
    return PeriodFacts(
        scope_id=period.scope_id,
        term=term_of_period(period),
        together=period.family_batch == "together",
        versions={questionnaire.role: questionnaire.id for questionnaire in in_force},
        instruments=dict(_of_groups(in_force, instrument_of)),
        meetings=tuple(asked(session, period)),
        stated={part.site_id: part.professionals for part in period.site_periods},
        waits={wait.questionnaire_group: _wait(wait) for wait in waits},
        floor=period.scope.floor,
        kind=period.scope.kind,
        shares=period.shares_with_state,
        languages=dict(_of_groups(in_force, _languages)),
        notes=notes_are_on(session, period.id),
        earlier=terms_by_end(session, period.scope_id),
    )


def open_forms(
    session: Session,
    keys: KeyFolder,
    period: Period,
    facts: PeriodFacts,
    questionnaires: Mapping[str, Questionnaire],
) -> list[HeardForm]:
    """Every answer of the period, opened in memory, in an order that depends on content alone."""
    meetings = {meeting.id: meeting for meeting in facts.meetings}
    forms = [
        form
        for part in period.site_periods
        for form in _open_site(session, keys, part, meetings, questionnaires)
    ]
    return sorted(forms, key=lambda form: (form.meeting.id, form.role, str(form.answers)))


def check_keys(keys: KeyFolder, period: Period) -> None:
    """Raise KeyLost unless a private key is there for every public key of the period."""
    for part in period.site_periods:
        keys.require(part.key_id, part.public_key)


def check_order(session: Session, period: Period) -> None:
    """Raise NotAllowed while an earlier period of the scope is not counted.

    What waits in it could not be sealed anew once this period's key is gone; and the releases of
    a scope, of a team too, follow each other in the ledger.
    """
    earlier = session.scalar(
        select(Period.id).where(
            Period.scope_id == period.scope_id,
            Period.first_day < period.first_day,
            Period.state.in_((OPEN, CLOSING)),
        )
    )
    if earlier is not None:
        raise NotAllowed("The period %(period)s must be closed first.", period=earlier)


def _open_site(
    session: Session,
    keys: KeyFolder,
    part: SitePeriod,
    meetings: Mapping[str, MeetingFacts],
    questionnaires: Mapping[str, Questionnaire],
) -> Iterator[HeardForm]:
    private_key = keys.require(part.key_id, part.public_key)
    for box in session.scalars(select(SealedAnswer.box).where(SealedAnswer.key_id == part.key_id)):
        content = _open_box(private_key, box)
        meeting = meetings.get(str(content.get("meeting")))
        questionnaire = questionnaires.get(str(content.get("questionnaire")))
        if meeting is not None and questionnaire is not None:
            yield HeardForm(
                meeting=meeting,
                role=str(content.get("role")),
                questionnaire=questionnaire.id,
                answers=Answers.from_dict(content.get("answers"), questionnaire),
                language=_language(content, questionnaire),
                heard_before=content.get("heard") is True,
            )


def _open_box(private_key: PrivateKey, box: bytes) -> dict[str, Any]:
    # A box that was changed or forged is as good as empty: it cannot stop a closing.
    try:
        content = open_sealed(private_key, box)
        if "stub" in content:
            content |= open_sealed(private_key, base64.b64decode(content.pop("stub")))
    except (CannotOpen, TypeError, ValueError, RecursionError):
        return {}
    return content


def _meetings(session: Session, period: Period) -> Iterator[MeetingFacts]:
    rows = session.execute(
        select(Meeting, Period)
        .join(Meeting.period)
        .where(Period.scope_id == period.scope_id, Period.first_day <= period.first_day)
    )
    for row, held_in in rows:
        yield MeetingFacts(
            id=row.id,
            site_id=row.site_id,
            family_id=row.family_id,
            term=term_of_period(held_in),
            attendance={
                "parent": row.parents,
                "caregiver": row.caregivers,
                "professional": row.professionals,
            },
        )


def _wait(row: WaitingBatch) -> Wait:
    return Wait(row.questionnaire_group, row.since, row.version, row.was_large)


def _language(content: Mapping[str, Any], questionnaire: Questionnaire) -> str | None:
    # A box of an older version does not say it.
    said = content.get("language")
    return said if isinstance(said, str) and said in questionnaire.languages else None


def _of_groups(
    in_force: list[Questionnaire], find: Callable[[list[Questionnaire]], Found]
) -> Iterator[tuple[str, Found]]:
    """For each group what is found for its questionnaires, if all its roles have one."""
    by_role = {questionnaire.role: questionnaire for questionnaire in in_force}
    for group, roles in ROLES_OF.items():
        if all(role in by_role for role in roles):
            yield group, find([by_role[role] for role in roles])


def _languages(asked: list[Questionnaire]) -> tuple[str, ...]:
    return tuple(sorted({language for one in asked for language in one.languages}))
