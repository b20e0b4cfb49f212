"""The shared link of a wave: as a picture, to copy, and in ready messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from babel.dates import format_date

from sb_feedback.services.teams import MEMBER
from sb_feedback.services.wave_view import WaveView
from sb_feedback.web.coordinator.links import Address, Message, message
from sb_feedback.web.coordinator.words import LANGUAGES
from sb_feedback.web.here import workplace


@dataclass(frozen=True)
class WaveLink:
    """What there is to hand out of a wave with a shared door."""

    address: Address
    minutes: int
    languages: tuple[str, ...]
    messages: tuple[Message, ...]


def wave_link(wave: WaveView) -> WaveLink:
    """The link of a wave and what to say with it."""
    place = workplace()
    codes = place.code_maker()
    address = Address(place.settings.base_url, codes.shared(wave.period_id, MEMBER))
    minutes = place.questionnaires[codes.questionnaires[MEMBER]].minutes()
    languages = tuple(code for code, _name in LANGUAGES if code in place.card_words)
    messages = tuple(_messages(wave, address, minutes, languages))
    return WaveLink(address, minutes, languages, messages)


def _messages(
    wave: WaveView, address: Address, minutes: int, languages: tuple[str, ...]
) -> Iterator[Message]:
    for language in languages:
        words = workplace().card_words[language].wave
        text = words["message"].format(
            minutes=minutes,
            link=address.link,
            day=format_date(wave.last_day, "long", locale=language),
        )
        yield message(language, text, words["subject"])
