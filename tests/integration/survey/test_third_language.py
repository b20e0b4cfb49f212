"""A further language needs only files: a translation of what is asked, and a catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.dates import format_date
from flask import Flask
from flask.testing import FlaskClient

from forms import content_hashes
from forms.loading import QUESTIONNAIRES
from sb_feedback import create_app
from sb_feedback.services.editions import Publisher
from sb_feedback.workplace import Workplace
from tests.integration.survey.handing_out import MEMBER, ROLES, Hand, opened_boxes
from tests.integration.survey.reading import hidden_words, read
from tests.integration.survey.sending import filled, open_page, send
from tests.integration.survey.third_language import OWN_NAMES, add_language, read_words_from

DIRECTIONS = {"ht": "ltr", "ar": "rtl"}


@pytest.fixture(params=["ht", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path, language: str) -> Path:
    add_language(language, tmp_path / "words")
    return tmp_path / "words"


@pytest.fixture
def app(workplace: Workplace, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    read_words_from(folder, monkeypatch)
    for words in ("questionnaires", "promises", "card_words"):
        vars(workplace).pop(words, None)
    application = create_app(workplace)
    application.config["TESTING"] = True
    return application


def test_every_page_is_whole_in_it(client: FlaskClient, hand: Hand, language: str) -> None:
    asks = [f"/q/{hand.single(role).qr}?lang={language}" for role in (*ROLES, MEMBER)]
    others = ["/", "/other-card", "/q/ABCDEFGH", "/nowhere", "/code", "/privacy", "/practice"]
    since = format_date(hand.meeting.period.first_day, "long", language)
    known = {*OWN_NAMES.values(), "English", "Español"}
    for address in (
        *asks,
        *(f"{path}?lang={language}" for path in others),
        f"/thanks/{language}/3",
    ):
        html = client.get(address).text
        page = read(html)
        assert page.language == language
        assert f'<html lang="{language}" dir="{DIRECTIONS[language]}">' in html
        words = [word for word in page.words if word not in known] + hidden_words(html)
        said = " ".join(words).replace(since, "")
        assert len(words) >= 8
        assert re.findall(r"[A-Za-zÀ-ÿ]{2,}", said) == [], address


def test_it_is_the_first_choice_of_a_browser_that_prefers_it(
    client: FlaskClient, hand: Hand, language: str
) -> None:
    header = f"{language}-XX, {language};q=0.9, es;q=0.8"
    answer = client.get(f"/q/{hand.shared().qr}", headers={"Accept-Language": header})
    assert read(answer.text).language == language


def test_switching_to_it_keeps_answers_and_sending_stores_them(
    client: FlaskClient, hand: Hand, language: str
) -> None:
    code, picked = hand.single().qr, [("P-V1", "5"), ("P-B1", "B04")]
    english = open_page(client, code)
    assert ("do", f"language:{language}") in english.buttons
    assert OWN_NAMES[language] in english.words
    there = read(send(client, code, filled(english, picked, do=f"language:{language}")).text)
    assert there.language == language
    assert there.picked == picked
    sent = send(client, code, filled(there, there.picked), language)
    assert sent.location.startswith(f"/thanks/{language}/3?")
    assert [box["answers"] for box in opened_boxes(hand.place)] == [{"r": {"V1": 5}, "h": ["B04"]}]


def test_what_was_published_stays_as_it_was(folder: Path, language: str) -> None:
    for path in QUESTIONNAIRES.glob("*.toml"):
        with_more = content_hashes(folder / "questionnaires" / path.name)
        assert with_more.pop(language)
        assert with_more == content_hashes(path)


def test_reports_are_made_in_the_languages_that_they_have(
    app: Flask, workplace: Workplace, tmp_path: Path
) -> None:
    publisher = Publisher(workplace.db, tmp_path, workplace.questionnaires, workplace.clock.today)
    assert publisher._languages() == ("en", "es")
