"""The practice survey: the same pages, each marked, and nothing is stored at all."""

from __future__ import annotations

from itertools import product

from flask.testing import FlaskClient
from sqlalchemy import event

from sb_feedback.models.scope import TEAM
from sb_feedback.services.notes.choice import turn_off_notes
from sb_feedback.services.teams import found_team
from tests.integration.noting import want_notes
from tests.integration.survey.handing_out import MEMBER, ROLES, Hand, all_tables
from tests.integration.survey.reading import read
from tests.integration.survey.sending import filled

MARK = {"en": "PRACTICE", "es": "PRÁCTICA"}


def test_the_same_questions_are_asked(hand: Hand, client: FlaskClient) -> None:
    for role, language in product((*ROLES, MEMBER), MARK):
        practice = read(client.get(f"/practice/{role}?lang={language}").text)
        code = hand.single(role) if role == MEMBER else hand.shared(role)
        real = read(client.get(f"/q/{code.qr}?lang={language}").text)
        assert practice.choices == real.choices
        assert practice.buttons == real.buttons
        assert set(real.words) - set(practice.words) == set()
        assert set(practice.words) - set(real.words) == {MARK[language]}


ELSEWHERE = ("/leave", "/sign-in", "tel:", "sms:", "https:", "http:")


def test_every_page_that_practice_leads_to_says_so(hand: Hand, client: FlaskClient) -> None:
    sent = client.post("/practice/parent?lang=es", data={"P-V1": "5", "do": "send"})
    assert sent.status_code == 303
    waiting, seen = ["/practice?lang=es", "/practice/parent?lang=es", sent.location], set[str]()
    while waiting:
        address = waiting.pop()
        if address in seen or address.startswith(ELSEWHERE):
            continue
        seen.add(address)
        page = read(client.get(address).text)
        assert MARK[page.language] in page.words, address
        path = address.partition("?")[0]
        waiting += [path + link if link.startswith("?") else link for link in page.links]
    assert {address.partition("?")[0] for address in seen} == {
        "/practice",
        *(f"/practice/{role}" for role in (*ROLES, MEMBER)),
        "/thanks/es/3",
        "/thanks/en/3",
        "/other-card",
        "/not-a-member",
        "/privacy",
    }


def test_a_note_is_asked_for_where_the_site_has_notes_on(hand: Hand, client: FlaskClient) -> None:
    assert "<textarea" not in client.get("/practice/parent").text
    want_notes(hand.place)
    assert client.get("/practice/parent").text.count("<textarea") == 1
    kept = client.post("/practice/parent", data={"P-O1": "More time", "do": "language:es"})
    assert "More time" in kept.text


def test_a_member_is_asked_for_a_note_where_the_team_has_them(
    hand: Hand, client: FlaskClient
) -> None:
    with hand.place.db.write() as session:
        found_team(session, site_id="maple", today=hand.place.clock.today())
    want_notes(hand.place)
    assert "<textarea" in client.get("/practice/member").text
    with hand.place.db.write() as session:
        turn_off_notes(session, "maple", TEAM)
    assert "<textarea" in client.get("/practice/parent").text
    assert "<textarea" not in client.get("/practice/member").text


def test_nothing_is_stored_whatever_is_sent(hand: Hand, client: FlaskClient) -> None:
    before, writes = all_tables(hand.place), list[str]()

    @event.listens_for(hand.place.db.engine, "before_cursor_execute")
    def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "BEGIN", "PRAGMA")):
            writes.append(statement)

    for role, do in product(ROLES, ("send", "language:es", "other")):
        page = read(client.get(f"/practice/{role}?lang=en").text)
        picked = [page.choices[0], page.choices[9]]
        answer = client.post(f"/practice/{role}?lang=en", data=dict(filled(page, picked, do)))
        if do == "language:es":
            assert read(answer.text).language == "es"
            assert read(answer.text).picked == picked
        else:
            assert answer.location.partition("?")[0] == "/thanks/en/3"
            said = client.get(answer.location).text
            assert "Nothing was kept. After a real survey, people see this page." in said
    assert all_tables(hand.place) == before
    assert writes == []


def test_practice_works_without_a_database(hand: Hand, client: FlaskClient) -> None:
    with hand.place.db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE site RENAME TO away")
    for address in ("/practice/parent", "/thanks/en/3?practice=1"):
        page = read(client.get(address).text)
        assert "PRACTICE" in page.words
        assert "tel:911" in page.links
    with hand.place.db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO site")


def test_there_is_no_practice_for_anybody_else(client: FlaskClient) -> None:
    for role in ("judge", "%00", "PARENT"):
        assert client.get(f"/practice/{role}").status_code == 404


def test_a_real_page_is_never_marked(hand: Hand, client: FlaskClient) -> None:
    client.get("/practice/parent?lang=en")
    assert "PRACTICE" not in client.get(f"/q/{hand.shared().qr}?lang=en").text
