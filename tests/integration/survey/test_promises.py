"""What the promises say and no other test shows by itself."""

from __future__ import annotations

import re
from itertools import product

from flask import Flask
from flask.testing import FlaskClient

from tests.integration.survey.handing_out import ROLES, Hand, all_tables, opened_boxes
from tests.integration.survey.sending import answer

PHONES = (
    {"User-Agent": "Phone-A/7.1", "Accept-Language": "es-MX", "Sec-CH-UA-Model": "Alpha"},
    {"User-Agent": "Telephone-B/2", "Accept-Language": "en-US", "Sec-CH-UA-Model": "Beta"},
)


def test_a_survey_has_no_field_to_write_in(hand: Hand, client: FlaskClient) -> None:
    for role, language in product(ROLES, ("en", "es")):
        page = client.get(f"/q/{hand.shared(role).qr}?lang={language}").text
        assert set(re.findall(r'<input type="(\w+)"', page)) == {"hidden", "radio", "checkbox"}
        assert "<textarea" not in page
        assert page.count("<input") == page.count("<input type=")


def test_two_phones_leave_the_same_traces(app: Flask, hand: Hand) -> None:
    for number, headers in enumerate(PHONES):
        phone = app.test_client()
        phone.environ_base["REMOTE_ADDR"] = f"203.0.113.{number}"
        for name, value in headers.items():
            phone.environ_base[f"HTTP_{name.upper().replace('-', '_')}"] = value
        assert answer(phone, hand.single().qr, [("P-V1", "5")]).status_code == 303
    first, second = opened_boxes(hand.place)
    assert first == second
    kept = repr(all_tables(hand.place)) + repr(first)
    for trace in ("Phone-A", "Telephone-B", "Alpha", "Beta", "203.0.113", "es-MX"):
        assert trace not in kept
