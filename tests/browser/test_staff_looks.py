"""Every page of staff: readable, reachable, never wider than the screen, plain on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from analysis import term_of
from sb_feedback.models import ShownNote, WaitingBatch
from sb_feedback.services.improvements import Plan, pick_improvement
from sb_feedback.services.register import identify, log_change, take_step
from tests.browser.checks import accessibility_faults, scrolls_sideways
from tests.browser.phone import Phones
from tests.browser.staffing import Office, office, open_a_wave
from tests.integration.noting import leave_notes
from tests.integration.staff.people import (
    ADMINISTRATOR,
    COORDINATOR,
    JUDGE,
    NEIGHBOUR,
    PASSWORD,
    READER,
    REVIEWER,
    hold,
)
from tests.integration.staff.shelving import shelve, terms_before

if TYPE_CHECKING:
    from datetime import date

    from playwright.sync_api import FilePayload, Page
    from sqlalchemy.orm import Session

WIDTHS = (320, 1280)
PRIORITY, CHANGE = "/team/register/priority", "/team/register/change"
SMALLEST = 44
#: One names somebody, one is long.
NOTES = ["Please call Maria Lopez before court.", "We need more time for the plan. " * 6]
#: 200 % of the usual size.
LARGE_TEXT = "document.documentElement.style.fontSize = '200%'"
#: WCAG 1.4.12.
SPACED_TEXT = """for (const rule of [
`* { line-height: 1.5 !important; letter-spacing: .12em !important;
word-spacing: .16em !important }`, `p { margin-bottom: 2em !important }`])
document.styleSheets[0].insertRule(rule, document.styleSheets[0].cssRules.length)"""
ACTIONS = """[...document.querySelectorAll(
'.button, .as-link, .input, summary, .choice label, nav a')]
.filter(e => e.getClientRects().length)
.map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect().height])"""
#: Fields for words in which hardly one of them can be seen.
NARROW = """[...document.querySelectorAll('input.input:not(.input-number)')]
.filter(e => e.getClientRects().length && e.getBoundingClientRect().width < 120)
.map(e => e.outerHTML.slice(0, 90))"""
RING = """[...document.querySelectorAll(':focus')].map(e => getComputedStyle(e))
.map(style => [style.outlineStyle, parseFloat(style.outlineWidth)])"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office(tmp_path_factory.mktemp("office")) as found:
        hold(found.place, caregivers=1)
        open_a_wave(found.place)
        with found.place.db.write() as session:
            _record(session, found.place.clock.today())
            pick_improvement(
                session,
                "oak",
                Plan(
                    group="parents",
                    item="D2",
                    what="Two times to choose from",
                    who="Judge",
                    started_on=found.place.clock.today(),
                    by_when=found.place.clock.today(),
                ),
            )
            session.add(
                WaitingBatch(
                    scope_id="maple",
                    questionnaire_group="caregivers",
                    since=found.place.clock.today(),
                    version="x",
                    was_large=True,
                )
            )
        last = term_of(found.place.clock.today(), 3).previous()
        shelve(found.place, [last, *terms_before(last, 20)])
        leave_notes(found.place, f"maple.{last.first_day}", NOTES)
        shown = last.previous()
        leave_notes(found.place, f"maple.{shown.first_day}", [], "shown")
        with found.place.db.write() as session:
            session.add(ShownNote(period_id=f"maple.{shown.first_day}", words=NOTES[1] * 4))
        yield found


def _record(session: Session, today: date) -> None:
    """A priority at each end of its way, and a change."""
    for number, entry_id in enumerate(("a" * 32, "b" * 32)):
        identify(
            session,
            "maple-act",
            entry_id=entry_id,
            what="Rides to the clinic on Mondays " * (1 + 4 * number),
            who="Court",
            identified_on=today,
        )
    take_step(session, "maple-act", "b" * 32, "achieved", today)
    log_change(
        session,
        "maple-act",
        entry_id="c" * 32,
        kind="funding",
        what="A grant for rides",
        happened_on=today,
    )


def _put_back(page: Page, site: Office) -> None:
    """Take a change off and put it back, so that the next look finds it as it was."""
    site.open(page, "/team/register")
    page.get_by_role("button", name="Take off").click()
    page.get_by_role("button", name="Put it back").click()
    page.get_by_text("The change is on record.").wait_for()


def _open(path: str) -> Callable[[Page, Office], None]:
    return lambda page, site: site.open(page, path)


def _send(path: str, name: str) -> Callable[[Page, Office], None]:
    def go(page: Page, site: Office) -> None:
        site.open(page, path)
        page.get_by_role("button", name=name).first.click()
        page.wait_for_selector(".error-summary")

    return go


def _person(page: Page, site: Office) -> None:
    site.open(page, "/people")
    page.get_by_role("link", name=READER).click()


def _meeting(page: Page, site: Office) -> None:
    site.open(page, "/meetings")
    page.get_by_role("rowheader").first.get_by_role("link").click()
    for fold in page.locator("summary").all():
        fold.click()


def _show(page: Page, site: Office) -> None:
    _meeting(page, site)
    page.get_by_role("link", name="Full-screen code").nth(1).click()


def _cards(page: Page, site: Office) -> None:
    _meeting(page, site)
    page.get_by_role("button", name="Print cards").first.click()


def _too_many_cards(page: Page, site: Office) -> None:
    _meeting(page, site)
    page.get_by_label("Cards").first.fill("99")
    page.get_by_role("button", name="Print cards").first.click()


def _wave(place: int) -> Callable[[Page, Office], None]:
    def go(page: Page, site: Office) -> None:
        site.open(page, "/team")
        page.locator("main .panel .button").nth(place).click()

    return go


def _slide(page: Page, site: Office) -> None:
    _wave(0)(page, site)
    page.get_by_role("link", name="Slide for a meeting").click()


def _member(page: Page, site: Office) -> None:
    site.open(page, "/team/roster")
    page.get_by_role("rowheader").first.get_by_role("link").click()


def _preview(page: Page, site: Office) -> None:
    site.open(page, "/team/roster/import")
    rows = "email,sector,name\nnew@maple.example,provider,x\nno address,provider,\n=1,judge,\n"
    file: FilePayload = {"name": "roster.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()
    page.get_by_role("heading", name="Faults").wait_for()


def _after(path: str) -> Callable[[Page, Office], None]:
    def go(page: Page, site: Office) -> None:
        with site.after_the_period():
            site.open(page, path)

    return go


def _invite(page: Page, site: Office) -> None:
    site.open(page, "/people/invitations")
    page.get_by_label("E-mail address").fill("a-rather-long-name@department.maple.example")
    page.get_by_label("judge", exact=True).check()
    page.get_by_role("button", name="Invite", exact=True).click()
    page.get_by_label("Link to copy").wait_for()


def _notes(page: Page, site: Office) -> None:
    site.open(page, "/notes")
    page.get_by_role("link", name="Read the notes").click()
    page.locator("mark").first.wait_for()


def _words_added(page: Page, site: Office) -> None:
    _notes(page, site)
    note = page.locator("article").filter(has=page.locator("mark")).first
    note.locator("textarea").fill("Something else")
    note.get_by_role("button", name="Keep the rest").click()
    page.wait_for_selector(".error-summary")


def _shown_notes(page: Page, site: Office) -> None:
    site.open(page, "/notes")
    page.get_by_role("link", name="See what is shown").click()
    page.get_by_text("Take it off the page", exact=True).first.click()
    page.get_by_role("button", name="Take it off").first.wait_for()


def _kept_form(page: Page, site: Office) -> None:
    site.open(page, "/meetings/new")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save and get the cards").click()
    page.get_by_label("E-mail address").fill(COORDINATOR)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Your form is still here").wait_for()


#: Every page by name: who looks, and how to get there.
LOOKS: dict[str, tuple[str, Callable[[Page, Office], None]]] = {
    "home": (COORDINATOR, _open("/home")),
    "home, nothing there yet": (NEIGHBOUR, _open("/home")),
    "home after the period": (COORDINATOR, _after("/home")),
    "meetings": (COORDINATOR, _open("/meetings")),
    "families": (COORDINATOR, _open("/families")),
    "no meetings": (NEIGHBOUR, _open("/meetings")),
    "new meeting": (COORDINATOR, _open("/meetings/new")),
    "new meeting with faults": (COORDINATOR, _send("/meetings/new", "Save and get the cards")),
    "meeting": (COORDINATOR, _meeting),
    "meeting after its cards": (COORDINATOR, _after("/meetings")),
    "meeting with a fault": (COORDINATOR, _too_many_cards),
    "code on the screen": (COORDINATOR, _show),
    "cards": (COORDINATOR, _cards),
    "help lines": (COORDINATOR, _open("/help-lines")),
    "help lines with faults": (COORDINATOR, _send("/help-lines", "Save and confirm")),
    "register": (COORDINATOR, _open("/team/register")),
    "new priority with faults": (COORDINATOR, _send(PRIORITY, "Put it on record")),
    "priority": (COORDINATOR, _open(f"/team/register/{'a' * 32}")),
    "achieved priority": (COORDINATOR, _open(f"/team/register/{'b' * 32}")),
    "new change with faults": (COORDINATOR, _send(CHANGE, "Put it on record")),
    "change put back": (COORDINATOR, _put_back),
    "period": (COORDINATOR, _open("/period")),
    "period without number": (COORDINATOR, _send("/period", "Save the number")),
    "ended period": (COORDINATOR, _after("/period")),
    "invitations with faults": (COORDINATOR, _send("/people/invitations", "Invite")),
    "invitation to send by hand": (COORDINATOR, _invite),
    "mail to you": (JUDGE, _open("/account/mail")),
    "improvement": (COORDINATOR, _open("/improvement")),
    "improvement with faults": (COORDINATOR, _send("/improvement/pick", "Pick this")),
    "picked improvement": (NEIGHBOUR, _open("/improvement")),
    "undecided improvement": (NEIGHBOUR, _send("/improvement", "Save")),
    "actions": (NEIGHBOUR, _open("/actions")),
    "action with faults": (NEIGHBOUR, _send("/actions/new", "Add it to the log")),
    "team": (COORDINATOR, _open("/team")),
    "no team": (NEIGHBOUR, _open("/team")),
    "open survey of a team": (COORDINATOR, _wave(0)),
    "planned survey of a team": (COORDINATOR, _wave(1)),
    "slide of a team": (COORDINATOR, _slide),
    "roster": (COORDINATOR, _open("/team/roster")),
    "long roster": (COORDINATOR, _open("/team/roster?q=member")),
    "nobody found": (COORDINATOR, _open("/team/roster?q=nobody")),
    "new member with faults": (COORDINATOR, _send("/team/roster/new", "Add")),
    "member": (COORDINATOR, _member),
    "import": (COORDINATOR, _open("/team/roster/import")),
    "import without a file": (COORDINATOR, _send("/team/roster/import", "Look at the file")),
    "preview of an import": (COORDINATOR, _preview),
    "mail": (COORDINATOR, _open("/team/mail")),
    "reports": (COORDINATOR, _open("/reports")),
    "reports of a judge": (JUDGE, _open("/reports")),
    "notes": (REVIEWER, _open("/notes")),
    "notes to read": (REVIEWER, _notes),
    "note with a fault": (REVIEWER, _words_added),
    "notes that are shown": (REVIEWER, _shown_notes),
    "in people's words": (READER, _open("/words")),
    "choice of notes": (COORDINATOR, _open("/notes/choice")),
    "form kept over sign-in": (COORDINATOR, _kept_form),
    "settings": (COORDINATOR, _open("/settings")),
    "sharing": (COORDINATOR, _open("/settings/sharing")),
    "set-up": (NEIGHBOUR, _open("/settings/set-up?families=12&newcomers=4&turnout=7")),
    "fixed set-up": (COORDINATOR, _open("/settings/set-up")),
    "floor with faults": (COORDINATOR, _send("/settings/floor", "Raise the number")),
    "practice cards": (COORDINATOR, _open("/practise/parent/cards")),
    "counting": (COORDINATOR, _open("/settings/counting")),
    "habits": (COORDINATOR, _open("/settings/habits")),
    "practice sheet": (COORDINATOR, _open("/practices")),
    "sample report": (COORDINATOR, _open("/reports/sample")),
    "how long to wait": (COORDINATOR, _open("/forecast?families=12&newcomers=4&turnout=7")),
    "how long to wait, with faults": (COORDINATOR, _open("/forecast?families=x&turnout=7")),
    "statistics of the state": (ADMINISTRATOR, _open("/state")),
    "reports of the state": (ADMINISTRATOR, _open("/reports")),
    "new site with faults": (ADMINISTRATOR, _send("/sites/new", "Add the site")),
    "sites": (ADMINISTRATOR, _open("/sites")),
    "people": (COORDINATOR, _open("/people")),
    "people everywhere": (ADMINISTRATOR, _open("/people")),
    "person": (COORDINATOR, _person),
    "activity log": (ADMINISTRATOR, _open("/activity")),
    "my account": (COORDINATOR, _open("/account")),
    "app with a fault": (COORDINATOR, _send("/account/code", "Turn it on")),
    "password with faults": (COORDINATOR, _send("/account/password", "Change the password")),
    "help and words": (COORDINATOR, _open("/help")),
    "guide for coordinators": (COORDINATOR, _open("/help/guide")),
    "how to read a report": (COORDINATOR, _open("/help/report")),
    "privacy": (COORDINATOR, _open("/help/privacy")),
    "for county IT": (COORDINATOR, _open("/help/it")),
    "nothing there": (COORDINATOR, _open("/home/nothing")),
}


@pytest.fixture(params=WIDTHS)
def screen(request: pytest.FixtureRequest, phones: Phones) -> Page:
    return phones.open(width=request.param, height=800)


@pytest.mark.parametrize("look", LOOKS)
def test_a_page_has_no_fault_and_fits_every_screen(site: Office, phones: Phones, look: str) -> None:
    screen = phones.open(width=min(WIDTHS), height=800)
    email, go = LOOKS[look]
    site.enter(screen, email)
    go(screen, site)
    _look_at_every_width(screen)
    in_spanish = phones.open(width=min(WIDTHS), height=800, locale="es-MX")
    site.enter(in_spanish, email)
    in_spanish.goto(screen.url)
    assert in_spanish.locator("html").get_attribute("lang") == "es"
    _look_at_every_width(in_spanish)


def test_the_switch_works_without_a_script(site: Office, phones: Phones) -> None:
    page = phones.open(width=min(WIDTHS), javascript=False)
    site.sign_in(page, JUDGE)
    page.get_by_role("button", name="Español").click()
    assert page.locator("h1").inner_text() == "Informes"
    page.get_by_role("button", name="English").click()
    assert page.locator("h1").inner_text() == "Reports"


def _look_at_every_width(screen: Page) -> None:
    """As it is, and with large, spaced text."""
    for width in WIDTHS:
        screen.set_viewport_size({"width": width, "height": 800})
        assert accessibility_faults(screen) == []
        assert not scrolls_sideways(screen)
        assert screen.locator("h1").count() == 1
        small = [(html, height) for html, height in screen.evaluate(ACTIONS) if height < SMALLEST]
        assert small == []
        assert screen.evaluate(NARROW) == []
    screen.evaluate(LARGE_TEXT)
    screen.evaluate(SPACED_TEXT)
    for width in WIDTHS:
        screen.set_viewport_size({"width": width, "height": 800})
        assert not scrolls_sideways(screen)


def test_the_pages_before_signing_in_have_no_fault(site: Office, screen: Page) -> None:
    site.open(screen, "/sign-in?left=yes")
    assert accessibility_faults(screen) == []
    screen.get_by_role("button", name="Sign in").click()
    assert accessibility_faults(screen) == []
    screen.context.clear_cookies()
    screen.get_by_role("button", name="Sign in").click()
    assert screen.title().startswith("This page was open too long")
    assert accessibility_faults(screen) == []
    assert not scrolls_sideways(screen)
    for path in ("/forgot-password", "/invited/x", "/new-password/x"):
        site.open(screen, path)
        assert accessibility_faults(screen) == []
        assert not scrolls_sideways(screen)


def test_an_invitation_is_accepted_on_a_phone_without_a_script(
    site: Office, phones: Phones
) -> None:
    desk = phones.open(width=1280, height=800)
    site.sign_in(desk)
    _invite(desk, site)
    link = urlsplit(desk.get_by_label("Link to copy").input_value()).path
    page = phones.open(width=min(WIDTHS), javascript=False)
    site.open(page, link)
    password, again = (page.locator(f"[name={name}]") for name in ("password", "again"))
    password.fill(PASSWORD)
    page.get_by_role("button", name="Save the password").click()
    assert "The two passwords differ." in page.locator(".error-summary").inner_text()
    assert not scrolls_sideways(page)
    password.fill(PASSWORD)
    again.fill(PASSWORD)
    page.get_by_role("button", name="Save the password").click()
    page.get_by_text("Your account is ready.").wait_for()
    site.open(page, link)
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail address").fill("a-rather-long-name@department.maple.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    assert page.locator("h1").inner_text() == "Reports"


def test_the_focus_is_always_seen(site: Office, phones: Phones) -> None:
    page = phones.open(width=1280, height=800)
    site.sign_in(page)
    for path in ("/home", "/meetings/new", "/period"):
        site.open(page, path)
        rings = []
        for _ in range(12):
            page.keyboard.press("Tab")
            rings += page.evaluate(RING)
        assert len(rings) > 8
        assert all(style != "none" and width >= 3 for style, width in rings)


def test_buttons_can_be_told_in_forced_colours(site: Office, phones: Phones) -> None:
    page = phones.open(width=1280, height=800)
    site.sign_in(page)
    page.emulate_media(forced_colors="active")
    for path in ("/home", "/meetings/new"):
        site.open(page, path)
        button = page.locator("main .button").first
        edge = button.evaluate("e => [getComputedStyle(e).borderTopStyle, e.offsetHeight]")
        assert edge[0] == "solid"
        assert accessibility_faults(page) == []


def test_paper_has_the_content_and_no_navigation(site: Office, phones: Phones) -> None:
    page = phones.open(width=1280, height=800)
    site.sign_in(page)
    for path in ("/home", "/meetings", "/period", "/help/it"):
        site.open(page, path)
        page.emulate_media(media="print")
        assert not page.get_by_role("navigation").is_visible()
        assert not page.get_by_role("button", name="Sign out").is_visible()
        assert page.locator("h1").is_visible()
        assert page.get_by_text("SAMPLE", exact=True).first.is_visible()
        page.emulate_media(media="screen")
