"""The code after the password, recovery codes, and the password itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from pyotp import TOTP, parse_uri
from sqlalchemy import text
from time_machine import Traveller

from sb_feedback.config import Settings
from sb_feedback.models import RecoveryCode, SignIn, User
from sb_feedback.services.accounts import FREE_TRIES
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.second_step import RECOVERY_CODES, SECONDS, app_address
from sb_feedback.web.access import moment
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import (
    ADMINISTRATOR,
    COORDINATOR,
    PASSWORD,
    READER,
    STATE_TEAM,
    Browser,
    user_of,
)

_SECRET = re.compile(r'name="app_secret"[^>]* value="([A-Z2-7]{32})"')
_CODES = re.compile(r"<code>([2-9A-Z]{5} [2-9A-Z]{5})</code>")
APP = "/account/code"
NEW = "seven blue umbrellas"


def now_of(app_secret: str, *, steps: int = 0) -> str:
    """What the app shows, some half minutes from now."""
    return TOTP(app_secret).at(moment() + timedelta(seconds=SECONDS * steps))


def set_up(visitor: Browser) -> tuple[str, list[str]]:
    """Set it up; the app's secret and the recovery codes."""
    found = _SECRET.search(visitor.text(APP))
    assert found is not None
    page = visitor.send(APP, app_secret=found[1], code=now_of(found[1])).text
    return found[1], _CODES.findall(page)


@pytest.fixture
def reader(signed_in: Callable[[str], Browser]) -> Browser:
    return signed_in(READER)


@pytest.fixture
def secret(reader: Browser, clock: Traveller) -> str:
    """The secret of the reader's app; the code that set it up is spent, the next one is not."""
    app_secret, _codes = set_up(reader)
    clock.shift(timedelta(seconds=SECONDS))
    return app_secret


def elsewhere(visitor: Browser) -> Browser:
    """Another browser, in which nobody has signed in."""
    return Browser(visitor.client.application.test_client())


def half_way(visitor: Browser, email: str = READER) -> Browser:
    """A browser in which the password was right."""
    fresh = elsewhere(visitor)
    page = fresh.sign_in(email)
    assert "Type the code" in page.text
    return fresh


def test_the_picture_and_the_text_say_the_same_secret() -> None:
    app = parse_uri(app_address("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", READER, "Test state"))
    assert (app.secret, app.name, app.issuer) == (
        "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        READER,
        "Test state",
    )


def test_it_counts_only_once_a_first_code_was_right(reader: Browser, place: Workplace) -> None:
    page = reader.text(APP)
    found = _SECRET.search(page)
    assert found is not None
    assert " ".join(re.findall("....", found[1])) in page
    assert "<svg" in page
    wrong = reader.send(APP, app_secret=found[1], code="000000")
    assert wrong.status_code == 422
    assert found[1] in wrong.text
    assert user_of(place, READER).second_step is None
    for odd in ("", "short", "1" * 32, found[1].lower(), f"{found[1]}A"):
        assert reader.send(APP, app_secret=odd, code=now_of(found[1])).status_code == 422
    assert user_of(place, READER).second_step is None
    assert reader.send(APP, app_secret=found[1], code=now_of(found[1])).status_code == 200
    assert user_of(place, READER).second_step is not None


def test_the_password_alone_opens_nothing(reader: Browser, secret: str, place: Workplace) -> None:
    fresh = half_way(reader)
    assert fresh.get("/reports").location.startswith("/sign-in")
    with fresh.client.session_transaction() as cookie:
        cookie["_user_id"] = cookie["awaits_code"]
    assert fresh.get("/reports").status_code == 302
    response = fresh.send("/sign-in/code?next=/account", on="/sign-in/code", code=now_of(secret))
    assert response.location == "/account"
    assert fresh.get("/reports").status_code == 200
    with place.db.read() as session:
        assert not session.query(SignIn).filter_by(awaits_code=True).count()


def test_a_code_opens_one_session(reader: Browser, secret: str) -> None:
    first, second = half_way(reader), half_way(reader)
    code = now_of(secret)
    assert first.send("/sign-in/code", code=f"{code[:3]} {code[3:]}").status_code == 302
    assert second.send("/sign-in/code", code=code).status_code == 422
    assert second.send("/sign-in/code", code=now_of(secret, steps=-1)).status_code == 422
    assert second.send("/sign-in/code", code=now_of(secret, steps=1)).status_code == 302


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 302), (1, 302), (2, 422)])
def test_a_code_counts_half_a_minute_early_or_late(
    steps: int, status: int, reader: Browser, secret: str, clock: Traveller
) -> None:
    clock.shift(timedelta(minutes=3))
    response = half_way(reader).send("/sign-in/code", code=now_of(secret, steps=steps))
    assert response.status_code == status


def test_guessing_codes_is_slowed_down(reader: Browser, secret: str, clock: Traveller) -> None:
    fresh = half_way(reader)
    for _try in range(FREE_TRIES):
        assert fresh.send("/sign-in/code", code="123 45").status_code == 422
    refused = half_way(reader).send("/sign-in/code", code=now_of(secret))
    assert refused.status_code == 429
    assert "Wait 2 seconds" in refused.text or "Wait 1 second" in refused.text
    clock.shift(timedelta(seconds=3))
    assert half_way(reader).send("/sign-in/code", code=now_of(secret)).status_code == 302


@pytest.mark.parametrize("typed", ["", "٣٣٣٣٣٣", "\x00", "A" * 5000, "ABCDE FGHJK"])
def test_what_is_no_code_opens_nothing(typed: str, reader: Browser, secret: str) -> None:
    assert half_way(reader).send("/sign-in/code", code=typed).status_code == 422


def test_the_code_must_follow_the_password_soon(
    reader: Browser, secret: str, clock: Traveller
) -> None:
    fresh = half_way(reader)
    page = fresh.get("/sign-in/code").text
    clock.shift(timedelta(minutes=11))
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    data = {"csrf_token": token[1], "code": now_of(secret)}
    assert fresh.client.post("/sign-in/code", data=data).location == "/sign-in"
    assert fresh.get("/reports").status_code == 302


def test_a_recovery_code_works_once_and_is_told(
    reader: Browser, clock: Traveller, place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    _secret, codes = set_up(reader)
    assert len(set(codes)) == RECOVERY_CODES
    assert half_way(reader).send("/sign-in/code", code=codes[0].lower()).status_code == 302
    again = half_way(reader)
    assert again.send("/sign-in/code", code=codes[0]).status_code == 422
    assert again.send("/sign-in/code", code=codes[1]).status_code == 302
    assert "8 recovery codes are left" in again.text("/account")
    told = signed_in(COORDINATOR).text("/activity")
    assert f"{READER} signed in with a recovery code." in told
    assert f"{READER} set up a code for signing in." in told


def test_a_recovery_code_is_of_one_account(
    reader: Browser, signed_in: Callable[[str], Browser]
) -> None:
    _secret, codes = set_up(reader)
    set_up(signed_in(COORDINATOR))
    refused = half_way(reader, COORDINATOR).send("/sign-in/code", code=codes[0])
    assert refused.status_code == 422
    assert half_way(reader).send("/sign-in/code", code=codes[0]).status_code == 302


def test_codes_are_shown_once_and_kept_as_hashes(reader: Browser, place: Workplace) -> None:
    secret, codes = set_up(reader)
    for page in ("/account", APP):
        assert not _CODES.findall(reader.text(page))
        assert secret not in reader.text(page)
    with place.db.read() as session:
        kept = str(session.execute(text("SELECT * FROM user_account")).all())
        kept += str(session.execute(text("SELECT * FROM recovery_code")).all())
    assert secret not in kept
    assert not any(code.replace(" ", "") in kept for code in codes)


def test_a_copy_of_the_database_makes_no_codes(
    reader: Browser, secret: str, place: Workplace
) -> None:
    from sb_feedback.services.second_step import SecondStep

    another_server = SecondStep(b"another secret")
    user = user_of(place, READER)
    with place.db.write() as session:
        assert another_server.used(session, user, now_of(secret), moment()) is None
    with place.db.write() as session:
        row = session.get_one(User, user_of(place, COORDINATOR).id)
        row.second_step, row.last_code_at = user.second_step, 0
    hers = user_of(place, COORDINATOR)
    with place.db.write() as session:
        assert place.second_step.used(session, hers, now_of(secret), moment()) is None
        assert place.second_step.used(session, user, now_of(secret), moment()) is not None


def test_turning_it_off_needs_password_and_code(
    reader: Browser, secret: str, place: Workplace, clock: Traveller
) -> None:
    off = "/account/code/off"
    assert reader.send(off, on=APP, password="wrong", code=now_of(secret)).status_code == 422
    assert reader.send(off, on=APP, password=PASSWORD, code="000000").status_code == 422
    assert user_of(place, READER).second_step is not None
    assert reader.send(off, on=APP, password=PASSWORD, code=now_of(secret)).status_code == 303
    assert user_of(place, READER).second_step is None
    with place.db.read() as session:
        assert not session.query(RecoveryCode).count()
    assert elsewhere(reader).sign_in(READER).status_code == 302


def test_new_recovery_codes_replace_those_before(reader: Browser, clock: Traveller) -> None:
    secret, before = set_up(reader)
    clock.shift(timedelta(seconds=SECONDS))
    path = "/account/recovery-codes"
    assert reader.send(path, on=APP, password="wrong", code=now_of(secret)).status_code == 422
    page = reader.send(path, on=APP, password=PASSWORD, code=now_of(secret)).text
    now = _CODES.findall(page)
    assert len(now) == RECOVERY_CODES
    assert not set(now) & set(before)
    fresh = half_way(reader)
    assert fresh.send("/sign-in/code", code=before[0]).status_code == 422
    assert fresh.send("/sign-in/code", code=now[0]).status_code == 302


def test_it_cannot_be_set_up_over_another(reader: Browser, secret: str, place: Workplace) -> None:
    before = user_of(place, READER).second_step
    other = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    reader.send(APP, app_secret=other, code=now_of(other))
    assert user_of(place, READER).second_step == before
    row = user_of(place, READER)
    with place.db.write() as session, pytest.raises(NotAllowed, match="on already"):
        place.second_step.set_up(session, row, other, now_of(other), moment())


@pytest.mark.parametrize("email", [ADMINISTRATOR, STATE_TEAM])
def test_who_reaches_all_sites_must_set_it_up_first(
    email: str,
    place: Workplace,
    signed_in: Callable[[str], Browser],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    visitor = signed_in(email)
    assert visitor.get("/state").status_code == 200
    monkeypatch.setattr(Settings, "is_demo", property(lambda _: False))
    for path in ("/state", "/sites", "/people"):
        assert visitor.get(path).location == APP or email == STATE_TEAM
    assert visitor.get("/state").location == APP
    assert "You need it before you can go on" in visitor.text(APP)
    assert visitor.get("/account/password").status_code == 200
    set_up(visitor)
    assert visitor.get("/state").status_code == 200


def test_nobody_else_must(
    signed_in: Callable[[str], Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Settings, "is_demo", property(lambda _: False))
    assert signed_in(COORDINATOR).get("/home").status_code == 200


def test_a_new_beginning_asks_for_no_code_of_before(
    reader: Browser, secret: str, place: Workplace
) -> None:
    with place.db.write() as session:
        user = session.get_one(User, user_of(place, READER).id)
        user.ended_at = moment()
    with place.db.write() as session:
        place.accounts.add_user(
            session,
            email=READER,
            password=NEW,
            role="reader",
            site_id="maple",
            today=place.clock.today(),
        )
    assert reader.get("/reports").status_code == 302
    assert reader.sign_in(READER, NEW).status_code == 302


def test_a_new_password_signs_out_everywhere_else(
    signed_in: Callable[[str], Browser], app: Flask
) -> None:
    here, there = signed_in(READER), signed_in(READER)
    path = "/account/password"
    assert here.send(path, before="wrong", password=NEW, again=NEW).status_code == 422
    assert here.send(path, before=PASSWORD, password=NEW, again=PASSWORD).status_code == 422
    short = here.send(path, before=PASSWORD, password="short", again="short")
    assert "A password needs 12 to 128 characters." in short.text
    assert NEW not in here.send(path, before=PASSWORD, password=NEW, again="x").text
    assert there.get("/reports").status_code == 200
    assert here.send(path, before=PASSWORD, password=NEW, again=NEW).status_code == 303
    assert here.get("/reports").status_code == 200
    assert there.get("/reports").status_code == 302
    assert there.sign_in(READER).status_code == 422
    assert there.sign_in(READER, NEW).status_code == 302


def test_guessing_the_password_of_an_open_session_is_slowed_down(reader: Browser) -> None:
    for _try in range(FREE_TRIES):
        reader.send("/account/password", before="wrong", password=NEW, again=NEW)
    refused = reader.send("/account/password", before=PASSWORD, password=NEW, again=NEW)
    assert refused.status_code == 429


def test_signing_out_everywhere(signed_in: Callable[[str], Browser]) -> None:
    here, there = signed_in(READER), signed_in(READER)
    response = here.send("/account/sign-out-everywhere", on="/account")
    assert "You have signed out" in here.text(response.location)
    assert there.get("/reports").status_code == 302
