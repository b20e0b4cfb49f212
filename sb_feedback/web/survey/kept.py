"""What the addresses of respondent pages carry on: whose help lines, and whether it is practice."""

from __future__ import annotations

from collections.abc import MutableMapping
from urllib.parse import urlencode

from flask import g, request

from sb_feedback.web.survey.site_here import mark_here

#: Pages that belong to no card and so must be told.
TOLD = (
    "landing",
    "type_code",
    "thanks",
    "other_card",
    "not_a_member",
    "privacy",
    "practice",
    "practices",
)


def be_practice() -> None:
    """Mark this request's pages: nothing that is sent on them is kept."""
    g.practice = True


def is_practice() -> bool:
    """True on practice pages and on every page that is reached from one."""
    return bool(g.get("practice")) or request.args.get("practice") == "1"


def kept() -> dict[str, str]:
    """What is carried on, as parts of an address."""
    said = {"at": mark_here(), "practice": "1" if is_practice() else ""}
    return {name: value for name, value in said.items() if value}


def kept_query() -> str:
    """The same, to follow another part of a query."""
    said = kept()
    return f"&{urlencode(said)}" if said else ""


def tell(endpoint: str, values: MutableMapping[str, object]) -> None:
    """Put what is carried on into an address that is being made."""
    if endpoint.rpartition(".")[2] in TOLD:
        for name, value in kept().items():
            values.setdefault(name, value)
