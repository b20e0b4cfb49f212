"""Signing in and out: sessions end when they should, guessing is slowed, nothing is given away."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from time_machine import Traveller

from sb_feedback.models import PasswordTry, SignIn, User
from sb_feedback.services.accounts import FREE_TRIES, Accounts, MustWait
from sb_feedback.workplace import Workplace
from tests.integration.staff.conftest import TODAY
from tests.integration.staff.people import (
    ADMINISTRATOR,
    COORDINATOR,
    JUDGE,
    PASSWORD,
    READER,
    REVIEWER,
    STATE_TEAM,
    Browser,
    user_of,
)


@pytest.mark.parametrize(
    ("email", "home"),
    [
        (COORDINATOR, "/home"),
        (READER, "/reports"),
        (JUDGE, "/reports"),
        (REVIEWER, "/notes"),
        (ADMINISTRATOR, "/sites"),
        (STATE_TEAM, "/reports"),
    ],
)
def test_each_role_begins_on_its_own_page(browser: Browser, email: str, home: str) -> None:
    response = browser.sign_in(email)
    assert response.location == home
    assert browser.get(home).status_code == 200


def test_an_address_may_be_typed_in_capitals_with_blanks(browser: Browser) -> None:
    assert browser.sign_in(" C@Example.ORG ").status_code == 302


@pytest.mark.parametrize(
    ("email", "password"),
    [(COORDINATOR, "wrong umbrellas"), ("nobody@example.org", PASSWORD), ("\x00", "\x00")],
)
def test_a_wrong_password_and_an_unknown_address_read_the_same(
    browser: Browser, email: str, password: str
) -> None:
    response = browser.sign_in(email, password)
    assert response.status_code == 422
    assert browser.get("/home").status_code == 302
    if email != "\x00":
        assert "This e-mail address and password do not fit together." in response.text
        assert f'value="{email}"' in response.text
        assert password not in response.text


def test_blank_fields_are_told_apart(browser: Browser) -> None:
    page = browser.sign_in("", "").text
    assert "Type your e-mail address." in page
    assert "Type your password." in page
    assert '<a href="#email">' in page
    assert "autofocus" in page


def test_a_page_that_asks_for_a_password_helps_password_managers(browser: Browser) -> None:
    page = browser.text("/sign-in")
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page


def guess(browser: Browser, email: str) -> None:
    """Use up the tries that are free."""
    for _ in range(FREE_TRIES):
        assert browser.sign_in(email, "wrong umbrellas").status_code == 422


def test_guessing_is_slowed_down_and_ends_by_itself(browser: Browser) -> None:
    with time_machine.travel(TODAY, tick=False) as still:
        guess(browser, COORDINATOR)
        response = browser.sign_in(COORDINATOR)
        assert response.status_code == 429
        assert "Wait 2 seconds and try again." in response.text
        still.shift(timedelta(seconds=3))
        assert browser.sign_in(COORDINATOR).status_code == 302


def test_the_delay_grows_to_a_quarter_of_an_hour(place: Workplace) -> None:
    now, waits = TODAY, []

    def guess() -> None:
        assert place.accounts.check_password(place.db, COORDINATOR, "umbrellas", now) is None

    for _ in range(FREE_TRIES):
        guess()
    for _ in range(12):
        with pytest.raises(MustWait) as told:
            guess()
        waits.append(told.value.seconds)
        now += timedelta(seconds=waits[-1])
        guess()
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]


def test_an_address_without_an_account_is_delayed_the_same(browser: Browser) -> None:
    told = []
    with time_machine.travel(TODAY, tick=False):
        for email in (COORDINATOR, "nobody@example.org"):
            guess(browser, email)
            response = browser.sign_in(email)
            assert response.status_code == 429
            told.append(response.text.replace(email, ""))
    assert told[0] == told[1]


def test_tries_are_forgotten_after_a_day_and_never_name_an_address(
    browser: Browser, place: Workplace, clock: Traveller
) -> None:
    guess(browser, "nobody@example.org")
    with place.db.read() as session:
        assert b"nobody" not in session.query(PasswordTry).one().address
    clock.shift(timedelta(days=1, seconds=1))
    browser.sign_in(COORDINATOR)
    with place.db.read() as session:
        assert session.query(PasswordTry).count() == 0


def test_a_try_counts_while_the_password_is_still_looked_at(
    browser: Browser, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def look(*_: object) -> bool:
        with place.db.read() as session:
            seen.append(session.query(PasswordTry).one().tries)
        return False

    monkeypatch.setattr(Accounts, "_fits", look)
    guess(browser, COORDINATOR)
    assert seen == list(range(1, FREE_TRIES + 1))


def test_the_cookie_holds_a_token_that_a_script_cannot_read(browser: Browser) -> None:
    cookie = browser.sign_in(COORDINATOR).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert COORDINATOR not in cookie


def test_each_sign_in_has_a_token_of_its_own(browser: Browser, place: Workplace) -> None:
    with browser.client.session_transaction() as planted:
        planted["_user_id"] = "a token that somebody else knows"
        planted["left_over"] = "from before"
    browser.sign_in(COORDINATOR)
    with browser.client.session_transaction() as now:
        first = now["_user_id"]
        assert first != "a token that somebody else knows"
        assert "left_over" not in now
    browser.client.post("/sign-in")
    browser.sign_out()
    browser.sign_in(COORDINATOR)
    with browser.client.session_transaction() as now:
        assert now["_user_id"] != first


def test_signing_in_again_ends_the_session_before(browser: Browser, place: Workplace) -> None:
    browser.sign_in(COORDINATOR)
    browser.send("/sign-in", on="/home", email=JUDGE, password=PASSWORD)
    with place.db.read() as session:
        assert [found.user_id for found in session.query(SignIn)] == [user_of(place, JUDGE).id]


def test_after_signing_out_the_old_cookie_opens_nothing(browser: Browser, place: Workplace) -> None:
    browser.sign_in(COORDINATOR)
    with browser.client.session_transaction() as session:
        stolen = dict(session)
    response = browser.sign_out()
    assert '"cookies"' in response.headers["Clear-Site-Data"]
    assert "You have signed out" in browser.text(response.location)
    with browser.client.session_transaction() as session:
        session.update(stolen)
    assert browser.get("/home").status_code == 302
    with place.db.read() as rows:
        assert rows.query(SignIn).count() == 0


def test_an_idle_session_ends(browser: Browser, clock: Traveller) -> None:
    browser.sign_in(COORDINATOR)
    clock.shift(timedelta(minutes=29))
    assert browser.get("/home").status_code == 200
    clock.shift(timedelta(minutes=31))
    assert browser.get("/home").status_code == 302


def test_an_idle_session_outlasts_its_warning_and_a_press_is_use(
    browser: Browser, clock: Traveller
) -> None:
    browser.sign_in(COORDINATOR)
    found = re.search(r'data-warn-after="(\d+)" data-stay="([^"]+)"', browser.text("/home"))
    assert found is not None
    clock.shift(timedelta(seconds=59))
    browser.get("/home")  # too soon to be noted
    clock.shift(timedelta(seconds=int(found[1])) + timedelta(minutes=2))
    assert browser.client.head(found[2]).status_code == 200
    clock.shift(timedelta(minutes=29))
    assert browser.get("/home").status_code == 200
    clock.shift(timedelta(minutes=31))
    assert browser.client.head(found[2]).status_code == 302
    assert "data-warn-after" not in browser.text("/sign-in")


def test_a_session_in_use_ends_in_the_evening(browser: Browser, clock: Traveller) -> None:
    browser.sign_in(COORDINATOR)
    for _ in range(36):
        assert browser.get("/meetings").status_code == 200
        clock.shift(timedelta(minutes=20))
    clock.shift(timedelta(seconds=30))
    assert browser.get("/home").status_code == 302


def test_use_is_noted_at_most_once_a_minute(
    browser: Browser, place: Workplace, clock: Traveller
) -> None:
    def seen() -> object:
        with place.db.read() as session:
            return session.query(SignIn).one().seen_at

    browser.sign_in(COORDINATOR)
    at_first = seen()
    clock.shift(timedelta(seconds=40))
    browser.get("/home")
    assert seen() == at_first
    clock.shift(timedelta(seconds=40))
    browser.get("/home")
    assert seen() != at_first


def test_a_change_of_role_counts_at_once(browser: Browser, place: Workplace) -> None:
    browser.sign_in(COORDINATOR)
    assert browser.get("/home").status_code == 200
    with place.db.write() as session:
        session.get_one(User, user_of(place, COORDINATOR).id).role = "judge"
    assert browser.get("/home").status_code == 404
    assert browser.get("/reports").status_code == 200


def test_moving_the_calendar_ahead_signs_nobody_out(browser: Browser, place: Workplace) -> None:
    from tests.integration.staff.people import move_calendar

    browser.sign_in(COORDINATOR)
    move_calendar(place, 80)
    assert browser.get("/home").status_code == 200
    assert place.clock.today() > TODAY.date()


def test_a_page_asked_for_is_shown_after_signing_in(browser: Browser) -> None:
    asked = browser.get("/period?still=yes")
    assert asked.status_code == 302
    response = browser.send(asked.location, email=COORDINATOR, password=PASSWORD)
    assert response.location == "/period?still=yes"


def test_the_address_to_go_back_to_is_used_when_it_is_ours(browser: Browser) -> None:
    fields = {"email": COORDINATOR, "password": PASSWORD}
    elsewhere = browser.send("/sign-in?next=//elsewhere.example/", fields, on="/sign-in")
    assert elsewhere.location == "/home"


def test_someone_who_is_in_is_not_asked_again(signed_in: Callable[[str], Browser]) -> None:
    assert signed_in(JUDGE).get("/sign-in").location == "/reports"
