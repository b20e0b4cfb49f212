"""The first steps of a site tick themselves; an administrator adds sites in the browser."""

from __future__ import annotations

from collections.abc import Callable

from sb_feedback.jobs import closer_at
from sb_feedback.models import LedgerLine, Period, Site, SiteHelp, User, WaitingBatch
from sb_feedback.services.first_steps import Step, first_steps
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import ADMINISTRATOR, NEIGHBOUR, Browser, hold

OAK = {"name": "Oak County", "family_batch": "apart", "months": "3", "shares": "yes"}


def done(place: Workplace, site_id: str = "oak") -> set[Step]:
    with place.db.read() as session:
        return set(first_steps(session, site_id).done)


def test_each_step_ticks_itself(place: Workplace, signed_in: Callable[[str], Browser]) -> None:
    with place.db.write() as session:
        session.delete(session.get_one(SiteHelp, "oak"))
    desk = signed_in(NEIGHBOUR)
    assert done(place) == set()
    assert "0 of 5 done." in desk.text("/home")
    desk.send("/settings/set-up", OAK)
    assert done(place) == {Step.SET_UP}
    opened = desk.send("/practise/parent", on="/home")
    assert opened.location.partition("?")[0] == "/practice/parent"
    assert done(place) == {Step.SET_UP, Step.PRACTICE}
    with place.db.write() as session:
        session.add(SiteHelp(site_id="oak", lines="", confirmed_on=place.clock.today()))
        someone = session.query(User).filter_by(email="j@example.org").one()
        someone.site_id = "oak"
    hold(place, "oak")
    assert done(place) == set(Step)
    assert "First steps" not in desk.text("/home")


def test_a_site_with_results_begins_no_more(place: Workplace, desk: Browser) -> None:
    assert "First steps" in desk.text("/home")
    with place.db.write() as session:
        session.add(
            LedgerLine(
                hash="h",
                scope_id="maple",
                period_id="maple.2026-04-01",
                number=1,
                previous_hash="",
                questionnaire_group="parents",
                body="{}",
            )
        )
    assert "First steps" not in desk.text("/home")


def test_nobody_practises_as_somebody_unknown(place: Workplace, desk: Browser) -> None:
    assert desk.send("/practise/judge", on="/home").status_code == 404
    assert done(place, "maple") == {Step.HELP, Step.PEOPLE}


def test_the_floor_stays_while_many_asked_families_wait(place: Workplace, desk: Browser) -> None:
    with place.db.write() as session:
        session.add(
            WaitingBatch(
                scope_id="maple",
                questionnaire_group="parents",
                since=place.clock.today(),
                version="x",
                was_large=True,
            )
        )
    response = desk.send("/settings/floor", floor="12", sure="y")
    assert response.status_code == 422
    assert "the number cannot be raised now" in response.text


def test_a_site_is_added_by_its_name_and_gets_its_periods(
    place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    admin = signed_in(ADMINISTRATOR)
    assert admin.send("/sites/new", name="Fir & Elm Counties").location == "/sites"
    closer_at(place).keeper.keep_ready(place.clock.today())
    with place.db.read() as session:
        assert session.get_one(Site, "fir-elm-counties").name == "Fir & Elm Counties"
        assert session.get(Period, "fir-elm-counties.2026-04-01") is not None
    page = admin.text("/sites")
    assert "Fir & Elm Counties" in page
    assert "Nobody has an account yet." in page
    again = admin.send("/sites/new", name="Fir & Elm Counties")
    assert again.status_code == 422
    assert again.text.count("has the name Fir &amp; Elm Counties already.") == 2


def test_sites_that_have_not_begun_can_be_counted_together(
    place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    admin = signed_in(ADMINISTRATOR)
    nameless = admin.send("/sites/new", name="Elm", with_site="oak")
    assert nameless.status_code == 422
    admin.send("/sites/new", name="Elm", with_site="oak", pool="Both trees")
    closer_at(place).keeper.keep_ready(place.clock.today())
    assert hold(place, "elm").period_id == "oak.2026-04-01"
    assert "Counted together as Both trees" in admin.text("/sites")
    late = admin.send("/sites/new", name="Ash", with_site="oak", pool="Both trees")
    assert late.status_code == 422
    assert "Elm" in signed_in(NEIGHBOUR).text("/settings/set-up")


def test_the_short_name_of_a_site_is_made_from_its_name(
    place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    names = {"Ñuñoa": "nunoa", "7": "site-7", "Oak": "oak-2", "ab": "site-ab", "名": "site"}
    admin = signed_in(ADMINISTRATOR)
    for name in names:
        admin.send("/sites/new", name=name)
    with place.db.read() as session:
        found = {site.name: site.id for site in session.query(Site)}
    assert {name: found[name] for name in names} == names
