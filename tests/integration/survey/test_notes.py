"""A note is asked for where somebody from outside reads it, and nowhere else."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from forms import NOTE_CHARACTERS, load_promises
from sb_feedback.models import Scope, SealedAnswer, Site, SitePeriod, User
from sb_feedback.models.scope import MEETINGS, TEAM
from sb_feedback.sealing import BOX_BYTES
from sb_feedback.services.notes.choice import (
    notes_are_on,
    notes_setting,
    notes_settings,
    turn_off_notes,
    turn_on_notes,
)
from sb_feedback.services.teams import found_team
from sb_feedback.workplace import Workplace
from tests.integration.noting import name_reviewer, want_notes
from tests.integration.survey.handing_out import ROLES, Hand, all_tables, opened_boxes
from tests.integration.survey.reading import read
from tests.integration.survey.sending import answer, filled, open_page, send

ITEMS = {"parent": "P-O1", "caregiver": "C-O1", "professional": "F-O1"}
LONG = "\U0001f337" * 600


def is_on(place: Workplace) -> bool:
    with place.db.read() as session:
        period = session.query(SitePeriod).order_by(SitePeriod.key_id).first()
        assert period is not None
        return notes_are_on(session, period.period_id)


def test_a_note_is_asked_for_only_where_notes_are_on(hand: Hand, client: FlaskClient) -> None:
    code = hand.shared().qr
    without = client.get(f"/q/{code}?lang=en").text
    want_notes(hand.place)
    with_note = client.get(f"/q/{code}?lang=en").text
    for said in ("<textarea", "Someone from outside this team reads it later", "in danger"):
        assert said in with_note.replace("in danger: call", "")
        assert said not in without.replace("In danger: call", "")
    assert "11 questions" in without.replace("10 questions", "11 questions")
    with hand.place.db.write() as session:
        turn_off_notes(session, "maple", MEETINGS)
    assert "<textarea" not in client.get(f"/q/{code}?lang=en").text


def test_the_only_field_to_write_in_is_the_note(hand: Hand, client: FlaskClient) -> None:
    want_notes(hand.place)
    for role in ROLES:
        for language in ("en", "es"):
            page = client.get(f"/q/{hand.shared(role).qr}?lang={language}")
            assert page.text.count("<textarea") == 1
            assert f'name="{ITEMS[role]}"' in page.text
            assert f'maxlength="{NOTE_CHARACTERS}"' in page.text
            assert len(gzip.compress(page.data, 9)) <= 6_000


def test_a_note_is_sealed_with_the_answers_in_a_box_of_the_same_size(
    hand: Hand, client: FlaskClient
) -> None:
    want_notes(hand.place)
    for note in ("", "Call us first.\r\nPlease.", LONG):
        assert answer(client, hand.single().qr, [("P-V1", "5"), ("P-O1", note)]).status_code == 303
    notes = {box["answers"].get("n", "") for box in opened_boxes(hand.place)}
    assert notes == {"", "Call us first.\nPlease.", LONG[:NOTE_CHARACTERS]}
    assert _sizes(hand.place) == {BOX_BYTES + 48}
    assert "Call us first" not in repr(all_tables(hand.place))


def _sizes(place: Workplace) -> set[int]:
    with place.db.read() as session:
        return {len(row.box) for row in session.query(SealedAnswer)}


def test_a_note_that_was_not_asked_for_is_dropped(hand: Hand, client: FlaskClient) -> None:
    """Also when notes were on as the page was opened, and off as it was sent."""
    assert answer(client, hand.single().qr, [("P-V1", "5"), ("P-O1", "Hi")]).status_code == 303
    want_notes(hand.place)
    code = hand.single().qr
    page = filled(open_page(client, code), [("P-V1", "5"), ("P-O1", "Hi")])
    with hand.place.db.write() as session:
        turn_off_notes(session, "maple", MEETINGS)
    assert send(client, code, page).status_code == 303
    assert [box["answers"] for box in opened_boxes(hand.place)] == [{"r": {"V1": 5}}] * 2


def test_a_note_is_kept_when_the_language_is_switched(hand: Hand, client: FlaskClient) -> None:
    want_notes(hand.place)
    code = hand.single().qr
    page = filled(open_page(client, code), [("P-O1", "Más <b>tiempo</b>")], do="language:es")
    assert "Más &lt;b&gt;tiempo&lt;/b&gt;</textarea>" in send(client, code, page).text


def test_a_note_is_shown_again_while_the_database_is_away(
    hand: Hand, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    want_notes(hand.place)
    code = hand.single().qr
    page = filled(open_page(client, code), [("P-O1", "Keep this.")])

    def broken(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("sb_feedback.web.survey.receiving.open_survey", broken)
    again = send(client, code, page)
    assert again.status_code == 503
    assert "Keep this.</textarea>" in again.text


def test_what_is_promised_of_notes_is_told_where_they_are_asked_for(
    hand: Hand, client: FlaskClient
) -> None:
    (part,) = [one for one in load_promises().parts if one.with_notes]
    for language in ("en", "es"):
        assert part.heading[language] not in client.get(f"/privacy?lang={language}").text
    want_notes(hand.place)
    numbers = {"floor": 10, "days": 90}
    for language in ("en", "es"):
        words = read(client.get(f"/privacy?lang={language}").text).words
        said = [one.text.say(language, **numbers) for one in part.sentences]
        assert [sentence for sentence in said if sentence not in words] == []


def test_a_site_must_want_notes_and_somebody_must_read_them(hand: Hand) -> None:
    place = hand.place
    assert not is_on(place)
    with place.db.write() as session:
        turn_on_notes(session, "maple", MEETINGS)
    assert not is_on(place)
    reviewer = name_reviewer(place)
    assert is_on(place)
    with place.db.write() as session:
        session.get_one(User, reviewer.id).ended_at = datetime(2026, 1, 1, tzinfo=UTC)
    assert not is_on(place)


def test_the_reviewer_of_another_site_does_not_count(hand: Hand) -> None:
    with hand.place.db.write() as session:
        session.add(Scope(id="oak", name="Oak", chosen_on=hand.place.clock.today()))
        session.flush()
        session.add(Site(id="oak", scope_id="oak", name="Oak"))
        turn_on_notes(session, "maple", MEETINGS)
    name_reviewer(hand.place, "oak")
    assert not is_on(hand.place)


def test_a_pool_has_notes_when_all_its_sites_want_them(hand: Hand) -> None:
    place = hand.place
    with place.db.write() as session:
        session.add(Site(id="oak", scope_id="maple", name="Oak"))
        session.flush()
        turn_on_notes(session, "maple", MEETINGS)
    from sb_feedback.services.periods import KeyKeeper

    KeyKeeper(place.db, place.keys, place.slots, place.versions).keep_ready(place.clock.today())
    name_reviewer(place, "oak")
    with place.db.read() as session:
        setting = notes_setting(session, "maple", MEETINGS)
    assert (setting.wanted, setting.on, setting.unwilling) == (True, False, ("Oak",))
    assert setting.reviewers == ("reviewer@oak.example",)
    assert not is_on(place)
    with place.db.write() as session:
        turn_on_notes(session, "oak", MEETINGS)
    assert is_on(place)


def test_a_team_has_notes_unless_they_were_turned_off(hand: Hand) -> None:
    """Once somebody reads them; a site's meetings are asked for by themselves."""
    place = hand.place
    with place.db.write() as session:
        found_team(session, site_id="maple", today=place.clock.today())
    name_reviewer(place)
    with place.db.read() as session:
        found = {one.kind: one.on for one in notes_settings(session, "maple")}
    assert found == {MEETINGS: False, TEAM: True}
    with place.db.write() as session:
        turn_off_notes(session, "maple", TEAM)
        assert not notes_setting(session, "maple", TEAM).on
