"""No English stands on a respondent's page in Spanish."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping

from flask.testing import FlaskClient

from tests.integration.survey.handing_out import MEMBER, ROLES, Hand
from tests.integration.survey.reading import hidden_words, read
from tests.unit.catalogue import ROOT, said_in

#: Where words for respondents stand; staff pages are elsewhere.
FOR_RESPONDENTS = (
    "templates/layouts/respondent.html",
    "templates/survey/",
    "templates/components/code_box.html",
    "templates/components/help_lines.html",
    "templates/components/tiles.html",
    "templates/errors/",
    "sb_feedback/web/survey/",
)
FOR_STAFF = "templates/errors/staff.html"
#: A page has lost its words if there are fewer.
MESSAGES = 25


def said_to_respondents() -> set[str]:
    """Every text in templates and code that a respondent can meet."""
    found = {
        text
        for place, texts in said_in("templates", "sb_feedback")
        for text in texts
        if place.startswith(FOR_RESPONDENTS) and place != FOR_STAFF
    }
    assert len(found) >= MESSAGES
    return found


def test_no_english_is_on_a_spanish_page(hand: Hand, client: FlaskClient) -> None:
    english = said_to_respondents() | {
        pair["en"]
        for path in (ROOT / "forms").rglob("*.toml")
        for pair in pairs(tomllib.loads(path.read_text()))
        if pair["en"] != pair.get("es")
    }
    addresses = [f"/q/{hand.single(role).qr}?lang=es" for role in (*ROLES, MEMBER)]
    addresses += ["/?lang=es", "/other-card?lang=es", "/thanks/es/3", "/q/ABCDEFGH?lang=es"]
    addresses += ["/privacy?lang=es", "/practice?lang=es", "/practice/parent?lang=es"]
    for address in (*addresses, "/nowhere?lang=es"):
        html = client.get(address).text
        words = {*read(html).words, *hidden_words(html)}
        assert words & english == set()
        assert len(words) >= 8


def pairs(data: object) -> Iterator[Mapping[str, str]]:
    """Every text in both languages somewhere inside."""
    if isinstance(data, Mapping) and "en" in data and isinstance(data["en"], str):
        yield data
    elif isinstance(data, Mapping | list):
        for part in data.values() if isinstance(data, Mapping) else data:
            yield from pairs(part)
