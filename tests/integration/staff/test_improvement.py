"""The improvement loop: one practice at a time, kept, changed or dropped."""

from __future__ import annotations

import pytest

from sb_feedback.models import Improvement, Scope
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import Browser

PLAN = {
    "item": "D2",
    "group": "parents",
    "what": "Ask every parent which of two times suits them.",
    "who": "Community coordinator",
    "started_on": "2026-05-13",
    "by_when": "2026-06-30",
}


def rows(place: Workplace) -> list[Improvement]:
    with place.db.read() as session:
        return list(session.query(Improvement))


def test_every_practice_can_be_picked(desk: Browser, place: Workplace) -> None:
    page = desk.text("/improvement")
    for key in ("V1", "V2", "V3", "R1", "R2", "R3", "D1", "D2", "D3"):
        assert f'value="{key}"' in page
    assert "Parents get real choices in the case plan." in page
    assert "will be printed in the report. No names" in page


def test_a_practice_is_picked_and_shown(desk: Browser, place: Workplace) -> None:
    assert "Nothing picked right now." in desk.text("/home")
    response = desk.send("/improvement", PLAN)
    assert response.location == "/improvement"
    (picked,) = rows(place)
    assert (picked.scope_id, picked.item, picked.questionnaire_group) == (
        "maple",
        "D2",
        "parents",
    )
    for path in ("/improvement", "/home"):
        page = desk.text(path)
        assert "Had choices" in page
        assert PLAN["what"] in page
    assert "Pick this practice" not in desk.text("/improvement")


def test_a_form_sent_twice_picks_one(desk: Browser, place: Workplace) -> None:
    for _ in range(2):
        assert desk.send("/improvement", PLAN).status_code == 303
    assert len(rows(place)) == 1


def test_faults_keep_what_was_typed(desk: Browser, place: Workplace) -> None:
    response = desk.send("/improvement", PLAN | {"by_when": "2026-05-01", "who": "Mr. Miller"})
    assert response.status_code == 422
    assert '<a href="#by_when">This day is before the start.' in response.text
    assert '<a href="#who">Choose who will do it.' in response.text
    assert PLAN["what"] in response.text
    assert rows(place) == []


def test_nothing_chosen_leads_to_the_first_choice(desk: Browser) -> None:
    page = desk.send("/improvement").text
    assert '<a href="#item-0">Choose one practice.</a>' in page
    assert 'id="item-0"' in page


def test_text_is_shown_as_text(desk: Browser) -> None:
    desk.send("/improvement", PLAN | {"what": "<script>alert(1)</script>"})
    for path in ("/improvement", "/home"):
        assert "<script>" not in desk.get(path).text


@pytest.mark.parametrize(("verdict", "word"), [("keep", "Kept"), ("drop", "Dropped")])
def test_a_verdict_makes_room_for_the_next(
    desk: Browser, place: Workplace, verdict: str, word: str
) -> None:
    desk.send("/improvement", PLAN)
    path = f"/improvement/{rows(place)[0].id}"
    none = desk.send(path, on="/improvement")
    assert none.status_code == 422
    assert "Choose keep, change or drop." in none.text
    desk.send(path, on="/improvement", verdict=verdict)
    page = desk.text("/improvement")
    assert word in page
    assert "Pick this practice" in page
    desk.send(path, on="/improvement", verdict="change")
    assert rows(place)[0].verdict == "change"
    desk.send("/improvement", PLAN | {"item": "R1", "started_on": "2026-05-14"})
    assert len(rows(place)) == 2
    assert "Treated with respect" in desk.text("/home")


def test_where_families_are_one_group_nobody_is_asked_which(
    desk: Browser, place: Workplace
) -> None:
    with place.db.write() as session:
        session.get_one(Scope, "maple").family_batch = "together"
    assert "Whose answers should move?" not in desk.text("/improvement")
    desk.send("/improvement", {name: text for name, text in PLAN.items() if name != "group"})
    assert rows(place)[0].questionnaire_group == "families"
