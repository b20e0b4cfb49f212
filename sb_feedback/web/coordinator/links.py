"""Addresses and messages that lead to a survey."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from sb_feedback.codes import CardCodes, survey_link
from sb_feedback.web.here import workplace


def host_of(base_url: str) -> str:
    """The host of our pages, for people who type."""
    return urlsplit(base_url).netloc


@dataclass(frozen=True)
class Message:
    """A ready sentence in one language, as text message and as e-mail."""

    language: str
    text: str
    sms: str
    mail: str


def message(language: str, text: str, subject: str) -> Message:
    """This text, ready to be sent from one's own phone or mailbox."""
    body, about = quote(text, safe=""), quote(subject, safe="")
    return Message(language, text, f"sms:?&body={body}", f"mailto:?subject={about}&body={body}")


@dataclass(frozen=True)
class Address:
    """How a code is reached: by a picture, by a link, or by typing."""

    base_url: str
    codes: CardCodes

    @property
    def link(self) -> str:
        """The link to copy."""
        return survey_link(self.base_url, self.codes.qr)

    @property
    def in_picture(self) -> str:
        """The link in capitals, which makes the picture simpler; hosts know no case."""
        return self.link.upper()

    @property
    def short(self) -> str:
        """The host, for people who type."""
        return host_of(self.base_url)

    def messages(self, role: str, minutes: int, languages: Iterable[str]) -> Iterator[Message]:
        """A message in each language; the phone or mail program asks for whom."""
        for language in languages:
            words = workplace().card_words[language]
            yield message(language, words.sentence(role, minutes, self.link), words.subject)
