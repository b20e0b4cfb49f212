"""What the database may hold of a card and of an answer, and what reading and sending cost it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import event, inspect

from tests.integration.survey.handing_out import Hand, all_tables, opened_boxes
from tests.integration.survey.sending import answer, filled, open_page, send

ALLOWED = {
    "sealed_answer": ["box", "id", "key_id", "slot"],
    "card": [
        "code_hash",
        "expires_on",
        "key_id",
        "questionnaire",
        "shared",
        "stub",
        "typed_hash",
    ],
}


def test_a_card_and_an_answer_have_these_columns_and_no_other(hand: Hand) -> None:
    tables = inspect(hand.place.db.engine)
    for table, columns in ALLOWED.items():
        assert sorted(column["name"] for column in tables.get_columns(table)) == columns
    assert tables.get_foreign_keys("sealed_answer") == []


def test_no_code_is_kept_anywhere(hand: Hand, client: FlaskClient) -> None:
    single = hand.single()
    page = open_page(client, single.typed)
    send(client, single.typed, filled(page, []))
    kept = repr(all_tables(hand.place))
    for secret in (single.qr, single.typed, hand.shared().qr, page.hidden["number"]):
        assert secret not in kept


def test_every_box_has_the_same_size(hand: Hand, client: FlaskClient) -> None:
    code = hand.shared().qr
    everything = [("P-V1", "5"), *((f"P-{key}", "5") for key in ("V2", "V3", "R1", "R2", "D1"))]
    all_help = [("P-B1", f"B{number:02}") for number in range(1, 14)]
    answer(client, code, [])
    answer(client, code, everything + all_help)
    sizes = {len(bytes(row[-1])) for row in _rows(hand)}
    assert sizes == {4096 + 48}


def test_the_language_of_an_answer_is_in_its_box_and_nowhere_else(
    hand: Hand, client: FlaskClient
) -> None:
    for language in ("en", "es"):
        answer(client, hand.single().qr, [("P-V1", "5")], language)
    assert {box["language"] for box in opened_boxes(hand.place)} == {"en", "es"}
    assert ALLOWED["sealed_answer"] == ["box", "id", "key_id", "slot"]


def test_opening_asks_the_database_once_and_sending_writes_once(
    hand: Hand, client: FlaskClient
) -> None:
    code = hand.single().qr
    open_page(client, code)
    with counted(hand) as opening:
        page = open_page(client, code)
    assert opening == {"read": 1, "written": 0, "commits": 0}
    with counted(hand) as sending:
        assert send(client, code, filled(page, [])).status_code == 303
    assert sending == {"read": 2, "written": 1, "commits": 1}


@contextmanager
def counted(hand: Hand) -> Iterator[dict[str, int]]:
    """Count what goes to the database; a lock that PostgreSQL keeps in memory is no query."""
    counts = {"read": 0, "written": 0, "commits": 0}
    engine = hand.place.db.engine

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "advisory" in statement:
            return
        word = statement.split(maxsplit=1)[0]
        counts["read"] += word == "SELECT"
        counts["written"] += word in ("INSERT", "UPDATE", "DELETE")

    def note_commit(_connection: object) -> None:
        counts["commits"] += 1

    event.listen(engine, "before_cursor_execute", note)
    event.listen(engine, "commit", note_commit)
    yield counts
    event.remove(engine, "before_cursor_execute", note)
    event.remove(engine, "commit", note_commit)


def _rows(hand: Hand) -> list[Any]:
    return all_tables(hand.place)["sealed_answer"]
