"""A form that was sent after the session had ended is not lost, and goes nowhere by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from time_machine import Traveller
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from sb_feedback.models import Meeting
from sb_feedback.web.kept_form import KeptForm, kept_from
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import (
    COORDINATOR,
    NEIGHBOUR,
    PASSWORD,
    READER,
    Browser,
    user_of,
)

FORM = {"held_on": "2026-05-11", "family": "", "parents": "2", "caregivers": "1"}
NEW = "/meetings/new"
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the main form of a page."""
    import html

    main = page.partition("<main")[2]
    return {name: html.unescape(text) for name, text in _HIDDEN.findall(main)}


def typed_form(desk: Browser) -> dict[str, str | list[str]]:
    """What the browser will send: the fields of the page, and what was typed."""
    form_id = desk.form_id(NEW)
    return {**hidden(desk.text(NEW)), "form_id": form_id, **FORM, "languages": ["en", "es"]}


@pytest.fixture
def too_late(desk: Browser, clock: Traveller) -> TestResponse:
    """The answer to a form that took too long to type."""
    typed = typed_form(desk)
    clock.shift(timedelta(minutes=40))
    return desk.client.post(NEW, data=typed)


def sign_in(client: FlaskClient, page: TestResponse, email: str) -> TestResponse:
    """Sign in on the page that came instead."""
    data = {**hidden(page.text), "email": email, "password": PASSWORD}
    return client.post("/sign-in", data=data)


def meetings(place: Workplace) -> list[Meeting]:
    with place.db.read() as session:
        return session.query(Meeting).all()


def test_what_was_typed_comes_back_and_is_sent_by_a_click(
    desk: Browser, too_late: TestResponse, place: Workplace
) -> None:
    assert too_late.status_code == 401
    assert "What you typed is not lost" in too_late.text
    wrong = desk.client.post(
        "/sign-in", data={**hidden(too_late.text), "email": COORDINATOR, "password": "wrong"}
    )
    assert wrong.status_code == 422
    back = sign_in(desk.client, wrong, COORDINATOR)
    assert "Your form is still here" in back.text
    assert "2026-05-11" in back.text
    assert meetings(place) == []
    main = back.text.partition("<main")[2]
    assert f'action="{NEW}"' in main
    pairs = _HIDDEN.findall(main)
    assert [text for name, text in pairs if name == "languages"] == ["en", "es"]
    sent = desk.client.post(NEW, data={**hidden(back.text), "languages": ["en", "es"]})
    assert sent.status_code == 303
    (made,) = meetings(place)
    assert (made.parents, made.caregivers, made.languages) == (2, 1, "en es")


def test_it_passes_through_the_page_of_the_code(
    desk: Browser, clock: Traveller, place: Workplace
) -> None:
    from tests.integration.staff.test_second_step import now_of, set_up

    secret, _codes = set_up(desk)
    typed = typed_form(desk)
    clock.shift(timedelta(minutes=40))
    asked = sign_in(desk.client, desk.client.post(NEW, data=typed), COORDINATOR)
    assert "Type the code" in asked.text
    back = desk.client.post("/sign-in/code", data={**hidden(asked.text), "code": now_of(secret)})
    assert "Your form is still here" in back.text
    assert "2026-05-11" in back.text


@pytest.mark.parametrize("email", [NEIGHBOUR, READER])
def test_nobody_else_gets_it(
    email: str, desk: Browser, too_late: TestResponse, place: Workplace
) -> None:
    response = sign_in(desk.client, too_late, email)
    assert response.status_code == 302
    page = desk.text(response.location)
    assert "A form was typed in another account." in page
    assert "2026-05-11" not in page


def test_it_is_kept_in_no_cookie_and_in_no_table(
    desk: Browser, too_late: TestResponse, place: Workplace
) -> None:
    assert "2026-05-11" in too_late.text
    with desk.client.session_transaction() as cookie:
        assert "2026-05-11" not in str(dict(cookie))
    assert meetings(place) == []


def test_a_role_that_may_no_longer_send_it_does_not_get_it(
    desk: Browser, too_late: TestResponse, place: Workplace
) -> None:
    from sb_feedback.models import User

    with place.db.write() as session:
        session.get_one(User, user_of(place, COORDINATOR).id).role = "reader"
    response = sign_in(desk.client, too_late, COORDINATOR)
    assert response.status_code == 302
    assert "2026-05-11" not in desk.text(response.location)


def test_a_form_of_another_tab_is_offered_again(desk: Browser, place: Workplace) -> None:
    typed = typed_form(desk)
    desk.sign_out()
    desk.sign_in(COORDINATOR)
    offered = desk.client.post(NEW, data=typed)
    assert offered.status_code == 400
    assert "Your form is still here" in offered.text
    assert meetings(place) == []


def test_nobody_else_can_put_a_form_there(
    desk: Browser, signed_in: Callable[[str], Browser]
) -> None:
    forged = {**FORM, "typed_in": hidden(signed_in(NEIGHBOUR).text(NEW))["typed_in"]}
    for mark in (forged["typed_in"], "", "x", "ä"):
        page = desk.client.post(NEW, data={**forged, "typed_in": mark})
        assert page.status_code == 400
        assert "This page was open too long" in page.text
        assert "2026-05-11" not in page.text


@pytest.mark.parametrize(
    "sent",
    [
        {"kept_path": "//elsewhere.example/", "kept_fields": "[]", "kept_typed_in": ""},
        {"kept_path": NEW, "kept_fields": "[" * 50_000, "kept_typed_in": ""},
        {"kept_path": NEW, "kept_fields": '[["a", 1]]', "kept_typed_in": ""},
        {"kept_path": NEW, "kept_fields": '{"a": "b"}', "kept_typed_in": "ä"},
        {"kept_path": "/nowhere", "kept_fields": "[]", "kept_typed_in": "x"},
        {"kept_path": NEW},
    ],
)
def test_a_made_up_form_leads_nowhere(sent: dict[str, str], browser: Browser) -> None:
    response = browser.send("/sign-in", sent, email=COORDINATOR, password=PASSWORD)
    assert response.location == "/home"


@pytest.mark.parametrize("path", ["//elsewhere.example/", "https://elsewhere.example/", "x", ""])
def test_a_form_is_sent_nowhere_else(path: str) -> None:
    fields = {"kept_path": path, "kept_fields": "[]", "kept_typed_in": "x"}
    assert kept_from(MultiDict(fields)) is None
    assert kept_from(MultiDict(fields | {"kept_path": NEW})) is not None


def test_passwords_and_codes_are_never_carried(
    signed_in: Callable[[str], Browser], clock: Traveller
) -> None:
    reader = signed_in(READER)
    fields = hidden(reader.text("/account/password"))
    clock.shift(timedelta(minutes=40))
    typed = {**fields, "before": PASSWORD, "password": "x" * 12, "again": "x" * 12}
    answer = reader.client.post("/account/password", data=typed)
    assert answer.location == "/sign-in"


def test_what_is_too_long_is_not_carried(desk: Browser, clock: Traveller) -> None:
    typed = {**typed_form(desk), "family": "x" * 60_000}
    clock.shift(timedelta(minutes=40))
    assert desk.client.post(NEW, data=typed).location == "/sign-in"


def test_a_page_shows_what_a_person_would_know_again() -> None:
    fields = (("form_id", "a" * 32), ("what", "Two times"), ("family", ""))
    assert KeptForm(NEW, fields, "").typed == (("what", "Two times"),)


def test_the_warning_promises_only_what_is_kept(desk: Browser) -> None:
    kept, lost = "What you typed will not be lost.", "A password that you typed is not kept."
    for path, said, unsaid in (("/meetings/new", kept, lost), ("/account/password", lost, kept)):
        page = desk.text(path)
        assert said in page
        assert unsaid not in page
