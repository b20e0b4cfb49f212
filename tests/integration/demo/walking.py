"""Walks through the pages of staff as links lead, and reads what is in a page's own language."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from sb_feedback.db import Base
from sb_feedback.workplace import Workplace

#: So many pages of one kind are looked at: what differs between them is what they are about.
ALIKE = 2
#: Columns with what staff typed or the product named: it is the same in every language.
TYPED = ("email", "label", "name", "what")
#: Forms that would move the calendar.
LEFT_ALONE = ("demo.",)
#: Pages of respondents and of everybody have a language rule and tests of their own.
NOT_STAFF = ("survey.", "static", "brief.", "demo.")
#: Where a walk begins; the last ones are addresses that a form makes, not a link.
STARTS = (
    "/sign-in",
    "/help",
    "/home/nothing",
    "/forecast?families=12&newcomers=4&turnout=7",
    "/forecast?families=x&turnout=7",
    "/improvement/pick",
    "/invited/nobody",
    "/new-password/nobody",
    "/reports/sample",
)
FAULTY, MOVED = (409, 422), 302
_HREF = re.compile(r'<a [^>]*href="(/[^"#]*)"')
_FORM = re.compile(r'<form [^>]*method="post"[^>]*>.*?</form>', re.DOTALL)
_ACTION = re.compile(r'<form [^>]*action="([^"]+)"')
#: A button alone can do something, but nothing that is missing can be said of it.
_TO_FILL_IN = re.compile(r'<(?:select|textarea|input(?![^>]*type="hidden"))')
_HIDDEN = re.compile(r'<input [^>]*type="hidden"[^>]*>')
_ATTRIBUTE = re.compile(r'(name|value)="([^"]*)"')
_VOID = ("br", "col", "hr", "img", "input", "link", "meta", "wbr")
#: What is not read, or what somebody typed.
_UNSEEN = ("script", "style", "textarea")
_HEARD = ("alt", "aria-label", "placeholder", "title")


@dataclass
class Said(HTMLParser):
    """What a page says in its own language, without other languages and people's own words."""

    words: list[str] = field(default_factory=list)
    _languages: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note in which language this part is, and what is only heard of it."""
        given = dict(attrs)
        language = given.get("lang") or (self._languages[-1][1] if self._languages else "")
        if language == self._page or not self._languages:
            self.words += [words for name in _HEARD if (words := given.get(name))]
        if tag not in _VOID:
            is_theirs = tag in _UNSEEN or given.get("translate") == "no"
            self._languages.append((tag, "" if is_theirs else language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A part without an inside, as pictures have them."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """A part is over."""
        if tag in [name for name, _language in self._languages]:
            while self._languages.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Note words that are in the page's language."""
        words = " ".join(data.split())
        if words and self._languages and self._languages[-1][1] == self._page:
            self.words.append(words)

    @property
    def _page(self) -> str:
        return self._languages[0][1] if self._languages else ""


def said(html: str) -> list[str]:
    """Every piece of text of a page that should be in the page's language."""
    page = Said()
    page.feed(html)
    return page.words


@dataclass
class Walk:
    """A walk of one role in several languages at once; the first finds the way."""

    app: Flask
    role: str
    languages: tuple[str, ...]
    reached: set[str] = field(default_factory=set)
    _forms: dict[str, tuple[str, list[dict[str, str]]]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[tuple[str, list[TestResponse]]]:
        """Each page by its address, in every language; then what forms answer that have a fault."""
        clients = [self._client(language) for language in self.languages]
        ways, seen, kinds = deque(STARTS), set(STARTS), Counter[str]()
        while ways:
            path = ways.popleft()
            kind = self._kind(path)
            kinds[kind] += 1
            if kind.startswith(NOT_STAFF) or kinds[kind] > ALIKE:
                continue
            pages = [client.get(path, buffered=True) for client in clients]
            if pages[0].status_code == MOVED:
                ways.append(pages[0].location)
            elif pages[0].mimetype == "text/html":
                self.reached.add(kind)
                yield path, pages
                self._note_forms(path, pages)
                new = {unescape(link): None for link in _HREF.findall(pages[0].text)}
                ways += [link for link in new if link not in seen]
                seen.update(new)
        yield from self._faults(clients)

    def _client(self, language: str) -> FlaskClient:
        client = self.app.test_client()
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
        if self.role:
            assert client.post(f"/demo/sign-in/{self.role}").status_code == 303
        return client

    def _note_forms(self, path: str, pages: list[TestResponse]) -> None:
        """Keep what a button would send where nothing was typed, one of each kind."""
        for forms in zip(*(_FORM.findall(page.text) for page in pages), strict=True):
            action = _ACTION.search(forms[0])
            to = unescape(action[1]) if action else path
            kind = self._kind(to, "POST")
            if _TO_FILL_IN.search(forms[0]) and not kind.startswith(LEFT_ALONE):
                self._forms.setdefault(kind, (to, [_hidden(form) for form in forms]))

    def _faults(self, clients: list[FlaskClient]) -> Iterator[tuple[str, list[TestResponse]]]:
        for action, sent in self._forms.values():
            answers = [
                client.post(action, data=data, buffered=True)
                for client, data in zip(clients, sent, strict=True)
            ]
            if all(answer.status_code in FAULTY for answer in answers):
                yield f"POST {action}", answers

    def _kind(self, path: str, method: str = "GET") -> str:
        try:
            found = self.app.url_map.bind("localhost").match(urlsplit(path).path, method)
        except RequestRedirect:
            return "static"
        except (NotFound, HTTPException):
            return "nothing"
        return str(found[0])


def _hidden(form: str) -> dict[str, str]:
    fields = (dict(_ATTRIBUTE.findall(one)) for one in _HIDDEN.findall(form))
    return {one["name"]: unescape(one.get("value", "")) for one in fields}


def typed_in(place: Workplace) -> list[str]:
    """What staff typed and what things are called, the longest first."""
    found: set[str] = set()
    with place.db.read() as session:
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if column.name in TYPED:
                    found.update(text for text in session.scalars(select(column)) if text)
    return sorted(found, key=len, reverse=True)
