"""The worker: rounds that do whatever is due and can be run again, and the nightly rewrite."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from analysis import Term
from analysis.language import LANGUAGES
from sb_feedback.clock import Clock
from sb_feedback.queue import queue_of
from sb_feedback.services.box import lost_keys
from sb_feedback.services.closing.protocol import Closer
from sb_feedback.services.closing.rewrite import rewrite_answers
from sb_feedback.services.editions import Publisher
from sb_feedback.services.mailing.occasions import Occasions
from sb_feedback.services.mailing.outbox import Outbox
from sb_feedback.services.mailing.staff_mail import StaffMail
from sb_feedback.services.mailing.tokens import Tokens
from sb_feedback.services.mailing.wave_mail import WaveMail
from sb_feedback.services.rounds import Round, run_round
from sb_feedback.services.sample_report import keep_samples
from sb_feedback.services.staff_letters import mail_edition_notices, mail_notices
from sb_feedback.services.state_editions.deciding import Editor
from sb_feedback.services.state_editions.publishing import StatePublisher
from sb_feedback.services.waves import WavePlanner
from sb_feedback.smtp import Server
from sb_feedback.workplace import Workplace

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Worker:
    """Does the work of one workplace."""

    place: Workplace

    def work(self) -> None:
        """Work until told to stop."""
        place = self.place
        keep_samples(place.settings.documents, place.questionnaires, LANGUAGES)
        queue = queue_of(self.place, every_minute=self.run_round, nightly=self.rewrite)
        queue.huey.create_consumer(workers=1, initial_delay=0.2, max_delay=1.0).run()

    def run_round(self) -> None:
        """Do whatever is due; a problem is logged without any row and tried again next time."""
        self._be_felt()  # a round that makes many documents takes long
        for problem in run_round(round_at(self.place)):
            log.error("%s", problem)
        self.outbox.send_due()
        self._be_felt()

    def _be_felt(self) -> None:
        """Note that the worker is alive; in real time, also where the demo moves its calendar."""
        with self.place.db.read() as session:
            lost = lost_keys(session, self.place.keys)
        self.place.pulse.beat(Clock().now(), lost)

    @cached_property
    def outbox(self) -> Outbox:
        """The mail of this workplace; it keeps the links that nobody has yet in memory."""
        return outbox_at(self.place)

    def rewrite(self) -> None:
        """Lay the sealed answers down anew, so that the order in which they came is gone."""
        rewrite_answers(self.place.db)


def closer_at(place: Workplace) -> Closer:
    """The closing job of a workplace."""
    return Closer(place.db, place.keys, place.slots, place.questionnaires, place.versions)


def planner_at(place: Workplace) -> WavePlanner:
    """What plans and opens the waves of a workplace."""
    return WavePlanner(closer_at(place).keeper, place.code_maker(), place.clock.now)


def publisher_at(place: Workplace) -> Publisher:
    """What makes the documents of a workplace."""
    return Publisher(
        place.db,
        place.settings.documents,
        place.questionnaires,
        place.clock.today,
        announce=_announcer(place),
    )


def _announcer(place: Workplace) -> Callable[[Session, str], None] | None:
    """What has readers told of new documents; nothing is planned that no server could send."""
    if not place.settings.sends_mail:
        return None
    return lambda session, period_id: mail_notices(session, period_id, place.clock.now())


def _state_announcer(place: Workplace) -> Callable[[Session, Term], None] | None:
    """The same for those who work for the state."""
    if not place.settings.sends_mail:
        return None
    return lambda session, term: mail_edition_notices(session, term, place.clock.now())


def round_at(place: Workplace) -> Round:
    """A round of work at this workplace, today."""
    return Round(
        closer=closer_at(place),
        waves=planner_at(place),
        publisher=publisher_at(place),
        editor=Editor(place.db, place.clock.today),
        state_publisher=state_publisher_at(place),
        today=place.clock.today,
    )


def state_publisher_at(place: Workplace) -> StatePublisher:
    """What makes the documents of state editions."""
    return StatePublisher(
        place.db,
        place.settings.documents,
        place.questionnaires,
        announce=_state_announcer(place),
    )


def outbox_at(place: Workplace) -> Outbox:
    """What sends the mail of a workplace."""
    settings = place.settings
    return Outbox(
        db=place.db,
        clock=place.clock,
        lock_file=settings.data_dir / "mail.lock",
        server=Server.of(settings),
        sources=(staff_mail_at(place), wave_mail_at(place)),
    )


def wave_mail_at(place: Workplace) -> WaveMail:
    """The mail of the waves of a workplace."""
    codes, settings = place.code_maker(), place.settings
    occasions = Occasions(place.mail_words, place.questionnaires, settings.smtp_from)
    return WaveMail(occasions, codes, Tokens(place.db, codes), settings.base_url)


def staff_mail_at(place: Workplace) -> StaffMail:
    """The letters to the staff of a workplace."""
    return StaffMail(place.letter_words, place.settings.smtp_from, place.settings.base_url)
