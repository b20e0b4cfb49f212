"""The help lines of a site as a coordinator types them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import pytest
from flask import Flask
from flask_babel import Babel
from werkzeug.datastructures import MultiDict

from forms import load_help_lines, own_help_lines
from forms.help_form import PLACES, HelpLinesForm, help_lines_form, tidy_number, tidy_web

AROUND = load_help_lines()
WHOLE = {
    "words-1-en": "In danger: call 911",
    "tel-1-en": "911",
    "words-1-es": "En peligro: llame al 911",
    "tel-1-es": "911",
    "words-3-en": "Text HOME to 741741",
    "sms-3-en": "741741",
    "words-3-es": "Ayuda en la red",
    "web-3-es": "988lifeline.org/es",
    "sure": "y",
}


@pytest.fixture(autouse=True)
def _in_a_request() -> Iterator[None]:
    app = Flask(__name__)
    app.config.update(SECRET_KEY="for tests", WTF_CSRF_ENABLED=False)
    Babel(app)
    with app.test_request_context():
        yield


def checked(fields: Mapping[str, str]) -> HelpLinesForm:
    form = help_lines_form(AROUND.languages)(MultiDict(fields))
    form.validate()
    return form


def faults(form: HelpLinesForm) -> set[str]:
    return {str(field.id) for field in form if field.errors}


def test_what_was_typed_becomes_lines_without_gaps() -> None:
    form = checked(WHOLE)
    assert faults(form) == set()
    own = own_help_lines(AROUND, json.dumps(form.lines))
    assert [line.id for line in own.lines] == ["line-1", "line-2"]
    assert own.lines[0].tel == {"en": "911", "es": "911"}
    assert own.lines[1].sms == {"en": "741741"}
    assert own.lines[1].web == {"es": "https://988lifeline.org/es"}
    assert own.heading == AROUND.heading


def test_the_lines_of_the_product_can_be_confirmed_as_they_are() -> None:
    form = help_lines_form(AROUND.languages)()
    form.fill(AROUND.lines)
    again = checked({field.id: field.data for field in form if field.data} | {"sure": "y"})
    assert faults(again) == set()
    own = own_help_lines(AROUND, json.dumps(again.lines))
    assert [(line.text, line.tel, line.sms) for line in own.lines] == [
        (line.text, line.tel, line.sms) for line in AROUND.lines
    ]
    assert len(AROUND.lines) <= PLACES


@pytest.mark.parametrize(
    ("changed", "faulty"),
    [
        ({"sure": ""}, {"sure"}),
        ({"words-1-es": "", "tel-1-es": ""}, {"words-1-es", "tel-1-es"}),
        ({"words-1-es": ""}, {"words-1-es"}),
        ({"tel-1-en": ""}, {"tel-1-en"}),
        ({"tel-1-en": "91"}, {"tel-1-en"}),
        ({"tel-1-en": "800-555-0100"}, {"words-1-en"}),
        ({"sms-3-en": "74174x"}, {"sms-3-en"}),
        ({"web-3-es": "javascript:alert(1)"}, {"web-3-es"}),
        ({"web-3-es": "http://example.org"}, {"web-3-es"}),
        ({"words-1-en": "911 " * 30}, {"words-1-en"}),
        ({name: "" for name in WHOLE if name != "sure"}, {"words-1-en"}),
    ],
)
def test_each_fault_is_told_at_its_field(changed: dict[str, str], faulty: set[str]) -> None:
    assert faults(checked(WHOLE | changed)) == faulty


@pytest.mark.parametrize(
    ("typed", "way", "kept"),
    [
        ("911", "tel", "911"),
        ("(800) 799-7233", "tel", "800-799-7233"),
        ("1.800.799.7233", "tel", "800-799-7233"),
        ("+1 800 799 7233", "sms", "800-799-7233"),
        ("741741", "sms", "741741"),
        ("741741", "tel", None),
        ("٩١١", "tel", None),
        ("", "tel", None),
        ("8007997233 or 911", "tel", None),
    ],
)
def test_a_number_is_kept_in_one_way_however_it_is_typed(
    typed: str, way: str, kept: str | None
) -> None:
    assert tidy_number(typed, way) == kept


def test_an_address_of_the_web_is_a_safe_one() -> None:
    assert tidy_web("example.org/help") == "https://example.org/help"
    for bad in ("", "example", "ftp://example.org", "https://a b.org", 'https://a.org/"><script>'):
        assert tidy_web(bad) is None
