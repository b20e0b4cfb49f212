"""A forgotten password: one answer for everybody, a link that works once, all sessions end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from sb_feedback.jobs import outbox_at
from sb_feedback.models import Letter, PasswordTry, SignIn, User
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.new_passwords import MOST_A_DAY, NewPasswords
from sb_feedback.workplace import Workplace
from tests.integration.mailing.post_office import PostOffice, open_office
from tests.integration.staff.mailed import ONE_DATABASE, Mailed
from tests.integration.staff.people import COORDINATOR, JUDGE, PASSWORD, Browser, user_of

FORGOT = "/forgot-password"
WORDS = "eleven quiet rivers"
_PROOF = re.compile(r'name="csrf_token" value="[^"]+"')


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_office() as opened:
        yield opened


@pytest.fixture
def mailed(place: Workplace, office: PostOffice) -> Iterator[Mailed]:
    made = Mailed.at(place, office)
    yield made
    made.place.db.engine.dispose()


def asked(mailed: Mailed, email: str = COORDINATOR) -> str:
    """Ask for a link; the page behind it."""
    assert mailed.browser().send(FORGOT, email=email).status_code == 303
    return f"/new-password/{mailed.token(email)}"


def chosen(browser: Browser, link: str, password: str = WORDS) -> int:
    return browser.send(link, password=password, again=password).status_code


def test_a_new_password_works_and_the_old_one_does_not(mailed: Mailed) -> None:
    link, phone = asked(mailed), mailed.browser()
    assert chosen(phone, link) == 303
    assert "Your new password is set." in phone.text("/sign-in")
    assert phone.sign_in(COORDINATOR, PASSWORD).status_code == 422
    assert phone.sign_in(COORDINATOR, WORDS).status_code == 302


def test_every_session_ends(mailed: Mailed) -> None:
    desk, other = mailed.browser(COORDINATOR), mailed.browser(JUDGE)
    assert chosen(mailed.browser(), asked(mailed)) == 303
    assert desk.get("/home").status_code == 302
    assert other.get("/reports").status_code == 200
    with mailed.place.db.read() as session:
        whose = session.scalars(select(User.email).join(SignIn, SignIn.user_id == User.id))
        assert set(whose) == {JUDGE}


def test_a_link_works_once(mailed: Mailed) -> None:
    link, phone = asked(mailed), mailed.browser()
    assert chosen(phone, link) == 303
    page = phone.get(link)
    assert page.status_code == 410
    assert page.text.count('<a class="button" href="/forgot-password">') == 1
    token = link.rpartition("/")[2]
    passwords, now = NewPasswords(mailed.place.accounts), mailed.place.clock.now()
    with mailed.place.db.write() as session, pytest.raises(NotAllowed):
        passwords.choose(session, token, "x", now)


@ONE_DATABASE
def test_only_the_newest_link_works(mailed: Mailed) -> None:
    older, newer = asked(mailed), asked(mailed)
    phone = mailed.browser()
    assert phone.get(older).status_code == 410
    assert phone.get(newer).status_code == 200


@ONE_DATABASE
def test_a_link_lasts_two_hours(mailed: Mailed, clock: time_machine.Traveller) -> None:
    link = asked(mailed)
    clock.shift(timedelta(hours=1, minutes=59))
    assert mailed.browser().get(link).status_code == 200
    clock.shift(timedelta(minutes=2))
    assert mailed.browser().get(link).status_code == 410


@ONE_DATABASE
@pytest.mark.parametrize("token", ["x" * 43, "x", "%00"])
def test_an_unknown_link_says_what_to_do(browser: Browser, token: str) -> None:
    assert browser.get(f"/new-password/{token}").status_code == 410


def test_the_answer_is_the_same_whether_there_is_an_account(mailed: Mailed) -> None:
    pages = []
    for email in (COORDINATOR, "nobody@example.org"):
        browser = mailed.browser()
        for _ in range(MOST_A_DAY + 2):
            response = browser.send(FORGOT, email=email)
            page = _PROOF.sub("", browser.text(response.location))
            pages.append((response.status_code, response.location, page))
    assert len(set(pages)) == 1
    assert "If this address has an account, a message is on its way." in pages[0][2]


def test_an_address_gets_so_many_a_day(mailed: Mailed, clock: time_machine.Traveller) -> None:
    browser = mailed.browser()
    for hour in range(24):
        browser.send(FORGOT, email=COORDINATOR if hour % 2 else " C@Example.ORG ")
        outbox_at(mailed.place).send_due()
        clock.shift(timedelta(hours=1))
    assert len(mailed.office.to(COORDINATOR)) == MOST_A_DAY
    clock.shift(timedelta(hours=4))
    asked(mailed)
    assert len(mailed.office.to(COORDINATOR)) == MOST_A_DAY + 1


@ONE_DATABASE
def test_an_account_that_ended_gets_no_link(mailed: Mailed) -> None:
    link = asked(mailed)
    with mailed.place.db.write() as session:
        user = session.get_one(User, user_of(mailed.place, COORDINATOR).id)
        user.ended_at = mailed.place.clock.now()
    assert mailed.browser().get(link).status_code == 410
    mailed.browser().send(FORGOT, email=COORDINATOR)
    outbox_at(mailed.place).send_due()
    assert len(mailed.office.taken) == 1


@ONE_DATABASE
def test_a_delay_after_wrong_passwords_is_over_with_a_new_one(mailed: Mailed) -> None:
    phone = mailed.browser()
    for _ in range(8):
        phone.sign_in(COORDINATOR, "wrong umbrellas")
    assert phone.sign_in(COORDINATOR, PASSWORD).status_code == 429
    assert chosen(phone, asked(mailed)) == 303
    assert phone.sign_in(COORDINATOR, WORDS).status_code == 302


@ONE_DATABASE
def test_without_a_mail_server_the_page_says_whom_to_ask(
    place: Workplace, browser: Browser
) -> None:
    page = browser.text(FORGOT)
    assert "Ask the person who looks after the server" in page
    assert 'name="email"' not in page
    assert browser.client.post(FORGOT, data={"email": COORDINATOR}).status_code == 400
    with place.db.read() as session:
        assert session.scalar(select(func.count()).select_from(Letter)) == 0
        assert session.scalar(select(func.count()).select_from(PasswordTry)) == 0


@ONE_DATABASE
def test_what_is_no_address_is_told(mailed: Mailed) -> None:
    page = mailed.browser().send(FORGOT, email="nobody")
    assert page.status_code == 422
    assert "This is no e-mail address." in page.text


# --- notices of reports ---------------------------------------------------------------------------


@ONE_DATABASE
def test_a_reader_turns_notices_off_and_on(
    place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    judge = signed_in(JUDGE)
    for ticked, expected in (({}, False), ({"notices": "y"}, True)):
        assert judge.send("/account/mail", ticked).status_code == 303
        assert user_of(place, JUDGE).takes_notices is expected
        assert (" checked" in judge.text("/account/mail")) is expected
