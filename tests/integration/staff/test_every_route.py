"""Every route with every role, signed out too, and with things of another site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flask import Flask, request
from werkzeug.routing import MapAdapter
from werkzeug.routing import Rule as Route

from sb_feedback.models.account import ROLES
from sb_feedback.models.team import SECTORS
from sb_feedback.services.actions import Entry, Written, add_action
from sb_feedback.services.improvements import Plan, pick_improvement
from sb_feedback.services.invitations import invite
from sb_feedback.services.register import identify, log_change
from sb_feedback.services.roster import add_seat
from sb_feedback.services.teams import found_team
from sb_feedback.web.rules import HOMES, RULES
from sb_feedback.workplace import Workplace
from tests.integration.staff.expected import MAY_OPEN, PUBLIC, may_open
from tests.integration.staff.people import (
    ADMINISTRATOR,
    COORDINATOR,
    NEIGHBOUR,
    PEOPLE,
    READER,
    Browser,
    hold,
    user_of,
)

#: Parts of addresses that name no row: any value of the right shape will do.
SHAPES: dict[str, Any] = {
    "batch": "maple.2026-04-01",
    "code": "ABCDEFGH",
    "filename": "staff.css",
    "kind": "pdf",
    "label": "2026-Q1",
    "lang": "en",
    "language": "en",
    "months": 3,
    "note": "0" * 32,
    "role": "parent",
    "scope_id": "maple",
    "shown": "0" * 32,
    "token": "x" * 43,
    "wanted": "on",
}
PRIORITY, CHANGE, ACTION = "a" * 32, "b" * 32, "c" * 32
#: What a form needs so that its row is looked for at all.
FIELDS = {
    "coordinator.attendance": {"parents": "3"},
    "coordinator.cards": {"parent-number": "2"},
    "coordinator.close": {"close-2026-04-01-sure": "y"},
    "coordinator.judge": {"verdict": "drop"},
    "coordinator.paper": {"parent-paper-number": "1", "parent-paper-language": "en"},
    "coordinator.professionals": {"of-2026-04-01-professionals": "9"},
}


def test_every_route_has_a_line_and_every_line_a_route(app: Flask) -> None:
    assert {route.endpoint for route in app.url_map.iter_rules()} == set(RULES)


def test_each_line_says_what_is_expected_of_it() -> None:
    assert {name for name, rule in RULES.items() if rule.public} == PUBLIC
    for endpoint, rule in RULES.items():
        if not rule.public:
            assert set(rule.sees) == {role for role in ROLES if may_open(role, endpoint)}, endpoint
    assert set().union(*MAY_OPEN.values()) <= set(RULES)


def test_each_role_may_open_the_page_where_it_begins() -> None:
    assert set(HOMES) == set(ROLES) == {role for role, _site in PEOPLE.values()}
    assert all(may_open(role, home) for role, home in HOMES.items())


def test_every_route_is_walked_by_everybody(
    app: Flask, signed_in: Callable[[str], Browser], browser: Browser
) -> None:
    visitors: dict[str | None, Browser] = {email: signed_in(email) for email in PEOPLE}
    visitors[None] = browser
    app.config["WTF_CSRF_ENABLED"] = False
    for endpoint in app.view_functions:
        app.view_functions[endpoint] = lambda **_: f"reached {request.endpoint}"
    for endpoint, method, path in walk(app, SHAPES | dict.fromkeys(NAMES_OF_ROWS, "0" * 32)):
        for email, visitor in visitors.items():
            answer = visitor.client.open(path, method=method)
            if endpoint in PUBLIC or (email and may_open(PEOPLE[email][0], endpoint)):
                assert answer.text == f"reached {endpoint}", (email, method, path)
            elif email:
                assert answer.status_code == 404, (email, method, path)
            else:
                assert answer.status_code == 302, (method, path)
                assert answer.location.startswith("/sign-in"), (method, path)


#: What the parts of addresses that name a row are called; each must be in `rows_of_maple`.
NAMES_OF_ROWS = (
    "action_id",
    "change_id",
    "improvement_id",
    "invitation_id",
    "meeting_id",
    "period_id",
    "priority_id",
    "seat_id",
    "user_id",
)


def rows_of_maple(place: Workplace) -> dict[str, str]:
    """One row of each kind at the first site; the site next door has a team as well."""
    today = place.clock.today()
    with place.db.write() as session:
        found_team(session, site_id="oak", today=today)
        team_id = found_team(session, site_id="maple", today=today).scope_id
        seat = add_seat(session, team_id, email="m@example.org", sector=SECTORS[0], joined_on=today)
        identify(
            session, team_id, entry_id=PRIORITY, what="Rides", who="Judge", identified_on=today
        )
        log_change(
            session, team_id, entry_id=CHANGE, kind="policy", what="Hours", happened_on=today
        )
        invited = invite(
            session,
            user_of(place, ADMINISTRATOR),
            email="new@example.org",
            role="judge",
            site_id="maple",
            now=place.clock.now(),
        )
        picked = pick_improvement(
            session,
            "maple",
            Plan(
                group="parents",
                item="D2",
                what="Two times to choose from",
                who="Judge",
                started_on=today,
                by_when=today,
            ),
        )
        add_action(
            session,
            "maple",
            Entry("A board", "Judge", today),
            Written(today, "coordinator"),
            line_id=ACTION,
        )
    return {
        "action_id": ACTION,
        "change_id": CHANGE,
        "improvement_id": picked.id,
        "invitation_id": invited.id,
        "meeting_id": hold(place).id,
        "period_id": "maple.2026-04-01",
        "priority_id": PRIORITY,
        "seat_id": seat.id,
        "user_id": user_of(place, READER).id,
    }


def test_no_route_opens_a_row_of_another_site(
    place: Workplace, app: Flask, signed_in: Callable[[str], Browser]
) -> None:
    rows = rows_of_maple(place)
    assert set(rows) == set(NAMES_OF_ROWS)
    app.config["WTF_CSRF_ENABLED"] = False
    for email, is_theirs in ((NEIGHBOUR, False), (COORDINATOR, True)):
        visitor = signed_in(email)
        for endpoint, method, path in walk(app, SHAPES | rows, naming_rows=True):
            answer = visitor.client.open(path, method=method, data=FIELDS.get(endpoint))
            assert (answer.status_code != 404) is is_theirs, (method, path, answer.status)


def walk(
    app: Flask, values: dict[str, Any], *, naming_rows: bool = False
) -> Iterator[tuple[str, str, str]]:
    """Every route with each of its methods; a part of an address that is not known fails."""
    urls = app.url_map.bind("localhost")
    for route in app.url_map.iter_rules():
        if naming_rows and not route.arguments & set(NAMES_OF_ROWS):
            continue
        for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"}):
            yield route.endpoint, method, _path(urls, route, method, values)


def _path(urls: MapAdapter, route: Route, method: str, values: dict[str, Any]) -> str:
    unknown = route.arguments - set(route.defaults or ()) - set(values)
    assert not unknown, f"say in SHAPES or rows_of_maple what {unknown} of {route.rule} may be"
    wanted = {name: values[name] for name in route.arguments if name in values}
    return str(urls.build(route.endpoint, wanted | dict(route.defaults or {}), method))
