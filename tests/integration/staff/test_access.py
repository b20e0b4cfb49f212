"""Who may see what: one table for every page, and nothing of another site."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from sb_feedback.web.access import my_scope_id, rule_of
from sb_feedback.web.rules import RULES, SITE, only
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import (
    ADMINISTRATOR,
    COORDINATOR,
    JUDGE,
    NEIGHBOUR,
    PEOPLE,
    READER,
    REVIEWER,
    STATE_TEAM,
    Browser,
    hold,
)

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
    "/actions": {COORDINATOR, NEIGHBOUR, READER},
    "/actions/new": {COORDINATOR, NEIGHBOUR, READER},
    "/improvement": {COORDINATOR, NEIGHBOUR},
    "/improvement/pick": {COORDINATOR, NEIGHBOUR},
    "/settings": {COORDINATOR, NEIGHBOUR},
    "/settings/set-up": {COORDINATOR, NEIGHBOUR},
    "/reports": {COORDINATOR, NEIGHBOUR, READER, JUDGE, ADMINISTRATOR, STATE_TEAM},
    "/activity": {COORDINATOR, NEIGHBOUR, ADMINISTRATOR},
    "/people": {COORDINATOR, NEIGHBOUR, ADMINISTRATOR},
    "/notes": {REVIEWER},
    "/notes/choice": {COORDINATOR, NEIGHBOUR},
    "/words": {COORDINATOR, NEIGHBOUR, READER},
    "/sites": {ADMINISTRATOR},
    "/state": {ADMINISTRATOR, STATE_TEAM},
}


def test_a_page_that_says_nothing_is_shown_to_nobody(
    app: Flask, signed_in: Callable[[str], Browser]
) -> None:
    app.add_url_rule("/silent", "silent", lambda: "secret")
    assert not rule_of("silent").sees
    for email in PEOPLE:
        assert signed_in(email).get("/silent").status_code == 404
    assert app.test_client().get("/silent").status_code == 302


def test_a_page_shows_only_what_its_line_says(
    app: Flask, signed_in: Callable[[str], Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RULES, "curious", only(SITE, "coordinator"))
    app.add_url_rule("/curious", "curious", my_scope_id)
    with pytest.raises(LookupError, match="does not say that it shows"):
        signed_in(COORDINATOR).get("/curious")


@pytest.mark.parametrize("email", PEOPLE)
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


def test_an_improvement_of_another_site_cannot_be_judged(
    place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    from sb_feedback.models import Improvement
    from sb_feedback.services.improvements import Plan, pick_improvement

    with place.db.write() as session:
        picked = pick_improvement(
            session,
            "oak",
            Plan(
                group="parents",
                item="D2",
                what="Two times to choose from",
                who="Judge",
                started_on=place.clock.today(),
                by_when=place.clock.today(),
            ),
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
        (READER, "/reports", {"/reports", "/actions", "/words"}),
        (JUDGE, "/reports", {"/reports"}),
        (REVIEWER, "/notes", {"/notes"}),
        (STATE_TEAM, "/reports", {"/reports", "/state"}),
        (
            COORDINATOR,
            "/home",
            {
                "/home",
                "/meetings",
                "/period",
                "/team",
                "/reports",
                "/improvement",
                "/people",
                "/settings",
            },
        ),
        (ADMINISTRATOR, "/sites", {"/sites", "/people", "/reports", "/state"}),
    ):
        visitor = signed_in(email)
        assert {path for path in PAGES if f'<li><a href="{path}"' in visitor.text(home)} == expected
        assert all(visitor.get(path).status_code == 200 for path in expected)
