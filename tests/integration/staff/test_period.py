"""The period: the number that only the coordinator knows, and asking for the closing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from sb_feedback.jobs import closer_at, publisher_at
from sb_feedback.models import Period, Scope, Site, SitePeriod
from sb_feedback.services.closing.protocol import STEPS, close_period, refuse_new_answers
from sb_feedback.services.overview import Stage, stage_of
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import COORDINATOR, JUDGE, Browser, hold, move_calendar

PERIOD = "maple.2026-04-01"
NUMBER = {"of-2026-04-01-professionals": "9"}
SURE = {"close-2026-04-01-sure": "y"}
TO_THE_END = 49  # days until July 1


@pytest.fixture(autouse=True)
def woken(monkeypatch: pytest.MonkeyPatch) -> list[Workplace]:
    """Who woke the worker, which is not running here."""
    calls: list[Workplace] = []
    monkeypatch.setattr("sb_feedback.web.coordinator.period.wake", calls.append)
    return calls


def stated(place: Workplace) -> int | None:
    with place.db.read() as session:
        return session.get_one(SitePeriod, PERIOD).professionals


def period_row(place: Workplace) -> Period:
    with place.db.read() as session:
        return session.get_one(Period, PERIOD)


def test_a_running_period_says_when_it_closes(desk: Browser) -> None:
    page = desk.text("/period")
    assert "2026-Q2" in page
    assert "closes by itself on July 14, 2026" in page
    assert "No professional has come to a meeting" in page
    assert "Close 2026-Q2 now" not in page
    assert "2026-Q3" not in page


def test_the_number_of_different_professionals_is_stated(desk: Browser, place: Workplace) -> None:
    hold(place, professionals=6)
    hold(place, professionals=5)
    response = desk.send(f"/period/{PERIOD}/professionals", NUMBER, on="/period")
    assert response.location == "/period"
    assert stated(place) == 9
    assert "9 different people stated" in desk.text("/home")


@pytest.mark.parametrize(
    ("typed", "words"), [("5", "One meeting had 6"), ("12", "together had 11"), ("", "Type how")]
)
def test_an_impossible_number_is_explained(
    desk: Browser, place: Workplace, typed: str, words: str
) -> None:
    hold(place, professionals=6)
    hold(place, professionals=5)
    response = desk.send(
        f"/period/{PERIOD}/professionals", {next(iter(NUMBER)): typed}, on="/period"
    )
    assert response.status_code == 422
    assert response.text.count(words) == 2
    assert "<title>Error: Period" in response.text
    assert stated(place) is None


def test_the_number_can_be_changed_until_the_period_is_closed(
    desk: Browser, place: Workplace
) -> None:
    hold(place, professionals=6)
    hold(place, professionals=5)
    desk.send(f"/period/{PERIOD}/professionals", NUMBER, on="/period")
    move_calendar(place, TO_THE_END)
    changed = {next(iter(NUMBER)): "7"}
    desk.send(f"/period/{PERIOD}/professionals", changed, on="/period")
    assert stated(place) == 7
    close_period(closer_at(place), PERIOD, (refuse_new_answers,))
    late = desk.send(f"/period/{PERIOD}/professionals", NUMBER, on="/home")
    assert late.status_code == 409
    assert stated(place) == 7


def test_a_period_cannot_be_closed_before_its_end(
    desk: Browser, place: Workplace, woken: list[Workplace]
) -> None:
    before = period_row(place).closes_on
    response = desk.send(f"/period/{PERIOD}/close", SURE, on="/period")
    assert response.status_code == 409
    assert "only after its last day" in response.text
    assert period_row(place).closes_on == before
    assert woken == []


def test_closing_is_explained_before_it_is_asked_for(
    desk: Browser, place: Workplace, woken: list[Workplace]
) -> None:
    hold(place)
    move_calendar(place, TO_THE_END)
    page = desk.text("/period")
    for words in (
        "Every card and link of this period ends at once.",
        "Nobody can open the period again.",
        "The number of different professionals is not stated.",
    ):
        assert words in page
    stated_before = {next(iter(NUMBER)): "5"}
    desk.send(f"/period/{PERIOD}/professionals", stated_before, on="/period")
    unread = desk.send(f"/period/{PERIOD}/close", on="/period")
    assert unread.status_code == 422
    assert re.search(r'name="of-2026-04-01-professionals"[^>]* value="5"', unread.text)
    assert "Tick the box to close the period." in unread.text
    assert period_row(place).closes_on == date(2026, 7, 14)
    assert woken == []


def test_asking_wakes_the_worker_and_the_page_shows_how_far_it_is(
    desk: Browser, place: Workplace, woken: list[Workplace]
) -> None:
    move_calendar(place, TO_THE_END)
    assert "Refresh" not in desk.get("/period").headers
    response = desk.send(f"/period/{PERIOD}/close", SURE, on="/period")
    assert response.location == "/period"
    assert woken == [place]
    assert period_row(place).closes_on == place.clock.today()
    asked = desk.get("/period")
    assert asked.headers["Refresh"] == "5"
    assert "Asked for. Cards have ended." in asked.text
    assert "http-equiv" not in asked.text
    assert "Refresh" not in desk.get("/period?still=yes").headers
    assert "2026-Q2 is being closed." in desk.text("/home")
    again = desk.send(f"/period/{PERIOD}/close", SURE, on="/home")
    assert again.location == "/period"


def test_each_step_of_a_closing_is_shown(desk: Browser, place: Workplace) -> None:
    hold(place)
    move_calendar(place, TO_THE_END)
    desk.send(f"/period/{PERIOD}/close", SURE, on="/period")
    close_period(closer_at(place), PERIOD, (refuse_new_answers,))
    counting = desk.text("/period")
    assert 'aria-current="step">The answers are being counted.' in counting
    close_period(closer_at(place), PERIOD, STEPS)
    making = desk.text("/period")
    assert 'aria-current="step">Counted. The reports are being made.' in making
    publisher_at(place).publish(PERIOD)
    closed = desk.get("/period")
    assert "2026-Q2 is closed" in closed.text
    assert "waiting since 2026-Q2" in closed.text
    assert "Refresh" not in closed.headers
    home = desk.text("/home")
    assert "What waits" in home
    assert "at least 13 families were asked and at least 10 have answered" in home
    late = desk.send(f"/period/{PERIOD}/close", SURE, on="/home")
    assert late.status_code == 404


def test_reports_that_are_made_anew_stand_together(desk: Browser, place: Workplace) -> None:
    with place.db.write() as session:
        for year in (2024, 2025):
            session.add(
                Period(
                    id=f"maple.{year}-04-01",
                    scope_id="maple",
                    first_day=date(year, 4, 1),
                    last_day=date(year, 6, 30),
                    closes_on=date(year, 7, 14),
                    questionnaires="x",
                    state="counted",
                )
            )
        session.flush()
        for year in (2024, 2025):
            name = f"maple.{year}-04-01"
            session.add(SitePeriod(period_id=name, site_id="maple", key_id=name, public_key=b"x"))
    page = desk.text("/period")
    assert "2024-Q2, 2025-Q2" in page
    assert page.count("Reports are being made") == 1
    assert 'aria-current="step"' not in page
    assert page.index("<h2>2026-Q2") < page.index("2024-Q2, 2025-Q2")


def test_what_is_missing_is_said_first_when_the_end_is_near(
    desk: Browser, place: Workplace
) -> None:
    hold(place)
    assert "Needs you" not in desk.text("/home")
    move_calendar(place, 33)
    assert "Needs you" not in desk.text("/home")
    move_calendar(place, 1)
    home = desk.text("/home")
    assert "how many different professionals came?" in home
    assert "2026-Q2 ends on June 30, 2026." in home
    assert "It closes by itself on July 14, 2026" in home
    move_calendar(place, TO_THE_END - 34)
    assert "2026-Q2 has ended." in desk.text("/home")


def test_a_closing_is_announced_for_a_week_on_every_page_and_once_on_each(
    desk: Browser, place: Workplace
) -> None:
    words = "closes by itself on July 14, 2026"
    move_calendar(place, TO_THE_END + 5)
    assert words not in desk.text("/meetings")
    move_calendar(place, 1)
    pages = ("/meetings", "/reports", "/people", "/home", "/period")
    assert {page: desk.text(page).count(words) for page in pages} == dict.fromkeys(pages, 1)
    desk.send(f"/period/{PERIOD}/close", SURE, on="/period")
    assert words not in desk.text("/meetings")


def test_a_closing_is_announced_to_nobody_but_the_coordinator(
    place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    move_calendar(place, TO_THE_END + 6)
    assert "closes by itself" not in signed_in(JUDGE).text("/reports")


def test_a_pool_is_told_that_one_closing_closes_for_all(
    place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    from sb_feedback.services.periods import KeyKeeper

    with place.db.write() as session:
        session.get_one(Scope, "maple").name = "Two Rivers"
        session.add(Site(id="elm", scope_id="maple", name="Elm County"))
    KeyKeeper(place.db, place.keys, place.slots, place.versions).keep_ready(place.clock.today())
    hold(place, "elm", professionals=4)
    move_calendar(place, TO_THE_END)
    page = signed_in(COORDINATOR).text("/period")
    assert "Not stated yet at Elm County: the number of different professionals." in page
    assert "for all sites that are counted together: Elm County, Maple County." in page


def test_a_period_that_does_not_exist_is_not_there(desk: Browser) -> None:
    for period_id in ("maple.2027-01-01", "nonsense", "%00", "oak.2026-04-01"):
        path = f"/period/{period_id}/close"
        assert desk.send(path, SURE, on="/period").status_code == 404


@pytest.mark.parametrize(
    ("state", "today", "stage"),
    [
        ("open", date(2026, 3, 31), Stage.PLANNED),
        ("open", date(2026, 4, 1), Stage.RUNNING),
        ("open", date(2026, 6, 30), Stage.RUNNING),
        ("open", date(2026, 7, 1), Stage.ENDED),
        ("open", date(2026, 7, 13), Stage.ENDED),
        ("open", date(2026, 7, 14), Stage.ASKED),
        ("closing", date(2026, 7, 14), Stage.COUNTING),
        ("counted", date(2026, 7, 14), Stage.COUNTED),
        ("closed", date(2026, 7, 14), Stage.CLOSED),
        ("lost", date(2026, 7, 14), Stage.LOST),
    ],
)
def test_every_stage_of_a_period(state: str, today: date, stage: Stage) -> None:
    row = Period(
        state=state,
        first_day=date(2026, 4, 1),
        last_day=date(2026, 6, 30),
        closes_on=date(2026, 7, 14),
    )
    assert stage_of(row, today) is stage


def test_a_lost_period_is_told(desk: Browser, place: Workplace) -> None:
    with place.db.write() as session:
        session.get_one(Period, PERIOD).state = "lost"
    assert "The key of this period is lost" in desk.text("/period")
