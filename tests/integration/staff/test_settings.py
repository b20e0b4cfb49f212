"""Settings: free before the first meeting, frozen after it, and dated where numbers change."""

from __future__ import annotations

from datetime import date
from threading import Thread

import pytest
from sqlalchemy.orm import Session

from analysis import Term
from analysis.reports.inputs import FloorRaised
from sb_feedback.jobs import closer_at
from sb_feedback.models import Period, Scope, SettingsChange, Site
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.meetings import Attendance, hold_meeting
from sb_feedback.services.periods import KeyKeeper
from sb_feedback.services.report_inputs import gather
from sb_feedback.services.set_up import Choice, a_year_after, choose, raise_floor
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import Browser, hold, move_calendar

SET_UP, FLOOR, SHARING, HABITS = (
    f"/settings/{page}" for page in ("set-up", "floor", "sharing", "habits")
)
CHOSEN = {"name": "Maple", "family_batch": "together", "months": "6", "shares": "no"}


def scope_of(place: Workplace) -> Scope:
    with place.db.read() as session:
        return session.get_one(Scope, "maple")


def changes(place: Workplace) -> dict[str, tuple[str, str, date]]:
    with place.db.read() as session:
        return {
            row.what: (row.before, row.since, row.holds_from)
            for row in session.query(SettingsChange)
        }


def test_before_the_first_meeting_everything_can_be_chosen(desk: Browser, place: Workplace) -> None:
    assert desk.send(SET_UP, CHOSEN).location == "/settings"
    scope = scope_of(place)
    assert (scope.name, scope.family_batch, scope.period_months) == ("Maple", "together", 6)
    assert not scope.shares_with_state
    assert scope.chosen_on == date(2026, 5, 13)
    closer_at(place).keeper.keep_ready(place.clock.today())
    with place.db.read() as session:
        found = session.query(Period).filter_by(scope_id="maple")
        periods = {row.id: (row.last_day, row.shares_with_state) for row in found}
        assert session.get_one(Site, "maple").name == "Maple"
    assert periods == {
        "maple.2026-01-01": (date(2026, 6, 30), False),
        "maple.2026-07-01": (date(2026, 12, 31), False),
    }
    assert hold(place).period_id == "maple.2026-01-01"
    page = desk.text("/settings")
    assert "Fixed since the first meeting, until May 13, 2027." in page
    assert "Half a year" in page


def test_a_choice_that_is_only_confirmed_keeps_periods_and_dates_nothing(
    desk: Browser, place: Workplace
) -> None:
    same = {"name": "Maple County", "family_batch": "apart", "months": "3", "shares": "yes"}
    desk.send(SET_UP, same)
    assert changes(place) == {}
    with place.db.read() as session:
        assert session.get(Period, "maple.2026-04-01") is not None


def test_from_the_first_meeting_on_it_is_fixed(desk: Browser, place: Workplace) -> None:
    hold(place)
    desk.send(SET_UP, CHOSEN)
    assert scope_of(place).family_batch == "apart"
    assert 'name="family_batch"' not in desk.text(SET_UP)
    choice = Choice("Maple", together=True, months=12, shares=True)
    with pytest.raises(NotAllowed), place.db.write() as session:
        choose(session, "maple", choice, place.clock.today())


def test_a_closed_period_fixes_it_too(desk: Browser, place: Workplace) -> None:
    with place.db.write() as session:
        session.get_one(Period, "maple.2026-04-01").state = "closed"
    assert 'name="family_batch"' not in desk.text(SET_UP)


def test_the_name_of_another_site_is_refused(desk: Browser) -> None:
    response = desk.send(SET_UP, CHOSEN | {"name": "Oak County"})
    assert response.status_code == 422
    assert '<a href="#name">Another site or pool has the name Oak County' in response.text


def test_the_floor_is_raised_and_never_lowered(desk: Browser, place: Workplace) -> None:
    hold(place)
    assert desk.send(FLOOR, floor="12", sure="y").location == "/settings"
    assert scope_of(place).floor == 12
    assert changes(place) == {"floor": ("10", "12", date(2026, 5, 13))}
    page = desk.text("/settings")
    assert "Smallest number of answers" in page
    assert "May 13, 2026" in page
    lower = desk.send(FLOOR, floor="11", sure="y")
    assert lower.status_code == 422
    assert lower.text.count("It can be raised, never lowered.") == 2
    with pytest.raises(NotAllowed), place.db.write() as session:
        raise_floor(session, "maple", 11, place.clock.today())


def test_sharing_is_frozen_for_a_year_and_then_changes_with_the_next_period(
    desk: Browser, place: Workplace
) -> None:
    hold(place)
    with place.db.write() as session:
        session.get_one(Scope, "maple").chosen_on = date(2025, 5, 14)
    assert "You can change it from May 14, 2026 on" in desk.text(SHARING)
    desk.send(SHARING, on="/help-lines", shares="no")
    assert scope_of(place).shares_with_state
    move_calendar(place, 1)
    desk.send(SHARING, shares="no")
    assert not scope_of(place).shares_with_state
    assert changes(place) == {"shares": ("True", "False", date(2026, 7, 1))}
    with place.db.read() as session:
        shares = {
            row.first_day: row.shares_with_state
            for row in session.query(Period).filter_by(scope_id="maple")
        }
    assert shares[date(2026, 4, 1)]
    assert not shares[date(2026, 7, 1)]


def test_habits_are_what_printing_begins_with(desk: Browser, place: Workplace) -> None:
    fields = {"languages": "es", "paper": "a4", "time_zone": "America/Denver"}
    assert desk.send(HABITS, fields).location == "/settings"
    assert "Mountain time" in desk.text("/settings")
    assert desk.text("/meetings/new").count("checked") == 1
    page = desk.text(f"/meetings/{hold(place).id}")
    assert '<option selected value="a4">' in page
    assert '<option selected value="letter">' not in page


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"languages": [], "paper": "a4"}, "Tick at least one language."),
        ({"languages": "en", "paper": "a3"}, "Choose the paper."),
        ({"languages": "en", "paper": "a4", "time_zone": "Mars"}, "Choose a time zone"),
    ],
)
def test_wrong_habits_are_told(desk: Browser, fields: dict[str, str], fault: str) -> None:
    response = desk.send(HABITS, fields)
    assert response.status_code == 422
    assert response.text.count(fault) == 2


def test_a_year_after_a_leap_day() -> None:
    assert a_year_after(date(2028, 2, 29)) == date(2029, 3, 1)
    assert a_year_after(date(2026, 5, 13)) == date(2027, 5, 13)


def test_a_choice_waits_while_periods_are_made(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    if place.db.is_sqlite:
        pytest.skip("SQLite lets one transaction at a time write")
    choice = Choice("Maple County", together=False, months=6, shares=True)
    make, waited = KeyKeeper.ensure_period, list[bool]()

    def choose_now() -> None:
        with place.db.write() as session:
            choose(session, "maple", choice, place.clock.today())

    def make_slowly(keeper: KeyKeeper, session: Session, scope: Scope, term: Term) -> Period:
        period = make(keeper, session, scope, term)
        if not waited:
            other.start()
            other.join(0.5)
            waited.append(other.is_alive())
        return period

    other = Thread(target=choose_now)
    monkeypatch.setattr(KeyKeeper, "ensure_period", make_slowly)
    closer_at(place).keeper.keep_ready(place.clock.today())
    other.join()
    assert waited == [True]
    assert scope_of(place).period_months == 6


def test_a_choice_waits_for_a_meeting_that_is_being_made(place: Workplace) -> None:
    if place.db.is_sqlite:
        pytest.skip("SQLite lets one transaction at a time write")
    refused = list[bool]()

    def choose_now() -> None:
        choice = Choice("Maple County", together=True, months=3, shares=True)
        try:
            with place.db.write() as session:
                choose(session, "maple", choice, place.clock.today())
        except NotAllowed:
            refused.append(True)

    other = Thread(target=choose_now)
    with place.db.write() as session:
        hold_meeting(
            session,
            place.code_maker(),
            site_id="maple",
            family_id=None,
            held_on=place.clock.today(),
            attendance=Attendance(2, 0, 5),
            languages=("en",),
        )
        other.start()
        other.join(0.5)
    other.join()
    assert refused == [True]


def test_a_report_tells_what_holds_when_its_period_is_closed(place: Workplace) -> None:
    with place.db.write() as session:
        raise_floor(session, "maple", 12, place.clock.today())
        session.add(
            SettingsChange(
                scope_id="maple",
                what="shares",
                before="True",
                since="False",
                changed_on=date(2026, 5, 1),
                holds_from=date(2026, 7, 15),
            )
        )
    with place.db.read() as session:
        told = gather(session, "maple.2026-04-01", place.questionnaires)
    assert told.inputs_for("judge", "en").changes == (FloorRaised(date(2026, 5, 13), 10, 12),)
