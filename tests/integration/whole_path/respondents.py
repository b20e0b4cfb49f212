"""People with a card: each opens the page of a code, picks answers, and sends them once or more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.datastructures import MultiDict

from tests.integration.whole_path.browsing import Visitor, read

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
    path = _open(person, way_in, says.begins_in or says.language)
    page = read(person.fetch(path, 203).text)
    form = page.form(f"?lang={says.begins_in or says.language}")
    fields = MultiDict([*form.fields, *says.ticked()])
    if says.begins_in:
        fields = _switched(person, path, fields, says.language)
    thanks = _send(person, path, fields)
    assert thanks.endswith(f"/thanks/{says.language}/3")
    person.get(thanks)
    if says.twice:
        assert _send(person, path, fields) == thanks


def _open(person: Visitor, way_in: str, language: str) -> str:
    """The survey's address: a link says it, a typed code leads to it."""
    if "/" in way_in:
        return f"{urlsplit(way_in).path}?lang={language}"
    box = person.get(f"/?lang={language}").form(f"/code?lang={language}")
    typed = way_in.lower().replace(" ", "-")
    return person.send("/", box, {"code": typed})


def _switched(
    person: Visitor, path: str, fields: MultiDict[str, str], language: str
) -> MultiDict[str, str]:
    """The page after a switch of language: it still has everything that was picked."""
    wanted = MultiDict([*fields.items(multi=True), ("do", f"language:{language}")])
    page = read(person.post(path, wanted, 200).text)
    form = page.form(f"?lang={language}")
    kept = sorted(form.fields)
    assert kept == sorted(fields.items(multi=True))
    return MultiDict(form.fields)


def _send(person: Visitor, path: str, fields: MultiDict[str, str]) -> str:
    pressed = MultiDict([*fields.items(multi=True), ("do", "send")])
    return str(person.post(path, pressed).headers["Location"])


def try_used_card(app: Flask, base_url: str, way_in: str, says: Says) -> int:
    """Try to answer with a card; the status of what comes back."""
    person = Visitor(app.test_client(), base_url)
    path = _open(person, way_in, says.language)
    opened = person.client.get(path, base_url=base_url)
    if opened.status_code != 203:
        return opened.status_code
    form = read(opened.text).form(f"?lang={says.language}")
    data = MultiDict([*form.fields, *says.ticked(), ("do", "send")])
    return person.client.post(path, data=data, base_url=base_url).status_code
