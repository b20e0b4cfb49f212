"""Letters to people with an account, or who are to get one: what is due, and how it is written.

The token of a link is made in the transaction that claims its letter, which keeps its hash alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from secrets import SystemRandom

from babel.dates import format_date, format_skeleton
from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from analysis import Term, term_of
from forms import LetterText, LetterWords
from sb_feedback.models import Installation, Invitation, Letter, PasswordReset, Period, Wave
from sb_feedback.models.account import STATE_ROLES
from sb_feedback.models.letter import REPORT
from sb_feedback.models.outgoing import DROPPED, REFUSED, SENDING, SENT, WAITING
from sb_feedback.services import invitations, new_passwords
from sb_feedback.services.mailing.fates import begin, give_up
from sb_feedback.services.mailing.outbox import Send
from sb_feedback.services.mailing.visit import Ready, Visit
from sb_feedback.services.mailing.writing import Envelope, Said, written
from sb_feedback.services.one_time_links import invitation_link, issue, new_password_link

ACCOUNT_PAGE = "/account/mail"


@dataclass(frozen=True)
class _Letter:
    """A letter as it will be written."""

    text: LetterText
    address: str
    link: str
    #: What is filled in, in a language.
    values: Callable[[str], Mapping[str, object]]
    replies_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class StaffMail:
    """Knows and writes all letters to staff."""

    words: LetterWords
    sender: str
    base_url: str

    def has_work(self, session: Session, now: datetime, _today: date) -> bool:
        """True if something is to be done about a letter."""
        return session.scalar(_due(now).limit(1)) is not None

    def settle(self, session: Session, now: datetime, _today: date) -> Send:
        """Write down what will not be sent any more; give what sends the rest.

        Nobody else is sending, so a letter that is being sent was left behind by a job that was
        stopped: it may have been taken, and is never sent again.
        """
        due = []
        for letter in session.scalars(_due(now)):
            if letter.state == SENDING:
                letter.state = SENT
            elif letter.ends_at <= now:
                give_up(letter)
            elif not _is_wanted(letter, now):
                letter.state = DROPPED
            else:
                due.append((letter.kind == REPORT, letter.id))
        SystemRandom().shuffle(due)
        # Somebody waits for the others; and nobody is always the first to be told.
        return partial(self._send, [name for _, name in sorted(due, key=lambda one: one[0])])

    def _send(self, due: Sequence[str], visit: Visit) -> None:
        for letter_id in due:
            if visit.is_over:
                return
            visit.carry(Letter, letter_id, partial(self._claimed, letter_id, visit.clock.now()))

    def _claimed(self, letter_id: str, now: datetime, session: Session) -> Ready | None:
        letter = session.scalar(_whole().where(Letter.id == letter_id).with_for_update(of=Letter))
        if letter is None or not _is_wanted(letter, now) or not begin(letter):
            return None
        installation = session.get_one(Installation, 1)
        told = self._told(session, letter, installation.name, now)
        envelope = Envelope(self.words.name, self.sender, told.replies_to, "", installation.sample)
        return Ready(told.address, partial(self._written, envelope, told, now))

    def _written(self, envelope: Envelope, letter: _Letter, now: datetime) -> bytes:
        parts = [self._said(letter, language) for language in self.words.languages]
        return written(envelope, parts, letter.address, now, link=letter.link)

    def _said(self, letter: _Letter, language: str) -> Said:
        text, values = letter.text, letter.values(language)
        return Said(
            language,
            below=self.words.below[language],
            title=text.title.say(language, **values),
            before=tuple(line.say(language, **values) for line in text.before),
            open=text.open[language],
            after=tuple(line.say(language, **values) for line in text.after),
        )

    def _told(self, session: Session, letter: Letter, state: str, now: datetime) -> _Letter:
        if letter.invitation is not None:
            return self._invitation(letter.invitation, state, now)
        if letter.reset is not None:
            return self._reset(letter.reset, now)
        assert letter.user is not None
        assert letter.period is not None
        if letter.user.role in STATE_ROLES:
            return self._report(letter.user.email, state, term_of(letter.period.last_day, 3))
        return self._report(letter.user.email, *_place_and_term(session, letter.period))

    def _invitation(self, invitation: Invitation, state: str, now: datetime) -> _Letter:
        token = issue(invitation, now, invitations.LASTS)
        inviter = invitation.inviter.email

        def values(language: str) -> dict[str, object]:
            return {
                "place": invitation.site.name if invitation.site else state,
                "role": self.words.roles[invitation.role][language],
                "inviter": inviter,
                "day": format_date(invitation.ends_at, "long", locale=language),
            }

        link = invitation_link(self.base_url, token)
        return _Letter(self.words.invitation, invitation.email, link, values, (inviter,))

    def _reset(self, reset: PasswordReset, now: datetime) -> _Letter:
        token = issue(reset, now, new_passwords.LASTS)
        hours = int(new_passwords.LASTS.total_seconds() // 3600)
        link = new_password_link(self.base_url, token)
        return _Letter(self.words.reset, reset.user.email, link, lambda _lang: {"hours": hours})

    def _report(self, address: str, place: str, term: Term) -> _Letter:
        def values(language: str) -> dict[str, object]:
            return {
                "place": place,
                "first": format_skeleton("yMMMM", term.first_day, locale=language),
                "last": format_skeleton("yMMMM", term.last_day, locale=language),
                "account": f"{self.base_url}{ACCOUNT_PAGE}",
            }

        return _Letter(self.words.report, address, f"{self.base_url}/sign-in", values)


def _place_and_term(session: Session, period: Period) -> tuple[str, Term]:
    """What the report of a site's period or of a team's wave is about."""
    wave = session.get(Wave, period.id)
    first_day = wave.quarter if wave else period.first_day
    return period.scope.name, term_of(first_day, period.months)


def _whole() -> Select[Letter]:
    return select(Letter).options(
        joinedload(Letter.invitation).options(
            joinedload(Invitation.inviter), joinedload(Invitation.site)
        ),
        joinedload(Letter.reset).joinedload(PasswordReset.user),
        joinedload(Letter.user),
        joinedload(Letter.period).joinedload(Period.scope),
    )


def _due(now: datetime) -> Select[Letter]:
    is_time = or_(Letter.next_at <= now, Letter.ends_at <= now)
    waits = and_(Letter.state.in_((WAITING, REFUSED)), is_time)
    return _whole().where(or_(Letter.state == SENDING, waits))


def _is_wanted(letter: Letter, now: datetime) -> bool:
    if letter.invitation is not None:
        return invitations.holds(letter.invitation, now)
    person = letter.reset.user if letter.reset else letter.user
    assert person is not None
    return person.ended_at is None and (letter.reset is not None or person.takes_notices)
