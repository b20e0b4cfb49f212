"""The action log: nothing is taken out, readers add to what was picked, all of it by role."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from threading import Barrier, Thread
from time import sleep

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from sb_feedback.models import ActionLine, Activity
from sb_feedback.services import actions
from sb_feedback.services.improvements import Plan, pick_improvement
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import (
    COORDINATOR,
    NEIGHBOUR,
    READER,
    Browser,
    hold,
    move_calendar,
)

NEW = "/actions/new"
ACTION = {
    "what": "Buy a board for next steps.",
    "who": "Service providers",
    "by_when": "2026-06-30",
}


def lines(place: Workplace) -> list[ActionLine]:
    with place.db.read() as session:
        return list(session.query(ActionLine).order_by(ActionLine.number, ActionLine.what))


def pick(place: Workplace, site_id: str = "maple") -> str:
    with place.db.write() as session:
        day = place.clock.today()
        plan = Plan("parents", "D2", "Two times", "Judge", day, day)
        return pick_improvement(session, site_id, plan).id


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def write(desk: Browser, row: ActionLine, **fields: str) -> int:
    path = f"/actions/{row.action_id}"
    stands = {"state": row.state, "after": str(row.number), **ACTION} | fields
    return desk.send(path, stands | {"form_id": desk.form_id(path)}).status_code


def test_an_empty_log_says_what_to_do(desk: Browser, place: Workplace) -> None:
    assert "No actions yet." in desk.text("/actions")
    assert "Open (0)" in words(desk.text("/actions"))
    pick(place)
    assert "No actions for this yet." in desk.text("/improvement")


def test_an_action_is_added_once_however_often_it_is_sent(desk: Browser, place: Workplace) -> None:
    picked, form_id = pick(place), desk.form_id(NEW)
    for _ in range(2):
        sent = desk.send(NEW, ACTION | {"form_id": form_id, "belongs": "y"})
        assert sent.location == "/actions"
    (line,) = lines(place)
    assert (line.id, line.number, line.state) == (line.action_id, 1, "open")
    assert (line.site_id, line.improvement_id, line.written_by) == ("maple", picked, "coordinator")
    for path in ("/actions", "/improvement", f"/actions/{line.action_id}"):
        assert ACTION["what"] in desk.text(path)
    with place.db.read() as session:
        assert session.query(Activity).filter_by(kind="action_added").count() == 1


def test_an_action_can_stand_on_its_own(desk: Browser, place: Workplace) -> None:
    pick(place)
    desk.send(NEW, ACTION)
    assert lines(place)[0].improvement_id is None


def test_a_change_is_a_new_line_and_the_old_one_stays(desk: Browser, place: Workplace) -> None:
    desk.send(NEW, ACTION)
    (first,) = lines(place)
    move_calendar(place, 3)
    assert write(desk, first, state="done", what="Bought two boards.") == 303
    page = words(desk.text(f"/actions/{first.action_id}"))
    history = page[page.index("All lines") : page.index("Write the next line")]
    assert history.index("Bought two boards.") < history.index(ACTION["what"])
    assert "May 16, 2026" in history
    assert "May 13, 2026" in history
    assert ACTION["what"] not in desk.text("/actions?state=done")
    assert "Bought two boards." not in desk.text("/actions")
    assert "Done (1)" in words(desk.text("/actions"))
    assert "Bought two boards." in desk.text("/actions?state=all")


def test_no_line_is_changed_or_removed(desk: Browser, place: Workplace) -> None:
    desk.send(NEW, ACTION)
    for statement in (update(ActionLine).values(what="x"), delete(ActionLine)):
        with (
            pytest.raises(DatabaseError, match="never changed or removed"),
            place.db.write() as rows,
        ):
            rows.execute(statement)


def test_saving_without_a_change_writes_nothing(desk: Browser, place: Workplace) -> None:
    desk.send(NEW, ACTION)
    assert write(desk, lines(place)[0]) == 303
    assert len(lines(place)) == 1


def test_the_second_of_two_coordinators_is_told(
    signed_in: Callable[[str], Browser], place: Workplace
) -> None:
    one, other = signed_in(COORDINATOR), signed_in(COORDINATOR)
    one.send(NEW, ACTION)
    (first,) = lines(place)
    path = f"/actions/{first.action_id}"
    assert write(one, first, state="done") == 303
    stale = ACTION | {"state": "dropped", "after": "1", "form_id": "c" * 32}
    told = other.send(path, stale)
    assert told.status_code == 409
    assert "Somebody else has changed this action meanwhile." in told.text
    assert re.search(r'<input[^>]* name="after"[^>]* value="2"', told.text)
    assert [line.state for line in lines(place)] == ["open", "done"]
    # A form that comes once more, after others have written, is neither new nor a fault.
    again = stale | {"state": "done", "form_id": lines(place)[1].id}
    assert write(one, lines(place)[1], state="dropped") == 303
    assert other.send(path, again).status_code == 303
    assert len(lines(place)) == 3


def test_two_lines_at_the_same_moment_are_one_and_a_refusal(
    desk: Browser, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.send(NEW, ACTION)
    (first,) = lines(place)
    gate, refused, read = Barrier(2), [], actions.history_of
    entry = actions.Entry("Buy two.", "Judge", first.by_when, "open", None)

    def read_slowly(session: Session, site_id: str, action_id: str) -> list[ActionLine]:
        found = read(session, site_id, action_id)
        sleep(0.3)
        return found

    def add(what: str) -> None:
        gate.wait()
        try:
            with place.db.write() as session:
                actions.add_line(
                    session,
                    "maple",
                    first.action_id,
                    replace(entry, what=what),
                    actions.Written(place.clock.today(), "coordinator"),
                    line_id=what * 32,
                    after=1,
                )
        except actions.ChangedMeanwhile:
            refused.append(what)

    monkeypatch.setattr(actions, "history_of", read_slowly)
    threads = [Thread(target=add, args=[what]) for what in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert len(lines(place)) == 2


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"what": ""}, "Type what will be done."),
        ({"by_when": "2036-01-01"}, "This day is more than two years from today."),
        ({"who": "", "other_who": "Delia Okafor"}, "“Okafor” looks like a name"),
        ({"who": "Judge", "other_who": "Nurse"}, "Choose a role or type another one, not both."),
    ],
)
def test_faults_are_told_and_nothing_is_lost(
    fields: dict[str, str], told: str, desk: Browser, place: Workplace
) -> None:
    response = desk.send(NEW, ACTION | fields)
    assert response.status_code == 422
    assert told in response.text
    assert lines(place) == []


def test_the_name_of_a_family_is_noticed(desk: Browser, place: Workplace) -> None:
    hold(place)
    page = desk.text("/meetings/new")
    family = re.findall(r'<option value="[0-9a-f]{32}">([^<]+)</option>', page)[0]
    response = desk.send(NEW, ACTION | {"what": f"{family} gets a ride."})
    assert f"“{family}” looks like a name" in response.text


def test_readers_read_and_say_what_they_will_do_for_what_was_picked(
    signed_in: Callable[[str], Browser], desk: Browser, place: Workplace
) -> None:
    reader = signed_in(READER)
    desk.send(NEW, ACTION)
    assert ACTION["what"] in reader.text("/actions")
    assert "Nothing is picked right now." in reader.text(NEW)
    refused = reader.send(NEW, ACTION | {"what": "Too early."}, on="/reports")
    assert refused.status_code == 409
    assert "Too early." in refused.text
    picked = pick(place)
    assert "Had choices" in reader.text("/actions")
    reader.send(NEW, ACTION | {"what": "Give caseworkers an hour for it."})
    own = next(line for line in lines(place) if line.what.startswith("Give"))
    assert (own.improvement_id, own.written_by, own.number) == (picked, "reader", 1)
    page = reader.text(f"/actions/{own.action_id}")
    assert "Write the next line" not in page
    assert reader.send(f"/actions/{own.action_id}", ACTION, on="/reports").status_code == 404
    assert reader.get("/improvement").status_code == 404


def test_what_one_site_will_do_is_not_seen_by_the_next(
    signed_in: Callable[[str], Browser], desk: Browser, place: Workplace
) -> None:
    desk.send(NEW, ACTION)
    neighbour = signed_in(NEIGHBOUR)
    assert ACTION["what"] not in neighbour.text("/actions?state=all")
    assert neighbour.get(f"/actions/{lines(place)[0].action_id}").status_code == 404


def test_a_long_log_comes_in_parts(desk: Browser, place: Workplace) -> None:
    with place.db.write() as session:
        day = place.clock.today()
        for number in range(21):
            name = f"{number:032x}"
            session.add(
                ActionLine(
                    id=name, action_id=name, number=1, site_id="maple", improvement_id=None,
                    what=f"Deed {number}.", who="Judge", by_when=day, state="open",
                    written_on=day, written_by="reader",
                )
            )  # fmt: skip
    assert "Part 1 of 2" in desk.text("/actions")
    assert "Deed 20." in desk.text("/actions?state=open&page=2")
