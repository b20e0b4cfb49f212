"""What the files and logs of a database hold of an answer: nothing that anybody could read."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import LargeBinary, String, inspect, make_url, select, text, update
from sqlalchemy.exc import IntegrityError

from analysis import term_of
from forms import NOTE_CHARACTERS, Answers
from sb_feedback.models import SealedAnswer
from sb_feedback.models.answer import SEALED_BOX_BYTES
from sb_feedback.sealing import BOX_BYTES, seal
from sb_feedback.services.answering import new_number, open_code, record_answer, was_sent
from sb_feedback.services.meetings import print_cards
from sb_feedback.workplace import Workplace
from tests.integration.closing.telling import Teller
from tests.integration.sealing.handing_out import hand_out, send, settle

#: A moment that nothing else happens at.
MOMENT = datetime(2031, 5, 7, 3, 17, 42, 654_321, tzinfo=UTC)
NOTE = "canary-note-of-an-answer"


def _files(place: Workplace) -> Iterator[Path]:
    """Every file of the database."""
    if place.db.is_sqlite:
        name = Path(str(make_url(place.settings.database).database))
        yield from name.parent.glob(f"{name.name}*")
        return
    with place.db.read() as session:
        folder = Path(str(session.scalar(text("SHOW data_directory"))))
    yield from (path for path in folder.rglob("*") if path.is_file())


def _found(place: Workplace, canaries: set[bytes]) -> set[bytes]:
    settle(place)
    contents = [path.read_bytes() for path in _files(place)]
    assert sum(map(len, contents)) > 100_000
    return {canary for canary in canaries if any(canary in content for content in contents)}


@contextmanager
def _heard_logs(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.DEBUG, "sqlalchemy"):
        yield


def _answered_with_canaries(place: Workplace) -> set[bytes]:
    """One answer, through codes, at a known moment; what must be found nowhere afterwards."""
    teller = Teller(place)
    with place.db.write() as session:
        meeting = teller.meet(session, term_of(place.clock.today(), 3).first_day, parents=1)
        (codes,) = print_cards(session, place.code_maker(), meeting, "parent", 1, meeting.held_on)
    number = new_number(place.secret, codes.qr)
    with time_machine.travel(MOMENT, tick=False):
        with place.db.read() as session:
            open_code(session, place.secret, codes.typed, meeting.held_on)
            _, survey = open_code(session, place.secret, codes.qr, meeting.held_on)
        assert survey is not None
        record_answer(place.db, place.slots, survey, number, {"r": {"V1": 4}, "n": NOTE})
        with place.db.read() as session:
            assert was_sent(session, place.slots, survey, number)
    words = {codes.qr, codes.typed, codes.typed_in_groups, number, number.partition(".")[0], NOTE}
    return {word.encode() for word in words | _written(MOMENT)}


def _written(moment: datetime) -> set[str]:
    seconds = int(moment.timestamp())
    return {f"{moment:%Y-%m-%d}", f"{moment:%H:%M:%S}", str(seconds), str(moment.microsecond)}


def test_neither_files_nor_logs_hold_a_code_a_number_an_answer_or_its_time(
    workplace: Workplace, caplog: pytest.LogCaptureFixture
) -> None:
    with _heard_logs(caplog):
        canaries = _answered_with_canaries(workplace)
    assert _found(workplace, canaries) == set()
    logged = caplog.text.encode()
    assert b"INSERT INTO sealed_answer" in logged
    assert {canary for canary in canaries if canary in logged} == set()


def test_the_search_finds_what_is_there(workplace: Workplace) -> None:
    """Control: an answer whose box was not sealed, in a table that a time stands in."""
    with workplace.db.write() as session:
        session.execute(text("CREATE TABLE careless (at varchar(40), answer varchar(90))"))
        session.execute(
            text("INSERT INTO careless VALUES (:at, :answer)"),
            {"at": f"{MOMENT:%Y-%m-%d %H:%M:%S}", "answer": NOTE},
        )
    words = {NOTE, f"{MOMENT:%Y-%m-%d}", f"{MOMENT:%H:%M:%S}", "never written"}
    found = _found(workplace, {word.encode() for word in words})
    assert found == {word.encode() for word in words - {"never written"}}


def test_a_row_says_nothing_of_meeting_family_role_language_or_questionnaire(
    workplace: Workplace,
) -> None:
    hands = hand_out(workplace, 3)
    for hand in hands:
        send(workplace, hand.survey, hand.number, {"r": {"V1": 5}})
    with workplace.db.read() as session:
        rows = session.scalars(select(SealedAnswer)).all()
        tables = "SELECT id FROM meeting UNION SELECT id FROM family UNION SELECT label FROM family"
        names = {str(name).encode() for name in session.scalars(text(tables))}
    names |= {b"parent", b"caregiver", b"professional", b"ftm-parent", b'"V1"', b'"en"', b'"es"'}
    # A short name stands in any box by chance.
    names = {name for name in names if len(name) >= 4}
    for row in rows:
        whole = b"|".join((row.id, row.slot, row.key_id.encode(), row.box))
        assert {name for name in names if name in whole} == set()
        assert row.key_id == hands[0].survey.key_id


def test_a_row_has_four_columns_and_points_to_nothing(workplace: Workplace) -> None:
    inspector = inspect(workplace.db.engine)
    kinds = {
        column["name"]: isinstance(column["type"], LargeBinary | String)
        for column in inspector.get_columns("sealed_answer")
    }
    assert kinds == dict.fromkeys(("id", "slot", "key_id", "box"), True)
    assert inspector.get_foreign_keys("sealed_answer") == []


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"r": {"V1": 5}},
        Answers(
            ratings={f"{scale}{number}": 5 for scale in "VRD" for number in (1, 2, 3)},
            help=tuple(f"B{number:02}" for number in range(1, 15)),
            note="\U0001f337" * NOTE_CHARACTERS,
            answered_before=False,
        ).to_dict(),
        {"n": '"' * NOTE_CHARACTERS},
    ],
    ids=["blank", "one answer", "everything", "a note of quotes"],
)
def test_every_box_is_of_one_size(workplace: Workplace, answers: dict[str, object]) -> None:
    (hand,) = hand_out(workplace, 1)
    send(workplace, hand.survey, hand.number, answers)
    with workplace.db.read() as session:
        (row,) = session.scalars(select(SealedAnswer))
    assert (len(row.id), len(row.slot), len(row.box)) == (32, 32, SEALED_BOX_BYTES)


@pytest.mark.parametrize(
    "change", [{"box": os.urandom(SEALED_BOX_BYTES - 1)}, {"slot": b""}, {"id": bytes(33)}]
)
def test_the_database_takes_no_row_of_another_size(
    workplace: Workplace, change: dict[str, bytes]
) -> None:
    (hand,) = hand_out(workplace, 1)
    send(workplace, hand.survey, hand.number, {})
    with pytest.raises(IntegrityError), workplace.db.write() as session:
        session.execute(update(SealedAnswer).values(change))


def test_what_does_not_fit_into_a_box_is_refused_and_not_made_larger() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        seal(bytes(32), {"n": "x" * BOX_BYTES}, BOX_BYTES)
