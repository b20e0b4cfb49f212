"""A browser without JavaScript: reads pages, fills their forms in, and follows where they lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

Fields = list[tuple[str, str]]
Values = Mapping[str, str | Sequence[str]]
Rows = list[list[str]]

_NO_CONTENT = frozenset({"input", "meta", "link", "br", "img", "hr"})
_TICKS = frozenset({"radio", "checkbox"})


@dataclass
class Form:
    """One form: where it goes, and what it would send as it stands."""

    action: str
    fields: Fields = field(default_factory=list)
    #: Every choice that a select offers: label -> value.
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    #: Names of the boxes and dots that can be ticked.
    ticks: set[str] = field(default_factory=set)

    def filled(self, values: Values) -> MultiDict[str, str]:
        """What is sent: the fields as they stand, with these values in place of theirs."""
        kept = [(name, value) for name, value in self.fields if name not in values]
        typed = [
            (name, value)
            for name, given in values.items()
            for value in ([given] if isinstance(given, str) else given)
        ]
        return MultiDict([*kept, *typed])

    def has(self, name: str) -> bool:
        """Whether it has a field of this name."""
        return name in self.ticks or any(field == name for field, _ in self.fields)

    def field(self, ending: str) -> str:
        """The name of the field that ends so: some begin with what they belong to."""
        names = {name for name, _ in self.fields} | set(self.ticks)
        return next(name for name in sorted(names) if name.endswith(ending))


@dataclass
class Read(HTMLParser):
    """What is on a page."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    inputs: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    tables: dict[str, Rows] = field(default_factory=dict)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)
        self._open: list[tuple[str, dict[str, str]]] = []
        self._form: Form | None = None
        self._select = ""
        self._option: str | None = None
        self._rows: Rows | None = None

    def handle_starttag(  # noqa: C901 - one case for each kind of tag
        self, tag: str, attrs: list[tuple[str, str | None]]
    ) -> None:
        """Note where forms, fields and tables begin."""
        given = {name: value or "" for name, value in attrs}
        if tag not in _NO_CONTENT:
            self._open.append((tag, given))
        match tag:
            case "form":
                self._form = Form(given.get("action", ""))
                self.forms.append(self._form)
            case "input" | "textarea":
                self._note_input(given)
            case "select":
                self._select = given["name"]
            case "option":
                self._note_option(given)
            case "table":
                self._rows = self.tables.setdefault(given.get("id", ""), [])
            case "tr" if self._rows is not None:
                self._rows.append([])
            case "td" | "th" if self._rows is not None:
                self._rows[-1].append("")
            case "p" | "h1" | "h2" | "dt" | "dd":
                self.texts.setdefault(_name(tag, given), []).append("")

    def handle_endtag(self, tag: str) -> None:
        """Note where they end."""
        while self._open:
            if self._open.pop()[0] == tag:
                break
        if tag == "form":
            self._form = None
        elif tag == "table":
            self._rows = None
        elif tag == "option":
            self._option = None

    def handle_data(self, data: str) -> None:
        """Give words to whatever they stand in."""
        inside = [tag for tag, _ in self._open]
        if not data.strip() or {"style", "script", "svg"} & set(inside):
            return
        self.words.append(data.strip())
        if self._rows and self._rows[-1] and {"td", "th"} & set(inside):
            self._rows[-1][-1] = _joined(self._rows[-1][-1], data)
        for tag, given in self._open:
            name = _name(tag, given)
            if self.texts.get(name):
                self.texts[name][-1] = _joined(self.texts[name][-1], data)
            if tag == "a":
                self.links.setdefault(data.strip(), given.get("href", ""))
        if self._option is not None and self._form is not None:
            self._form.choices[self._select][data.strip()] = self._option

    def _note_input(self, given: dict[str, str]) -> None:
        name, value = given.get("name", ""), given.get("value", "on")
        self.inputs[given.get("id", name)] = given.get("value", "")
        if self._form is None or not name:
            return
        if given.get("type") in _TICKS:
            self._form.ticks.add(name)
        if given.get("type") not in _TICKS or "checked" in given:
            self._form.fields.append((name, value))

    def _note_option(self, given: dict[str, str]) -> None:
        self._option = given.get("value", "")
        if self._form is None:
            return
        choices = self._form.choices.setdefault(self._select, {})
        if not choices or "selected" in given:
            self._form.fields = [pair for pair in self._form.fields if pair[0] != self._select]
            self._form.fields.append((self._select, self._option))
        choices.setdefault("", "")

    @property
    def text(self) -> str:
        """All words, in one line."""
        return " ".join(" ".join(self.words).split())

    def form(self, ending: str = "", *, having: str = "") -> Form:
        """The last form whose action ends so and that has a field of this name."""
        fitting = [
            form
            for form in self.forms
            if form.action.endswith(ending) and (not having or form.has(having))
        ]
        assert fitting, (ending, having, [form.action for form in self.forms], self.text[:500])
        return fitting[-1]


def read(html: str) -> Read:
    """Read a page."""
    page = Read()
    page.feed(html)
    return page


def _name(tag: str, given: dict[str, str]) -> str:
    return f"{tag}.{given['class']}" if given.get("class") else tag


def _joined(before: str, more: str) -> str:
    return " ".join(f"{before} {more}".split())


@dataclass
class Visitor:
    """Somebody at a browser of their own."""

    client: FlaskClient
    base_url: str

    def get(self, path: str, status: int = 200) -> Read:
        """A page, which must have this status."""
        return read(self.fetch(path, status).text)

    def fetch(self, path: str, status: int = 200) -> TestResponse:
        """Whatever is at an address, which must have this status."""
        response = self.client.get(path, base_url=self.base_url, buffered=True)
        assert response.status_code == status, (path, response.status_code, response.text[:2000])
        return response

    def post(self, path: str, fields: MultiDict[str, str], *status: int) -> TestResponse:
        """Send a form; the answer must have one of these statuses."""
        response = self.client.post(path, base_url=self.base_url, data=fields)
        assert response.status_code in status, (path, response.status_code, response.text[:2000])
        return response

    def send(self, path: str, form: Form, values: Values) -> str:
        """Fill a form of a page in and send it; the address that this leads to."""
        response = self.post(form.action or path, form.filled(values), 302, 303)
        return str(response.headers["Location"])
