"""The pages around the questions: each says what to do next, and has the help lines."""

from __future__ import annotations

from datetime import timedelta

import pytest
from babel.dates import format_date
from flask.testing import FlaskClient

from forms import load_promises
from sb_feedback.models import Period
from sb_feedback.services.meetings import Attendance, card_expiry, hold_meeting
from sb_feedback.workplace import Workplace
from tests.integration.survey.handing_out import Hand, all_tables, move_ahead
from tests.integration.survey.reading import read
from tests.integration.survey.sending import answer, filled, open_page, send

LANGUAGES = ("en", "es")


def meeting_of_the_next_period(place: Workplace, hand: Hand) -> tuple[Hand, Period]:
    """A meeting entered ahead, whose cards are printed before its period has begun."""
    after = hand.meeting.period.last_day + timedelta(days=1)
    with place.db.write() as session:
        meeting = hold_meeting(
            session,
            place.code_maker(),
            site_id="maple",
            family_id=None,
            held_on=after,
            attendance=Attendance(parents=2, caregivers=0, professionals=0),
            languages=("en", "es"),
        )
        session.refresh(meeting, ["period", "family"])
    return Hand(place, meeting), meeting.period


def test_a_card_of_the_next_period_says_from_when_it_works(hand: Hand, client: FlaskClient) -> None:
    ahead, period = meeting_of_the_next_period(hand.place, hand)
    code = ahead.single().qr
    before = all_tables(hand.place)
    for language in LANGUAGES:
        early = client.get(f"/q/{code}?lang={language}")
        assert early.status_code == 403
        assert format_date(period.first_day, "long", language) in early.text
        assert "tel:911" in read(early.text).links
    assert client.post(f"/q/{code}", data={"P-V1": "5", "do": "send"}).status_code == 403
    assert all_tables(hand.place) == before
    move_ahead(hand.place, (period.first_day - hand.place.clock.today()).days)
    assert answer(client, code, [("P-V1", "5")]).status_code == 303


def test_an_ended_card_says_until_when_it_worked(hand: Hand, client: FlaskClient) -> None:
    code, until = hand.single().qr, card_expiry(hand.meeting.held_on)
    move_ahead(hand.place, (until - hand.place.clock.today()).days + 1)
    until = min(until, hand.meeting.period.closes_on)
    for language in LANGUAGES:
        page = client.get(f"/q/{code}?lang={language}")
        assert page.status_code == 410
        assert format_date(until, "long", language) in page.text


def test_a_period_that_closes_early_ends_its_cards_without_a_day(
    hand: Hand, client: FlaskClient
) -> None:
    code = hand.single().qr
    with hand.place.db.write() as session:
        session.get_one(Period, hand.meeting.period_id).state = "closing"
    page = client.get(f"/q/{code}?lang=en")
    assert page.status_code == 410
    assert "These questions are closed now" in page.text


def test_thanks_say_what_happens_next_and_when(hand: Hand, client: FlaskClient) -> None:
    for language in LANGUAGES:
        code = hand.single().qr
        sent = send(client, code, filled(open_page(client, code), []), language)
        thanks = client.get(sent.location)
        assert format_date(hand.meeting.period.last_day, "long", language) in thanks.text
        assert read(thanks.text).text.count("3 ") >= 1


@pytest.mark.parametrize(
    "after", ["2026-09-29", "2026-09-30", "9999-99-99", "x", "", "9999-12-31", "0001-01-01"]
)
def test_thanks_name_no_day_that_ends_no_period(client: FlaskClient, after: str) -> None:
    thanks = client.get(f"/thanks/en/3?after={after}")
    assert thanks.status_code == 200
    assert ("counted after" in thanks.text) == (after == "2026-09-30")


#: The numbers in promises: of a site, of waiting, and of the statistics of a state.
NUMBERS = {"floor": 10, "waiting": 24, "units": 30, "sites": 3, "days": 90}


def test_the_privacy_page_has_every_promise_with_its_numbers(
    hand: Hand, client: FlaskClient
) -> None:
    for language in LANGUAGES:
        page = client.get(f"/privacy?lang={language}")
        words = read(page.text).words
        said = load_promises().say(language, NUMBERS, notes=False)
        assert [one for part in said for _, one in part.sentences if one not in words] == []
        assert all(f'id="{name}"' in page.text for part in said for name, _ in part.sentences)
        assert "tel:911" in read(page.text).links


def test_the_privacy_page_is_linked_from_the_survey_and_the_thanks(
    hand: Hand, client: FlaskClient
) -> None:
    for address in (f"/q/{hand.shared().qr}", "/thanks/en/3", "/", "/q/ABCDEFGH"):
        links = read(client.get(address).text).links
        assert any(link.startswith("/privacy") for link in links), address


def test_a_site_that_raised_the_floor_says_so(hand: Hand, client: FlaskClient) -> None:
    from sb_feedback.models import Scope

    with hand.place.db.write() as session:
        session.get_one(Scope, "maple").floor = 15
    assert "15 or more families" in client.get("/privacy?lang=en").text
    assert "15 or more families" in client.get(f"/q/{hand.shared().qr}?lang=en").text


@pytest.mark.parametrize("mark", ["", "x", "<script>", "00000000", "A" * 500])
def test_a_mark_that_names_no_site_changes_nothing(client: FlaskClient, mark: str) -> None:
    page = client.get("/privacy", query_string={"at": mark, "practice": mark, "lang": "en"})
    assert page.status_code == 200
    assert page.text == client.get("/privacy?lang=en").text
    assert "tel:911" in read(page.text).links


def test_help_lines_are_there_when_the_database_is_not(hand: Hand, client: FlaskClient) -> None:
    with hand.place.db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE site RENAME TO away")
    for address in ("/", "/thanks/es/3", "/privacy", "/other-card", "/nowhere", "/practice"):
        assert "tel:911" in read(client.get(address).text).links, address
    with hand.place.db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO site")
