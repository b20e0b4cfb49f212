"""Messages as they go over the wire: plain text and HTML, every language in one message."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from forms import MailWords
from sb_feedback.models.team import INVITATION, SHARED, SINGLE_USE

_TEMPLATES = Path(__file__).resolve().parents[3] / "templates" / "email"


@dataclass(frozen=True)
class Occasion:
    """What all messages of a wave have in common."""

    team: str
    door: str
    questions: int
    minutes: int
    months: int
    first_day: date
    last_day: date
    sender: str
    #: Who reads answers, and requests to get no more mail: the coordinators of the site.
    replies_to: tuple[str, ...]
    sample: bool = False


@dataclass(frozen=True)
class _Said:
    """The message in one language."""

    language: str
    below: str
    title: str
    before: tuple[str, ...]
    open: str
    after: tuple[str, ...]
    stop: str


@dataclass(frozen=True)
class Letters:
    """Writes the messages of one wave."""

    words: MailWords
    occasion: Occasion

    def written(self, kind: str, address: str, now: datetime, *, link: str | None) -> bytes:
        """One message, ready for the mail server; nothing of it is kept."""
        about, parts = self.occasion, tuple(self._parts(kind, has_link=link is not None))
        subject = " / ".join(said.title for said in parts)
        if about.sample:
            subject = f"[SAMPLE] {subject}"
        message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
        domain = about.sender.rpartition("@")[2]
        message["From"] = Address(about.team, addr_spec=about.sender)
        message["To"] = Address(addr_spec=address)
        message["Subject"] = subject
        message["Date"] = format_datetime(now)
        message["Message-ID"] = f"<{secrets.token_hex(16)}@{domain}>"
        message["Reply-To"] = [Address(addr_spec=reader) for reader in about.replies_to]
        message["List-Unsubscribe"] = self._unsubscribe
        message["Auto-Submitted"] = "auto-generated"
        message["Content-Language"] = ", ".join(said.language for said in parts)
        values = {"parts": parts, "link": link, "subject": subject}
        message.set_content(_render("message.txt", values))
        message.add_alternative(_render("message.html", values), subtype="html")
        return message.as_bytes()

    @cached_property
    def _unsubscribe(self) -> str:
        subject = quote(self.words.stop_subject["en"])
        return f"<mailto:{quote(self.occasion.replies_to[0], safe='@')}?subject={subject}>"

    def _parts(self, kind: str, *, has_link: bool) -> Iterator[_Said]:
        words, about = self.words, self.occasion
        for language in words.languages:
            values = {
                "team": about.team,
                "months": about.months,
                "questions": about.questions,
                "minutes": about.minutes,
                "day": format_date(about.last_day, "long", locale=language),
                "sent": format_date(about.first_day, "long", locale=language),
            }
            first = kind == INVITATION
            before = (words.why, words.how) if first else (words.why, words.again, words.how)
            door = {SHARED: words.shared, SINGLE_USE: words.own if has_link else words.first}
            after = (door[about.door], words.alone)
            yield _Said(
                language,
                below=words.below[language],
                title=(words.invitation if first else words.reminder)[language],
                before=tuple(text.say(language, **values) for text in before),
                open=words.open[language],
                after=tuple(text.say(language, **values) for text in after),
                stop=words.stop[language],
            )


def _render(name: str, values: Mapping[str, object]) -> str:
    return _ENVIRONMENT.get_template(name).render(values).strip() + "\n"


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
