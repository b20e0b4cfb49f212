"""The guides: whole and alike in both languages, and true as far as the code decides it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException

from sb_feedback.db import Base
from sb_feedback.models.account import ROLES
from sb_feedback.services.improvements import DAY_OF_GRACE
from sb_feedback.web.guidance.facts import Facts
from sb_feedback.web.guidance.guides import FOLDER, GUIDES, WRITTEN_IN
from sb_feedback.web.guidance.pages_of_roles import PARTS
from tests.integration.staff.expected import may_open
from tests.unit.catalogue import said_in
from tests.unit.reading.grades import fernandez_huerta, flesch_kincaid

# Nothing here depends on the database.
pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

TEMPLATES = Path(__file__).parents[3] / "templates" / "help" / "guides"
#: Bytes of all pictures together.
MOST_BYTES = 1_500_000
#: Byte 25 of a PNG whose colours are a palette.
PALETTE = 3
_PART = re.compile(r"<(h2 id|img|a [^>]*href|code|li|dt|tr|td|h3)\b")
_HEADING = re.compile(r'<h2 id="([^"]+)">')
_PICTURE = re.compile(
    r'<img src="([^"]+)" alt="([^"]*)" width="(\d+)" height="(\d+)">\s*<figcaption>(.*?)<'
)
_LINK = re.compile(r'<a [^>]*href="([^"]+)"')
_TABLE = re.compile(r'<code translate="no">(\w+)</code>')
_FACT = re.compile(r"facts\.(\w+)")
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<[^>]+>", re.DOTALL)
#: Numbers that no code of the product decides: standards, algorithms, what figures show, and
#: what the tests in `tests/browser` look at.
_FIXED = re.compile(
    r"WCAG 2\.2|PDF/UA-1|X25519|Argon2id|SHA-256|HTTPS|\b320 p[ií]xel|\b44 p[ií]xel"
)


class Text(NamedTuple):
    """One guide in one language: as it is written, and what a browser gets of it."""

    source: str
    shown: str


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser in which nobody has signed in; what a template lacks is an error."""
    app.jinja_env.undefined = StrictUndefined
    return app.test_client()


def read(client: FlaskClient, name: str, language: str) -> Text:
    response = client.get(f"/help/{name}", headers={"Accept-Language": language})
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.text
    begin, end = response.text.index(f'<div lang="{language}">'), response.text.index("</main>")
    source = (TEMPLATES / language / f"{name}.html").read_text("utf-8")
    return Text(source, response.text[begin:end])


def both(client: FlaskClient, name: str) -> list[Text]:
    return [read(client, name, language) for language in WRITTEN_IN]


@pytest.mark.parametrize("name", GUIDES)
def test_both_languages_have_the_same_parts(client: FlaskClient, name: str) -> None:
    first, second = both(client, name)
    assert _PART.findall(first.shown) == _PART.findall(second.shown)
    for found in (_HEADING, _TABLE):
        assert found.findall(first.shown) == found.findall(second.shown)
    links = [
        [link.replace("lang=es", "lang=en") for link in _LINK.findall(text.shown)]
        for text in (first, second)
    ]
    assert links[0] == links[1]
    pictures = [
        [src.rpartition("/")[2] for src, *_rest in _PICTURE.findall(text.shown)]
        for text in (first, second)
    ]
    assert pictures[0] == pictures[1]
    assert len(pictures[0]) == first.shown.count("<img")
    assert Counter(_FACT.findall(first.source)) == Counter(_FACT.findall(second.source))


@pytest.mark.parametrize("name", GUIDES)
def test_every_chapter_is_listed_and_every_link_leads_somewhere(
    app: Flask, client: FlaskClient, name: str
) -> None:
    page = client.get(f"/help/{name}").text
    chapters = _HEADING.findall(read(client, name, "en").shown)
    assert len(chapters) >= 7
    assert [f'<li><a href="#{one}">' in page for one in chapters] == [True] * len(chapters)
    for link in _LINK.findall(page):
        path, anchor = urlsplit(link).path, urlsplit(link).fragment
        if path:
            try:
                app.url_map.bind("localhost").match(path)
            except HTTPException:
                pytest.fail(f"{link} leads nowhere")
        if anchor:
            assert f'id="{anchor}"' in (client.get(path).text if path else page), link


def test_every_picture_is_there_small_and_has_words(app: Flask, client: FlaskClient) -> None:
    static = Path(str(app.static_folder))
    shown: set[Path] = set()
    for name in GUIDES:
        for text in both(client, name):
            for src, alt, width, height, caption in _PICTURE.findall(text.shown):
                path = static / src.removeprefix("/static/")
                shown.add(path)
                head = path.read_bytes()[:26]
                size = [int.from_bytes(head[at : at + 4], "big") for at in (16, 20)]
                assert size == [int(width), int(height)], src
                assert head[25] == PALETTE, src
                assert len(alt) > 40, src
                assert 10 < len(caption) < len(alt), src
    stored = set((static / FOLDER).rglob("*.*"))
    assert shown == stored
    assert sum(path.stat().st_size for path in stored) < MOST_BYTES


def test_no_number_is_typed_that_the_code_decides(client: FlaskClient) -> None:
    for path in TEMPLATES.rglob("*.html"):
        written = _FIXED.sub(" ", _CODE.sub(" ", path.read_text("utf-8")))
        assert re.findall(r".{0,20}\d.{0,20}", written) == [], path


def test_every_fact_is_told_and_those_in_words_hold(client: FlaskClient) -> None:
    told = {
        fact
        for path in TEMPLATES.parent.rglob("*.html")
        for fact in _FACT.findall(path.read_text("utf-8"))
    }
    assert told == {field.name for field in fields(Facts)}
    # "until the next day"
    assert timedelta(days=1) == DAY_OF_GRACE


def test_the_inventory_names_every_table(client: FlaskClient) -> None:
    for text in both(client, "it"):
        named = _TABLE.findall(text.shown)
        assert sorted(named) == sorted(Base.metadata.tables)


def test_who_runs_the_proxy_is_told_of_every_address_that_no_log_may_have(
    app: Flask, client: FlaskClient
) -> None:
    telling = {
        rule.rule.partition("<")[0]
        for rule in app.url_map.iter_rules()
        if {"code", "token"} & rule.arguments or rule.endpoint == "survey.thanks"
    }
    operations = Path(__file__).parents[3] / "docs" / "operations.md"
    assert {"/q/", "/Q/"} < telling
    for address in telling:
        assert f"`{address}`" in operations.read_text("utf-8")
        for text in both(client, "it"):
            assert f">{address}</code>" in text.shown


def test_the_table_of_roles_is_that_of_the_rules(client: FlaskClient) -> None:
    expected = [may_open(role, endpoint) for endpoint in PARTS for role in ROLES]
    for text, yes in zip(both(client, "it"), ("yes", "sí"), strict=True):
        cells = re.findall(rf"<td>({yes}|–)</td>", text.shown)
        assert [cell == yes for cell in cells] == expected


def test_what_a_guide_calls_a_button_is_what_the_button_says(client: FlaskClient) -> None:
    places: dict[str, set[bool]] = {}
    for place, texts in said_in("sb_feedback", "templates"):
        places.setdefault(texts[0], set()).add(place.startswith("templates/help/guides/"))
    assert [words for words, found in places.items() if found == {True}] == []


def test_each_chapter_for_staff_and_readers_is_easy_to_read(client: FlaskClient) -> None:
    for name in ("guide", "report", "privacy"):
        english, spanish = (text.shown.split("<h2 ")[1:-1] for text in both(client, name))
        assert max(flesch_kincaid(_said(chapter)) for chapter in english) <= 6
        assert min(fernandez_huerta(_said(chapter)) for chapter in spanish) >= 75


def _said(html: str) -> str:
    """The sentences of a page; what stands in a part of its own ends one."""
    parts = re.sub(r"</(?:p|li|h2|h3|dt|dd|figcaption)>", "\n", html)
    return re.sub(r"<[^>]+>", "", parts)


def test_guides_are_linked_where_they_are_looked_for(app: Flask, client: FlaskClient) -> None:
    index = client.get("/help").text
    with app.test_request_context():
        for name in GUIDES:
            assert f'href="{url_for(f"help.{name}")}"' in index
    foot = client.get("/sign-in").text.partition("<footer")[2]
    assert 'href="/help/guide"' in foot
    assert 'href="/help/privacy"' in foot


def test_only_guides_may_show_pictures_of_the_product(client: FlaskClient) -> None:
    pictures = "img-src 'self' data:;"
    policies = {
        path: client.get(path, buffered=True).headers["Content-Security-Policy"]
        for path in ("/help/guide", "/help", "/sign-in", "/static/staff.css")
    }
    assert [path for path, policy in policies.items() if pictures in policy] == ["/help/guide"]
    picture = client.get("/static/guide/en/home.png", buffered=True)
    assert picture.mimetype == "image/png"
    assert picture.headers["ETag"]
    assert "no-store" not in picture.headers["Cache-Control"]


def test_another_language_gets_the_first_one_marked_as_such(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sb_feedback.web.guidance.guides.WRITTEN_IN", ("en",))
    page = client.get("/help/privacy", headers={"Accept-Language": "es"}).text
    assert '<html lang="es"' in page
    assert '<div lang="en">' in page
