"""The survey page: blank, or with the answers that were given so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Response
from flask_babel import format_date
from werkzeug.datastructures import MultiDict

from forms import Questionnaire
from forms.answers import NOTE_CHARACTERS
from forms.page import survey_page
from forms.survey import SurveyForm
from sb_feedback.services.answering import OpenSurvey
from sb_feedback.web.here import workplace
from sb_feedback.web.survey.kept import is_practice
from sb_feedback.web.survey.language import respondent_language
from sb_feedback.web.survey.page import draw, send
from sb_feedback.web.survey.site_here import be_at, mark_here, site_here
from sb_feedback.web.survey.stationery import stationery

#: Stands in a blank page where its one-time number comes; no page can hold it otherwise.
_NUMBER = "\x00number\x00"
#: How the hidden field says whether a note is asked for.
_NOTES = {True: "n", False: "-"}
#: The page for somebody else, by whether the questions follow a meeting.
NOT_YOU = {True: "survey.other_card", False: "survey.not_a_member"}


@dataclass(frozen=True)
class Sheet:
    """What a survey page must know: its questionnaire and the facts that its words mention."""

    version: str
    since: date
    floor: int
    #: The mark of the site whose help lines stand on the page; a dash for none.
    site: str = "-"
    #: Whether a note is asked for.
    notes: bool = False

    @classmethod
    def of(cls, survey: OpenSurvey) -> Sheet:
        """The sheet of a survey that a code opened, for the site that the code is of."""
        be_at(survey)
        return cls(survey.questionnaire, survey.first_day, survey.floor, mark_here(), survey.notes)

    @classmethod
    def from_field(cls, text: str) -> Sheet | None:
        """The sheet that a page was, by its hidden field; None if that was changed.

        Only for showing answers again while the database does not answer.
        """
        try:
            version, since, floor, site, notes = text.split()
            sheet = cls(version, date.fromisoformat(since), int(floor), site, notes == _NOTES[True])
        except ValueError:
            return None
        return sheet if sheet.version in workplace().questionnaires else None

    @property
    def field(self) -> str:
        """The sheet as a hidden field."""
        facts = (self.version, self.since.isoformat(), str(self.floor), self.site)
        return " ".join((*facts, _NOTES[self.notes]))

    @property
    def questionnaire(self) -> Questionnaire:
        """What is asked."""
        return workplace().questionnaires[self.version]

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages in which the whole page can be shown."""
        return stationery().languages_of(self.questionnaire)

    def form(self, sent: MultiDict[str, str] | None = None) -> SurveyForm:
        """The form with what was sent, if anything was; what it does not know is dropped."""
        return stationery().forms[self.version, self.notes](formdata=sent)


def blank_page(sheet: Sheet, number: str) -> Response:
    """The page with nothing picked; drawn once for everybody, each with a number of its own."""
    blanks = stationery().blanks
    key = (sheet, respondent_language(), site_here().lines, is_practice())
    if key not in blanks:
        blanks[key] = _draw(sheet, _NUMBER, sheet.form(), notice="")
    return send(blanks[key].replace(_NUMBER, number))


def kept_page(
    sheet: Sheet, number: str, form: SurveyForm, *, notice: str = "", status: int = 200
) -> Response:
    """The page with the answers of a form still picked, and why it is shown again."""
    return send(_draw(sheet, number, form, notice), status)


def _draw(sheet: Sheet, number: str, form: SurveyForm, notice: str) -> str:
    since = format_date(sheet.since, "long")
    return draw(
        "survey/survey.html",
        offered=sheet.languages,
        not_you=NOT_YOU[sheet.questionnaire.follows_a_meeting],
        page=survey_page(form, respondent_language(), floor=sheet.floor, since=since),
        sheet=sheet.field,
        number=number,
        notice=notice,
        longest_note=NOTE_CHARACTERS,
    )
