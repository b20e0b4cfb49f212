"""Whatever is sent: a kind page, never an error of ours, and nothing stored that was not asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from urllib.parse import quote_from_bytes, urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import Answers
from sb_feedback.services.answering import new_number
from sb_feedback.web.extensions import limiter
from tests.integration.survey.handing_out import Hand, all_tables, opened_boxes
from tests.integration.survey.reading import read
from tests.integration.survey.sending import filled, open_page, send

FORM = "application/x-www-form-urlencoded"
KIND = (200, 303)
LARGE = 10 * 1024 * 1024


@contextmanager
def nothing_stored(hand: Hand) -> Iterator[None]:
    before = all_tables(hand.place)
    yield
    assert all_tables(hand.place) == before


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ([("P-V1", "5"), ("P-X9", "5"), ("C-V1", "5"), ("note", "hello"), ("P-O1", "hello")], 5),
        ([("P-V1", "1"), ("P-V1", "5")], 1),
        ([("P-V1", "nine"), ("P-V1", "4")], 4),
        ([("P-V1[]", "5"), ("P-V1[0]", "5"), ("P-V1.x", "5"), ("p-v1", "5")], None),
        ([("P-V1", "6")], None),
        ([("P-V1", "-1")], None),
        ([("P-V1", "5.0")], None),
        ([("P-V1", " 5")], None),
        ([("P-V1", "\uff15")], None),
        ([("P-V1", "5\x00")], None),
        ([("P-V1", "0")], None),
        ([("P-V1", "5" * 100_000)], None),
        ([("P-V1", "['5']"), ("P-B1", "B99"), ("P-B1", "b01"), ("P-B1", "")], None),
    ],
)
def test_only_what_the_questionnaire_names_is_stored(
    hand: Hand, client: FlaskClient, sent: list[tuple[str, str]], stored: int | None
) -> None:
    code = hand.shared().qr
    page = open_page(client, code)
    assert send(client, code, filled(page, sent)).status_code == 303
    assert [box["answers"] for box in opened_boxes(hand.place)] == [
        {"r": {"V1": stored}} if stored else {}
    ]


def test_every_kind_of_help_at_once_keeps_those_that_go_together(
    hand: Hand, client: FlaskClient
) -> None:
    code = hand.shared().qr
    page = open_page(client, code)
    all_help = [choice for choice in page.choices if choice[0] == "P-B1"]
    assert send(client, code, filled(page, all_help * 3)).status_code == 303
    assert opened_boxes(hand.place)[0]["answers"] == {"h": [code for _, code in all_help[:-1]]}


def test_bodies_of_another_kind_are_shown_the_page_again(hand: Hand, client: FlaskClient) -> None:
    code = hand.shared().qr
    fields = {"P-V1": "5", "do": "send", "number": open_page(client, code).hidden["number"]}
    with nothing_stored(hand):
        for body, kind in [
            (json.dumps(fields), "application/json"),
            (json.dumps([1]), "application/json"),
            (urlencode(fields), "text/plain"),
            (urlencode(fields), ""),
            ("<answers/>", "application/xml"),
            ("--x", "multipart/form-data"),
            ("--x\r\nContent-Disposition: form-data", "multipart/form-data; boundary=x"),
            ("\x00", "multipart/form-data; boundary=\x01"),
        ]:
            answer = client.post(f"/q/{code}?lang=en", data=body, content_type=kind)
            assert answer.status_code == 200, kind
            assert "Please press Send once more." in read(answer.text).words


def test_a_form_in_parts_is_taken_like_any_other(hand: Hand, client: FlaskClient) -> None:
    code = hand.shared().qr
    fields = dict(filled(open_page(client, code), [("P-V1", "2")]))
    answer = client.post(f"/q/{code}", data=fields, content_type="multipart/form-data")
    assert answer.status_code == 303
    assert opened_boxes(hand.place)[0]["answers"] == {"r": {"V1": 2}}


def test_a_large_body_is_refused_kindly_with_the_way_back(hand: Hand, client: FlaskClient) -> None:
    code = hand.shared().qr
    number = open_page(client, code).hidden["number"]
    start = f"number={number}&do=send&P-V1=".encode()
    part = f'--x\r\nContent-Disposition: form-data; name="{"a" * 50}"\r\n\r\n1\r\n'.encode()
    with nothing_stored(hand):
        for body, kind in [
            (start.ljust(LARGE, b"5"), FORM),
            (b"--x\r\n" + b"\x00" * LARGE, "multipart/form-data; boundary=x"),
            (part * 400 + b"--x--", "multipart/form-data; boundary=x"),
        ]:
            answer = client.post(f"/q/{code}?lang=es", data=body, content_type=kind)
            page = read(answer.text)
            assert answer.status_code == 413
            assert page.language == "es"
            assert "No pudimos leer lo que llegó" in page.words
            assert f"/q/{code}?lang=es" in page.links


def test_any_address_after_q_is_answered_kindly(client: FlaskClient) -> None:
    for tail in (
        "%00",
        "%FF%FE",
        "%ED%A0%80",
        "ABCD%00EFGH",
        "..%2F..%2Fetc%2Fpasswd",
        "' OR 1=1 --",
        "{{7*7}}",
        "<script>alert(1)</script>",
        "a/b/c",
        "ﬃﬃﬃﬃ",
        "İ" * 8,
        "A" * 5000,
        "٣" * 8,
    ):
        answer = client.get(f"/q/{tail}")
        assert answer.status_code == 404, tail
        assert "alert" not in answer.text
        assert 'name="code"' in answer.text


def test_other_methods_are_refused_kindly_and_change_nothing(
    hand: Hand, client: FlaskClient
) -> None:
    code = hand.single().qr
    data = urlencode(filled(open_page(client, code), [("P-V1", "5")]))
    with nothing_stored(hand):
        for method, address in product(
            ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"), (f"/q/{code}", "/", "/thanks/en/3")
        ):
            answer = client.open(address, method=method, data=data, content_type=FORM)
            assert answer.status_code == 405
            assert "GET" in answer.headers["Allow"]
            assert "There is no page here" in answer.text
        assert client.get("/code").status_code == 405


Cut = tuple[int, int, bytes]
NAMES = ("number", "do", "sheet", "P-V1", "P-V2", "P-R3", "P-B1", "P-O1", "F-A1", "lang", "")
VALUES = ("1", "5", "0", "6", "B01", "B14", "yes", "send", "language:es", "language:", "\x00", "")
pieces = st.tuples(
    st.sampled_from(NAMES) | st.text(max_size=8), st.sampled_from(VALUES) | st.text(max_size=20)
)
kinds = st.sampled_from((FORM, FORM, FORM, "multipart/form-data; boundary=x", "text/plain", ""))
#: Where to cut into a body, how much of it to drop, and what to put there.
cuts = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 9), st.binary(max_size=9)), max_size=3
)


def mutated(body: bytes, changes: list[Cut]) -> bytes:
    """The body with pieces of it replaced."""
    for place, dropped, put in changes:
        body = body[:place] + put + body[place + dropped :]
    return body


def encoded(fields: list[tuple[str, str]]) -> bytes:
    """Fields as a form, halves of characters included."""
    pairs = [[quote_from_bytes(t.encode("utf-8", "surrogatepass")) for t in f] for f in fields]
    return "&".join("=".join(pair) for pair in pairs).encode()


def send_mutated_bodies(hand: Hand, client: FlaskClient, number_of_bodies: int) -> None:
    """Send them; each gets a kind page, and only what was asked is in the boxes afterwards."""
    code = hand.shared().qr
    asked = hand.place.questionnaires["ftm-parent-1"]

    @settings(max_examples=number_of_bodies)
    @given(st.lists(pieces, max_size=8), cuts, kinds)
    def check(fields: list[tuple[str, str]], changes: list[Cut], kind: str) -> None:
        number = ("number", new_number(hand.place.secret, code))
        body = mutated(encoded([*fields, number, ("P-V3", "3")]), changes)
        answer = client.post(f"/q/{code}", data=body, content_type=kind)
        assert answer.status_code in KIND

    check()
    kept = [box["answers"] for box in opened_boxes(hand.place)]
    assert any("r" in answers for answers in kept)
    for answers in kept:
        assert Answers.from_dict(answers, asked).to_dict() == answers
        assert "n" not in answers


@pytest.fixture
def unlimited(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many sends of one code as a search needs."""
    monkeypatch.setattr(limiter, "enabled", False)


@pytest.mark.usefixtures("unlimited")
def test_a_thousand_mutated_bodies(hand: Hand, client: FlaskClient) -> None:
    send_mutated_bodies(hand, client, 1000 if hand.place.db.is_sqlite else 100)


@pytest.mark.deep
@pytest.mark.usefixtures("unlimited")
def test_ten_thousand_mutated_bodies(hand: Hand, client: FlaskClient) -> None:
    send_mutated_bodies(hand, client, 10_000 if hand.place.db.is_sqlite else 1000)
