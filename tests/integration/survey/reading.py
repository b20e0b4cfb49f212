"""Reads a page as a browser does: its language, words, links, fields and what is picked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

_HEARD = re.compile(r' (?:alt|aria-label|data-wait|placeholder|title)="([^"]+)"')

Fields = list[tuple[str, str]]


@dataclass
class ReadPage(HTMLParser):
    """What is in one page."""

    language: str = ""
    words: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    hidden: dict[str, str] = field(default_factory=dict)
    choices: Fields = field(default_factory=list)
    picked: Fields = field(default_factory=list)
    buttons: Fields = field(default_factory=list)
    _goes_on: bool = False

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag says."""
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.addresses += [given[name] for name in ("href", "src", "action") if name in given]
        self._goes_on = given.get("class") == "number" and bool(self.words)
        if tag == "html":
            self.language = given["lang"]
        elif tag == "a":
            self.links.append(given["href"])
        elif tag == "button":
            self.buttons.append((given.get("name", ""), given.get("value", "")))
        elif tag == "input":
            self._note_input(given)

    def _note_input(self, given: dict[str, str]) -> None:
        pair = (given.get("name", ""), given.get("value", ""))
        if given.get("type") == "hidden":
            self.hidden[pair[0]] = pair[1]
        elif given.get("type") in ("radio", "checkbox"):
            self.choices.append(pair)
            if "checked" in given:
                self.picked.append(pair)

    def handle_data(self, data: str) -> None:
        """Note words that a person sees."""
        if self._goes_on:
            self.words[-1] += f" {data.strip()}"
            self._goes_on = False
        elif self.tags[-1:] not in (["style"], ["script"]) and data.strip():
            self.words.append(data.strip())

    @property
    def text(self) -> str:
        """All words."""
        return " ".join(self.words)


def hidden_words(html: str) -> list[str]:
    """What is only heard, or is shown in place of other words."""
    return [unescape(words) for words in _HEARD.findall(html)]


def read(html: str) -> ReadPage:
    """Read a page."""
    page = ReadPage()
    page.feed(html)
    return page
