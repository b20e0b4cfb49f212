"""What each role comes for, with the clicks counted: a click more than now fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from analysis import Form, term_of
from sb_feedback.models import Improvement
from tests.browser.checks import read_qr
from tests.browser.hand import Hand, Keys
from tests.browser.phone import Phones
from tests.browser.staffing import Office, office
from tests.integration.noting import leave_notes
from tests.integration.staff.people import (
    ADMINISTRATOR,
    COORDINATOR,
    JUDGE,
    PASSWORD,
    READER,
    REVIEWER,
    STATE_TEAM,
)
from tests.integration.staff.releasing import release_parents
from tests.integration.staff.shelving import shelve, shelve_editions

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from sb_feedback.workplace import Workplace

#: The address of a meeting.
MEETING = re.compile("/meetings/[0-9a-f]{32}$")
TABLE = Path(__file__).parents[2] / "docs/journeys.md"
#: What the product promises: counted after signing in.
TO_CARDS, TO_REPORT = 4, 2
#: The first day of next year, as it is typed into its field.
BY_WHEN = f"0101{datetime.now(UTC).year + 1}"
#: Of 13 families, with the lowest question.
FEWER = 5


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Two sites whose last quarter was closed, with results, reports and notes to read."""
    with office(tmp_path_factory.mktemp("office")) as found:
        last = term_of(found.place.clock.today(), 3).previous()
        release_parents(found.place, _one_is_lower, term=last)
        shelve(found.place, [last])
        shelve_editions(found.place, [last])
        leave_notes(found.place, f"maple.{last.first_day}", ["More time, please."] * 12)
        yield found


@pytest.fixture(autouse=True)
def _nothing_picked(site: Office) -> None:
    with site.place.db.write() as session:
        session.query(Improvement).delete()


def _one_is_lower(place: Workplace, number: int) -> Form:
    asked = place.questionnaires["ftm-parent-1"]
    lower = {"D2": 5 if number < FEWER else 2}
    return Form({item.key: 5 for item in asked.ratings} | lower)


def make_cards(page: Page, hand: Hand) -> None:
    hand.press(page.get_by_role("link", name="New meeting"))
    hand.press(page.get_by_label("Parents"))
    hand.type(page, "2")
    hand.go_on(page, 2)
    hand.type(page, "5")
    hand.press(page.get_by_role("button", name="Save and get the cards"))
    hand.press(page.get_by_role("button", name="Print cards").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("2 cards to print")
    assert len(set(read_qr(page.screenshot(full_page=True)))) == 2


def show_code(page: Page, hand: Hand) -> None:
    hand.press(page.get_by_role("link", name="Meetings", exact=True))
    hand.press(page.get_by_role("rowheader").first.get_by_role("link"))
    hand.press(page.get_by_role("link", name="Full-screen code").first)
    assert len(read_qr(page.screenshot())) == 1


def download(name: str) -> Callable[[Page, Hand], None]:
    def go(page: Page, hand: Hand) -> None:
        with page.expect_download() as waiting:
            hand.press(page.get_by_role("link", name=name).first)
        assert waiting.value.suggested_filename.endswith(".pdf")

    return go


def pick_practice(page: Page, hand: Hand) -> None:
    hand.press(page.get_by_role("link", name="Improvement", exact=True))
    hand.press(page.get_by_role("link", name="Pick this").first)
    hand.press(page.get_by_label("What will you try?"))
    hand.type(page, "Two times to choose from")
    hand.go_on(page)
    hand.type(page, "co")
    hand.press(page.locator("label", has_text="By when"))
    hand.type(page, BY_WHEN)
    hand.press(page.get_by_role("button", name="Pick this"))
    page.wait_for_url("**/improvement")


def invite(page: Page, hand: Hand) -> None:
    hand.press(page.get_by_role("link", name="People"))
    hand.press(page.get_by_role("link", name="Invite somebody"))
    hand.press(page.get_by_label("E-mail address"))
    hand.type(page, "new@maple.example")
    hand.press(page.get_by_label("administrator", exact=True))
    hand.press(page.get_by_role("button", name="Invite", exact=True))
    expect(page.get_by_label("Link to copy")).to_be_visible()


def keep_note(page: Page, hand: Hand) -> None:
    hand.press(page.get_by_role("link", name="Read the notes"))
    hand.press(page.get_by_role("button", name="Keep it as it is").first)
    expect(page.get_by_role("link", name="Kept: ")).not_to_have_text("Kept: 0")


#: By the name in the table: who comes, the clicks it takes now, and what is done.
JOURNEYS: dict[str, tuple[str, int, Callable[[Page, Hand], None]]] = {
    "Coordinator: a new meeting, and its cards to print": (COORDINATOR, 4, make_cards),
    "Coordinator: the code of a meeting on the screen": (COORDINATOR, 3, show_code),
    "Coordinator: the newest report as a PDF": (COORDINATOR, 1, download("Download PDF")),
    "Coordinator: pick one practice from the results": (COORDINATOR, 5, pick_practice),
    "Reader: the newest report as a PDF": (READER, 1, download("PDF, English")),
    "Judge: the newest report as a PDF": (JUDGE, 1, download("PDF, English")),
    "State team: the newest report of the state as a PDF": (
        STATE_TEAM,
        1,
        download("PDF, English"),
    ),
    "Administrator: invite a person": (ADMINISTRATOR, 5, invite),
    "Reviewer: keep a note": (REVIEWER, 2, keep_note),
}


#: What the product promises of Home, also where no script runs.
PROMISED = (
    "Coordinator: a new meeting, and its cards to print",
    "Coordinator: the newest report as a PDF",
)


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_journey_takes_no_click_more(phones: Phones, site: Office, name: str) -> None:
    email, clicks, travel = JOURNEYS[name]
    page = phones.open(width=1280, height=900)
    site.sign_in(page, email)
    hand = Hand(clicks)
    travel(page, hand)
    assert f"| {name} | {hand.row} |" in TABLE.read_text("utf-8")


def test_what_is_promised_is_kept() -> None:
    for name, (_who, clicks, travel) in JOURNEYS.items():
        if "report" in name:
            assert clicks <= TO_REPORT
        assert travel is not make_cards or clicks <= TO_CARDS


@pytest.mark.parametrize("name", PROMISED)
def test_it_takes_no_more_where_no_script_runs(phones: Phones, site: Office, name: str) -> None:
    email, clicks, travel = JOURNEYS[name]
    page = phones.open(width=1280, height=900, javascript=False)
    site.sign_in(page, email)
    travel(page, Hand(clicks))


def test_control_a_click_too_many_is_noticed(phone: Page) -> None:
    phone.set_content("<button>Press</button>")
    hand = Hand(1)
    hand.press(phone.locator("button"))
    with pytest.raises(AssertionError, match="a click more than 1"):
        hand.press(phone.locator("button"))


def test_the_keyboard_alone_is_enough(phones: Phones, site: Office) -> None:
    """Each stop on the way is seen; after a fault the focus is where the fault is told."""
    page = phones.open(width=1280, height=800)
    keys = Keys(page)
    site.open(page, "/sign-in")
    keys.skip()
    for name, words in (("E-mail address", COORDINATOR), ("Password", PASSWORD)):
        keys.go_to(name)
        keys.write(words)
    keys.press("Enter", "**/home")
    make_meeting_by_keys(keys)
    keys.go_to("Full-screen code")
    keys.press("Enter", "**/show/parent")
    keys.press("ArrowRight", "**/show/professional")
    keys.go_to("Back to the meeting")
    keys.press("Enter", MEETING)
    pick_by_keys(keys)
    keys.go_to("Reports")
    keys.press("Enter", "**/reports")
    keys.skip()
    keys.go_to("PDF, English")
    with page.expect_download() as waiting:
        keys.press("Enter")
    assert waiting.value.suggested_filename.endswith("-en.pdf")


def make_meeting_by_keys(keys: Keys) -> None:
    keys.go_to("New meeting")
    keys.press("Enter", "**/meetings/new")
    keys.skip()
    keys.go_to("Parents")
    keys.write("99")
    keys.press("Enter")
    expect(keys.page.locator(".error-summary")).to_be_focused()
    keys.go_to("Parents: type a number from 0 to 40.")
    keys.press("Enter")
    expect(keys.page.get_by_label("Parents")).to_be_focused()
    keys.write("2")
    keys.go_to("Professionals")
    keys.write("5")
    keys.go_to("Save and get the cards")
    keys.press("Space", MEETING)


def pick_by_keys(keys: Keys) -> None:
    keys.go_to("Improvement")
    keys.press("Enter", "**/improvement")
    keys.skip()
    keys.go_to("Pick this")
    keys.press("Enter", "**/improvement/pick?**")
    keys.skip()
    keys.go_to("What will you try?")
    keys.write("A reminder on the day before")
    keys.go_to("Who will do it?")
    keys.write("co")
    keys.go_to("By when")
    keys.page.keyboard.type(BY_WHEN)
    keys.go_to("Pick this")
    keys.press("Enter", "**/improvement")
    expect(keys.page.get_by_text("A reminder on the day before")).to_be_visible()
