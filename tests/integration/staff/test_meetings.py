"""A meeting: made once from one page, corrected until its cards end, seen by its site alone."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask import Flask

from sb_feedback.models import Card, Family, Meeting
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import Browser, hold, move_calendar

FIELDS: dict[str, str | Sequence[str]] = {
    "held_on": "2026-05-13",
    "family": "",
    "parents": "2",
    "caregivers": "0",
    "professionals": "5",
    "languages": ["en", "es"],
}


def all_meetings(place: Workplace) -> list[Meeting]:
    with place.db.read() as session:
        return list(session.query(Meeting))


def test_one_page_makes_a_meeting(desk: Browser, place: Workplace) -> None:
    response = desk.send("/meetings/new", FIELDS)
    (held,) = all_meetings(place)
    assert response.location == f"/meetings/{held.id}"
    assert (held.held_on, held.parents, held.caregivers, held.professionals) == (
        date(2026, 5, 13),
        2,
        0,
        5,
    )
    assert (held.site_id, held.languages) == ("maple", "en es")
    page = desk.text(response.location)
    assert "Cards and links work until Sunday, May 31, 2026." in page
    assert "Caregivers" in page
    assert 'id="role-caregiver"' not in page


def test_the_page_begins_with_today_and_both_languages(desk: Browser) -> None:
    page = desk.text("/meetings/new")
    assert 'value="2026-05-13"' in page
    assert page.count("checked") == 2


def test_a_known_family_is_met_again(desk: Browser, place: Workplace) -> None:
    family = hold(place).family_id
    desk.send("/meetings/new", FIELDS | {"family": family})
    assert {held.family_id for held in all_meetings(place)} == {family}


def test_faults_are_shown_beside_the_field_and_what_was_typed_is_kept(
    desk: Browser, place: Workplace
) -> None:
    response = desk.send("/meetings/new", FIELDS | {"parents": "99", "languages": []})
    page = response.text
    assert response.status_code == 422
    assert "<title>Error: New meeting" in page
    assert '<a href="#parents">Parents: type a number from 0 to 40.</a>' in page
    assert 'id="parents-fault"' in page
    assert 'value="99"' in page
    assert 'aria-describedby="parents-fault"' in page
    assert page.index("autofocus") < page.index("<h1>")
    assert all_meetings(place) == []


def test_a_day_without_an_open_period_is_told_at_the_date(desk: Browser) -> None:
    response = desk.send("/meetings/new", FIELDS | {"held_on": "2026-03-31"})
    assert response.status_code == 422
    assert '<a href="#held_on">There is no open period on March 31, 2026' in response.text


def test_a_form_sent_twice_makes_one_meeting(desk: Browser, place: Workplace) -> None:
    once = FIELDS | {"form_id": desk.form_id("/meetings/new")}
    first = desk.send("/meetings/new", once)
    second = desk.send("/meetings/new", once)
    assert first.location == second.location
    assert len(all_meetings(place)) == 1
    assert "not saved" not in desk.text(second.location)


def test_a_form_sent_again_with_other_numbers_says_that_they_were_not_saved(
    desk: Browser, place: Workplace
) -> None:
    once = FIELDS | {"form_id": desk.form_id("/meetings/new")}
    desk.send("/meetings/new", once)
    again = desk.send("/meetings/new", once | {"parents": "7"})
    assert all_meetings(place)[0].parents == 2
    assert "what you changed was not saved" in desk.text(again.location)


def test_a_double_click_makes_one_meeting(desk: Browser, place: Workplace, app: Flask) -> None:
    form = FIELDS | {"form_id": desk.form_id("/meetings/new")}
    cookie = desk.client.get_cookie("session")
    assert cookie is not None

    def click(_number: int) -> int:
        client = app.test_client()
        client.set_cookie("session", cookie.value)
        return Browser(client).send("/meetings/new", form).status_code

    with ThreadPoolExecutor(6) as clicks:
        assert set(clicks.map(click, range(6))) == {303}
    assert len(all_meetings(place)) == 1
    with place.db.read() as session:
        assert session.query(Family).count() == 1


def test_the_id_of_another_sites_meeting_opens_nothing(desk: Browser, place: Workplace) -> None:
    theirs = hold(place, "oak")
    response = desk.send("/meetings/new", FIELDS | {"form_id": theirs.id})
    assert response.status_code == 404


def test_names_of_families_are_never_given_out_twice(place: Workplace) -> None:
    for _ in range(80):
        hold(place)
    with place.db.read() as session:
        labels = [family.label for family in session.query(Family)]
    assert len(set(labels)) == 80


def test_the_list_says_what_is_missing_and_then_what_there_is(
    desk: Browser, place: Workplace
) -> None:
    assert "No meetings yet" in desk.text("/meetings")
    held = hold(place)
    assert f'href="/meetings/{held.id}"' in desk.text("/meetings")


def test_who_came_can_be_corrected_and_a_new_role_gets_its_code(
    desk: Browser, place: Workplace
) -> None:
    path = f"/meetings/{hold(place).id}"
    response = desk.send(
        f"{path}/attendance", on=path, parents="1", caregivers="1", professionals="0"
    )
    assert response.location == path
    page = desk.text(path)
    assert "The numbers are saved." in page
    assert 'id="role-caregiver"' in page
    assert 'id="role-professional"' not in page
    assert desk.get(f"{path}/show/caregiver").status_code == 200


def test_a_meeting_that_did_not_happen_has_nothing_to_hand_out(
    desk: Browser, place: Workplace
) -> None:
    path = f"/meetings/{hold(place).id}"
    desk.send(f"{path}/attendance", on=path, parents="0", caregivers="0", professionals="0")
    assert "Nobody came, so there is nothing to hand out." in desk.text(path)


def test_a_wrong_correction_changes_nothing(desk: Browser, place: Workplace) -> None:
    path = f"/meetings/{hold(place).id}"
    response = desk.send(f"{path}/attendance", on=path, parents="41", professionals="5")
    assert response.status_code == 422
    assert "Parents: type a number from 0 to 40." in response.text
    assert all_meetings(place)[0].parents == 2


@pytest.mark.parametrize("days", [19, 70])
def test_after_its_cards_have_ended_a_meeting_is_final(
    desk: Browser, place: Workplace, days: int
) -> None:
    path = f"/meetings/{hold(place).id}"
    move_calendar(place, days)
    page = desk.text(path)
    assert "The cards of this meeting have ended." in page
    assert "These numbers are final." in page
    assert 'name="parent-number"' not in page
    assert desk.get(f"{path}/show/parent").status_code == 404
    stale = desk.send(f"{path}/attendance", on="/home", parents="9", professionals="5")
    assert stale.status_code == 409
    assert "its counts are final" in stale.text
    assert all_meetings(place)[0].parents == 2
    sheet = desk.send(f"{path}/cards/parent", {"parent-number": "2"}, on="/home")
    assert sheet.status_code == 409
    with place.db.read() as session:
        assert session.query(Card).filter_by(shared=False).count() == 0
