"""Help lines: a site's own, tried and confirmed before anything is handed out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from forms import lines_as_text, load_help_lines
from sb_feedback.models import Card, SiteHelp
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.meetings import find_meeting, print_cards
from sb_feedback.services.site_help import confirm_help
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import NEIGHBOUR, Browser, hold

LINK = re.compile(r'value="http://localhost:5000(/Q/[2-9A-HJ-NP-Z]{26})"')
OWN = {
    "words-1-en": "Call our line: 800-555-0100",
    "tel-1-en": "(800) 555-0100",
    "words-1-es": "Llame a nuestra línea: 800-555-0199",
    "tel-1-es": "8005550199",
    "web-1-es": "example.org/ayuda",
    "sure": "y",
}


@pytest.fixture
def unconfirmed(place: Workplace) -> Workplace:
    """The site before anybody has tried its help lines."""
    with place.db.write() as session:
        session.delete(session.get_one(SiteHelp, "maple"))
    return place


def test_before_the_lines_are_confirmed_nothing_is_handed_out(
    desk: Browser, unconfirmed: Workplace
) -> None:
    meeting = hold(unconfirmed).id
    path = f"/meetings/{meeting}"
    page = desk.text(path)
    assert "the help lines of your site are not confirmed" in page
    assert 'href="/help-lines"' in page
    assert LINK.findall(page) == []
    assert "Print cards" not in page
    assert desk.get(f"{path}/show/parent").status_code == 409
    sheet = desk.send(f"{path}/cards/parent", {"parent-number": "2"}, on=path)
    assert sheet.status_code == 409
    assert "Confirm the help lines" in sheet.text
    assert "Confirm the help lines of your site." in desk.text("/home")
    with unconfirmed.db.read() as session:
        assert [card for card in session.query(Card) if not card.shared] == []
        maker, today = unconfirmed.code_maker(), unconfirmed.clock.today()
        with pytest.raises(NotAllowed):
            print_cards(session, maker, find_meeting(session, "maple", meeting), "parent", 1, today)


def test_confirming_opens_what_is_handed_out(desk: Browser, unconfirmed: Workplace) -> None:
    path = f"/meetings/{hold(unconfirmed).id}"
    assert "Not confirmed yet" in desk.text("/help-lines")
    assert desk.send("/help-lines", OWN).location == "/help-lines"
    assert "Last confirmed on May 13, 2026." in desk.text("/help-lines")
    assert len(LINK.findall(desk.text(path))) == 2
    assert "Confirm the help lines" not in desk.text("/home")


def test_the_lines_of_a_site_stand_on_all_pages_of_its_cards(
    desk: Browser, place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    desk.send("/help-lines", OWN)
    code = LINK.findall(desk.text(f"/meetings/{hold(place).id}"))[0]
    other = LINK.findall(signed_in(NEIGHBOUR).text(f"/meetings/{hold(place, 'oak').id}"))[0]
    survey = desk.text(f"{code}?lang=es")
    words = 'Llame a nuestra línea: <span class="number">800-555-0199<'
    assert f'href="tel:800-555-0199">{words}' in survey
    assert 'href="https://example.org/ayuda" rel="noreferrer">example.org/ayuda' in survey
    assert "tel:911" not in survey
    assert 'href="tel:911"' in desk.text(f"{other}?lang=es")
    links = set(re.findall(r'href="(/[^"]*at=[0-9a-f]{8}[^"]*)"', survey))
    assert {link.partition("?")[0] for link in links} >= {"/other-card", "/privacy"}
    for link in links:
        page = desk.text(link)
        assert "800-555-0199" in page, link
        (switch,) = re.findall(r'href="([^"]+)" hreflang="en"', page)
        again = f"{link.partition('?')[0]}{switch}" if switch.startswith("?") else switch
        assert "Call our line" in desk.text(again)


def test_changed_lines_are_seen_at_once(desk: Browser, place: Workplace) -> None:
    code = LINK.findall(desk.text(f"/meetings/{hold(place).id}"))[0]
    assert 'href="tel:911"' in desk.text(code)
    desk.send("/help-lines", OWN)
    assert 'href="tel:911"' not in desk.text(code)


def test_what_is_wrong_is_told_and_nothing_is_saved(desk: Browser, place: Workplace) -> None:
    response = desk.send("/help-lines", OWN | {"tel-1-es": "12", "sure": ""})
    assert response.status_code == 422
    assert '<a href="#tel-1-es">' in response.text
    assert '<a href="#sure">' in response.text
    assert 'value="Call our line: 800-555-0100"' in response.text
    with place.db.read() as session:
        assert session.get_one(SiteHelp, "maple").lines == lines_as_text(load_help_lines())


def test_after_a_quarter_the_lines_are_to_be_tried_again(
    desk: Browser, place: Workplace, clock: time_machine.Traveller
) -> None:
    with place.db.write() as session:
        today = place.clock.today()
        confirm_help(session, "maple", lines_as_text(load_help_lines()), today - timedelta(days=93))
    assert "Try the help lines again." in desk.text("/home")
    assert len(LINK.findall(desk.text(f"/meetings/{hold(place).id}"))) == 2


def test_lines_that_miss_a_language_give_way_to_those_of_the_product(
    desk: Browser, place: Workplace
) -> None:
    with place.db.write() as session:
        confirm_help(session, "maple", '[{"id": "a", "text": {"en": "A"}}]', place.clock.today())
    code = LINK.findall(desk.text(f"/meetings/{hold(place).id}"))[0]
    assert 'href="tel:911"' in desk.text(code)
    assert 'value="In danger: call 911"' in desk.text("/help-lines")
