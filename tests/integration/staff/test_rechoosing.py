"""Choosing anew after the year: from a period to come on, with terms that follow each other."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import delete, select

from analysis.reports.inputs import CountingChanged, LengthChanged
from sb_feedback.jobs import closer_at, publisher_at
from sb_feedback.models import Period, Scope, SettingsChange, SitePeriod
from sb_feedback.services.closing.decision import families_asked
from sb_feedback.services.closing.protocol import close_period
from sb_feedback.services.closing.reading import load_period, read_facts
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.overview import family_groups
from sb_feedback.services.rechoosing import choose_anew
from sb_feedback.services.report_inputs import gather
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import Browser, hold, move_calendar

PAGE = "/settings/counting"
UNTIL_JULY, UNTIL_OCTOBER, UNTIL_NEXT_YEAR = 49, 92, 92
Q2, Q3, Q4, H2 = (date(2026, month, 1) for month in (4, 7, 10, 7))
YEAR_ENDS = date(2026, 12, 31)


@pytest.fixture
def database_kind() -> str:
    """One kind of database is enough: nothing here asks it anything special."""
    return "sqlite"


@pytest.fixture
def old(place: Workplace) -> Workplace:
    """The place of a site whose choice is more than a year old, and which has held a meeting."""
    with place.db.write() as session:
        session.get_one(Scope, "maple").chosen_on = date(2025, 5, 13)
        # Made ahead by the day on which the test runs.
        later = select(Period.id).where(Period.first_day > Q3)
        session.execute(delete(SitePeriod).where(SitePeriod.period_id.in_(later)))
        session.execute(delete(Period).where(Period.first_day > Q3))
    hold(place)
    return place


def choose(desk: Browser, batch: str, months: int) -> str:
    response = desk.send(PAGE, {"family_batch": batch, "months": str(months)})
    assert response.location == PAGE
    return desk.text(PAGE)


def ready(place: Workplace) -> dict[date, tuple[date, str]]:
    """The periods, with their last days and how families are counted, once the job has looked."""
    closer_at(place).keeper.keep_ready(place.clock.today())
    with place.db.read() as session:
        rows = session.query(Period).filter_by(scope_id="maple")
        return {row.first_day: (row.last_day, row.family_batch) for row in rows}


def close(place: Workplace, first_day: date) -> str:
    period_id = f"maple.{first_day}"
    close_period(closer_at(place), period_id)
    publisher_at(place).publish(period_id)
    return period_id


def test_before_the_year_is_over_the_day_is_told(desk: Browser, old: Workplace) -> None:
    with old.db.write() as session:
        session.get_one(Scope, "maple").chosen_on = date(2025, 5, 14)
    assert "You can change it from May 14, 2026 on" in desk.text(PAGE)
    assert "It can be changed from May 14, 2026 on" in desk.text("/settings/set-up")
    desk.send(PAGE, {"family_batch": "together", "months": "6"}, on="/help-lines")
    with pytest.raises(NotAllowed, match="2026-05-14"), old.db.write() as session:
        choose_anew(session, "maple", together=True, months=6, today=old.clock.today())
    assert ready(old)[Q3] == (date(2026, 9, 30), "apart")


def test_after_the_year_no_day_that_is_past_is_named(desk: Browser, old: Workplace) -> None:
    page = desk.text("/settings/set-up")
    assert "The year is over: a new choice can be made" in page
    assert "It can be changed from" not in page
    assert "so this is fixed" not in page


def test_who_chooses_second_is_told_what_was_chosen(desk: Browser, old: Workplace) -> None:
    choose(desk, "apart", 6)
    mine = {"family_batch": "together", "months": "12"}
    late = desk.send(PAGE, mine)
    assert late.status_code == 409
    assert "on: Parents and caregivers apart; Half a year." in late.text


def test_a_new_choice_holds_from_the_next_period_and_is_frozen_for_a_year_from_then(
    desk: Browser, old: Workplace
) -> None:
    page = choose(desk, "together", 6)
    assert (
        "From July 1, 2026 on: Parents and caregivers together, as families; Half a year." in page
    )
    assert "Until then: Parents and caregivers apart; A quarter." in page
    assert "You can change it from July 1, 2027 on" in page
    expected = {Q2: (date(2026, 6, 30), "apart"), H2: (YEAR_ENDS, "together")}
    assert ready(old) == expected
    assert "From July 1, 2026 on" in desk.text("/settings")
    move_calendar(old, UNTIL_JULY)
    assert ready(old) == expected | {date(2027, 1, 1): (date(2027, 6, 30), "together")}
    assert "Take it back" not in desk.text(PAGE)


def test_periods_stay_as_they_are_until_one_of_the_new_length_can_begin(
    desk: Browser, old: Workplace
) -> None:
    assert "From January 1, 2027 on" in choose(desk, "together", 12)
    quarters = {Q2: (date(2026, 6, 30), "apart"), Q3: (date(2026, 9, 30), "apart")}
    assert ready(old) == quarters
    with old.db.read() as session:
        assert family_groups(session, "maple", old.clock.today()) == ("parents", "caregivers")
        assert family_groups(session, "maple", date(2027, 1, 1)) == ("families",)
    move_calendar(old, UNTIL_JULY + UNTIL_OCTOBER)
    found = ready(old)
    assert found[Q4] == (YEAR_ENDS, "apart")
    assert found[date(2027, 1, 1)] == (date(2027, 12, 31), "together")
    assert date(2026, 1, 1) not in found


def test_it_can_be_taken_back_until_it_holds(desk: Browser, old: Workplace) -> None:
    before = ready(old)
    choose(desk, "together", 6)
    assert desk.send(f"{PAGE}/undo", on=PAGE).location == PAGE
    assert ready(old) == before
    with old.db.read() as session:
        assert session.query(SettingsChange).all() == []
    assert desk.send(f"{PAGE}/undo", on="/settings").status_code == 409
    assert "From July 1, 2026 on" in choose(desk, "apart", 6)


def test_the_same_choice_changes_nothing(desk: Browser, old: Workplace) -> None:
    assert "Nothing was changed." in choose(desk, "apart", 3)
    with old.db.read() as session:
        assert session.query(SettingsChange).all() == []


def test_a_meeting_planned_for_later_is_not_left_without_a_period(
    desk: Browser, old: Workplace
) -> None:
    choose(desk, "apart", 6)
    hold(old, held_on=date(2026, 10, 5))
    refused = desk.send(f"{PAGE}/undo", on=PAGE)
    assert refused.status_code == 409
    assert "A meeting is planned for October 5, 2026 already, so" in refused.text
    assert ready(old)[H2] == (YEAR_ENDS, "apart")


def test_what_waits_goes_on_in_a_longer_period_and_the_report_tells_the_change(
    desk: Browser, old: Workplace
) -> None:
    choose(desk, "apart", 6)
    move_calendar(old, UNTIL_JULY)
    close(old, Q2)
    hold(old)
    move_calendar(old, UNTIL_OCTOBER + UNTIL_NEXT_YEAR)
    with old.db.read() as session:
        facts = read_facts(session, load_period(session, f"maple.{H2}"), old.questionnaires)
    assert [term.label for term in facts.terms_since(Q2)] == ["2026-Q2", "2026-H2"]
    assert families_asked(facts, "parents", Q2) == 2
    period_id = close(old, H2)
    with old.db.read() as session:
        told = gather(session, period_id, old.questionnaires)
    inputs = told.inputs_for("judge", "en")
    assert inputs.changes == (LengthChanged(H2, 3, 6),)
    assert inputs.term.label == "2026-H2"
    assert [one.since.label for one in inputs.waiting] == ["2026-Q2"]
    assert desk.text("/reports").count("waiting since 2026-Q2") == 2
    assert ready(old)[date(2027, 1, 1)] == (date(2027, 6, 30), "apart")


def test_what_waits_under_another_way_of_counting_ends_with_notice(
    desk: Browser, old: Workplace
) -> None:
    choose(desk, "together", 3)
    move_calendar(old, UNTIL_JULY)
    close(old, Q2)
    hold(old)
    move_calendar(old, UNTIL_OCTOBER)
    period_id = close(old, Q3)
    with old.db.read() as session:
        told = gather(session, period_id, old.questionnaires)
    assert told.inputs_for("site", "en").changes == (CountingChanged(Q3, together=True),)
    page = desk.text("/reports")
    assert "or to another way of counting families" in page
    assert "waiting since 2026-Q3" in page
