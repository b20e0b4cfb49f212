"""The activity log: plain sentences that are only added, and nothing about those who answer."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from sb_feedback.models import Activity, Family
from sb_feedback.services.activity import ACTS, LINES_ON_A_PAGE, activity_of, note_activity
from sb_feedback.services.errors import NotFound
from sb_feedback.web.account.activity_words import SENTENCES
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import (
    ADMINISTRATOR,
    COORDINATOR,
    NEIGHBOUR,
    READER,
    Browser,
    hold,
    user_of,
)


def kinds(place: Workplace, site_id: str | None = "maple") -> list[str]:
    with place.db.read() as session:
        lines = activity_of(session, site_id, 1).rows
    return [line.kind for line in lines if line.kind != "account_made"]


def test_every_act_has_a_sentence_with_its_facts() -> None:
    assert set(SENTENCES) == set(ACTS)
    for kind, act in ACTS.items():
        told = set(re.findall(r"%\((\w+)\)s", str(SENTENCES[kind])))
        assert told == {"who", *act.facts}, kind


def test_a_line_has_no_place_for_anything_else(place: Workplace) -> None:
    with place.db.write() as session:
        with pytest.raises(ValueError, match="meeting_made"):
            note_activity(session, COORDINATOR, "maple", "meeting_made", family="Maple 14")
        with pytest.raises(ValueError, match="role_changed"):
            note_activity(session, COORDINATOR, "maple", "role_changed", person=READER)
        with pytest.raises(KeyError):
            note_activity(session, COORDINATOR, "maple", "card_used")


@pytest.mark.parametrize("statement", ["UPDATE activity SET actor = 'x'", "DELETE FROM activity"])
def test_a_line_is_never_changed_or_removed(statement: str, place: Workplace) -> None:
    with pytest.raises(DatabaseError, match="never changed"), place.db.write() as session:
        session.execute(text(statement))


def test_what_is_done_to_an_access_is_told_at_its_site(
    place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    visitor, path = signed_in(ADMINISTRATOR), f"/people/{user_of(place, READER).id}"
    visitor.send(f"{path}/role", on=path, role="judge")
    visitor.send(f"{path}/end", on=path)
    visitor.send(f"{path}/back", on=path)
    visitor.send(f"{path}/end", on="/people")
    visitor.send(f"{path}/end", on="/people")
    told = visitor.text("/activity")
    assert f"{ADMINISTRATOR} changed the role of {READER}. Before: reader. Now: judge." in told
    assert f"{ADMINISTRATOR} ended the access of {READER}." in told
    assert f"Somebody on the command line gave {NEIGHBOUR} access as: coordinator." in told
    here = signed_in(COORDINATOR).text("/activity")
    assert f"{ADMINISTRATOR} ended the access of {READER}." in here
    assert NEIGHBOUR not in here
    # Times of day are told as on Home.
    assert re.search(r"May 13, 2026, \d{1,2}:\d\d\s[AP]M", here)
    assert READER not in signed_in(NEIGHBOUR).text("/activity")
    assert sorted(kinds(place)) == [
        "access_ended",
        "access_ended",
        "access_given_back",
        "role_changed",
    ]


def test_an_act_that_fails_leaves_no_line(place: Workplace) -> None:
    with pytest.raises(NotFound), place.db.write() as session:
        _note_in_vain(session)
    assert kinds(place) == []


def _note_in_vain(session: Session) -> None:
    note_activity(session, COORDINATOR, "maple", "meeting_made")
    raise NotFound


def test_meetings_and_cards_are_told_by_the_day_and_without_a_family(
    place: Workplace, desk: Browser
) -> None:
    form = {"held_on": "2026-05-11", "family": "", "parents": "2", "languages": "en"}
    form["form_id"] = desk.form_id("/meetings/new")
    desk.send("/meetings/new", form)
    made = desk.send("/meetings/new", form)
    meeting = made.location
    desk.send(f"{meeting}/attendance", on=meeting, parents="3")
    desk.send(f"{meeting}/cards/parent", {"parent-number": "2"}, on=meeting)
    assert sorted(kinds(place)) == ["cards_printed", "meeting_changed", "meeting_made"]
    with place.db.read() as session:
        label = session.query(Family).one().label
        rows = session.query(Activity).filter(Activity.kind.in_(kinds(place))).all()
    assert {(row.at.hour, row.at.minute, row.facts) for row in rows} == {(0, 0, "{}")}
    page = desk.text("/activity")
    assert f"{COORDINATOR} entered a meeting." in page
    assert label not in page
    assert "May 11" not in page


def test_a_long_log_comes_in_parts(place: Workplace, desk: Browser) -> None:
    with place.db.write() as session:
        for _number in range(LINES_ON_A_PAGE):
            note_activity(session, COORDINATOR, "maple", "meeting_made")
    assert "Part 1 of 2" in desk.text("/activity")
    assert "Part 2 of 2" in desk.text("/activity?page=99999999999999999999")


def test_a_kind_that_is_no_longer_known_does_not_break_the_page(
    place: Workplace, desk: Browser
) -> None:
    hold(place)
    with place.db.write() as session:
        row = Activity(at=place.clock.now(), site_id="maple", actor=None, kind="of_old", facts="{}")
        session.add(row)
    assert "did something that is no longer told here" in desk.text("/activity")
