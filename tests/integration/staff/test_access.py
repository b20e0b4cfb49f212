"""Who may see what: one table for every page, and nothing of another site."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from sb_feedback.web.access import is_public, rule_of
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import (
    ADMINISTRATOR,
    COORDINATOR,
    JUDGE,
    NEIGHBOUR,
    Browser,
    hold,
)

#: Every page that is not public, and for whom it is.
TABLE: dict[str, set[str]] = {
    "account.sites": {"administrator"},
    "account.state": {"administrator"},
    "coordinator.attendance": {"coordinator"},
    "coordinator.cards": {"coordinator"},
    "coordinator.close": {"coordinator"},
    "coordinator.forecast": {"coordinator"},
    "coordinator.help_lines": {"coordinator"},
    "coordinator.home": {"coordinator"},
    "coordinator.improvement": {"coordinator"},
    "coordinator.judge": {"coordinator"},
    "coordinator.meeting": {"coordinator"},
    "coordinator.meetings": {"coordinator"},
    "coordinator.new_meeting": {"coordinator"},
    "coordinator.paper": {"coordinator"},
    "coordinator.period": {"coordinator"},
    "coordinator.pick": {"coordinator"},
    "coordinator.professionals": {"coordinator"},
    "coordinator.show": {"coordinator"},
    "reports.columns": {"coordinator", "judge"},
    "reports.download": {"coordinator", "judge"},
    "reports.index": {"coordinator", "judge"},
    "reports.show": {"coordinator", "judge"},
    "team.add_change": {"coordinator"},
    "team.add_priority": {"coordinator"},
    "team.begin": {"coordinator"},
    "team.change": {"coordinator"},
    "team.change_off": {"coordinator"},
    "team.come_back": {"coordinator"},
    "team.confirm_import": {"coordinator"},
    "team.door": {"coordinator"},
    "team.home": {"coordinator"},
    "team.import_roster": {"coordinator"},
    "team.leave_seat": {"coordinator"},
    "team.longer": {"coordinator"},
    "team.mail": {"coordinator"},
    "team.new_change": {"coordinator"},
    "team.new_priority": {"coordinator"},
    "team.new_seat": {"coordinator"},
    "team.opens": {"coordinator"},
    "team.priority": {"coordinator"},
    "team.register": {"coordinator"},
    "team.roster": {"coordinator"},
    "team.roster_template": {"coordinator"},
    "team.seat": {"coordinator"},
    "team.slide": {"coordinator"},
    "team.step": {"coordinator"},
    "team.step_back": {"coordinator"},
    "team.take_mail": {"coordinator"},
    "team.wave": {"coordinator"},
}
PUBLIC = {
    "static",
    "account.sign_in",
    "account.sign_out",
    "brief.sheet",
    "brief.show",
    "demo.move",
    "demo.sign_in",
}
#: Pages that every visitor's browser can ask for, with those who see them.
PAGES = {
    "/home": {COORDINATOR, NEIGHBOUR},
    "/meetings": {COORDINATOR, NEIGHBOUR},
    "/meetings/new": {COORDINATOR, NEIGHBOUR},
    "/meetings/{meeting}": {COORDINATOR},
    "/meetings/{meeting}/show/parent": {COORDINATOR},
    "/help-lines": {COORDINATOR, NEIGHBOUR},
    "/period": {COORDINATOR, NEIGHBOUR},
    "/team": {COORDINATOR, NEIGHBOUR},
    "/improvement": {COORDINATOR, NEIGHBOUR},
    "/reports": {COORDINATOR, NEIGHBOUR, JUDGE},
    "/sites": {ADMINISTRATOR},
    "/state": {ADMINISTRATOR},
}
FORMS = {
    "/meetings/{meeting}/attendance": {"parents": "3"},
    "/meetings/{meeting}/cards/parent": {"parent-number": "2"},
    "/meetings/{meeting}/paper/parent": {"parent-paper-number": "1", "parent-paper-language": "en"},
    "/period/{period}/professionals": {"of-2026-04-01-professionals": "9"},
    "/period/{period}/close": {"close-2026-04-01-sure": "y"},
}


def test_every_page_has_said_who_it_is_for(app: Flask) -> None:
    said = {
        rule.endpoint: rule_of(app, rule.endpoint)
        for rule in app.url_map.iter_rules()
        if not rule.endpoint.startswith("survey.")
    }
    assert {name for name, rule in said.items() if is_public(rule)} == PUBLIC
    assert {name: set(rule or ()) for name, rule in said.items() if not is_public(rule)} == TABLE


def test_a_page_that_says_nothing_is_shown_to_nobody(
    app: Flask, signed_in: Callable[[str], Browser]
) -> None:
    app.add_url_rule("/silent", "silent", lambda: "secret")
    assert rule_of(app, "silent") is None
    for email in (COORDINATOR, JUDGE, ADMINISTRATOR):
        assert signed_in(email).get("/silent").status_code == 404
    assert app.test_client().get("/silent").status_code == 302


@pytest.mark.parametrize("email", [COORDINATOR, NEIGHBOUR, JUDGE, ADMINISTRATOR])
def test_pages_are_there_for_those_they_are_for(
    email: str, place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    meeting, visitor = hold(place).id, signed_in(email)
    for page, readers in PAGES.items():
        expected = 200 if email in readers else 404
        assert visitor.get(page.format(meeting=meeting)).status_code == expected, page


def test_nobody_sees_a_page_without_signing_in(place: Workplace, browser: Browser) -> None:
    meeting = hold(place).id
    for page in PAGES:
        path = page.format(meeting=meeting)
        assert browser.get(path).location == f"/sign-in?next={path}"


@pytest.mark.parametrize(
    ("email", "page"), [(NEIGHBOUR, "/home"), (JUDGE, "/reports"), (ADMINISTRATOR, "/sites")]
)
def test_nobody_sends_a_form_of_another_site(
    email: str, page: str, place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    meeting, visitor = hold(place).id, signed_in(email)
    for form, fields in FORMS.items():
        path = form.format(meeting=meeting, period="maple.2026-04-01")
        assert visitor.send(path, fields, on=page).status_code == 404, form


def test_an_improvement_of_another_site_cannot_be_judged(
    place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    from sb_feedback.models import Improvement
    from sb_feedback.services.improvements import pick_improvement

    with place.db.write() as session:
        picked = pick_improvement(
            session,
            "oak",
            group="parents",
            item="D2",
            what="Two times to choose from",
            who="Judge",
            started_on=place.clock.today(),
            by_when=place.clock.today(),
        )
    visitor = signed_in(COORDINATOR)
    response = visitor.send(f"/improvement/{picked.id}", on="/improvement", verdict="drop")
    assert response.status_code == 404
    with place.db.read() as session:
        assert session.get_one(Improvement, picked.id).verdict is None
    assert "Two times to choose from" not in visitor.text("/improvement")


def test_what_is_not_there_is_told_kindly(place: Workplace, desk: Browser) -> None:
    meeting, nobody = hold(place).id, "0" * 32
    for path in (
        f"/meetings/{nobody}",
        "/meetings/%00",
        "/meetings/x",
        f"/meetings/{nobody}/show/parent",
        f"/meetings/{meeting}/show/caregiver",
        f"/meetings/{meeting}/show/%00",
        "/home/nothing",
        "/nothing",
    ):
        response = desk.get(path)
        assert response.status_code == 404, path
        assert "<h1>" in response.text


def test_what_one_site_records_is_not_seen_by_the_next(
    place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    with place.db.read() as session:
        from sb_feedback.models import Family

        ours = hold(place)
        label = session.get_one(Family, ours.family_id).label
    neighbour = signed_in(NEIGHBOUR)
    assert label not in neighbour.text("/meetings")
    assert "No meetings yet" in neighbour.text("/home")
    assert ours.family_id not in neighbour.text("/meetings/new")


def test_a_family_of_another_site_cannot_be_picked(
    place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    response = signed_in(NEIGHBOUR).send(
        "/meetings/new",
        held_on="2026-05-13",
        family=hold(place).family_id,
        parents="1",
        languages="en",
    )
    assert response.status_code == 422
    assert "Choose a family from the list." in response.text


def test_navigation_shows_what_the_role_can_open(signed_in: Callable[[str], Browser]) -> None:
    for email, home, expected in (
        (JUDGE, "/reports", {"/reports"}),
        (
            COORDINATOR,
            "/home",
            {"/home", "/meetings", "/period", "/team", "/reports", "/improvement"},
        ),
        (ADMINISTRATOR, "/sites", {"/sites", "/state"}),
    ):
        visitor = signed_in(email)
        assert {path for path in PAGES if f'<li><a href="{path}"' in visitor.text(home)} == expected
        assert all(visitor.get(path).status_code == 200 for path in expected)
