"""A workplace to measure in: one site in a temporary folder, with meetings and cards."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from forms import lines_as_text, load_help_lines
from sb_feedback import schema
from sb_feedback.codes import CardCodes
from sb_feedback.config import Settings
from sb_feedback.models import Meeting
from sb_feedback.models.account import COORDINATOR
from sb_feedback.services.founding import SetUp, add_site, found_installation
from sb_feedback.services.meetings import (
    COLUMNS,
    MOST_CARDS,
    Attendance,
    hold_meeting,
    print_cards,
)
from sb_feedback.services.periods import KeyKeeper
from sb_feedback.services.site_help import confirm_help
from sb_feedback.workplace import Workplace

SITE, EMAIL, PASSWORD = "maple", "coordinator@maple.example", "measured on loopback"


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    path = Path(tempfile.mkdtemp(prefix="sbf-bench-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def settings_at(path: Path, database_url: str = "", *, web: bool = False) -> Settings:
    """Settings as in production. The web process gets another key folder: it may not read keys."""
    data = path / "data"
    return Settings(
        mode="production",
        data_dir=data,
        database_url=database_url,
        base_url="https://127.0.0.1",
        secret_file=path / "server.secret",
        key_dir=path / ("not-for-web" if web else "keys"),
        key_mirror_dir=path / ("not-for-web" if web else "keys-mirror"),
    )


def found(settings: Settings, day: date | None = None) -> Workplace:
    """A workplace with one site, one coordinator and keys for the period of a day (today)."""
    assert settings.secret_file is not None
    settings.secret_file.touch(mode=0o600)
    settings.secret_file.write_text(secrets.token_hex(32))
    place = Workplace(settings)
    today = day or place.clock.today()
    schema.upgrade(place.db)
    with place.db.write() as session:
        found_installation(session, "Benchmark state")
        set_up = SetUp(SITE, "Maple County")
        add_site(session, site_id=SITE, name="Maple County", set_up=set_up, today=today)
        confirm_help(session, SITE, lines_as_text(load_help_lines()), today)
        place.accounts.add_user(
            session, email=EMAIL, password=PASSWORD, role=COORDINATOR, site_id=SITE, today=today
        )
    KeyKeeper(place.db, place.keys, place.slots, place.versions).keep_ready(today)
    return place


def meeting_with_cards(
    place: Workplace, day: date, family: str | None, came: Attendance
) -> tuple[Meeting, dict[str, list[CardCodes]]]:
    """A meeting of a family, known or new, with one printed card for everybody who came."""
    maker = place.code_maker()
    with place.db.write() as session:
        meeting = hold_meeting(
            session,
            maker,
            site_id=SITE,
            family_id=family,
            held_on=day,
            attendance=came,
            languages=("en", "es"),
        )
        return meeting, {
            role: print_cards(session, maker, meeting, role, getattr(came, column), day)
            for role, column in COLUMNS.items()
        }


def card_codes(place: Workplace, day: date, number: int) -> list[str]:
    """So many single-use codes of parents."""
    came = Attendance(parents=1, caregivers=0, professionals=0)
    maker = place.code_maker()
    codes: list[str] = []
    while len(codes) < number:
        meeting, _ = meeting_with_cards(place, day, None, came)
        with place.db.write() as session:
            sheet = print_cards(session, maker, meeting, "parent", MOST_CARDS, day)
        codes += [card.qr for card in sheet]
    return codes[:number]


def shared_codes(place: Workplace) -> dict[str, str]:
    """The code on the screen for each role of a meeting held today."""
    came = Attendance(parents=1, caregivers=1, professionals=1)
    meeting, _ = meeting_with_cards(place, place.clock.today(), None, came)
    return {role: place.code_maker().shared(meeting.id, role).qr for role in COLUMNS}
