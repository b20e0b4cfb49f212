"""What the messages of a wave say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from urllib.parse import quote

from babel.dates import format_date

from forms import MailWords
from sb_feedback.models.team import INVITATION, SHARED, SINGLE_USE
from sb_feedback.services.mailing.writing import Envelope, Said, written


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
class Letters:
    """Writes the messages of one wave."""

    words: MailWords
    occasion: Occasion

    def written(self, kind: str, address: str, now: datetime, *, link: str | None) -> bytes:
        """One message, ready for the mail server; nothing of it is kept."""
        parts = tuple(self._parts(kind, has_link=link is not None))
        return written(self._envelope, parts, address, now, link=link)

    @cached_property
    def _envelope(self) -> Envelope:
        about, subject = self.occasion, quote(self.words.stop_subject["en"])
        return Envelope(
            name=about.team,
            sender=about.sender,
            replies_to=about.replies_to,
            unsubscribe=f"<mailto:{quote(about.replies_to[0], safe='@')}?subject={subject}>",
            sample=about.sample,
        )

    def _parts(self, kind: str, *, has_link: bool) -> Iterator[Said]:
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
            yield Said(
                language,
                below=words.below[language],
                title=(words.invitation if first else words.reminder)[language],
                before=tuple(text.say(language, **values) for text in before),
                open=words.open[language],
                after=tuple(text.say(language, **values) for text in after),
                stop=words.stop[language],
            )
