"""Many at once: a whole hall behind one Wi-Fi is never slowed down, a flood of one code is."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from sb_feedback.models.meeting import MOST_IN_A_MEETING
from sb_feedback.web.extensions import limiter
from tests.integration.survey.handing_out import Hand, all_tables, opened_boxes
from tests.integration.survey.reading import read
from tests.integration.survey.sending import SEND, answer, filled, open_page, send

PEOPLE = 30
WIFI = {"REMOTE_ADDR": "203.0.113.7"}


def test_thirty_people_behind_one_wifi_answer_within_a_minute(app: Flask, hand: Hand) -> None:
    codes = [hand.single() for _ in range(PEOPLE)]
    shared = hand.shared("professional")
    with time_machine.travel(hand.place.clock.now(), tick=False):
        for number, own in enumerate(codes):
            phone = app.test_client()
            phone.environ_base.update(WIFI)
            for _ in range(number % 3):  # some mistype their code first
                assert phone.post("/code", data={"code": own.typed[:-1]}).status_code == 404
            typed = phone.post("/code", data={"code": own.typed})
            page = read(phone.get(typed.location).text)
            assert send(phone, own.typed, filled(page, [("P-V1", "5")])).status_code == 303
            assert answer(phone, shared.qr, [("F-V1", "4")]).status_code == 303
    assert len(opened_boxes(hand.place)) == 2 * PEOPLE


def test_the_largest_meeting_can_send_twice_with_one_shared_code(
    hand: Hand, client: FlaskClient
) -> None:
    code = hand.shared().qr
    page = open_page(client, code)
    for _ in range(2 * MOST_IN_A_MEETING):
        assert send(client, code, filled(page, [])).status_code == 303


def flood(client: FlaskClient, code: str) -> None:
    page = open_page(client, code)
    for _ in range(2 * MOST_IN_A_MEETING):
        send(client, code, filled(page, []))


def test_a_flood_of_one_code_must_wait_with_its_answers_kept(
    hand: Hand, client: FlaskClient
) -> None:
    code, place = hand.shared().qr, hand.place
    now = place.clock.now()
    with time_machine.travel(now, tick=False):
        flood(client, code)
        before = all_tables(place)
        page = open_page(client, code, "es")
        refused = send(client, code, filled(page, [("P-V1", "5")]), "es")
        assert refused.status_code == 429
        assert refused.headers["Retry-After"] == "60"
        again = read(refused.text)
        assert "Muchas personas están enviando" in again.text
        assert again.picked == [("P-V1", "5")]
        assert "tel:911" in again.links
        assert all_tables(place) == before
        # Whoever has another code, also of the same meeting, notices nothing.
        assert answer(client, hand.shared("caregiver").qr, []).status_code == 303
        assert answer(client, hand.single().qr, []).status_code == 303
    with time_machine.travel(now + timedelta(minutes=11), tick=False):
        sent = send(client, code, [*again.hidden.items(), *again.picked, ("do", SEND)], "es")
        assert sent.status_code == 303


def test_the_use_of_a_card_of_one_person_is_not_even_kept_in_memory(
    hand: Hand, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[tuple[object, ...]] = []

    def hit(*what: object) -> bool:
        counted.append(what)
        return True

    monkeypatch.setattr(limiter.limiter, "hit", hit)
    assert answer(client, hand.single().qr, []).status_code == 303
    assert not [what for what in counted if "send" in what]
    assert answer(client, hand.shared().qr, []).status_code == 303
    assert [what for what in counted if "send" in what]
