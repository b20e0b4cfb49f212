"""What a meeting has to hand out: for each role that came a code, a link, messages and cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from werkzeug.datastructures import MultiDict

from forms.staff import CardsForm, PaperForm
from sb_feedback.models import Meeting
from sb_feedback.models.period import OPEN
from sb_feedback.services.meetings import (
    CARDS_PER_SHEET,
    COLUMNS,
    MOST_CARDS,
    ROLES,
    last_day_for_cards,
)
from sb_feedback.web.coordinator.links import Address, Message
from sb_feedback.web.coordinator.settings import my_habits
from sb_feedback.web.coordinator.words import LANGUAGES
from sb_feedback.web.here import workplace

#: What was sent with a form; None for a form that only stands on the same page.
Sent = MultiDict[str, str] | None


@dataclass(frozen=True)
class HandOut:
    """What there is for one role of a meeting."""

    role: str
    came: int
    minutes: int
    languages: tuple[str, ...]
    address: Address
    messages: tuple[Message, ...]
    form: CardsForm
    paper: PaperForm

    @property
    def most_cards(self) -> int:
        """As many as fill the last sheet."""
        return most_cards(self.came)


def hand_outs(meeting: Meeting) -> list[HandOut]:
    """What there is for every role that came."""
    return [hand_out(meeting, role) for role in ROLES if came(meeting, role)]


def hand_out(meeting: Meeting, role: str) -> HandOut:
    """What there is for one role."""
    place = workplace()
    maker = place.code_maker()
    minutes = place.questionnaires[maker.questionnaires[role]].minutes()
    address = Address(place.settings.base_url, maker.shared(meeting.id, role))
    languages = card_languages(meeting)
    return HandOut(
        role=role,
        came=came(meeting, role),
        minutes=minutes,
        languages=languages,
        address=address,
        messages=tuple(address.messages(role, minutes, languages)),
        form=cards_form(meeting, role),
        paper=paper_form(meeting, role),
    )


def cards_form(meeting: Meeting, role: str, *, sent: Sent = None) -> CardsForm:
    """The form for printing a role's cards, one for each who came unless that is changed."""
    form = CardsForm(sent, prefix=role, number=came(meeting, role), paper=my_habits().paper)
    form.limit(most_cards(came(meeting, role)))
    return form


def paper_form(meeting: Meeting, role: str, *, sent: Sent = None) -> PaperForm:
    """The form for printing a role's survey on paper, for people without a phone."""
    form = PaperForm(sent, prefix=f"{role}-paper", number=1, paper=my_habits().paper)
    form.limit(most_cards(came(meeting, role)))
    form.offer([(code, name) for code, name in LANGUAGES if code in card_languages(meeting)])
    return form


def scripts(meeting: Meeting) -> dict[str, list[str]]:
    """What the coordinator says when handing out, in each language of the cards."""
    last_day = last_day_for_cards(meeting)
    return {
        code: [
            line.format(day=format_date(last_day, "full", locale=code))
            for line in workplace().card_words[code].script
        ]
        for code in card_languages(meeting)
    }


def came(meeting: Meeting, role: str) -> int:
    """How many of a role came."""
    return int(getattr(meeting, COLUMNS[role]))


def card_languages(meeting: Meeting) -> tuple[str, ...]:
    """The languages of a meeting's cards that there are words for."""
    return tuple(code for code in meeting.languages.split() if code in workplace().card_words)


def most_cards(people: int) -> int:
    """A card for everybody, rounded up to a full sheet."""
    sheets = -(-people // CARDS_PER_SHEET)
    return min(max(sheets, 1) * CARDS_PER_SHEET, MOST_CARDS)


def cards_still_work(meeting: Meeting, today: date) -> bool:
    """True while the cards of a meeting open a survey."""
    return meeting.period.state == OPEN and today <= last_day_for_cards(meeting)
