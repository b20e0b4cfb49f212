"""The register: entries, steps with their days, everything undone with one press."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from sb_feedback.models import Priority, SystemChange
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.register import record_of, register_of, take_step
from tests.integration.staff.people import JUDGE, NEIGHBOUR, Browser
from tests.integration.team.telling import TEAM, Act

REGISTER = "/team/register"
PRIORITY = {
    "what": "Rides to the clinic on Mondays",
    "who": "Court",
    "identified_on": "2026-05-01",
}
HIDDEN = re.compile(r'type="hidden" name="(\w+_on|what|who|kind)" value="([^"]*)"')
CHANGE = {"what": "A grant for rides", "kind": "funding", "happened_on": "2026-05-02"}


def priorities(act: Act) -> tuple[Priority, ...]:
    with act.place.db.read() as session:
        return register_of(session, TEAM).priorities


def changes(act: Act) -> tuple[SystemChange, ...]:
    with act.place.db.read() as session:
        return register_of(session, TEAM).changes


def put(desk: Browser) -> str:
    """Put the priority on record; returns its page."""
    path = f"{REGISTER}/priority"
    assert desk.send(path, PRIORITY, form_id=desk.form_id(path)).location == REGISTER
    found = re.search(r'href="(/team/register/[0-9a-f]{32})"', desk.text(REGISTER))
    assert found is not None
    return found[1]


def test_an_empty_register_says_what_to_do(act: Act, desk: Browser) -> None:
    page = desk.text(REGISTER)
    assert "No priority is open. Put one on record when the team has agreed on it." in page
    assert "No change of policy, funding or infrastructure is on record yet." in page
    assert f'href="{REGISTER}"' in desk.text("/team")


def test_a_priority_goes_from_identified_to_achieved(act: Act, desk: Browser) -> None:
    path = put(desk)
    assert "will be printed in the report. No names" in desk.text(f"{REGISTER}/priority")
    desk.send(path, step="monitored", day="2026-05-05")
    assert "We look at data about it" not in desk.text(path)
    desk.send(path, step="achieved", day="2026-05-10")
    page = desk.text(REGISTER)
    assert "Achieved or given up" in page
    assert PRIORITY["what"] in page
    (kept,) = priorities(act)
    assert (kept.identified_on, kept.monitored_on, kept.achieved_on, kept.dropped_on) == (
        date(2026, 5, 1),
        date(2026, 5, 5),
        date(2026, 5, 10),
        None,
    )
    with act.place.db.read() as session:
        then = record_of(session, TEAM, date(2026, 5, 9))
    assert (len(then.priorities), then.monitored, then.achieved) == (1, 1, 0)


def test_a_form_sent_twice_is_one_entry(act: Act, desk: Browser) -> None:
    path = f"{REGISTER}/priority"
    form_id = desk.form_id(path)
    for _ in range(2):
        assert desk.send(path, PRIORITY, form_id=form_id).status_code == 303
    assert len(priorities(act)) == 1


def test_every_step_is_taken_back_and_the_entry_put_back(act: Act, desk: Browser) -> None:
    path = put(desk)
    desk.send(path, step="dropped", day="2026-05-10")
    with act.place.db.write() as session, pytest.raises(NotAllowed):
        take_step(session, TEAM, path[-32:], "achieved", date(2026, 5, 11))
    assert desk.send(f"{path}/back", on=path).location == path
    assert priorities(act)[0].dropped_on is None
    assert desk.send(f"{path}/back", on=path).location == REGISTER
    assert priorities(act) == ()
    page = desk.text(REGISTER)
    assert "Taken off the record." in page
    fields = dict(
        re.findall(r'type="hidden" name="(what|who|identified_on)" value="([^"]*)"', page)
    )
    assert fields == PRIORITY
    desk.send(f"{REGISTER}/priority", fields, on=REGISTER)
    assert [each.what for each in priorities(act)] == [PRIORITY["what"]]
    assert "Taken off the record." not in desk.text(REGISTER)


def test_a_change_is_logged_taken_off_and_put_back(act: Act, desk: Browser) -> None:
    path = f"{REGISTER}/change"
    desk.send(path, CHANGE, form_id=desk.form_id(path))
    (kept,) = changes(act)
    assert (kept.kind, kept.what, kept.happened_on) == ("funding", CHANGE["what"], date(2026, 5, 2))
    desk.send(f"{path}/{kept.id}/off", on=REGISTER)
    assert changes(act) == ()
    page = desk.text(REGISTER)
    fields = dict(HIDDEN.findall(page))
    desk.send(path, fields, on=REGISTER)
    assert [each.what for each in changes(act)] == [CHANGE["what"]]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"what": " "}, '<a href="#what">Type what it is.</a>'),
        ({"what": "a" * 301}, '<a href="#what">Use 300 letters or fewer.</a>'),
        ({"who": "Mr. Miller"}, '<a href="#who">Choose who looks after it.</a>'),
        ({"identified_on": "2026-05-14"}, '<a href="#identified_on">This day is still to come.'),
        ({"identified_on": "1999-01-01"}, '<a href="#identified_on">This day is very long ago.'),
        ({"identified_on": "soon"}, '<a href="#identified_on">Type a date'),
    ],
)
def test_faults_keep_what_was_typed(
    act: Act, desk: Browser, fields: dict[str, str], fault: str
) -> None:
    response = desk.send(f"{REGISTER}/priority", PRIORITY | fields)
    assert response.status_code == 422
    assert fault in response.text
    assert "what" in fields or PRIORITY["what"] in response.text
    assert priorities(act) == ()


def test_a_step_is_not_before_the_one_that_came_before(act: Act, desk: Browser) -> None:
    path = put(desk)
    response = desk.send(path, step="monitored", day="2026-04-30")
    assert response.status_code == 422
    assert "This day is before the last step." in response.text
    assert desk.send(path, step="monitored", day="2026-05-05").status_code == 303
    response = desk.send(path, step="achieved", day="2026-05-04")
    assert response.status_code == 422
    assert "This day is before the last step." in response.text
    with act.place.db.write() as session, pytest.raises(NotAllowed):
        take_step(session, TEAM, path[-32:], "achieved", date(2026, 5, 4))
    assert desk.send(path, step="lost", day="2026-05-02").status_code == 422


def test_text_is_shown_as_text(act: Act, desk: Browser) -> None:
    path = f"{REGISTER}/change"
    desk.send(path, CHANGE | {"what": "<script>alert(1)</script>"}, form_id=desk.form_id(path))
    assert "<script>alert" not in desk.get(REGISTER).text


def test_a_register_is_for_the_coordinator_of_its_site(
    act: Act, desk: Browser, signed_in: Callable[[str], Browser]
) -> None:
    path = put(desk)
    for email in (NEIGHBOUR, JUDGE):
        browser = signed_in(email)
        for page in (REGISTER, path, f"{REGISTER}/priority"):
            assert browser.get(page).status_code == 404
        on = "/reports"
        assert browser.send(f"{path}/back", on=on).status_code == 404
        assert browser.send(path, on=on, step="dropped", day="2026-05-10").status_code == 404
    assert priorities(act)[0].dropped_on is None


def test_another_teams_entry_is_not_there(act: Act, desk: Browser) -> None:
    path = put(desk)
    assert desk.get(f"{REGISTER}/{'0' * 32}").status_code == 404
    with act.place.db.write() as session:
        kept = session.get_one(Priority, path[-32:])
        kept.what = "unchanged"
    assert desk.send(f"{REGISTER}/{'0' * 32}/back", on=REGISTER).status_code == 404
