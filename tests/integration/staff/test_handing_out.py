"""Handing out: shared codes that stay, cards whose codes exist on their sheet alone."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import text

from sb_feedback.codes import code_hash
from sb_feedback.models import Card
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import Browser, hold

LINK = re.compile(r'value="http://localhost:5000(/Q/[2-9A-HJ-NP-Z]{26})"')
TYPED = re.compile(r'<p class="typed">([2-9A-HJ-NP-Z]{4} [2-9A-HJ-NP-Z]{4})</p>')


def cards_of(place: Workplace) -> list[Card]:
    with place.db.read() as session:
        return [card for card in session.query(Card) if not card.shared]


def test_the_link_of_a_role_stays_the_same_and_opens_its_survey(
    desk: Browser, place: Workplace
) -> None:
    path = f"/meetings/{hold(place).id}"
    parent, professional = LINK.findall(desk.text(path))
    assert LINK.findall(desk.text(path)) == [parent, professional]
    assert "For parents." in desk.text(parent)
    assert "For parents." not in desk.text(professional)


def test_messages_carry_the_link_and_name_nobody(desk: Browser, place: Workplace) -> None:
    page = desk.text(f"/meetings/{hold(place).id}")
    link = LINK.findall(page)[0]
    texts = [urlsplit(found) for found in re.findall(r'href="(sms:[^"]+)"', page)]
    mails = [urlsplit(found) for found in re.findall(r'href="(mailto:[^"]+)"', page)]
    assert len(texts) == len(mails) == 4
    for message in (*texts, *mails):
        assert message.path == ""
        (body,) = parse_qs(message.query)["body"]
        assert "/Q/" in body
        assert not re.search("court|judge|county|maple|safe babies", body, re.IGNORECASE)
    assert f"http://localhost:5000{link}" in parse_qs(texts[0].query)["body"][0]
    assert "¿cómo le fue" in parse_qs(texts[1].query)["body"][0]
    assert parse_qs(mails[0].query)["subject"] == ["How was your meeting?"]


def test_the_code_on_the_screen_is_black_on_white_and_can_be_typed(
    desk: Browser, place: Workplace
) -> None:
    path = f"/meetings/{hold(place).id}/show/parent"
    page = desk.text(path)
    assert '<svg role="img"' in page
    assert "<title>Parents</title>" in page
    assert 'fill="#fff"' in page
    assert 'stroke="#000"' in page
    assert "style=" not in page
    typed = TYPED.findall(page)
    assert TYPED.findall(desk.text(path)) == typed
    assert "For parents." in desk.text(f"/q/{typed[0].lower()}")
    assert f"{path[: -len('parent')]}professional" in page


def test_cards_are_rows_that_tell_neither_order_nor_use(desk: Browser, place: Workplace) -> None:
    held = hold(place, parents=40)
    path = f"/meetings/{held.id}"
    response = desk.send(f"{path}/cards/parent", {"parent-number": "40"}, on=path)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    printed = [code.replace(" ", "") for code in TYPED.findall(response.text)]
    on_sheet = [code_hash(place.secret, code) for code in printed]
    assert len(set(on_sheet)) == 40
    assert {card.typed_hash for card in cards_of(place)} == set(on_sheet)
    with place.db.read() as session:
        as_stored = [
            bytes(row[0])
            for row in session.execute(text("SELECT typed_hash FROM card WHERE NOT shared"))
        ]
    places = [as_stored.index(code) for code in on_sheet]
    assert places not in (sorted(places), sorted(places, reverse=True))
    assert {column.name for column in Card.__table__.columns} == {
        "code_hash",
        "typed_hash",
        "questionnaire",
        "key_id",
        "expires_on",
        "shared",
        "stub",
    }


def test_a_printed_code_opens_its_survey_and_leaves_no_trace(
    desk: Browser, place: Workplace
) -> None:
    path = f"/meetings/{hold(place).id}"
    sheet = desk.send(f"{path}/cards/professional", {"professional-number": "1"}, on=path)
    before = [vars(card) for card in cards_of(place)]
    typed = TYPED.findall(sheet.text)[0]
    assert "Answer for what you saw happen to the parent" in desk.text(f"/Q/{typed}")
    after = [vars(card) for card in cards_of(place)]
    assert [one["code_hash"] for one in before] == [one["code_hash"] for one in after]


def test_printing_again_makes_new_cards_and_keeps_the_old(desk: Browser, place: Workplace) -> None:
    path = f"/meetings/{hold(place).id}"
    for made in (2, 4):
        desk.send(f"{path}/cards/parent", {"parent-number": "2"}, on=path)
        assert len(cards_of(place)) == made
    assert desk.get(f"{path}/cards/parent").status_code == 405


def test_the_face_of_a_card_has_both_languages_and_names_no_agency(
    desk: Browser, place: Workplace
) -> None:
    path = f"/meetings/{hold(place).id}"
    page = desk.send(f"{path}/cards/parent", {"parent-number": "2"}, on=path).text
    faces = page[page.index('<ul class="card-sheet"') : page.rindex("</ul>")]
    words = re.sub(r"<[^>]+>", " ", faces)
    assert "Parents" in words
    assert '<span lang="es">Mamás y papás</span>' in faces
    assert "2 minutes. No name." in words
    assert "2 minutos. Sin nombre." in words
    assert "localhost:5000" in words
    assert words.count("SAMPLE") == 2
    assert not re.search("court|judge|county|maple|safe|babies|feedback", words, re.IGNORECASE)
    assert "I will not know what you pick." in page[: page.index('<ul class="card-sheet"')]


def test_a_card_in_one_language_has_no_other(desk: Browser, place: Workplace) -> None:
    from sb_feedback.models import Meeting

    held = hold(place)
    with place.db.write() as session:
        session.get_one(Meeting, held.id).languages = "es"
    path = f"/meetings/{held.id}"
    page = desk.send(f"{path}/cards/parent", {"parent-number": "1"}, on=path).text
    faces = page[page.index('<ul class="card-sheet"') :]
    assert "2 minutos. Sin nombre." in faces
    assert "2 minutes" not in faces


@pytest.mark.parametrize("number", ["0", "9", "", "many", "-1"])
def test_a_wrong_number_of_cards_makes_none(desk: Browser, place: Workplace, number: str) -> None:
    path = f"/meetings/{hold(place).id}"
    response = desk.send(f"{path}/cards/parent", {"parent-number": number}, on=path)
    assert response.status_code == 422
    assert '<a href="#parent-number">' in response.text
    assert response.text.count('class="fault"') == 1
    values = dict(re.findall(r'name="([\w-]+)"[^>]* value="(\d+)"', response.text))
    assert values["professional-number"] == "5"
    assert (values["parents"], values["professionals"]) == ("2", "5")
    assert cards_of(place) == []


def test_a_role_that_did_not_come_has_no_cards(desk: Browser, place: Workplace) -> None:
    path = f"/meetings/{hold(place).id}"
    for role in ("caregiver", "judge", "%00"):
        sheet = desk.send(f"{path}/cards/{role}", {f"{role}-number": "1"}, on=path)
        assert sheet.status_code == 404
    assert cards_of(place) == []
