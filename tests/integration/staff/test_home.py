"""Home: the box is looked at, cards are counted, and the first day has something to read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from sb_feedback import jobs
from sb_feedback.clock import Clock
from sb_feedback.jobs import Worker
from sb_feedback.models import Period, SitePeriod
from sb_feedback.pulse import Pulse
from sb_feedback.services.box import LATE
from sb_feedback.services.meetings import CARDS_PER_SHEET
from sb_feedback.services.rounds import Round
from sb_feedback.services.sample_report import keep_samples, sample_inputs
from sb_feedback.services.site_help import site_mark
from sb_feedback.services.teams import found_team
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import COORDINATOR, JUDGE, READER, Browser, hold
from tests.integration.survey.handing_out import all_tables

KEY = "maple.2026-04-01"


@pytest.fixture
def database_kind() -> str:
    """One kind of database is enough: nothing here asks it anything special."""
    return "sqlite"


def test_the_box_works_after_a_round_of_the_worker(desk: Browser, place: Workplace) -> None:
    assert "The worker has not run yet." in desk.text("/home")
    Worker(place).run_round()
    page = desk.text("/home")
    assert "The box works." in page
    assert "May 13, 2026, 3:00" in page


def test_the_worker_is_alive_while_its_first_round_lasts(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    felt: list[bool] = []

    def feel(_round: Round) -> tuple[str, ...]:
        felt.append(place.pulse.last() is not None)
        return ()

    monkeypatch.setattr(jobs, "run_round", feel)
    Worker(place).run_round()
    assert felt == [True]


def test_times_are_told_in_the_time_zone_of_the_site(desk: Browser, place: Workplace) -> None:
    place.pulse.beat(Clock().now(), ())
    fields = {"languages": "en", "paper": "letter", "time_zone": "America/Denver"}
    desk.send("/settings/habits", fields)
    assert "May 13, 2026, 9:00" in desk.text("/home")


def test_a_worker_that_stands_still_is_told(desk: Browser, place: Workplace) -> None:
    place.pulse.beat(Clock().now() - LATE - timedelta(minutes=1), ())
    assert "The worker has not run for more than an hour." in desk.text("/home")


def test_a_missing_key_is_found_by_the_worker(desk: Browser, place: Workplace) -> None:
    for folder in place.keys.places:
        (folder / f"{KEY}.key").unlink()
    with place.db.read() as session:
        assert session.get(SitePeriod, KEY) is not None
    Worker(place)._be_felt()  # a round would stop at nothing else
    page = desk.text("/home")
    assert "The key of this period is missing." in page
    assert "The box works." not in page


def test_a_box_that_cannot_be_sealed_is_told(desk: Browser, place: Workplace) -> None:
    place.pulse.beat(Clock().now(), ())
    with place.db.write() as session:
        session.get_one(SitePeriod, KEY).public_key = b"too short"
    assert "Answers cannot be sealed at the moment." in desk.text("/home")


def test_without_its_slot_secret_nothing_can_be_sealed(desk: Browser, place: Workplace) -> None:
    place.pulse.beat(Clock().now(), ())
    place.slots.erase(KEY)
    assert "Answers cannot be sealed at the moment." in desk.text("/home")


def test_a_site_without_a_period_is_told_so(desk: Browser, place: Workplace) -> None:
    with place.db.write() as session:
        session.execute(delete(SitePeriod))
        session.execute(delete(Period))
    page = desk.text("/home")
    assert "No period is open yet." in page
    assert "See a sample report" in page
    assert 'href="/team/register"' not in page
    with place.db.write() as session:
        found_team(session, site_id="maple", today=place.clock.today())
    assert 'href="/team/register"' in desk.text("/home")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"at": 1, "lost": []}', '{"at": "x"}'])
def test_a_spoilt_pulse_is_none(tmp_path: Path, content: str) -> None:
    path = tmp_path / "pulse"
    path.write_text(content)
    assert Pulse(path).last() is None


def test_printed_cards_are_counted_and_not_who_used_them(desk: Browser, place: Workplace) -> None:
    meeting = f"/meetings/{hold(place).id}"
    desk.send(f"{meeting}/cards/parent", {"parent-number": "3"}, on=meeting)
    assert "<dt>Cards printed</dt><dd>3</dd>" in desk.text("/home")


def test_cards_to_try_out_are_marked_and_lead_to_the_practice_survey(
    desk: Browser, place: Workplace
) -> None:
    at = f"at={site_mark(place.secret, 'maple')}"
    home, before = desk.text("/home"), all_tables(place)
    for role in ("parent", "caregiver", "professional"):
        path = f"/practise/{role}/cards"
        assert f'href="{path}"' in home
        sheet = desk.text(path)
        assert sheet.count("PRACTICE") == sheet.count("PRÁCTICA") == CARDS_PER_SHEET
        assert 'class="typed"' not in sheet
        assert "Or go to localhost:5000/practice" in sheet
    assert all_tables(place) == before
    assert desk.send("/practise/parent", on="/home").location == f"/practice/parent?{at}"
    assert desk.get("/practise/judge/cards").status_code == 404


def test_the_calculator_begins_with_own_records(desk: Browser, place: Workplace) -> None:
    hold(place)
    hold(place)
    page = desk.text("/forecast")
    assert re.search(r'<input[^>]* name="families"[^>]* value="2"', page)
    assert "From your own records" in page
    assert "What to expect" not in page


def test_the_sheet_has_each_practice_in_both_languages(desk: Browser, place: Workplace) -> None:
    asked = place.questionnaires["ftm-parent-1"]
    for language in asked.languages:
        page = desk.text(f"/practices?language={language}")
        assert all(item.practice[language] in page for item in asked.ratings)
    assert asked.ratings[0].practice["en"] in desk.text("/practices?language=xx")


def test_there_is_a_sample_report_once_the_worker_made_it(desk: Browser, place: Workplace) -> None:
    assert "The sample is being made." in desk.text("/reports/sample")
    keep_samples(place.settings.documents, place.questionnaires, ["en"])
    page = desk.text("/reports/sample")
    assert "All numbers on this page are invented." in page
    assert page.count("<svg") >= 4


@pytest.mark.parametrize("email", [COORDINATOR, READER, JUDGE])
def test_an_empty_shelf_leads_to_the_sample_and_nowhere_in_vain(
    signed_in: Callable[[str], Browser], email: str
) -> None:
    visitor = signed_in(email)
    _top, _main, page = visitor.text("/reports").partition("<main")
    assert "There is no report yet." in page
    links = re.findall(r'href="(/[^"]*)"', page)
    assert "/reports/sample" in links
    for link in links:
        visitor.text(link)


def test_the_sample_asks_what_is_really_asked(place: Workplace) -> None:
    inputs = sample_inputs(place.questionnaires, "es")
    assert inputs.sample
    asked = place.questionnaires["ftm-parent-1"]
    assert set(inputs.labels.items) == {item.key for item in asked.ratings}
