"""Opening a card: the right page, in the right language, and nothing is spent or told."""

from __future__ import annotations

import gzip
import re
from datetime import date
from itertools import product

from babel.dates import format_date
from flask import Flask
from flask.testing import FlaskClient

from forms import Questionnaire
from sb_feedback.headers import hash_source
from sb_feedback.models import Period
from sb_feedback.services.answering import valid_number
from sb_feedback.services.meetings import card_expiry
from tests.integration.survey.handing_out import MEMBER, ROLES, Hand, all_tables, move_ahead
from tests.integration.survey.reading import read

LANGUAGES = ("en", "es")
MOST_BYTES = 6_000
MOST_SCRIPT = 1_500
OPEN = 200


def test_a_card_opens_its_role_s_questions(hand: Hand, client: FlaskClient) -> None:
    for role, language in product(ROLES, LANGUAGES):
        answer = client.get(f"/q/{hand.shared(role).qr}?lang={language}")
        page = read(answer.text)
        asked = hand.place.questionnaires[f"ftm-{role}-1"]
        assert answer.status_code == OPEN
        assert page.language == language
        assert {name for name, _ in page.choices} == {item.id for item in asked.questions()}
        assert asked.texts.title[language] in page.words
        assert len(page.choices) == sum(len(asked.choices(item)) for item in asked.questions())
        assert page.picked == []


def test_both_codes_of_a_card_open_it_however_they_are_written(
    hand: Hand, client: FlaskClient
) -> None:
    codes = hand.single()
    typed = codes.typed
    look_alike = typed.replace("Q", "0").replace("L", "1")
    for address in (
        f"/q/{codes.qr}",
        f"/Q/{codes.qr}",
        f"/q/{typed}",
        f"/q/{typed.lower()}",
        f"/q/{typed[:4]}%20{typed[4:]}",
        f"/q/ {typed[:4]}-{typed[4:]} ",
        f"/q/{look_alike}",
        f"/q/{typed}/",
    ):
        assert "P-V1" in client.get(address).text, address


def test_a_typed_code_leads_to_its_page(hand: Hand, client: FlaskClient) -> None:
    typed = hand.single().typed
    forgiving = f" {typed[:4].lower()} - {typed[4:].lower()} "
    answer = client.post("/code?lang=es", data={"code": forgiving})
    assert answer.status_code == 303
    assert answer.location == f"/q/{typed}?lang=es"


def test_what_cannot_be_a_code_gets_the_box_again(client: FlaskClient) -> None:
    for code in ("", "ABC", "ABCD-EFGH-IJ", "áéíóúñçß", "\x00" * 8, "A" * 90):
        answer = client.post("/code", data={"code": code})
        assert answer.status_code == 404
        assert "We could not find that code" in answer.text
        assert 'name="code"' in answer.text


def test_the_browser_s_language_comes_first(hand: Hand, client: FlaskClient) -> None:
    for header, language in {
        "es-MX,es;q=0.9,en;q=0.8": "es",
        "en-US,en;q=0.9": "en",
        "fr, es;q=0.2": "es",
        "fr": "en",
        "": "en",
        "\xff;;;q=x": "en",
    }.items():
        answer = client.get(f"/q/{hand.shared().qr}", headers={"Accept-Language": header})
        assert read(answer.text).language == language, header


def test_an_unknown_language_in_the_address_is_ignored(hand: Hand, client: FlaskClient) -> None:
    answer = client.get(f"/q/{hand.shared().qr}?lang=xx", headers={"Accept-Language": "es"})
    assert read(answer.text).language == "es"


def test_numbers_and_days_in_the_words_are_filled_in(hand: Hand, client: FlaskClient) -> None:
    first_day = hand.meeting.period.first_day
    english = client.get(f"/q/{hand.shared('professional').qr}?lang=en").text
    spanish = client.get(f"/q/{hand.shared('professional').qr}?lang=es").text
    assert "{" not in read(english).text
    assert "only when 10 or more people" in english
    assert "11 questions. About 2 minutes." in english
    assert f"since {format_date(first_day, 'long', 'en')}" in english
    assert f"desde el {first_day.day} de " in spanish
    assert format_date(date(2026, 7, 1), "long", "es") == "1 de julio de 2026"


def test_each_page_has_a_number_of_its_own_that_is_good_for_its_code_alone(
    hand: Hand, client: FlaskClient
) -> None:
    code, secret = hand.shared().qr, hand.place.secret
    numbers = {read(client.get(f"/q/{code}").text).hidden["number"] for _ in range(5)}
    assert len(numbers) == 5
    assert all(valid_number(secret, code, number) for number in numbers)
    assert not any(valid_number(secret, hand.shared("caregiver").qr, number) for number in numbers)


def test_opening_a_card_changes_no_table(hand: Hand, client: FlaskClient) -> None:
    single = hand.single()
    before = all_tables(hand.place)
    addresses = (f"/q/{single.qr}", f"/Q/{single.typed}", "/", "/other-card", "/q/AAAAAAAA")
    for address, method in product(addresses, ("GET", "HEAD", "OPTIONS")):
        assert client.open(address, method=method).status_code in (200, OPEN, 404)
    assert all_tables(hand.place) == before


def test_a_used_card_opens_the_same_page_as_before(hand: Hand, client: FlaskClient) -> None:
    address = f"/q/{hand.single().qr}?lang=en"
    before = client.get(address)
    number = read(before.text).hidden["number"]
    assert client.post(address, data={"number": number, "do": "send"}).status_code == 303
    after = client.get(address)
    own_number = read(after.text).hidden["number"]
    assert after.text.replace(own_number, number) == before.text
    assert list(after.headers) == list(before.headers)


def test_every_questionnaire_is_at_most_6_kb_in_every_language(
    hand: Hand, client: FlaskClient
) -> None:
    asked = {hand.place.questionnaires[f"ftm-{role}-1"].id: role for role in ROLES}
    asked["act-member-1"] = MEMBER
    assert set(asked) == set(hand.place.questionnaires)
    for (name, role), language in product(asked.items(), LANGUAGES):
        address = f"/q/{hand.single(role).qr}?lang={language}"
        small = client.get(address, headers={"Accept-Encoding": "br, gzip;q=0.8"})
        assert small.headers["Content-Encoding"] == "gzip"
        assert len(small.data) <= MOST_BYTES, name
        plain = client.get(address, headers={"Accept-Encoding": "gzip;q=0, identity"})
        assert "Content-Encoding" not in plain.headers
        assert len(gzip.decompress(small.data)) == len(plain.data)


def test_a_team_is_asked_with_the_same_parts(hand: Hand, client: FlaskClient) -> None:
    asked = hand.place.questionnaires["act-member-1"]
    for language in LANGUAGES:
        page = read(client.get(f"/q/{hand.single(MEMBER).qr}?lang={language}").text)
        assert {name for name, _ in page.choices} == {item.id for item in asked.questions()}
        assert page.tags.count("fieldset") == 21
        assert [text for text in page.words if text in _headings(asked, language)] == _headings(
            asked, language
        )


def _headings(asked: Questionnaire, language: str) -> list[str]:
    return [section.heading[language] for section in asked.sections]


def test_a_page_asks_for_nothing_else_and_leaves_nothing(app: Flask, hand: Hand) -> None:
    client = app.test_client()
    addresses = [f"/q/{hand.shared().qr}", "/", "/other-card", "/thanks/en/3", "/q/AAAAAAAA"]
    for address in addresses:
        answer = client.get(address)
        page = read(answer.text)
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "ETag" not in answer.headers
        assert {"iframe", "object", "font"}.isdisjoint(page.tags)
        # Only where no script runs, and not on the page with the questions.
        asked_besides = re.findall('<noscript><img src="([^"?]*)', answer.text)
        assert page.tags.count("img") == len(asked_besides)
        assert asked_besides == ([] if page.choices else ["/forget"])
        assert not any("//" in link for link in page.addresses)
        assert "data:," in page.addresses
    assert client._cookies == {}


def test_the_policy_allows_this_style_and_this_script(hand: Hand, client: FlaskClient) -> None:
    for address in (f"/q/{hand.shared().qr}", "/", "/thanks/en/3", "/nowhere"):
        answer = client.get(address)
        style = answer.text.split("<style>")[1].split("</style>")[0]
        script = answer.text.split("<script>")[1].split("</script>")[0]
        policy = answer.headers["Content-Security-Policy"]
        assert f"style-src {hash_source(style)};" in policy
        assert f"script-src {hash_source(script)};" in policy
        assert "connect-src 'self';" in policy
        assert len(script.encode()) <= MOST_SCRIPT
        assert answer.text.count("<script") == 1
        assert "unsafe" not in policy
        assert "style=" not in answer.text


def test_a_page_offers_nothing_to_fill_in_from_memory(hand: Hand, client: FlaskClient) -> None:
    for address in (f"/q/{hand.shared().qr}", "/", "/other-card", "/q/AAAAAAAA"):
        html = client.get(address).text
        assert re.findall("<form[^>]*>", html)
        assert all('autocomplete="off"' in form for form in re.findall("<form[^>]*>", html))


def test_a_sample_is_marked_in_the_page_s_language(
    hand: Hand, client: FlaskClient, sample_app: Flask
) -> None:
    for language, mark in {"en": "SAMPLE", "es": "MUESTRA"}.items():
        address = f"/q/{hand.shared().qr}?lang={language}"
        assert mark in read(sample_app.test_client().get(address).text).words
        assert mark not in read(client.get(address).text).words


def test_every_page_can_be_left_and_has_help_last(hand: Hand, client: FlaskClient) -> None:
    for address in (f"/q/{hand.shared().qr}", "/", "/thanks/en/3", "/q/AAAAAAAA", "/nowhere"):
        page = read(client.get(address).text)
        assert "/leave" in {link.partition("?")[0] for link in page.links}
        assert "Need help now?" in page.words
        assert page.links[-1] == "sms:833-852-6262"
        assert "tel:911" in page.links


def test_leaving_without_a_script_goes_elsewhere_and_has_the_browser_forget(
    hand: Hand, client: FlaskClient
) -> None:
    left = client.get("/leave?lang=es")
    assert 'content="0;url=/away' in left.text
    assert "//" not in "".join(read(left.text).addresses)
    away = client.get("/away")
    assert away.status_code == 303
    assert away.location == hand.place.settings.leave_url
    for answer in (away, client.get("/forget")):
        assert answer.headers["Clear-Site-Data"] == '"cache"'
        assert "Set-Cookie" not in answer.headers


def test_a_card_works_until_its_last_day(hand: Hand, client: FlaskClient) -> None:
    code, held = hand.single().qr, hand.meeting.held_on
    last = min(card_expiry(held), hand.meeting.period.closes_on)
    move_ahead(hand.place, (last - held).days)
    assert client.get(f"/q/{code}").status_code == OPEN
    move_ahead(hand.place, 1)
    ended = client.get(f"/q/{code}")
    assert ended.status_code == 410
    assert "The time for this card is over" in ended.text
    assert "P-V1" not in ended.text


def test_a_card_of_a_closed_period_has_ended(hand: Hand, client: FlaskClient) -> None:
    code = hand.single().qr
    with hand.place.db.write() as session:
        session.get_one(Period, hand.meeting.period_id).state = "closing"
    assert client.get(f"/q/{code}").status_code == 410


def test_an_unknown_code_gets_a_box_for_the_right_one(client: FlaskClient) -> None:
    answer = client.get("/q/AAAAAAAA?lang=es")
    assert answer.status_code == 404
    assert read(answer.text).language == "es"
    assert "No encontramos ese código" in answer.text
    assert "/code?lang=es" in read(answer.text).addresses
