"""The improvement loop: one thing at a time, kept, changed or dropped."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier, Thread
from time import sleep

import pytest
from sqlalchemy.orm import Session

from analysis import Form, Term
from sb_feedback.models import ActionLine, Improvement, Period, Scope
from sb_feedback.models.period import CLOSED
from sb_feedback.services import improvements
from sb_feedback.services.errors import NotFound
from sb_feedback.services.improvements import (
    AnotherPicked,
    Plan,
    judge_improvement,
    pick_improvement,
    picked_in,
    was_sent,
)
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import COORDINATOR, Browser, move_calendar
from tests.integration.staff.releasing import family, release_parents

PICK = "/improvement/pick"
PLAN = {
    "aim": "fully:D2",
    "group": "parents",
    "what": "Ask every parent which of two times suits them.",
    "who": "Community coordinator",
    "started_on": "2026-05-13",
    "by_when": "2026-06-30",
}
PICKED_ON = date(2026, 5, 13)
NOW, OLDER = Term(date(2026, 4, 1), 3), Term(date(2025, 10, 1), 3)
LOW = {"D2": 2, "R1": 4, "V3": 4}


def rows(place: Workplace) -> list[Improvement]:
    with place.db.read() as session:
        return list(session.query(Improvement).order_by(Improvement.number))


def judge(desk: Browser, row: Improvement, verdict: str) -> int:
    path = f"/improvement/{row.id}"
    return desk.send(path, on="/improvement", verdict=verdict).status_code


def uneven(place: Workplace, number: int) -> Form:
    """D2 is lowest, then R1 and V3 tie; 6 name time off work and 6 a ride, 4 something else."""
    ratings = {key: 5 if number < LOW.get(key, 8) else 2 for key in family(place, 0).ratings}
    named = {"B05", "B01"} if number < 6 else {"B02"} if number < 10 else {"B14"}
    return Form(ratings, frozenset(named))


# --- What can be picked ---------------------------------------------------------------------------


def test_before_a_first_release_the_page_says_what_is_missing(
    desk: Browser, place: Workplace
) -> None:
    page = desk.text("/improvement")
    assert "No results are out yet." in page
    assert "closes on July 14, 2026, if at least 10 families answered and at least 13" in page
    for key in ("V1", "V2", "V3", "R1", "R2", "R3", "D1", "D2", "D3"):
        assert f'href="/improvement/pick?aim=fully:{key}"' in page
    assert 'href="/improvement/pick?aim=help:B05"' in page
    assert "aim=help:B14" not in page
    assert "Parents get real choices in the case plan. (Community Coordinator role)" in page


def test_the_newest_release_says_what_is_lowest_with_ties_as_ties(
    desk: Browser, place: Workplace
) -> None:
    release_parents(place, uneven)
    page = " ".join(re.sub(r"<[^>]+>", " ", desk.text("/improvement")).split())
    lowest = page[page.index("Lowest questions") : page.index("Help named most")]
    named = page[page.index("Help named most") : page.index("Any other practice")]
    assert "13 of the 20 families who were asked answered." in page
    # 2 of 13 is guarded: "3 or fewer"; 4 of 13 is surely more, and there are two of them.
    assert lowest.index("3 or fewer of 13") < lowest.index("These are tied:")
    assert lowest.count("4 of 13 said “yes, fully”") == 2
    assert "8 of 13" not in lowest
    assert named.index("These are tied:") < named.index("A ride") < named.index("Time off work")
    assert named.count("6 of 13 said this is hard to get") == 2


def test_where_nothing_is_lower_none_is_named(desk: Browser, place: Workplace) -> None:
    release_parents(place)
    page = desk.text("/improvement")
    assert "None of the questions is clearly lower than the others." in page
    assert "No kind of help was named often enough to list it." in page


def test_results_in_the_making_suggest_nothing(desk: Browser, place: Workplace) -> None:
    release_parents(place, uneven, state="counted")
    assert "No results are out yet." in desk.text("/improvement")


# --- Picking --------------------------------------------------------------------------------------


def test_one_button_leads_to_the_form_with_the_pick_in_it(desk: Browser, place: Workplace) -> None:
    release_parents(place, uneven)
    link = re.search(
        r'href="(/improvement/pick\?aim=fully:D2&group=parents)"', desk.text("/improvement")
    )
    assert link
    page = desk.text(link[1])
    assert '<option selected value="fully:D2">' in page
    assert re.search(r'<input[^>]* checked[^>]* value="parents"', page)
    assert "This will be printed. No names" in page


def test_it_is_picked_and_shown(desk: Browser, place: Workplace) -> None:
    assert "Nothing picked right now." in desk.text("/home")
    assert desk.send(PICK, PLAN).location == "/improvement"
    (picked,) = rows(place)
    assert (picked.scope_id, picked.kind, picked.item) == ("maple", "fully", "D2")
    assert (picked.questionnaire_group, picked.picked_on) == ("parents", date(2026, 5, 13))
    for path in ("/improvement", "/home"):
        page = desk.text(path)
        assert "Had choices" in page
        assert PLAN["what"] in page
        assert "Results come when the period closes on October 14, 2026." in page
    assert desk.get(PICK).location == "/improvement"


def test_a_form_sent_twice_picks_one_and_tells_nothing(desk: Browser, place: Workplace) -> None:
    sent = PLAN | {"form_id": desk.form_id(PICK)}
    first = desk.send(PICK, sent)
    second = desk.send(PICK, sent, on="/home")
    assert (first.status_code, second.status_code) == (303, 303)
    assert len(rows(place)) == 1


def test_the_second_of_two_coordinators_is_told(
    signed_in: Callable[[str], Browser], place: Workplace
) -> None:
    one, other = signed_in(COORDINATOR), signed_in(COORDINATOR)
    ids = one.form_id(PICK), other.form_id(PICK)
    one.send(PICK, PLAN | {"form_id": ids[0]})
    told = other.send(
        PICK, PLAN | {"form_id": ids[1], "aim": "fully:R1", "what": "Say thanks."}, on="/home"
    )
    assert told.status_code == 409
    assert "Somebody else has picked this meanwhile." in told.text
    assert "Say thanks." in told.text
    assert [row.item for row in rows(place)] == ["D2"]


def test_two_picks_at_the_same_moment_pick_one(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, refused = Barrier(2), []

    read = improvements.improvements_of

    def read_slowly(session: Session, scope_id: str) -> list[Improvement]:
        found = read(session, scope_id)
        sleep(0.3)
        return found

    monkeypatch.setattr(improvements, "improvements_of", read_slowly)

    def pick(item: str) -> None:
        gate.wait()
        try:
            with place.db.write() as session:
                day = place.clock.today()
                pick_improvement(session, "maple", Plan("parents", item, "x", "Judge", day, day))
        except AnotherPicked:
            refused.append(item)

    threads = [Thread(target=pick, args=[item]) for item in ("D2", "R1")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rows(place)) == len(refused) == 1


def test_faults_keep_what_was_typed(desk: Browser, place: Workplace) -> None:
    response = desk.send(PICK, PLAN | {"by_when": "2026-05-01", "who": "Mr. Miller"})
    assert response.status_code == 422
    assert '<a href="#by_when">This day is before the start.' in response.text
    assert '<a href="#who">Choose who will do it.' in response.text
    assert PLAN["what"] in response.text
    assert rows(place) == []


def test_another_role_can_be_typed(desk: Browser, place: Workplace) -> None:
    desk.send(PICK, PLAN | {"who": "", "other_who": "Parent Mentor"})
    assert rows(place)[0].who == "Parent Mentor"
    assert "Parent Mentor" in desk.text("/improvement")


@pytest.mark.parametrize(
    ("field", "text", "looks"),
    [
        ("what", "Ask Delia to call each parent.", "“Delia” looks like a name"),
        ("what", "Write to a@example.org", "“a@example.org” looks like an e-mail address"),
        ("other_who", "Dr. Okafor", "“Dr. Okafor” looks like a name"),
    ],
)
def test_what_looks_like_a_name_is_asked_about_once(
    desk: Browser, place: Workplace, field: str, text: str, looks: str
) -> None:
    sent = PLAN | ({"who": ""} if field == "other_who" else {}) | {field: text}
    response = desk.send(PICK, sent)
    assert response.status_code == 422
    assert looks in response.text
    assert 'name="sure"' in response.text
    assert 'name="sure"' not in desk.text(PICK)
    desk.send(PICK, sent | {"sure": "y"})
    assert len(rows(place)) == 1


def test_text_is_shown_as_text(desk: Browser) -> None:
    desk.send(PICK, PLAN | {"what": "<script>alert(1)</script>"})
    for path in ("/improvement", "/home"):
        assert "<script>" not in desk.get(path).text


def test_where_families_are_one_group_nobody_is_asked_which(
    desk: Browser, place: Workplace
) -> None:
    with place.db.write() as session:
        session.get_one(Scope, "maple").family_batch = "together"
    assert "Whose answers should move?" not in desk.text(PICK)
    desk.send(PICK, {name: text for name, text in PLAN.items() if name != "group"})
    assert rows(place)[0].questionnaire_group == "families"


def test_a_pick_can_be_taken_back_for_a_day(desk: Browser, place: Workplace) -> None:
    release_parents(place)  # what came out before it has not printed it
    desk.send(PICK, PLAN)
    assert "Take this pick back" in desk.text("/improvement")
    path = f"/improvement/{rows(place)[0].id}/back"
    desk.send(path, on="/improvement")
    assert rows(place) == []
    desk.send(PICK, PLAN)
    move_calendar(place, 2)
    assert "Take this pick back" not in desk.text("/improvement")
    path = f"/improvement/{rows(place)[0].id}/back"
    assert desk.send(path, on="/improvement").status_code == 409
    assert len(rows(place)) == 1


def test_a_pick_that_a_closing_has_printed_stays(desk: Browser, place: Workplace) -> None:
    desk.send(PICK, PLAN)
    path = f"/improvement/{rows(place)[0].id}/back"
    with place.db.write() as session:
        period = session.get_one(Period, "maple.2026-04-01")
        period.state, period.last_day = CLOSED, place.clock.today()
        period.closes_on = place.clock.today() + timedelta(days=1)
    move_calendar(place, 1)
    assert desk.send(path, on="/improvement").status_code == 409
    assert len(rows(place)) == 1


@pytest.mark.parametrize(("verdict", "goes_on"), [("change", True), ("keep", False)])
def test_a_round_goes_on_from_the_newest_and_only_where_that_was_to_be_changed(
    place: Workplace, verdict: str, *, goes_on: bool
) -> None:
    plan, today = Plan("parents", "D2", "Ask.", "Judge", PICKED_ON, PICKED_ON), place.clock.today()
    with place.db.write() as session:
        first = pick_improvement(session, "maple", plan)
        judge_improvement(session, "maple", first.id, verdict, today)
        second = pick_improvement(session, "maple", plan, follows=first.id)
        assert second.predecessor_id == (first.id if goes_on else None)
        judge_improvement(session, "maple", second.id, "change", today)
        with pytest.raises(NotFound):
            was_sent(session, "oak", first.id)
        # A page that was open since then still names the first.
        assert pick_improvement(session, "maple", plan, follows=first.id).predecessor_id is None


def test_a_pick_that_an_action_belongs_to_stays(desk: Browser, place: Workplace) -> None:
    desk.send(PICK, PLAN)
    (picked,) = rows(place)
    with place.db.write() as session:
        day = place.clock.today()
        session.add(
            ActionLine(
                id="1" * 32,
                action_id="1" * 32,
                number=1,
                site_id="maple",
                improvement_id=picked.id,
                what="Buy a board",
                who="Judge",
                by_when=day,
                state="open",
                written_on=day,
                written_by="coordinator",
            )
        )
    assert desk.send(f"/improvement/{picked.id}/back", on="/improvement").status_code == 409


# --- Keep, change, drop ---------------------------------------------------------------------------


@pytest.mark.parametrize(("verdict", "word"), [("keep", "Kept"), ("drop", "Dropped")])
def test_a_verdict_makes_room_for_the_next(
    desk: Browser, place: Workplace, verdict: str, word: str
) -> None:
    desk.send(PICK, PLAN)
    path = f"/improvement/{rows(place)[0].id}"
    none = desk.send(path, on="/improvement")
    assert none.status_code == 422
    assert "Choose keep, change or drop." in none.text
    desk.send(path, on="/improvement", verdict=verdict)
    page = desk.text("/improvement")
    assert word in page
    assert "Pick one practice to make better" in page
    assert rows(place)[0].judged_on == date(2026, 5, 13)
    desk.send(PICK, PLAN | {"aim": "fully:R1"})
    assert [row.number for row in rows(place)] == [1, 2]
    assert "Treated with respect" in desk.text("/home")


def test_change_opens_a_new_round_of_the_same_question(desk: Browser, place: Workplace) -> None:
    desk.send(PICK, PLAN)
    (first,) = rows(place)
    judge(desk, first, "change")
    link = re.search(r'href="(/improvement/pick\?[^"]*follows=\w+)"', desk.text("/improvement"))
    assert link
    form = desk.text(link[1])
    assert PLAN["what"] in form
    assert '<option selected value="fully:D2">' in form
    desk.send(PICK, PLAN | {"what": "Ask twice.", "follows": first.id}, on=link[1])
    second = rows(place)[1]
    assert (second.predecessor_id, second.item) == (first.id, "D2")
    assert "next round" not in desk.text("/improvement")
    judge(desk, second, "keep")
    assert "next round" in desk.text("/improvement")


def test_another_s_decision_is_told_and_stays(
    signed_in: Callable[[str], Browser], place: Workplace
) -> None:
    one, other = signed_in(COORDINATOR), signed_in(COORDINATOR)
    one.send(PICK, PLAN)
    (row,) = rows(place)
    assert judge(one, row, "keep") == 303
    assert judge(one, row, "keep") == 303  # sent twice
    told = other.send(f"/improvement/{row.id}", on="/improvement", verdict="drop")
    assert told.status_code == 409
    assert "Somebody else has decided this meanwhile." in told.text
    assert rows(place)[0].verdict == "keep"


def test_a_decision_can_be_taken_back_until_the_next_report(
    desk: Browser, place: Workplace
) -> None:
    desk.send(PICK, PLAN)
    (row,) = rows(place)
    judge(desk, row, "drop")
    move_calendar(place, 30)
    desk.send(f"/improvement/{row.id}/again", on="/improvement")
    assert (rows(place)[0].verdict, rows(place)[0].judged_on) == (None, None)
    judge(desk, row, "keep")
    release_parents(place, term=NOW)
    move_calendar(place, 1)
    assert "Take the newest decision back" in desk.text("/improvement")  # for a day anyhow
    move_calendar(place, 1)
    assert "Take the newest decision back" not in desk.text("/improvement")
    assert desk.send(f"/improvement/{row.id}/again", on="/improvement").status_code == 409
    assert rows(place)[0].verdict == "keep"


def test_a_past_decision_stays_once_something_else_was_picked(
    desk: Browser, place: Workplace
) -> None:
    desk.send(PICK, PLAN)
    (row,) = rows(place)
    judge(desk, row, "drop")
    desk.send(PICK, PLAN | {"aim": "fully:R1"})
    assert "Take the newest decision back" not in desk.text("/improvement")
    assert desk.send(f"/improvement/{row.id}/again", on="/improvement").status_code == 409
    assert judge(desk, row, "keep") == 409
    assert rows(place)[0].verdict == "drop"


# --- Did it move ----------------------------------------------------------------------------------


def more_choices(place: Workplace, number: int) -> Form:
    return Form({**uneven(place, number).ratings, "D2": 5 if number < 12 else 2})


def results_before_and_since(
    place: Workplace, since: Callable[[Workplace, int], Form], *, started_on: str = "2026-01-01"
) -> None:
    release_parents(place, uneven, term=OLDER)
    release_parents(place, since)
    with place.db.write() as session:
        day = date.fromisoformat(started_on)
        pick_improvement(session, "maple", Plan("parents", "D2", "Two times", "Judge", day, day))


@pytest.mark.parametrize("path", ["/improvement", "/home"])
def test_a_clear_change_is_told_without_a_cause(path: str, desk: Browser, place: Workplace) -> None:
    results_before_and_since(place, more_choices)
    page = desk.text(path)
    assert "More of the families than before said “yes, fully”" in page
    assert "(3 or fewer of 13 before, at least 10 of 13 since)" in page
    assert "Many things change at once. This does not show why." in page


@pytest.mark.parametrize("path", ["/improvement", "/home"])
def test_no_clear_change_comes_with_the_smallest_that_could_be_seen(
    path: str, desk: Browser, place: Workplace
) -> None:
    results_before_and_since(place, uneven)
    page = desk.text(path)
    assert "No clear change: Had choices" in page
    assert re.search(r"only a change of about \d+ points or more could have been seen", page)


def test_before_the_start_there_may_be_nothing(desk: Browser, place: Workplace) -> None:
    results_before_and_since(place, uneven, started_on="2025-10-01")
    for path in ("/improvement", "/home"):
        assert "No result from before the start, so a change cannot be judged." in desk.text(path)


def test_a_practice_begun_inside_a_period_waits_for_the_next(
    desk: Browser, place: Workplace
) -> None:
    release_parents(place, uneven)
    desk.send(PICK, PLAN)
    page = desk.text("/improvement")
    assert "3 or fewer of 13 said “yes, fully”" in page
    assert "January to March 2026" in page
    assert "Results come when the period closes on October 14, 2026." in page


def test_help_moves_when_fewer_name_it(desk: Browser, place: Workplace) -> None:
    release_parents(place, lambda place, number: Form({}, frozenset({"B05"})), term=OLDER)
    release_parents(place, lambda place, number: Form({}, frozenset({"B14"})))
    desk.send(PICK, PLAN | {"aim": "help:B05", "started_on": "2026-01-01"})
    assert rows(place)[0].kind == "help"
    page = desk.text("/improvement")
    assert "Fewer of the families than before said this is hard to get: Time off work" in page


# --- What a report tells --------------------------------------------------------------------------


def test_a_report_tells_what_stood_on_the_day_of_its_closing(place: Workplace) -> None:
    closing = date(2026, 7, 14)
    with place.db.write() as session:
        period = session.get_one(Period, "maple.2026-04-01")
        assert picked_in(session, period) is None
        first = pick_improvement(
            session,
            "maple",
            Plan("parents", "D2", "x", "Judge", date(2026, 5, 1), date(2026, 6, 1)),
            picked_on=date(2026, 5, 1),
        )
        first.verdict, first.judged_on = "drop", closing + timedelta(days=1)
        later = pick_improvement(
            session,
            "maple",
            Plan("parents", "R1", "y", "Judge", date(2026, 6, 1), date(2026, 8, 1)),
            picked_on=closing + timedelta(days=1),
        )
        told = picked_in(session, period)
        assert told is not None
        assert (told.improvement.id, told.verdict) == (first.id, None)
        first.judged_on = later.picked_on = closing
        told = picked_in(session, period)
        assert told is not None
        assert told.improvement.id == later.id
        later.started_on = date(2026, 7, 1)
        told = picked_in(session, period)
        assert told is not None
        assert (told.improvement.id, told.verdict) == (first.id, "drop")
