"""What every form of staff does: faults told twice, what was typed kept, nobody overwritten."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from sb_feedback.models import Meeting, Scope, SitePeriod
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import ADMINISTRATOR, COORDINATOR, NEIGHBOUR, Browser, hold

PERIOD = "maple.2026-04-01"
NUMBER = "of-2026-04-01-professionals"
SHOWN = re.compile(r'name="((?:of-2026-04-01-)?shown)"[^>]* value="([0-9a-f]{16})"')
#: A form by its address: who sends it, from which page, with what, and what is kept of that.
FAULTY = {
    "/meetings/new": (COORDINATOR, "", {"parents": "99"}, 'value="99"'),
    "/meetings/{m}/attendance": (COORDINATOR, "/meetings/{m}", {"parents": "77"}, 'value="77"'),
    "/meetings/{m}/cards/parent": (
        COORDINATOR,
        "/meetings/{m}",
        {"parent-number": "88"},
        'value="88"',
    ),
    f"/period/{PERIOD}/professionals": (COORDINATOR, "/period", {NUMBER: "999"}, 'value="999"'),
    "/help-lines": (COORDINATOR, "", {"words-1-en": "Call us"}, 'value="Call us"'),
    "/settings/set-up": (NEIGHBOUR, "", {"name": "", "months": "6"}, "checked"),
    "/settings/floor": (COORDINATOR, "", {"floor": "9"}, 'value="9"'),
    "/settings/habits": (COORDINATOR, "", {"paper": "a4"}, "checked"),
    "/sites/new": (ADMINISTRATOR, "", {"name": "x" * 99}, "x" * 99),
}


@pytest.fixture
def database_kind() -> str:
    """One kind of database is enough: nothing here asks it anything special."""
    return "sqlite"


@pytest.mark.parametrize("path", FAULTY)
def test_a_fault_is_told_twice_and_takes_the_focus(
    path: str, place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    email, page, fields, kept = FAULTY[path]
    meeting = hold(place).id
    visitor = signed_in(email)
    response = visitor.send(path.format(m=meeting), fields, on=page.format(m=meeting))
    assert response.status_code == 422
    text = response.text
    assert "<title>Error:" in text
    assert re.search(r'class="error-summary"[^>]*autofocus', text)
    for field in re.findall(
        r'<li><a href="#([^"]+)"', text.split('id="faults"')[1].split("</ul>")[0]
    ):
        assert f'id="{field}"' in text, field
        assert f'id="{field.removesuffix("-0")}-fault"' in text, field
    assert kept in text


def marks(browser: Browser, path: str) -> dict[str, str]:
    return dict(SHOWN.findall(browser.text(path)))


def test_two_who_correct_one_meeting_are_told(
    place: Workplace, desk: Browser, signed_in: Callable[[str], Browser]
) -> None:
    path = f"/meetings/{hold(place, parents=2, professionals=5).id}"
    shown = marks(desk, path)
    signed_in(COORDINATOR).send(f"{path}/attendance", on=path, parents="3", professionals="5")
    mine = {"parents": "4", "professionals": "5", **shown}
    late = desk.send(f"{path}/attendance", mine, on=path)
    assert late.status_code == 409
    assert "Stored are now 3 parents, 0 caregivers, 5 professionals." in late.text
    assert 'value="4"' in late.text
    with place.db.read() as session:
        assert session.query(Meeting).one().parents == 3
    seen = dict(SHOWN.findall(late.text))
    assert desk.send(f"{path}/attendance", mine | seen, on=path).status_code == 303
    assert "Before: 3 parents" in desk.text(path)


def test_a_double_click_is_nobody_else(place: Workplace, desk: Browser) -> None:
    path = f"/meetings/{hold(place).id}"
    once = {"parents": "4", "professionals": "5", **marks(desk, path)}
    for _click in range(2):
        assert desk.send(f"{path}/attendance", once, on=path).status_code == 303


def test_two_who_state_the_number_are_told(place: Workplace, desk: Browser) -> None:
    hold(place, professionals=5)
    shown = marks(desk, "/period")
    send = f"/period/{PERIOD}/professionals"
    assert desk.send(send, {NUMBER: "5", **shown}, on="/period").status_code == 303
    with place.db.write() as session:
        part = session.query(SitePeriod).filter_by(period_id=PERIOD).one()
        part.professionals = 5
    hold(place, professionals=3)
    late = desk.send(send, {NUMBER: "7", **shown}, on="/period")
    assert late.status_code == 409
    assert "Stored is now: 5." in late.text


def test_two_who_change_habits_are_told(desk: Browser) -> None:
    shown = marks(desk, "/settings/habits")
    mine = {"languages": "en", "paper": "a4"}
    assert desk.send("/settings/habits", mine).status_code == 303
    late = desk.send("/settings/habits", {"languages": "es", "paper": "letter", **shown})
    assert late.status_code == 422
    assert "It now says: English; A4" in late.text


CHOICE = {"name": "Maple", "family_batch": "apart", "months": "3", "shares": "yes"}


@pytest.mark.parametrize(
    ("page", "theirs", "mine"),
    [
        ("set-up", CHOICE, CHOICE | {"months": "6"}),
        ("floor", {"floor": "12", "sure": "y"}, {"floor": "14", "sure": "y"}),
        ("sharing", {"shares": "no"}, {"shares": "yes"}),
    ],
)
def test_two_who_change_a_setting_are_told(
    page: str, theirs: dict[str, str], mine: dict[str, str], place: Workplace, desk: Browser
) -> None:
    path = f"/settings/{page}"
    if page != "set-up":  # that one is open until the first meeting
        hold(place)
        with place.db.write() as session:
            session.get_one(Scope, "maple").chosen_on = date(2025, 1, 1)
    shown = marks(desk, path)
    assert desk.send(path, theirs).status_code == 303
    late = desk.send(path, mine | shown)
    assert late.status_code == 422
    assert "Somebody else has changed this meanwhile. It now says:" in late.text


def test_two_who_change_the_help_lines_are_told(desk: Browser) -> None:
    page = desk.text("/help-lines")
    line = re.compile(r'<input[^>]* name="((?:words|tel|sms|web)-\d-\w+)"[^>]* value="([^"]*)"')
    shown, mine = dict(SHOWN.findall(page)), dict(line.findall(page)) | {"sure": "y"}
    theirs = {name: text for name, text in mine.items() if "-2-" not in name}
    assert desk.send("/help-lines", theirs).status_code == 303
    late = desk.send("/help-lines", mine | shown)
    assert late.status_code == 422
    assert "Somebody else has changed the help lines meanwhile." in late.text


def test_a_second_meeting_of_a_family_on_a_day_is_noticed(place: Workplace, desk: Browser) -> None:
    held = hold(place)
    fields = {
        "held_on": "2026-05-13",
        "family": held.family_id,
        "parents": "1",
        "languages": "en",
        "form_id": "e" * 32,
    }
    told = desk.send("/meetings/new", fields)
    assert told.status_code == 422
    assert f'href="/meetings/{held.id}"' in told.text
    assert desk.send("/meetings/new", fields | {"another": "y"}).status_code == 303
    assert desk.send("/meetings/new", fields).location == f"/meetings/{'e' * 32}"


def test_a_long_list_is_searched_put_in_order_and_cut(
    place: Workplace, desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = hold(place)
    assert 'role="search"' not in desk.text("/meetings")
    monkeypatch.setattr("sb_feedback.services.paging.ON_A_PAGE", 2)
    monkeypatch.setattr("sb_feedback.services.meeting_list.ON_A_PAGE", 2)
    others = [hold(place, held_on=first.held_on.replace(day=day)) for day in (1, 2, 3)]
    page = desk.text("/meetings")
    assert 'role="search"' in page
    assert "Part 1 of 2" in page
    assert rows(page) == [first.id, others[2].id]
    assert rows(desk.text("/meetings?page=2")) == [others[1].id, others[0].id]
    assert rows(desk.text("/meetings?by=oldest")) == [others[0].id, others[1].id]
    assert rows(desk.text("/meetings?q=2026-05-02")) == [others[1].id]
    family = re.search(r"<th scope=\"row\"><a[^>]*>([^<]+)<", desk.text("/meetings?q=2026-05-03"))
    assert family is not None
    assert others[2].id in rows(desk.text(f"/meetings?q={family[1].upper()}"))
    assert "No meeting fits “nobody%”." in desk.text("/meetings?q=nobody%25")


def rows(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/meetings/([0-9a-f]{32})"', page)


def test_families_stand_on_a_sheet_to_write_on(place: Workplace, desk: Browser) -> None:
    assert "No family yet." in desk.text("/families")
    hold(place)
    page = desk.text("/families")
    assert "hand the sheet over in person" in page
    assert "May 13, 2026" in page
