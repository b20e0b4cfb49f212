"""Sending a form: sealed and stored once, kind to everything that comes twice or goes wrong."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import text

from sb_feedback.services.answering import valid_number
from sb_feedback.services.periods import key_name
from tests.integration.survey.handing_out import Hand, all_tables, move_ahead, opened_boxes
from tests.integration.survey.reading import read
from tests.integration.survey.sending import answer, filled, open_page, send

PICKED = [("P-V1", "5"), ("P-V2", "4"), ("P-R1", "0"), ("P-B1", "B04"), ("P-B1", "B01")]
STORED = {"r": {"V1": 5, "V2": 4}, "h": ["B01", "B04"]}


def test_a_form_becomes_one_box_and_nothing_else_changes(hand: Hand, client: FlaskClient) -> None:
    code = hand.single().qr
    page = open_page(client, code)
    before = all_tables(hand.place)
    thanks = send(client, code, filled(page, PICKED))
    after = all_tables(hand.place)
    assert thanks.status_code == 303
    assert [name for name in after if after[name] != before[name]] == ["sealed_answer"]
    assert len(after["sealed_answer"]) == len(before["sealed_answer"]) + 1
    assert opened_boxes(hand.place) == [
        {
            "questionnaire": "ftm-parent-1",
            "language": "en",
            "answers": STORED,
            "meeting": hand.meeting.id,
            "role": "parent",
        }
    ]


def test_thanks_come_from_an_address_without_the_code(hand: Hand, client: FlaskClient) -> None:
    code = hand.shared().qr
    sent = answer(client, code, PICKED, language="es")
    assert sent.location.partition("?")[0] == "/thanks/es/3"
    thanks = client.get(sent.location)
    page = read(thanks.text)
    assert thanks.status_code == 200
    assert page.language == "es"
    assert "Gracias" in page.words
    assert "Cada 3 meses" in page.text
    assert page.choices == []
    assert "<details open>" in thanks.text
    assert "Que otra persona conteste en este teléfono" in page.words
    assert any(link.startswith("/?lang=es") for link in page.links)


def test_thanks_in_an_unknown_language_or_rhythm_are_not_found(client: FlaskClient) -> None:
    for address in ("/thanks/xx/3", "/thanks/en/4", "/thanks/en/3x", "/thanks/en/-3", "/thanks"):
        assert client.get(address).status_code == 404


def test_every_questionnaire_thanks_in_the_same_words(hand: Hand) -> None:
    asked = hand.place.questionnaires.values()
    assert len({str(one.texts.thank_you) for one in asked}) == 1
    assert len({str(one.texts.shared_phone) for one in asked}) == 1


def test_the_same_form_twice_is_thanked_twice_and_stored_once(
    hand: Hand, client: FlaskClient
) -> None:
    for code in (hand.single().qr, hand.shared("caregiver").typed):
        fields = filled(open_page(client, code), PICKED)
        before = len(opened_boxes(hand.place))
        assert [send(client, code, fields).status_code for _ in range(3)] == [303, 303, 303]
        assert len(opened_boxes(hand.place)) == before + 1


def test_a_card_for_one_person_takes_one_form(hand: Hand, client: FlaskClient) -> None:
    codes = hand.single()
    assert answer(client, codes.qr, PICKED).status_code == 303
    second = answer(client, codes.typed, [("P-V1", "1")])
    page = read(second.text)
    assert second.status_code == 409
    assert "This card was used already" in page.words
    assert page.choices == []
    assert [box["answers"] for box in opened_boxes(hand.place)] == [STORED]


def test_a_shared_code_takes_a_form_from_each_person(hand: Hand, client: FlaskClient) -> None:
    for rating in ("1", "2", "3"):
        assert answer(client, hand.shared().qr, [("P-V1", rating)]).status_code == 303
    ratings = sorted(box["answers"]["r"]["V1"] for box in opened_boxes(hand.place))
    assert ratings == [1, 2, 3]


def test_an_empty_form_is_an_answer_too(hand: Hand, client: FlaskClient) -> None:
    assert answer(client, hand.single().qr, []).status_code == 303
    assert [box["answers"] for box in opened_boxes(hand.place)] == [{}]


def test_the_last_answer_of_a_professional_is_kept(hand: Hand, client: FlaskClient) -> None:
    assert answer(client, hand.shared("professional").qr, [("F-A1", "yes")]).status_code == 303
    assert opened_boxes(hand.place)[0]["answers"] == {"b": True}


def test_the_language_switch_keeps_answers_and_number_and_stores_nothing(
    hand: Hand, client: FlaskClient
) -> None:
    code = hand.single().qr
    english = open_page(client, code)
    before = all_tables(hand.place)
    switched = send(client, code, filled(english, PICKED, do="language:es"))
    spanish = read(switched.text)
    assert switched.status_code == 200
    assert spanish.language == "es"
    assert sorted(spanish.picked) == sorted(PICKED)
    assert spanish.hidden["number"] == english.hidden["number"]
    assert "?lang=es" in spanish.addresses
    assert ("do", "language:en") in spanish.buttons
    assert all_tables(hand.place) == before
    sent = send(client, code, filled(spanish, spanish.picked), "es")
    assert sent.location.startswith("/thanks/es/3?")


def test_the_switch_on_a_form_that_was_sent_says_thanks(hand: Hand, client: FlaskClient) -> None:
    code = hand.single().qr
    page = open_page(client, code)
    assert send(client, code, filled(page, PICKED)).status_code == 303
    switched = send(client, code, filled(page, PICKED, do="language:es"))
    assert switched.location.startswith("/thanks/es/3?")
    assert len(opened_boxes(hand.place)) == 1


def test_the_enter_key_sends(hand: Hand, client: FlaskClient) -> None:
    page = open_page(client, hand.shared().qr)
    assert page.buttons[0] == ("do", "send")


def test_an_unknown_button_sends_too(hand: Hand, client: FlaskClient) -> None:
    for do in ("", "language:xx", "es", "delete"):
        page = open_page(client, hand.shared().qr)
        assert send(client, hand.shared().qr, filled(page, PICKED, do=do)).status_code == 303


def test_a_form_without_a_good_number_is_shown_again_with_its_answers(
    hand: Hand, client: FlaskClient
) -> None:
    code, other = hand.single().qr, hand.single().qr
    foreign = open_page(client, other).hidden["number"]
    before, page = all_tables(hand.place), read("")
    for number in (None, "", "x", foreign, foreign[:-1], "." * 40, "é.\x00", "1" * 5000):
        fields = [*PICKED, ("do", "send"), *([("number", number)] if number is not None else [])]
        again = send(client, code, fields)
        page = read(again.text)
        assert again.status_code == 200
        assert "Please press Send once more." in page.words
        assert sorted(page.picked) == sorted(PICKED)
        assert valid_number(hand.place.secret, code, page.hidden["number"])
        assert all_tables(hand.place) == before
    assert send(client, code, filled(page, page.picked)).status_code == 303


def test_a_form_sent_after_the_end_gets_the_page_that_says_so(
    hand: Hand, client: FlaskClient
) -> None:
    code = hand.single().qr
    fields = filled(open_page(client, code), PICKED)
    move_ahead(hand.place, 60)
    assert send(client, code, fields).status_code == 410
    assert opened_boxes(hand.place) == []


def test_a_form_whose_period_s_secrets_were_erased_has_ended(
    hand: Hand, client: FlaskClient
) -> None:
    code = hand.single().qr
    fields = filled(open_page(client, code), PICKED)
    hand.place.slots.erase(key_name("maple", hand.meeting.period.first_day))
    assert send(client, code, fields).status_code == 410
    assert opened_boxes(hand.place) == []


def test_a_lost_database_loses_no_answer(hand: Hand, client: FlaskClient) -> None:
    code = hand.single().qr
    page = again = open_page(client, code, "es")
    for table in ("sealed_answer", "card"):
        _rename(hand, table, f"{table}_away")
        trouble = send(client, code, filled(page, PICKED), "es")
        again = read(trouble.text)
        _rename(hand, f"{table}_away", table)
        assert trouble.status_code == 503
        assert again.language == "es"
        assert "Algo falló de nuestro lado" in again.text
        assert sorted(again.picked) == sorted(PICKED)
        assert again.hidden == page.hidden
    assert opened_boxes(hand.place) == []
    assert send(client, code, filled(again, again.picked), "es").status_code == 303
    assert [box["answers"] for box in opened_boxes(hand.place)] == [STORED]


def test_a_lost_database_and_a_changed_page_get_a_kind_page(
    hand: Hand, client: FlaskClient
) -> None:
    code = hand.shared().qr
    page = open_page(client, code)
    _rename(hand, "card", "card_away")
    for sheet in ("", "ftm-parent-1", "x 2026-01-01 10", "ftm-parent-1 2026-99-01 10", "\x00"):
        page.hidden["sheet"] = sheet
        trouble = send(client, code, filled(page, PICKED))
        assert trouble.status_code == 503
        assert "Something went wrong on our side" in trouble.text
    _rename(hand, "card_away", "card")


def _rename(hand: Hand, table: str, name: str) -> None:
    with hand.place.db.engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))
