"""Weight of the survey page against a floor page: the same words and fields, hardly any style."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from flask import Flask

from analysis.guard import FLOOR
from benchmarks.places import folder, found, settings_at
from benchmarks.table import Line
from sb_feedback import create_app
from sb_feedback.services.answering import new_number
from sb_feedback.web.compression import LEVEL
from sb_feedback.web.survey.language import use_language
from sb_feedback.web.survey.sheet import Sheet, blank_page
from sb_feedback.workplace import Workplace

GOAL = "≤ 6 kB, ≤ 4×"
_STYLE = "body{max-width:40em;margin:auto;font:1.1em sans-serif}label{display:block;padding:12px}"
_KEPT = {"h1", "h2", "p", "li", "ul", "fieldset", "legend", "label", "form", "b"}
_FIELDS = {"input": ("type", "name", "value"), "button": ("name", "value"), "a": ("href",)}
#: What makes a browser ask for something more; `data:` addresses hold what they show.
_LOADED = {"link": "href", "script": "src", "img": "src", "iframe": "src", "video": "src"}


@dataclass
class Floor(HTMLParser):
    """Writes a page anew with its words and fields alone, and counts the requests it needs."""

    parts: list[str] = field(default_factory=list)
    requests: int = 1
    _unseen: bool = False

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag if it holds words or is a field."""
        given = {name: value or "" for name, value in attrs}
        loaded = given.get(_LOADED.get(tag, ""), "")
        self.requests += bool(loaded) and not loaded.startswith("data:")
        self._unseen = tag in {"style", "script"}
        if tag in _FIELDS:
            kept = (f'{name}="{escape(given[name])}"' for name in _FIELDS[tag] if name in given)
            self.parts.append(f"<{tag} {' '.join(kept)}>")
        elif tag in _KEPT:
            self.parts.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        """Close what has to be closed."""
        self._unseen = False
        if tag in {"a", "button", "fieldset", "legend", "label", "ul", "form", "h1", "h2", "b"}:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Keep words."""
        if data.strip() and not self._unseen:
            self.parts.append(escape(data.strip(), quote=False))


def floor_page(html: str, language: str) -> tuple[str, int]:
    """The floor for a page, and how many requests the page itself needs."""
    floor = Floor()
    floor.feed(html)
    head = f'<!doctype html><html lang="{language}"><meta charset="utf-8"><style>{_STYLE}</style>'
    return head + "".join(floor.parts), floor.requests


def measure() -> Iterator[Line]:
    """Every questionnaire in every language."""
    with folder() as path:
        place = found(settings_at(path))
        app = create_app(place)
        for asked in place.questionnaires.values():
            for language in asked.languages:
                page = _page(app, place, asked.id, language)
                yield from _lines(f"{asked.id}, {language}", page, language)
        place.db.engine.dispose()


def _page(app: Flask, place: Workplace, version: str, language: str) -> str:
    with app.test_request_context(base_url=place.settings.base_url):
        use_language(language)
        sheet = Sheet(version, place.clock.today(), FLOOR, notes=True)
        return blank_page(sheet, new_number(place.secret, "")).get_data(as_text=True)


def _lines(name: str, page: str, language: str) -> Iterator[Line]:
    floor, requests = floor_page(page, language)
    yield Line(f"{name}: raw", len(page.encode()), "B", len(floor.encode()))
    yield Line(f"{name}: compressed", _compressed(page), "B", _compressed(floor), GOAL)
    yield Line(f"{name}: requests", requests, floor=1, goal="1")


def _compressed(page: str) -> int:
    return len(gzip.compress(page.encode(), LEVEL, mtime=0))
