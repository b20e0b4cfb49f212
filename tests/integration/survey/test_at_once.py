"""Many people, one card, one moment: threads with browsers of their own on one application."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask

from tests.integration.survey.handing_out import Hand, opened_boxes
from tests.integration.survey.reading import Fields
from tests.integration.survey.sending import filled, open_page, send

PEOPLE = 50


def send_at_once(app: Flask, code: str, forms: Sequence[Fields]) -> Counter[int]:
    """Send all forms at the same moment; how often each status came back."""
    start = Barrier(len(forms))

    def one(form: Fields) -> int:
        start.wait()
        return send(app.test_client(), code, form).status_code

    with ThreadPoolExecutor(len(forms)) as people:
        return Counter(people.map(one, forms))


def forms_of(app: Flask, code: str, number: int) -> list[Fields]:
    """Forms that differ in their number, each from a page of its own."""
    client = app.test_client()
    return [filled(open_page(client, code), [("P-V1", "5")]) for _ in range(number)]


def test_fifty_forms_of_one_card_are_one_answer(app: Flask, hand: Hand) -> None:
    code = hand.single().qr
    statuses = send_at_once(app, code, forms_of(app, code, PEOPLE))
    assert statuses == {303: 1, 409: PEOPLE - 1}
    assert len(opened_boxes(hand.place)) == 1


def test_fifty_forms_of_a_shared_code_are_fifty_answers(app: Flask, hand: Hand) -> None:
    code = hand.shared().qr
    statuses = send_at_once(app, code, forms_of(app, code, PEOPLE))
    assert statuses == {303: PEOPLE}
    assert len(opened_boxes(hand.place)) == PEOPLE


def test_one_form_five_times_is_one_answer_and_five_thanks(app: Flask, hand: Hand) -> None:
    for code in (hand.single().qr, hand.shared().qr):
        before = len(opened_boxes(hand.place))
        statuses = send_at_once(app, code, forms_of(app, code, 1) * 5)
        assert statuses == {303: 5}
        assert len(opened_boxes(hand.place)) == before + 1
