"""Error pages: kind and plain for respondents and for staff, and silent about what went wrong."""

from __future__ import annotations

import logging

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

from sb_feedback.services.errors import NotAllowed, NotFound
from sb_feedback.web.errors import LAST_WORDS
from sb_feedback.web.rules import PUBLIC, RULES
from tests.integration.survey.handing_out import Hand, all_tables
from tests.integration.survey.reading import read
from tests.integration.survey.sending import answer, filled, open_page, send

MADE_UP = "Only an administrator may move a mountain."
STAFF_WORDS = {
    "/sign-in/break": (500, "Something went wrong on our side"),
    "/sign-in/missing": (404, "This page does not exist"),
    "/sign-in/forbidden": (409, MADE_UP),
    "/sign-in/403": (403, "This page is not for your account"),
    "/sign-in/400": (400, "We could not read that form"),
    "/sign-in/413": (413, "We could not read that form"),
    "/sign-in/429": (429, "Please wait a minute"),
    "/sign-in/503": (503, "Something went wrong on our side"),
    "/sign-in/nowhere": (404, "This page does not exist"),
}
SECRET = "value-of-a-form"


@pytest.fixture
def app(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """An application with pages that fail, for staff and for respondents."""

    def fail(how: str) -> str:
        if how == "break":
            raise RuntimeError(SECRET)
        if how == "missing":
            raise NotFound
        if how == "forbidden":
            raise NotAllowed(MADE_UP)
        abort(int(how))

    for endpoint in ("account.fail", "account.abort", "survey.fail"):
        monkeypatch.setitem(RULES, endpoint, PUBLIC)
    app.add_url_rule("/sign-in/<any(break,missing,forbidden):how>", "account.fail", fail)
    app.add_url_rule("/sign-in/<int:how>", "account.abort", fail)
    app.add_url_rule("/other-card/<how>", "survey.fail", fail)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.mark.parametrize("language", ["en", "es"])
def test_staff_get_plain_words_in_their_language(client: FlaskClient, language: str) -> None:
    for address, (status, words) in STAFF_WORDS.items():
        answer = client.get(address, headers={"Accept-Language": language})
        page = read(answer.text)
        assert answer.status_code == status, address
        assert page.language == language
        # The reason that a test made up has no translation.
        assert (words in page.words) == (language == "en" or words == MADE_UP), address
        assert "/sign-in" in page.links
        assert "tel:911" not in page.links


@pytest.mark.parametrize(
    ("how", "status", "words"),
    [
        ("break", 500, "Algo falló de nuestro lado"),
        ("503", 503, "Algo falló de nuestro lado"),
        ("missing", 404, "Aquí no hay ninguna página"),
        ("403", 403, "Aquí no hay ninguna página"),
        ("400", 400, "No pudimos leer lo que llegó"),
        ("415", 415, "No pudimos leer lo que llegó"),
        ("429", 429, "Espere un minuto, por favor"),
    ],
)
def test_respondents_get_kind_words_in_their_language(
    client: FlaskClient, how: str, status: int, words: str
) -> None:
    answer = client.get(f"/other-card/{how}", headers={"Accept-Language": "es"})
    page = read(answer.text)
    assert answer.status_code == status
    assert page.language == "es"
    assert words in page.words
    assert "tel:911" in page.links
    assert "/" in page.links or "/code?lang=es" in page.addresses


def test_an_address_that_leads_nowhere_is_a_respondent_s(client: FlaskClient) -> None:
    for address in ("/nowhere", "/Q", "/thanks/", "/.env"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert 'name="code"' in answer.text


def test_no_page_and_no_log_tells_what_went_wrong(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    for address in ("/sign-in/break", "/other-card/break"):
        answer = client.get(f"{address}?q={SECRET}")
        assert SECRET not in answer.text
        assert "Traceback" not in answer.text
        assert "RuntimeError" in caplog.text
        assert "in fail" in caplog.text
        assert SECRET not in caplog.text


def test_a_page_that_cannot_be_drawn_is_plain_words_and_no_code_in_a_log(
    app: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    app.jinja_env.globals["url_for"] = None
    for address in ("/q/ABCDEFGH", "/other-card/break", "/sign-in/break"):
        answer = client.get(address)
        assert answer.status_code == 500
        assert answer.text == LAST_WORDS
    assert "not callable" not in caplog.text
    assert "TypeError" in caplog.text
    assert "ABCDEFGH" not in caplog.text


def test_a_host_that_is_not_ours_gets_plain_words(client: FlaskClient) -> None:
    for address in ("/", "/q/ABCDEFGH", "/nowhere", "/sign-in"):
        answer = client.get(address, base_url="http://elsewhere.example")
        assert answer.status_code == 400
        assert answer.text == "There is no page here.\n"


def test_error_pages_carry_the_same_headers(client: FlaskClient) -> None:
    for address in ("/nowhere", "/sign-in/break", "/other-card/break"):
        headers = client.get(address).headers
        assert "script-src 'sha256-" in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in headers


def test_developers_see_the_error_itself(app: Flask, client: FlaskClient) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = None
    with pytest.raises(RuntimeError, match=SECRET):
        client.get("/sign-in/break")


def test_no_line_of_a_log_holds_a_code_or_an_answer(
    hand: Hand, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    cards = (hand.single(), hand.single(), hand.shared())
    secrets = [code for codes in cards for code in (codes.qr, codes.typed)] + ["ABCDEFGH", "P-V1"]
    for codes in cards:
        page = open_page(client, codes.qr)
        fields = filled(page, [("P-V1", "5")])
        secrets.append(page.hidden["number"])
        send(client, codes.qr, fields)
        answer(client, codes.qr, [])
        client.get(f"/q/{codes.typed}")
        client.post("/code", data={"code": codes.typed})
        client.put(f"/q/{codes.qr}", data=b"x")
        client.post(f"/q/{codes.qr}", data=b"x" * 1_000_000, content_type="multipart/form-data")
        _break_the_boxes(hand, "away")
        assert send(client, codes.qr, [*page.hidden.items(), ("P-V1", "5")]).status_code != 303
        _break_the_boxes(hand, "back")
        for _ in range(12):
            client.get("/q/ABCDEFGH")
    assert "Trouble in survey.ask" in caplog.text
    for secret in secrets:
        assert secret not in caplog.text


def _break_the_boxes(hand: Hand, way: str) -> None:
    old, new = ("sealed_answer", "gone") if way == "away" else ("gone", "sealed_answer")
    with hand.place.db.engine.begin() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {old} RENAME TO {new}")
    if way == "back":
        assert all_tables(hand.place)
