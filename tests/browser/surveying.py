"""A survey to answer in a browser: an installation on SQLite with the cards of one meeting."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from sqlalchemy import text

from forms import lines_as_text, load_help_lines
from sb_feedback import create_app, schema
from sb_feedback.config import Settings
from sb_feedback.models import Scope, Site
from sb_feedback.services.periods import KeyKeeper
from sb_feedback.services.site_help import confirm_help
from sb_feedback.workplace import Workplace
from tests.browser.serving import serving
from tests.integration.survey.handing_out import Hand, hold_a_meeting

if TYPE_CHECKING:
    from playwright.sync_api import Page

SEND = {"en": "Send my answers", "es": "Enviar mis respuestas"}
OWN_NAMES = {"en": "English", "es": "Español"}
#: 200 % of the page's own 112.5 %.
LARGE_TEXT = "document.documentElement.style.fontSize = '225%'"
#: WCAG 1.4.12.
SPACED_TEXT = """for (const rule of [
`* { line-height: 1.5 !important; letter-spacing: .12em !important }`,
`* { word-spacing: .16em !important }`,
`p { margin-bottom: 2em !important }`,
]) document.styleSheets[0].insertRule(rule, document.styleSheets[0].cssRules.length)"""


@dataclass(frozen=True)
class Surveying:
    """Where the survey is, and its cards."""

    address: str
    hand: Hand

    def card(self, role: str = "parent", language: str = "en") -> str:
        """The address of a new card."""
        return f"{self.address}/q/{self.hand.single(role).qr}?lang={language}"

    @contextmanager
    def out_of_order(self) -> Iterator[None]:
        """While the database cannot store answers."""
        self._run("ALTER TABLE sealed_answer RENAME TO away")
        try:
            yield
        finally:
            self._run("ALTER TABLE away RENAME TO sealed_answer")

    def _run(self, statement: str) -> None:
        with self.hand.place.db.engine.begin() as connection:
            connection.execute(text(statement))


@contextmanager
def surveying(folder: Path) -> Iterator[Surveying]:
    """Serve an installation for real use whose one site held a meeting today."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    place = _installation(folder)
    app: Flask = create_app(place)
    with serving(app) as address:
        yield Surveying(address, hold_a_meeting(place))
    place.db.engine.dispose()


def _installation(folder: Path) -> Workplace:
    secret = folder / "server.secret"
    secret.touch(mode=0o600)
    secret.write_text(secrets.token_hex(32))
    settings = Settings(data_dir=folder / "data", secret_file=secret, base_url="http://127.0.0.1")
    place = Workplace(settings)
    schema.upgrade(place.db)
    with place.db.write() as session:
        session.add(Scope(id="maple", name="Maple County", chosen_on=date(2026, 1, 1)))
        session.flush()
        session.add(Site(id="maple", scope_id="maple", name="Maple County"))
        session.flush()
        confirm_help(session, "maple", lines_as_text(load_help_lines()), date(2026, 1, 1))
    place.keys.prepare()
    KeyKeeper(place.db, place.keys, place.slots, place.versions).keep_ready(place.clock.today())
    return place


def pick(page: Page, question: str, answers: Sequence[str]) -> None:
    """Tap answers of a question, by the words that a person reads."""
    group = page.get_by_role("group", name=question)
    for answer in answers:
        group.get_by_text(answer, exact=True).tap()


def press_send(page: Page, language: str = "en") -> None:
    """Press the button at the end."""
    page.get_by_role("button", name=SEND[language]).last.click()


def picked(page: Page) -> int:
    """How many answers the page shows as picked."""
    return page.locator("input:checked").count()
