"""What a running process works with: settings, database, secrets, clock and questionnaires."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from argon2 import PasswordHasher

from forms import (
    CardWords,
    LetterWords,
    MailWords,
    Promises,
    Questionnaire,
    load_all,
    load_card_words,
    load_letter_words,
    load_mail_words,
    load_promises,
)
from sb_feedback.clock import Clock
from sb_feedback.codes import keyed_hash
from sb_feedback.config import Settings, server_secret
from sb_feedback.db import Database
from sb_feedback.keys import KeyFolder, NoteKeys, SlotSecrets
from sb_feedback.models import Installation
from sb_feedback.pulse import Pulse
from sb_feedback.services.accounts import Accounts
from sb_feedback.services.meetings import CodeMaker
from sb_feedback.services.second_step import SecondStep


@dataclass(frozen=True)
class Workplace:
    """Made once per process."""

    settings: Settings
    hasher: PasswordHasher = field(default_factory=PasswordHasher)
    #: Off only while invented data are made, see `Database`.
    durable: bool = True

    @cached_property
    def db(self) -> Database:
        """The database."""
        if not self.settings.database_url:
            self.settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Database(self.settings.database, durable=self.durable)

    @cached_property
    def secret(self) -> bytes:
        """The server's secret, for codes and one-time numbers."""
        return server_secret(self.settings)

    @cached_property
    def session_key(self) -> bytes:
        """The key that signs the staff's cookies."""
        return keyed_hash(self.secret, "staff-cookies", b"")

    @cached_property
    def slots(self) -> SlotSecrets:
        """Slot secrets, one per site and period."""
        return SlotSecrets(self.settings.slot_dir)

    @cached_property
    def note_keys(self) -> NoteKeys:
        """The keys of notes that are being read."""
        return NoteKeys(self.settings.slot_dir)

    @cached_property
    def keys(self) -> KeyFolder:
        """The key folder: only the closing job's process may touch it."""
        return KeyFolder(self.settings.keys, self.settings.keys_mirror)

    @cached_property
    def pulse(self) -> Pulse:
        """Whether the worker is alive."""
        return Pulse(self.settings.pulse)

    @cached_property
    def questionnaires(self) -> Mapping[str, Questionnaire]:
        """Every published questionnaire by its version name."""
        return load_all()

    @cached_property
    def card_words(self) -> Mapping[str, CardWords]:
        """What stands on cards, by language."""
        return load_card_words()

    @cached_property
    def mail_words(self) -> MailWords:
        """What messages to a team's members say."""
        return load_mail_words()

    @cached_property
    def letter_words(self) -> LetterWords:
        """What letters to people with an account say."""
        return load_letter_words()

    @cached_property
    def promises(self) -> Promises:
        """What is promised about privacy."""
        return load_promises()

    @cached_property
    def versions(self) -> tuple[str, ...]:
        """The newest version for each role at a meeting: what a new period begins with."""
        newest = self._newest.values()
        return tuple(sorted(asked.id for asked in newest if asked.follows_a_meeting))

    @cached_property
    def _newest(self) -> dict[str, Questionnaire]:
        """The newest questionnaire for each role."""
        by_version = sorted(self.questionnaires.values(), key=lambda asked: asked.version)
        return {asked.role: asked for asked in by_version}

    @cached_property
    def accounts(self) -> Accounts:
        """Sign-in."""
        return Accounts(self.hasher, self.secret)

    @cached_property
    def second_step(self) -> SecondStep:
        """The codes after the password."""
        return SecondStep(self.secret)

    @cached_property
    def clock(self) -> Clock:
        """Today; in the demo the button on the first page can move it ahead."""
        if not self.settings.is_demo:
            return Clock(self.settings.zone)
        return Clock(self.settings.zone, self._days_ahead)

    def code_maker(self) -> CodeMaker:
        """Makes cards."""
        by_role = {role: asked.id for role, asked in self._newest.items()}
        return CodeMaker(self.secret, by_role)

    def _days_ahead(self) -> int:
        with self.db.read() as session:
            installation = session.get(Installation, 1)
            return installation.days_ahead if installation else 0
