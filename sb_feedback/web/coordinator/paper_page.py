"""The survey as a sheet of paper: the words of the survey page, with boxes for a pen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from babel.dates import format_date

from forms import HelpLines
from forms.page import SurveyPage, survey_page
from sb_feedback.models import Meeting
from sb_feedback.services.meetings import last_day_for_cards
from sb_feedback.web.coordinator.help_page import site_help_lines
from sb_feedback.web.coordinator.links import host_of
from sb_feedback.web.here import workplace
from sb_feedback.web.survey.language import Language, language_of
from sb_feedback.web.survey.stationery import stationery


@dataclass(frozen=True)
class PaperPage:
    """All words of a sheet in one language, but for its code."""

    language: Language
    survey: SurveyPage
    help: HelpLines
    words: Mapping[str, str]
    private: str

    def then(self, code: str) -> str:
        """What to do with the code of this sheet."""
        return self.words["then"].replace("{code}", code.replace(" ", "\N{NO-BREAK SPACE}"))


def paper_page(meeting: Meeting, role: str, language: str, floor: int, *, notes: bool) -> PaperPage:
    """The sheet of a role, with room for a note where notes are asked for."""
    place, words = workplace(), workplace().card_words[language]
    form = stationery().forms[place.code_maker().questionnaires[role], notes](formdata=None)
    address = host_of(place.settings.base_url)
    filled = {
        "address": address,
        "code": "{code}",
        "day": format_date(last_day_for_cards(meeting), "full", locale=language),
    }
    since = format_date(meeting.period.first_day, "long", locale=language)
    return PaperPage(
        language=language_of(language),
        survey=survey_page(form, language, floor=floor, since=since),
        help=site_help_lines(),
        words={name: line.format(**filled) for name, line in words.paper.items()},
        private=words.private.format(address=address),
    )
