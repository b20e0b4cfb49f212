"""Waves are planned, opened and closed by themselves, whenever the job gets round to it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analysis import Term
from sb_feedback.models import Card, Scope, Seat, Site, SiteHelp, SitePeriod
from sb_feedback.models.team import SHARED, SINGLE_USE
from sb_feedback.services.answering import Recorded, Standing
from sb_feedback.services.errors import NotAllowed, NotFound
from sb_feedback.services.ledger import releases_of
from sb_feedback.services.overview import Stage, all_sites, periods_at, stage_of
from sb_feedback.services.periods import site_period_on, unfinished_periods
from sb_feedback.services.site_help import confirm_help
from sb_feedback.services.teams import team_at
from sb_feedback.services.waves import (
    change_opening,
    choose_door,
    extend,
    find_wave,
    planned_opening,
    single_use_links,
    usual_opening,
    waves_of,
)
from sb_feedback.workplace import Workplace
from tests.integration.team.telling import LABEL, TEAM, Act

Q2 = Term(date(2026, 4, 1), 3)
OPENS, ENDS = date(2026, 6, 1), date(2026, 6, 14)


def test_the_usual_opening_is_a_monday_that_leaves_a_week_to_extend() -> None:
    quarter = Term(date(2020, 1, 1), 3)
    for _ in range(80):
        day = usual_opening(quarter)
        assert day.weekday() == 0
        assert (day.month, day.day <= 7) == (quarter.last_day.month, True)
        assert day + timedelta(days=13 + 7) <= quarter.last_day
        quarter = quarter.next()


@pytest.mark.parametrize(
    ("today", "opens"),
    [
        (date(2026, 3, 1), OPENS),
        (OPENS, OPENS),
        (date(2026, 6, 2), date(2026, 6, 9)),
        (date(2026, 6, 10), date(2026, 6, 17)),
        (date(2026, 6, 11), None),
        (date(2026, 8, 1), None),
    ],
)
def test_a_late_team_gets_a_week_to_prepare_or_waits_for_the_next_quarter(
    today: date, opens: date | None
) -> None:
    assert planned_opening(Q2, today) == opens


def test_the_present_and_the_next_wave_are_planned_with_keys(act: Act) -> None:
    place = act.place
    with place.db.read() as session:
        later, now = waves_of(session, TEAM)
        assert (now.quarter, now.period.first_day, now.period.last_day) == (
            Q2.first_day,
            OPENS,
            ENDS,
        )
        assert now.period.closes_on == ENDS + timedelta(days=1)
        assert later.period.first_day == date(2026, 9, 7)
        assert {now.roster, later.roster} == {None}
        assert stage_of(now.period, place.clock.today()) == Stage.PLANNED
        for wave in (now, later):
            part = session.get_one(SitePeriod, f"{TEAM}.{wave.quarter.isoformat()}")
            place.keys.require(part.key_id, part.public_key)
            assert place.slots.get(part.key_id)
    act.round()
    with place.db.read() as session:
        assert len(waves_of(session, TEAM)) == 2


def test_periods_of_meetings_are_not_mistaken_for_waves(act: Act) -> None:
    act.go_to(OPENS)
    today = act.place.clock.today()
    with act.place.db.read() as session:
        part = site_period_on(session, "maple", today)
        assert part is not None
        assert part.period_id == "maple.2026-04-01"
        names = [part.period_id for part in unfinished_periods(session, "maple")]
        assert names == ["maple.2026-04-01", "maple.2026-07-01"]
        assert [view.id for view in periods_at(session, "maple", today)] == ["maple.2026-04-01"]
        assert [line.period for line in all_sites(session, today)] == [LABEL]


def test_a_wave_opens_with_the_roster_of_its_first_day(act: Act) -> None:
    link = act.link()
    assert act.stands(link)[0] == Standing.EARLY
    with act.place.db.write() as session:
        session.add(act.seat(100, joined_on=OPENS))
        session.add(act.seat(101, joined_on=OPENS + timedelta(days=1)))
    act.go_to(OPENS - timedelta(days=1))
    assert act.wave().roster is None
    act.go_to(OPENS)
    assert act.wave().roster == 21
    assert act.send(link, {"r": {"T1": 5}}) == Recorded.THANKS
    with act.place.db.write() as session:
        session.query(Seat).filter(Seat.joined_on <= OPENS).update({"left_on": OPENS})
    act.round()
    assert act.wave().roster == 21


def test_a_job_that_was_away_on_the_day_misses_nothing(act: Act) -> None:
    """The link opens by the calendar; the roster is that of the first day; the end is closed."""
    link = act.link()
    with act.place.db.write() as session:
        session.add(act.seat(100, joined_on=OPENS + timedelta(days=5)))
    act.pass_to(OPENS + timedelta(days=3))
    for _ in range(12):
        assert act.send(link, {"r": {"T1": 5}}) == Recorded.THANKS
    act.go_to(date(2026, 7, 20))
    assert (act.wave().roster, act.verdict()) == (20, "released")
    with act.place.db.read() as session:
        (release,) = releases_of(session, TEAM)
        assert (release.participation.low, release.participation.base) == (12, 20)
        assert release.terms == (Q2,)


def test_a_link_takes_answers_on_the_last_day_and_not_after_it(act: Act) -> None:
    link = act.link()
    act.go_to(ENDS)
    standing, survey = act.stands(link)
    assert standing == Standing.OPEN
    assert survey is not None
    assert survey.ends_on == ENDS
    act.go_to(ENDS + timedelta(days=1))
    assert act.wave().period.state == "counted"
    assert act.stands(link)[0] == Standing.UNKNOWN


def test_after_its_end_it_takes_nothing_even_before_the_job_has_come(act: Act) -> None:
    link = act.link()
    act.pass_to(ENDS + timedelta(days=1))
    assert act.stands(link)[0] == Standing.ENDED


def test_the_day_can_be_changed_until_it_opens(act: Act) -> None:
    today = act.place.clock.today()
    with act.place.db.write() as session:
        wave = find_wave(session, TEAM, LABEL)
        for day in (today - timedelta(days=1), date(2026, 6, 18), date(2026, 7, 1)):
            with pytest.raises(NotAllowed):
                change_opening(session, wave, day, today)
        change_opening(session, wave, date(2026, 6, 17), today)
        assert wave.period.last_day == Q2.last_day
        change_opening(session, wave, today, today)
    act.round()
    assert act.wave().roster == 20
    assert act.stands(act.link())[0] == Standing.OPEN
    with act.place.db.write() as session, pytest.raises(NotAllowed):
        change_opening(session, find_wave(session, TEAM, LABEL), date(2026, 6, 1), today)


def test_it_can_be_extended_to_the_end_of_the_quarter_while_it_is_open(act: Act) -> None:
    today = act.place.clock.today()
    with act.place.db.write() as session, pytest.raises(NotAllowed):
        extend(session, find_wave(session, TEAM, LABEL), Q2.last_day, today)
    act.go_to(ENDS)
    with act.place.db.write() as session:
        wave = find_wave(session, TEAM, LABEL)
        for day in (ENDS, ENDS - timedelta(days=1), Q2.last_day + timedelta(days=1)):
            with pytest.raises(NotAllowed):
                extend(session, wave, day, ENDS)
        extend(session, wave, Q2.last_day, ENDS)
    act.go_to(Q2.last_day)
    assert act.stands(act.link())[0] == Standing.OPEN
    act.go_to(Q2.next().first_day)
    assert act.wave().period.state == "counted"
    with act.place.db.write() as session, pytest.raises(NotAllowed):
        extend(session, find_wave(session, TEAM, LABEL), Q2.last_day, Q2.last_day)


def test_the_door_can_be_changed_until_it_opens(act: Act) -> None:
    today, codes, link = act.place.clock.today(), act.place.code_maker(), act.link()
    with act.place.db.write() as session:
        choose_door(session, codes, team_at(session, "maple"), SINGLE_USE, today)
    act.round()
    assert {act.wave().door, act.wave("2026-Q3").door} == {SINGLE_USE}
    assert act.stands(link)[0] == Standing.UNKNOWN
    with act.place.db.write() as session:
        choose_door(session, codes, team_at(session, "maple"), SHARED, today)
    assert act.stands(link)[0] == Standing.EARLY
    act.go_to(OPENS)
    with act.place.db.write() as session:
        choose_door(session, codes, team_at(session, "maple"), SINGLE_USE, OPENS)
    act.round()
    assert (act.wave().door, act.wave("2026-Q3").door) == (SHARED, SINGLE_USE)
    assert act.stands(link)[0] == Standing.OPEN


def test_links_of_ones_own_work_once_each(act: Act) -> None:
    codes = act.place.code_maker()
    with act.place.db.write() as session:
        choose_door(session, codes, team_at(session, "maple"), SINGLE_USE, act.place.clock.today())
    with act.place.db.write() as session, pytest.raises(NotAllowed):
        single_use_links(session, codes, act.wave(), 1, act.place.clock.today())
    act.go_to(OPENS)
    with act.place.db.write() as session:
        links = single_use_links(session, codes, act.wave(), 20, OPENS)
    assert len({link.qr for link in links}) == 20
    assert act.send(links[0], {"r": {"T1": 5}}) == Recorded.THANKS
    assert act.send(links[0], {"r": {"T1": 1}}) == Recorded.USED
    assert act.send(links[1], {"r": {"T1": 5}}) == Recorded.THANKS


def test_cards_of_links_lie_in_no_order(act: Act) -> None:
    """Their rows are stored as the hashes fall; what was drawn first is nowhere."""
    codes = act.place.code_maker()
    with act.place.db.write() as session:
        choose_door(session, codes, team_at(session, "maple"), SINGLE_USE, act.place.clock.today())
    act.go_to(OPENS)
    with act.place.db.write() as session:
        single_use_links(session, codes, act.wave(), 20, OPENS)
    with act.place.db.read() as session:
        cards = session.query(Card).filter_by(shared=False).all()
        assert {card.expires_on for card in cards} == {Q2.last_day}
        assert len({(card.questionnaire, card.key_id) for card in cards}) == 1


def test_no_link_works_before_the_help_lines_are_confirmed(act: Act, workplace: Workplace) -> None:
    other = Act(workplace, "oak")
    with workplace.db.write() as session:
        session.add(Scope(id="oak", name="Oak", chosen_on=date(2026, 1, 1)))
        session.flush()
        session.add(Site(id="oak", scope_id="oak", name="Oak"))
    other.begin(14)
    assert other.stands(other.link())[0] == Standing.UNKNOWN
    with workplace.db.write() as session:
        assert session.get(SiteHelp, "oak") is None
        confirm_help(session, "oak", session.get_one(SiteHelp, "maple").lines, OPENS)
    other.round()
    assert other.stands(other.link())[0] == Standing.EARLY


def test_a_wave_of_another_team_is_not_found(act: Act) -> None:
    with act.place.db.read() as session:
        for team, label in ((TEAM, "2026-Q1"), (TEAM, "nothing"), ("oak-act", LABEL)):
            with pytest.raises(NotFound):
                find_wave(session, team, label)
