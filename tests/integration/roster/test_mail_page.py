"""What the coordinator sees of the mail: counts, states and reasons; never a link."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from sb_feedback.models import SiteHelp
from sb_feedback.workplace import Workplace
from tests.integration.mailing.opened import open_wave
from tests.integration.mailing.post_office import PostOffice, free_port, open_office
from tests.integration.staff.people import Browser

FIRST, SECOND = "member00@example.org", "member01@example.org"


def states(page: str) -> dict[str, tuple[str, str]]:
    found = re.findall(r">([^<>]+@example\.org)</a></th><td>([^<]*)</td><td>([^<]*)</td>", page)
    return {address: (state, why) for address, state, why in found}


def seat_path(page: str, address: str) -> str:
    found = re.search(rf'href="([^"]+)">{re.escape(address)}<', page)
    assert found is not None
    return found[1]


def test_before_any_wave_the_page_says_so(office: Browser) -> None:
    page = office.text("/team/mail")
    assert "No mail yet." in page
    assert "No mail server is set up here" in page


@pytest.mark.parametrize("door", ["shared", "single_use"])
def test_each_address_has_a_state_and_a_reason_and_no_link(
    desk: Browser, place: Workplace, door: str
) -> None:
    team = open_wave(place, door, members=5)
    with open_office() as server:
        server.at_address = lambda to, _n: {
            FIRST: "550 5.1.1 no such user",
            SECOND: "450 busy",
        }.get(to, "")
        team.outbox(server.port).send_due()
    page = desk.text("/team/mail")
    assert states(page) == {
        FIRST: (
            "Could not be delivered",
            "The mail server does not know this address, or does not take mail for it. (Reply 550)",
        ),
        SECOND: ("Refused, will be tried again", "The mailbox was busy. (Reply 450)"),
        **dict.fromkeys(team.emails[2:], ("Went out", "")),
    }
    cells = re.findall(r'<td class="number">(\d+)</td>', page)
    assert cells[:5] == ["0", "3", "1", "1", "0"]
    assert "no such user" not in page  # what a server writes is not repeated
    for taken in server.taken:
        assert not [code for code in taken.codes if code in page]
    assert "/Q/" not in page


def test_a_server_that_is_down_is_told_once_and_plainly(desk: Browser, place: Workplace) -> None:
    open_wave(place, members=3).outbox(free_port()).send_due()
    page = desk.text("/team/mail")
    assert page.count("The mail server cannot be reached. It is tried again by itself.") == 1


def test_mail_that_waits_for_help_lines_says_so(desk: Browser, place: Workplace) -> None:
    with place.db.write() as session:
        session.delete(session.get_one(SiteHelp, "maple"))
    open_wave(place, members=2)
    assert "Mail waits until the help lines of your site are confirmed." in desk.text("/team/mail")


@pytest.fixture
def server() -> Iterator[PostOffice]:
    with open_office() as opened:
        yield opened


def correct(desk: Browser, old: str, new: str, **more: str) -> str:
    path = seat_path(desk.text("/team/mail"), old)
    fields = {"email": new, "sector": "provider", "joined_on": "2026-05-13", **more}
    assert desk.send(path, fields).status_code == 303
    return path


def test_a_corrected_address_gets_its_invitation(
    desk: Browser, place: Workplace, server: PostOffice
) -> None:
    server.at_address = lambda to, _n: "550 no" if to == FIRST else ""
    team = open_wave(place, "single_use", members=3)
    outbox = team.outbox(server.port)
    outbox.send_due()
    path = correct(desk, FIRST, "right@example.org")
    assert "The invitation goes out again." in desk.text(path)
    outbox.send_due()
    assert len(server.to("right@example.org")) == 1
    assert team.states()["right@example.org"] == "sent"
    assert len(server.taken) == 3


def test_what_went_out_is_sent_again_only_if_it_did_not_arrive(
    desk: Browser, place: Workplace, server: PostOffice
) -> None:
    team = open_wave(place, members=2)
    outbox = team.outbox(server.port)
    outbox.send_due()
    correct(desk, FIRST, "new@example.org")
    outbox.send_due()
    assert server.to("new@example.org") == []
    correct(desk, "new@example.org", "newer@example.org", again="y")
    outbox.send_due()
    assert len(server.to("newer@example.org")) == 1
    correct(desk, "newer@example.org", "newer@example.org", again="y")
    outbox.send_due()
    assert len(server.to("newer@example.org")) == 1
