"""The language of staff pages: chosen by a switch, kept with the account, told by the page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask_babel import force_locale
from flask_wtf import FlaskForm
from wtforms import IntegerField

from analysis.roles import role_name
from sb_feedback.services.errors import NotAllowed
from sb_feedback.web.coordinator.words import DOERS
from sb_feedback.web.refusal import why_not
from sb_feedback.web.team.words import OWNERS
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import COORDINATOR, JUDGE, Browser, hold, user_of

#: Words of the first line of every page.
SIGN_OUT = {"en": "Sign out", "es": "Cerrar sesión"}
SPANISH = {"Accept-Language": "es-MX, es;q=0.9, en;q=0.5"}


def switch(desk: Browser, path: str, code: str = "es", **more: str) -> str:
    """Press the switch on a page; where it leads."""
    fields = {"language": code, "back": switched_back(desk, path)} | more
    response = desk.send("/language", fields, on=path)
    assert response.status_code == 303
    return response.location


def switched_back(desk: Browser, path: str) -> str:
    found = re.search(r'name="back" value="([^"]*)"', desk.text(path))
    assert found is not None
    return found[1]


def language_of(page: str) -> str:
    found = re.search(r'<html lang="(\w+)" dir="ltr">', page)
    assert found is not None
    return found[1]


def test_the_switch_leads_back_to_the_same_page_in_the_other_language(
    desk: Browser, place: Workplace
) -> None:
    for path in ("/home", f"/meetings/{hold(place).id}", "/forecast?families=12&newcomers=4"):
        assert switch(desk, path) == path
        page = desk.text(path)
        assert language_of(page) == "es"
        assert SIGN_OUT["es"] in page
        assert SIGN_OUT["en"] not in page
        assert ">English</button>" in page
        assert switch(desk, path, "en") == path
        page = desk.text(path)
        assert language_of(page) == "en"
        assert SIGN_OUT["en"] in page
        assert ">Español</button>" in page


def test_the_choice_is_kept_with_the_account(
    desk: Browser, signed_in: Callable[[str], Browser], place: Workplace
) -> None:
    switch(desk, "/home")
    assert user_of(place, COORDINATOR).language == "es"
    assert language_of(signed_in(COORDINATOR).text("/home")) == "es"
    assert user_of(place, JUDGE).language is None
    assert language_of(signed_in(JUDGE).text("/reports")) == "en"


def test_a_choice_before_signing_in_goes_with_the_person(
    browser: Browser, place: Workplace
) -> None:
    assert switch(browser, "/sign-in?next=/period") == "/sign-in?next=/period"
    assert language_of(browser.text("/sign-in")) == "es"
    browser.sign_in(COORDINATOR)
    assert language_of(browser.text("/home")) == "es"
    assert user_of(place, COORDINATOR).language == "es"


def test_nobody_has_chosen_so_the_browser_tells(app: Flask, place: Workplace) -> None:
    client = app.test_client()
    assert language_of(client.get("/sign-in", headers=SPANISH).text) == "es"
    assert language_of(client.get("/sign-in", headers={"Accept-Language": "fr"}).text) == "en"
    assert user_of(place, COORDINATOR).language is None


def test_a_choice_weighs_more_than_the_browser(desk: Browser) -> None:
    switch(desk, "/home", "en")
    assert language_of(desk.client.get("/home", headers=SPANISH).text) == "en"


def test_errors_speak_the_chosen_language_and_look_nobody_up(
    desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch(desk, "/home")

    def fail(*_args: object) -> None:
        raise AssertionError

    for path in ("/home/nothing", "/meetings/nothing"):
        response = desk.get(path)
        assert response.status_code == 404
        assert language_of(response.text) == "es"
        assert "Esta página no existe" in response.text
    monkeypatch.setattr("sb_feedback.web.access.find_session", fail)
    assert language_of(desk.get("/home/nothing").text) == "es"


def test_a_page_that_answers_a_form_offers_no_switch(desk: Browser) -> None:
    answer = desk.send("/meetings/new", held_on="")
    assert answer.status_code == 422
    assert 'action="/language"' not in answer.text
    assert 'action="/language"' in desk.text("/meetings/new")


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil", ""])
def test_the_switch_leads_nowhere_else(desk: Browser, back: str) -> None:
    assert switch(desk, "/home", back=back) == "/sign-in"


@pytest.mark.parametrize("code", ["", "fr", "ES", "es\x00"])
def test_a_language_that_no_page_has_changes_nothing(
    desk: Browser, place: Workplace, code: str
) -> None:
    assert switch(desk, "/home", code) == "/home"
    assert user_of(place, COORDINATOR).language is None
    assert language_of(desk.text("/home")) == "en"


def test_days_are_written_as_the_language_writes_them(desk: Browser, place: Workplace) -> None:
    path = f"/meetings/{hold(place).id}"
    assert "May 13, 2026" in desk.text(path)
    switch(desk, path)
    assert "13 de mayo de 2026" in desk.text(path)


def test_faults_are_told_in_the_language(desk: Browser) -> None:
    switch(desk, "/meetings/new")
    page = desk.send("/meetings/new", held_on="2026-03-31", parents="x", languages="en").text
    assert "Please check this" not in page
    assert "Type a whole number" not in page
    assert "Escriba un número entero" in page


def test_a_refusal_is_told_in_the_language_with_its_days(desk: Browser) -> None:
    fields = {"held_on": "2026-03-31", "parents": "1", "languages": "en"}
    assert "no open period on March 31, 2026: check" in desk.send("/meetings/new", fields).text
    switch(desk, "/meetings/new")
    page = desk.send("/meetings/new", fields).text
    assert "el 31 de marzo de 2026" in page
    assert "There is no open period" not in page


def test_a_refusal_reads_in_english_where_there_is_no_page(app: Flask) -> None:
    refusal = NotAllowed("A roster has at most %(most)s members.", most=400)
    assert str(refusal) == "A roster has at most 400 members."
    assert str(NotAllowed("100% of them")) == "100% of them"
    with app.test_request_context("/home"), force_locale("es"):
        assert "400" in why_not(refusal)
        assert why_not(refusal) != str(refusal)


def test_roles_are_named_on_pages_as_in_reports(app: Flask) -> None:
    with app.test_request_context("/home"), force_locale("es"):
        for role, words in {**DOERS, **OWNERS}.items():
            assert role_name(role, "en") == role
            assert role_name(role, "es") == str(words) != role
    assert role_name("Two aunts", "es") == "Two aunts"


def test_what_wtforms_says_itself_is_in_the_language(app: Flask) -> None:
    class Form(FlaskForm):
        number = IntegerField()

    with app.test_request_context("/home", method="POST", data={"number": "x"}):
        with force_locale("es"):
            form = Form()
            form.validate()
        assert form.errors["number"] == ["No es un valor entero válido."]
