"""A team's survey in real browsers: planned, opened, answered on a phone, closed, released."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from playwright.sync_api import expect

from sb_feedback.models import Installation
from sb_feedback.services.ledger import releases_of
from tests.browser.checks import read_qr, scrolls_sideways
from tests.browser.phone import Phones
from tests.browser.staffing import Office, office
from tests.browser.surveying import pick, press_send
from tests.integration.team.telling import Act

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: The middle of a quarter.
NOW = datetime(2026, 5, 13, 15, tzinfo=UTC)
LABEL, PAGE = "2026-Q2", "/team/waves/2026-Q2"
MEMBERS, ANSWERS = 15, 11


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with (
        time_machine.travel(NOW, tick=True),
        office(tmp_path_factory.mktemp("office")) as found,
    ):
        yield found


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_from_planning_to_release(phones: Phones, site: Office, javascript: bool) -> None:
    act = Act(site.place)
    desk = phones.open(javascript=javascript, width=1280, height=900)
    begin_and_open_today(desk, site, act)
    (address,) = read_qr(the_slide(desk))
    path = address.lower().partition("/q/")[2].upper()
    for number in range(ANSWERS):
        phone = phones.open(javascript=javascript, width=320)
        phone.goto(f"{site.address}/Q/{path}")
        answer(phone, fully=number < 6)
        phone.context.close()
    close(desk, site, act)
    late = phones.open(javascript=javascript, width=320)
    late.goto(f"{site.address}/Q/{path}")
    expect(late.get_by_role("heading", level=1)).to_have_text("The time to answer is over")
    with site.place.db.read() as session:
        (release,) = releases_of(session, "maple-act")
        counts = {str(name): (count.low, count.high) for name, count in release.counts.items()}
    assert (release.base, release.participation.base) == (ANSWERS, MEMBERS)
    assert counts["fully:T1"] == (6, 6)
    assert counts["help:B01"] == (ANSWERS - 3, ANSWERS)


def begin_and_open_today(desk: Page, site: Office, act: Act) -> None:
    """The coordinator begins the team and opens its survey today; the roster is entered."""
    site.sign_in(desk)
    desk.get_by_role("link", name="ACT", exact=True).click()
    desk.get_by_role("button", name="Begin the ACT of this site").click()
    with site.place.db.write() as session:
        session.add_all(act.seat(number) for number in range(MEMBERS))
    act.round()
    desk.reload()
    desk.get_by_role("link", name="Look at this survey").first.click()
    expect(desk.get_by_role("heading", level=1)).to_have_text(f"Survey of {LABEL}")
    desk.get_by_label("Opens on").fill("2026-05-13")
    desk.get_by_role("button", name="Save the day").click()
    act.round()
    desk.reload()
    expect(desk.get_by_text("Open until Tuesday, May 26, 2026")).to_be_visible()


def the_slide(desk: Page) -> bytes:
    """What members see on the screen."""
    desk.get_by_role("link", name="Slide for a meeting").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Active Community Team")
    assert not scrolls_sideways(desk)
    return desk.screenshot()


def answer(phone: Page, *, fully: bool) -> None:
    """A member answers two questions and sends."""
    pick(phone, "1. Did members do what they said", ["Yes, fully" if fully else "Partly"])
    pick(phone, "What gaps should the group work on next?", ["A ride"])
    assert not scrolls_sideways(phone)
    press_send(phone)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Thank you")


def close(desk: Page, site: Office, act: Act) -> None:
    """The calendar passes the last day; the job closes it."""
    with site.place.db.write() as session:
        session.get_one(Installation, 1).days_ahead = 14
    desk.goto(f"{site.address}{PAGE}?still=yes")
    expect(desk.get_by_text("Ended. The link takes no more answers.")).to_be_visible()
    assert act.wave().period.last_day == site.place.clock.today() - timedelta(days=1)
    act.round()
    desk.reload()
    expect(desk.get_by_text("Results are in the report.")).to_be_visible()
