"""Guessing short codes is slowed down for everybody together; nobody with a card notices."""

from __future__ import annotations

import itertools

from flask import Flask
from flask.testing import FlaskClient

from sb_feedback.codes import ALPHABET
from tests.integration.survey.handing_out import Hand
from tests.integration.survey.reading import read
from tests.integration.survey.sending import filled, open_page, send

OPEN = 200
PEOPLE = 30


def guess_until_slowed(client: FlaskClient, method: str = "GET") -> int:
    """Try unknown codes until they must wait; how many were tried before."""
    codes = map("".join, itertools.product(ALPHABET, repeat=8))
    for tries, code in enumerate(itertools.islice(codes, 110)):
        answer = client.open(f"/q/{code}", method=method, headers={"Accept-Language": "es"})
        if answer.status_code == 429:
            assert "Espere un minuto" in answer.text
            return tries
        assert answer.status_code == 404
    raise AssertionError("never slowed down")


def test_guessing_is_slowed_down(client: FlaskClient, hand: Hand) -> None:
    assert hand.shared().typed
    assert guess_until_slowed(client) <= 100


def test_guessing_by_sending_is_slowed_down_too(client: FlaskClient, hand: Hand) -> None:
    assert hand.shared().typed
    assert guess_until_slowed(client, "POST") <= 100


def test_a_guesser_learns_nothing_about_short_codes_while_slowed(
    client: FlaskClient, hand: Hand
) -> None:
    typed = hand.single().typed
    guess_until_slowed(client)
    assert client.get(f"/q/{typed}").status_code == 429


def test_scanned_cards_and_open_pages_go_on_while_somebody_guesses(app: Flask, hand: Hand) -> None:
    client, codes = app.test_client(), hand.single()
    page = open_page(client, codes.typed)
    guess_until_slowed(app.test_client())
    assert client.get(f"/q/{codes.qr}").status_code == OPEN
    assert send(client, codes.typed, filled(page, [("P-V1", "5")])).status_code == 303


def test_a_room_full_of_people_on_one_address_passes(app: Flask, hand: Hand) -> None:
    for _ in range(PEOPLE):
        client, typed = app.test_client(), hand.single().typed
        page = open_page(client, typed)
        assert send(client, typed, filled(page, [])).status_code == 303
    code = hand.shared().typed
    for _ in range(PEOPLE * 5):
        assert app.test_client().get(f"/q/{code}").status_code == OPEN


def test_what_cannot_be_a_code_is_no_guess(client: FlaskClient, hand: Hand) -> None:
    for _ in range(120):
        assert client.get("/q/ABC").status_code == 404
        assert client.post("/code", data={"code": "?"}).status_code == 404
    assert read(client.get(f"/q/{hand.shared().typed}").text).choices
