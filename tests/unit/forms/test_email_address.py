"""Plain addresses are taken, and nothing that a mail server or a spreadsheet could misread."""

from __future__ import annotations

import pytest

from forms.email_address import is_email, tidy_email

GOOD = (
    "jo@example.org",
    "jo.doe+act@mail.example.org",
    "o'neil_1-2@sub-domain.example.co",
    "a@b.xn--p1ai",
    "x" * 64 + "@example.org",
)
BAD = (
    "",
    "jo",
    "jo@",
    "@example.org",
    "jo@example",
    "jo@example.1",
    "jo@-example.org",
    "jo@example-.org",
    "jo@example..org",
    ".jo@example.org",
    "jo.@example.org",
    "jo..doe@example.org",
    "jo doe@example.org",
    "jo@exa mple.org",
    "jo@example.org ",
    "jo@example.org\r\nBcc: all@example.org",
    "jo@example.org,al@example.org",
    "Jo <jo@example.org>",
    "mailto:jo@example.org",
    '"jo"@example.org',
    "jo@[127.0.0.1]",
    "jö@example.org",
    "jo@exämple.org",
    "jo\u200b@example.org",
    "jo@al@example.org",
    "JO@example.org",
    "=jo@example.org",
    "x" * 65 + "@example.org",
    "jo@" + ".".join(["x" * 60] * 4) + ".example.org",
)


@pytest.mark.parametrize("text", GOOD)
def test_a_plain_address_is_taken(text: str) -> None:
    assert is_email(text)


@pytest.mark.parametrize("text", BAD)
def test_anything_else_is_not(text: str) -> None:
    assert not is_email(text)


def test_capitals_and_blanks_around_are_forgiven() -> None:
    assert tidy_email(" Jo@Example.ORG\n") == "jo@example.org"
