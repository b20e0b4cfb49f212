"""People with a card: each opens the page of a code, picks answers, and sends them once or more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask

from tests.integration.whole_path.browsing import Form, Visitor, read

PREFIX = {"parent": "P", "caregiver": "C", "professional": "F"}


@dataclass(frozen=True)
class Says:
    """What somebody answers, in which language, and how they go about it."""

    role: str
    ratings: Mapping[str, int]
    help: tuple[str, ...] = ()
    before: bool | None = None
    language: str = "en"
    #: The page's language at first; the person then switches to their own.
    begins_in: str = ""
    #: Whether the same page is sent again, as by a double tap.
    twice: bool = False
    #: Whether the short code is typed at the first page; else the address is opened at once.
    types: bool = False

    @property
    def first_language(self) -> str:
        """The language in which the page is opened."""
        return self.begins_in or self.language

    def ticked(self) -> list[tuple[str, str]]:
        """The fields of the survey page that are ticked."""
        prefix = PREFIX[self.role]
        found = [(f"{prefix}-{item}", str(value)) for item, value in self.ratings.items()]
        found += [(f"{prefix}-B1", code) for code in self.help]
        if self.before is not None:
            found.append((f"{prefix}-A1", "yes" if self.before else "no"))
        return found


def answer(app: Flask, base_url: str, way_in: str, says: Says) -> None:
    """Answer the survey of a typed code or a link, as this person does; it must be accepted."""
    person = Visitor(app.test_client(), base_url)
    path = _open(person, way_in, says)
    form = read(person.fetch(path, 200).text).form(f"?lang={says.first_language}")
    form.fields += says.ticked()
    if says.begins_in:
        form = _switched(person, path, form, says.language)
    thanks = _send(person, path, form)
    assert f"/thanks/{says.language}/3?" in thanks
    if says.twice:
        assert _send(person, path, form) == thanks
        person.get(thanks)


def _open(person: Visitor, way_in: str, says: Says) -> str:
    """The survey's address: a link says it, a typed code leads to it."""
    language = says.first_language
    if "/" in way_in:
        return f"{urlsplit(way_in).path}?lang={language}"
    if not says.types:
        return f"/q/{way_in.replace(' ', '')}?lang={language}"
    box = person.get(f"/?lang={language}").form(f"/code?lang={language}")
    return person.send("/", box, {"code": way_in.lower().replace(" ", "-")})


def _switched(person: Visitor, path: str, form: Form, language: str) -> Form:
    """The page after a switch of language: it still has everything that was picked."""
    page = person.post(_target(path, form), form.filled({"do": f"language:{language}"}), 200)
    found = read(page.text).form(f"?lang={language}")
    assert sorted(found.fields) == sorted(form.fields)
    return found


def _send(person: Visitor, path: str, form: Form) -> str:
    return person.send(_target(path, form), Form("", form.fields), {"do": "send"})


def _target(path: str, form: Form) -> str:
    """A form's address has only the language; the code stays in the path."""
    return path.partition("?")[0] + form.action


def status_of_card(app: Flask, base_url: str, way_in: str, says: Says) -> int:
    """Try to answer with a card that may have been used or ended; the status that comes back."""
    person = Visitor(app.test_client(), base_url)
    path = _open(person, way_in, says)
    opened = person.client.get(path, base_url=base_url)
    if opened.status_code != 200:
        return opened.status_code
    form = read(opened.text).form(f"?lang={says.first_language}")
    form.fields += says.ticked()
    fields = form.filled({"do": "send"})
    return person.client.post(path, data=fields, base_url=base_url).status_code
