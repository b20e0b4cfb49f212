"""Messages as they go over the wire: plain text and HTML, every language in one message."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

_TEMPLATES = Path(__file__).resolve().parents[3] / "templates" / "email"


@dataclass(frozen=True)
class Said:
    """What a message says in one language."""

    language: str
    below: str
    title: str
    before: tuple[str, ...]
    open: str
    after: tuple[str, ...]
    stop: str = ""


@dataclass(frozen=True)
class Envelope:
    """Who writes, and what programs are told besides."""

    name: str
    sender: str
    #: Who reads answers; nobody but the sender if there is none.
    replies_to: tuple[str, ...] = ()
    unsubscribe: str = ""
    sample: bool = False


def written(
    envelope: Envelope, parts: Sequence[Said], address: str, now: datetime, *, link: str | None
) -> bytes:
    """One message, ready for the mail server; nothing of it is kept."""
    subject = " / ".join(said.title for said in parts)
    if envelope.sample:
        subject = f"[SAMPLE] {subject}"
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    domain = envelope.sender.rpartition("@")[2]
    message["From"] = Address(envelope.name, addr_spec=envelope.sender)
    message["To"] = Address(addr_spec=address)
    message["Subject"] = subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{secrets.token_hex(16)}@{domain}>"
    if envelope.replies_to:
        message["Reply-To"] = [Address(addr_spec=reader) for reader in envelope.replies_to]
    if envelope.unsubscribe:
        message["List-Unsubscribe"] = envelope.unsubscribe
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = ", ".join(said.language for said in parts)
    values = {"parts": parts, "link": link, "subject": subject}
    message.set_content(_render("message.txt", values))
    message.add_alternative(_render("message.html", values), subtype="html")
    return message.as_bytes()


def _render(name: str, values: Mapping[str, object]) -> str:
    return _ENVIRONMENT.get_template(name).render(values).strip() + "\n"


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
