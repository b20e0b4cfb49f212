"""Screen readers meet everything in an approved order and by its right name.

The orders are in the folder `reading_order`; the words come from the questionnaires, not from what
the application makes of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis import FLOOR
from forms import Questionnaire, Text, load_all, load_help_lines
from tests.browser.phone import Phones
from tests.browser.reading import reading_order
from tests.browser.surveying import OWN_NAMES, Surveying, surveying
from tests.integration.survey.handing_out import MEMBER, ROLES

APPROVED = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "reading_order"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=False,
)
LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surveying]:
    with surveying(tmp_path_factory.mktemp("survey")) as found:
        yield found


def asked_of(role: str) -> Questionnaire:
    return next(asked for asked in load_all().values() if asked.role == role)


def approved(name: str, survey: Surveying, language: str, role: str = "parent") -> list[str]:
    """The lines of an approved order, in the words of a questionnaire."""
    asked, period = asked_of(role), survey.hand.meeting.period
    facts = {
        "questions": str(len(asked.questions())),
        "minutes": str(asked.minutes()),
        "floor": str(FLOOR),
        "since": format_date(period.first_day, "long", language),
        "months": "3",
        "after": format_date(period.last_day, "long", language),
    }

    def say(text: Text) -> str:
        return " ".join(text.say(language, **facts).split())

    template = APPROVED.get_template(f"{name}.txt")
    other = next(own for code, own in OWN_NAMES.items() if code != language)
    lines = template.render(
        asked=asked, help=load_help_lines(), language=language, other=other, say=say, **facts
    )
    return lines.splitlines()


@LANGUAGES
@pytest.mark.parametrize("role", [*ROLES, MEMBER])
def test_a_survey_is_read_in_the_approved_order(
    phones: Phones, survey: Surveying, role: str, language: str
) -> None:
    page = phones.open()
    page.goto(survey.card(role, language))
    assert reading_order(page) == approved("survey", survey, language, role)


@LANGUAGES
def test_thanks_are_read_in_the_approved_order(
    phones: Phones, survey: Surveying, language: str
) -> None:
    page = phones.open()
    after = survey.hand.meeting.period.last_day
    page.goto(f"{survey.address}/thanks/{language}/3?after={after}")
    assert reading_order(page) == approved("thanks", survey, language)


@LANGUAGES
def test_the_first_page_is_read_in_the_approved_order(
    phones: Phones, survey: Surveying, language: str
) -> None:
    page = phones.open()
    page.goto(f"{survey.address}/?lang={language}")
    assert reading_order(page) == approved("landing", survey, language)
