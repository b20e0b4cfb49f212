"""Invitations: from the form to the first sign-in, and every way in which one is over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
import time_machine
from sqlalchemy import select

from sb_feedback.models import Invitation, User
from sb_feedback.models.account import ROLES, STATE_ROLES
from sb_feedback.services.accounts import user_of as account_of
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.invitations import accept, hand_over, invite, may_invite
from sb_feedback.workplace import Workplace
from tests.integration.mailing.post_office import PostOffice, open_office
from tests.integration.staff.mailed import ONE_DATABASE, Mailed
from tests.integration.staff.people import (
    ADMINISTRATOR,
    COORDINATOR,
    JUDGE,
    NEIGHBOUR,
    PEOPLE,
    Browser,
    user_of,
)

NEW, PAGE = "new@example.org", "/people/invitations"
WORDS = "eleven quiet rivers"
_LINK = re.compile(r"/invited/[\w-]{43}")
_MAIN = re.compile(r"<main.*?</main>", re.DOTALL)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_office() as opened:
        yield opened


@pytest.fixture
def mailed(place: Workplace, office: PostOffice) -> Iterator[Mailed]:
    made = Mailed.at(place, office)
    yield made
    made.place.db.engine.dispose()


def asked(desk: Browser, email: str = NEW, role: str = "judge") -> str:
    """Invite somebody where no mail is sent; the link."""
    response = desk.send(PAGE, email=email, role=role, form_id=desk.form_id(PAGE))
    assert response.status_code == 303, response.text
    return str(_LINK.findall(desk.text(PAGE))[0])


def begun(browser: Browser, link: str, password: str = WORDS) -> int:
    return browser.send(link, password=password, again=password).status_code


# --- who may invite whom --------------------------------------------------------------------------


@ONE_DATABASE
def test_who_may_invite_whom(place: Workplace) -> None:
    may = {
        ("coordinator", "reader", "maple"),
        ("coordinator", "judge", "maple"),
        *(("administrator", role, None) for role in STATE_ROLES),
        *(
            ("administrator", role, site)
            for role in set(ROLES) - set(STATE_ROLES)
            for site in ("maple", "oak")
        ),
    }
    actors = {
        role: user_of(place, email) for email, (role, _) in PEOPLE.items() if email != NEIGHBOUR
    }
    for role, given, site in product(ROLES, ROLES, ("maple", "oak", None)):
        assert may_invite(actors[role], given, site) is ((role, given, site) in may)


def test_a_coordinator_cannot_invite_beyond_her_site(place: Workplace, desk: Browser) -> None:
    for fields in ({"role": "coordinator"}, {"role": "administrator"}, {"role": ""}):
        assert desk.send(PAGE, {"email": NEW, **fields}).status_code == 422
    desk.send(PAGE, {"email": NEW, "role": "judge", "site": "oak"})
    with place.db.read() as session:
        assert [one.site_id for one in session.scalars(select(Invitation))] == ["maple"]
    actor = user_of(place, COORDINATOR)
    with place.db.write() as session, pytest.raises(NotAllowed):
        invite(session, actor, email=NEW, role="judge", site_id="oak", now=place.clock.now())


@ONE_DATABASE
@pytest.mark.parametrize(
    ("role", "site", "fault"),
    [
        ("judge", "", "Choose a site for this role."),
        ("judge", "elm", "Choose a site for this role."),
        ("state_team", "maple", "This role is for the whole state."),
    ],
)
def test_an_administrator_chooses_a_site_where_the_role_has_one(
    signed_in: Callable[[str], Browser], role: str, site: str, fault: str
) -> None:
    page = signed_in(ADMINISTRATOR).send(PAGE, email=NEW, role=role, site=site)
    assert page.status_code == 422
    assert fault in page.text
    assert f'value="{NEW}"' in page.text


@ONE_DATABASE
def test_somebody_with_an_account_cannot_be_invited(desk: Browser) -> None:
    page = desk.send(PAGE, email=NEIGHBOUR, role="judge")
    assert page.status_code == 422
    assert "This address cannot be invited." in page.text


# --- by mail --------------------------------------------------------------------------------------


def test_from_the_form_by_mail_to_the_first_sign_in(mailed: Mailed) -> None:
    desk = mailed.browser(ADMINISTRATOR)
    sent = desk.send(PAGE, email=" New@Example.ORG ", role="reader", site="oak")
    assert sent.status_code == 303
    page = desk.text(PAGE)
    assert "The invitation goes to new@example.org within minutes." in page
    assert "/invited/" not in page
    link = f"/invited/{mailed.token(NEW)}"
    assert "Sent" in desk.text(PAGE)
    phone = mailed.browser()
    assert "You are invited to Oak County. Your role: reader." in phone.text(link)
    assert begun(phone, link) == 303
    assert "Your account is ready." in phone.text("/sign-in")
    assert phone.sign_in(NEW, WORDS).location == "/reports"
    assert "Nobody is invited at the moment." in desk.text(PAGE)
    account = user_of(mailed.place, NEW)
    assert (account.role, account.site_id) == ("reader", "oak")


def test_a_double_click_invites_once(mailed: Mailed) -> None:
    desk = mailed.browser(COORDINATOR)
    form_id = desk.form_id(PAGE)
    for _ in range(2):
        desk.send(PAGE, email=NEW, role="judge", form_id=form_id)
        mailed.token(NEW)
    assert len(mailed.office.to(NEW)) == 1


def test_inviting_again_withdraws_the_older(mailed: Mailed) -> None:
    desk = mailed.browser(COORDINATOR)
    desk.send(PAGE, email=NEW, role="judge")
    older = mailed.token(NEW)
    (again,) = re.findall(r"/people/invitations/\w{32}/again", desk.text(PAGE))
    assert desk.send(again, on=PAGE).status_code == 303
    newer = mailed.token(NEW)
    assert older != newer
    phone = mailed.browser()
    assert phone.get(f"/invited/{older}").status_code == 410
    assert phone.get(f"/invited/{newer}").status_code == 200


# --- by hand --------------------------------------------------------------------------------------


@ONE_DATABASE
def test_without_a_mail_server_the_link_is_shown_once(
    place: Workplace, desk: Browser, browser: Browser
) -> None:
    assert desk.send(PAGE, email=NEW, role="judge", form_id=desk.form_id(PAGE)).status_code == 303
    page = desk.text(PAGE)
    (link,) = set(_LINK.findall(page))
    assert "It is shown this once and stored nowhere." in page
    # Loading the page again shows it no more, and makes no other in its place.
    assert "/invited/" not in desk.text(PAGE)
    assert begun(browser, link) == 303


@ONE_DATABASE
def test_whoever_follows_a_link_signed_in_is_signed_out(place: Workplace, desk: Browser) -> None:
    assert begun(desk, asked(desk)) == 303
    assert desk.get("/home").status_code == 302


@ONE_DATABASE
@pytest.mark.parametrize(
    ("password", "again", "fault"),
    [
        ("too short", "too short", "A password needs 12 to 128 characters."),
        ("x" * 129, "x" * 129, "A password needs 12 to 128 characters."),
        ("", "", "Type a password."),
        (WORDS, "eleven quite rivers", "The two passwords differ."),
    ],
)
def test_the_rule_is_told_beside_the_field(
    place: Workplace, desk: Browser, browser: Browser, password: str, again: str, fault: str
) -> None:
    link = asked(desk)
    assert "At least 12 characters." in browser.text(link)
    page = browser.send(link, password=password, again=again)
    assert page.status_code == 422
    assert fault in page.text
    if password:
        assert password not in page.text
    with place.db.read() as session:
        assert account_of(session, NEW) is None
    assert begun(browser, link) == 303


# --- what is over ---------------------------------------------------------------------------------


def over(browser: Browser, link: str) -> str:
    """What the page of a link that does not work says; it has one thing to do, at the most."""
    response = browser.get(link)
    assert response.status_code == 410
    (page,) = _MAIN.findall(response.text)
    assert "<form" not in page
    assert page.count("<a ") <= 1
    assert NEW not in page
    assert "Maple" not in page
    assert browser.client.post(link).status_code in (400, 410)
    return str(page)


@ONE_DATABASE
def test_a_used_invitation_leads_to_the_sign_in(desk: Browser, browser: Browser) -> None:
    link = asked(desk)
    assert begun(browser, link) == 303
    assert 'href="/sign-in"' in over(browser, link)


@ONE_DATABASE
@pytest.mark.parametrize("age", [timedelta(days=13, hours=23), timedelta(days=14, seconds=1)])
def test_an_invitation_lasts_for_fourteen_days(
    place: Workplace, desk: Browser, browser: Browser, clock: time_machine.Traveller, age: timedelta
) -> None:
    link = asked(desk)
    clock.shift(age)
    if age < timedelta(days=14):
        assert begun(browser, link) == 303
        return
    assert f"mailto:{COORDINATOR}" in over(browser, link)
    with place.db.write() as session, pytest.raises(NotAllowed):
        accept(session, link.rpartition("/")[2], "x", place.clock.now(), place.clock.today())


@ONE_DATABASE
def test_a_withdrawn_invitation_does_not_work(desk: Browser, browser: Browser) -> None:
    link = asked(desk)
    (withdraw,) = re.findall(r"/people/invitations/\w{32}/withdraw", desk.text(PAGE))
    assert desk.send(withdraw, on=PAGE).status_code == 303
    assert f"mailto:{COORDINATOR}" in over(browser, link)
    page = desk.text(PAGE)
    assert "Nobody is invited at the moment." in page
    (back,) = re.findall(r"/people/invitations/\w{32}/back", page)
    assert back not in desk.text(PAGE)
    assert desk.send(back, on=PAGE).status_code == 303
    assert "You are invited to Maple County." in browser.text(link)
    desk.send(withdraw, on=PAGE)
    asked(desk)
    assert desk.send(back, on=PAGE).status_code == 409
    assert f"mailto:{COORDINATOR}" in over(browser, link)


@ONE_DATABASE
@pytest.mark.parametrize("token", ["x" * 43, "x", "%00", "é" * 300])
def test_an_unknown_invitation_names_nobody(browser: Browser, token: str) -> None:
    assert "Ask the person who invited you" in over(browser, f"/invited/{token}")


@pytest.mark.parametrize(
    "change",
    [{"role": "reader"}, {"site_id": "oak"}, {"ended_at": datetime(2026, 5, 13, tzinfo=UTC)}],
)
def test_an_invitation_of_somebody_who_may_no_longer_invite_is_over(
    place: Workplace, desk: Browser, browser: Browser, change: dict[str, object]
) -> None:
    link = asked(desk)
    with place.db.write() as session:
        user = session.get_one(User, user_of(place, COORDINATOR).id)
        for name, value in change.items():
            setattr(user, name, value)
    assert f"mailto:{ADMINISTRATOR}" in over(browser, link)


def test_an_invitation_makes_one_account_however_often_it_is_accepted(
    place: Workplace, desk: Browser
) -> None:
    token, now, today = asked(desk).rpartition("/")[2], place.clock.now(), place.clock.today()
    with place.db.write() as session:
        accept(session, token, "one", now, today)
    with place.db.write() as session, pytest.raises(NotAllowed):
        accept(session, token, "two", now, today)
    assert user_of(place, NEW).password_hash == "one"


@ONE_DATABASE
def test_a_used_invitation_is_no_way_back_after_access_ended(
    place: Workplace, desk: Browser, browser: Browser
) -> None:
    link = asked(desk)
    assert begun(browser, link) == 303
    with place.db.write() as session:
        session.get_one(User, user_of(place, NEW).id).ended_at = place.clock.now()
    assert browser.get(link).status_code == 410


def test_of_two_invitations_to_two_sites_one_is_accepted(place: Workplace) -> None:
    now, boss = place.clock.now(), user_of(place, ADMINISTRATOR)
    tokens = []
    for site in ("maple", "oak"):
        with place.db.write() as session:
            made = invite(session, boss, email=NEW, role="judge", site_id=site, now=now)
            tokens.append(hand_over(session, made, now, by_mail=False) or "")
    with place.db.write() as session:
        accept(session, tokens[0], "one", now, place.clock.today())
    with place.db.write() as session, pytest.raises(NotAllowed):
        accept(session, tokens[1], "two", now, place.clock.today())


def test_somebody_whose_access_ended_can_be_invited_anew(
    place: Workplace, desk: Browser, browser: Browser
) -> None:
    with place.db.write() as session:
        session.get_one(User, user_of(place, JUDGE).id).ended_at = place.clock.now()
    assert begun(browser, asked(desk, JUDGE, "reader")) == 303
    assert browser.sign_in(JUDGE, WORDS).location == "/reports"
    assert user_of(place, JUDGE).role == "reader"


def test_the_pages_behind_links_speak_spanish(desk: Browser, browser: Browser) -> None:
    page = browser.client.get(asked(desk), headers={"Accept-Language": "es"})
    assert "Elija una contraseña" in page.text
    assert "Al menos 12 caracteres." in page.text


def test_old_invitations_are_forgotten_with_their_addresses(
    place: Workplace,
    desk: Browser,
    signed_in: Callable[[str], Browser],
    clock: time_machine.Traveller,
) -> None:
    asked(desk)
    clock.shift(timedelta(days=120))
    asked(signed_in(COORDINATOR), "later@example.org")
    with place.db.read() as session:
        assert set(session.scalars(select(Invitation.email))) == {"later@example.org"}


@ONE_DATABASE
def test_a_judge_has_no_such_page(signed_in: Callable[[str], Browser]) -> None:
    assert signed_in(JUDGE).get(PAGE).status_code == 404
