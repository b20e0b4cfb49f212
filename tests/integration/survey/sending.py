"""Sends a page as a browser does: its hidden fields, what was picked, and the button."""

from __future__ import annotations

from collections.abc import Iterable

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.integration.survey.reading import Fields, ReadPage, read

SEND = "send"


def open_page(client: FlaskClient, code: str, language: str = "en") -> ReadPage:
    """The page of a code."""
    return read(client.get(f"/q/{code}?lang={language}").text)


def filled(page: ReadPage, picked: Iterable[tuple[str, str]], do: str = SEND) -> Fields:
    """The fields that a browser sends."""
    return [*page.hidden.items(), *picked, ("do", do)]


def send(
    client: FlaskClient, code: str, fields: Iterable[tuple[str, str]], language: str = "en"
) -> TestResponse:
    """Send fields to a code's page."""
    data: MultiDict[str, str] = MultiDict(fields)
    return client.post(f"/q/{code}?lang={language}", data=data)


def answer(
    client: FlaskClient, code: str, picked: Iterable[tuple[str, str]], language: str = "en"
) -> TestResponse:
    """Open the page, pick and send."""
    return send(client, code, filled(open_page(client, code, language), picked), language)
