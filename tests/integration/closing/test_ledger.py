"""The ledger: the database refuses to change a line, and a changed line is noticed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from sb_feedback.models import LedgerLine
from sb_feedback.services.closing.document import Line
from sb_feedback.services.closing.protocol import close_period
from sb_feedback.services.ledger import LedgerBroken, releases_of, verify_ledger
from sb_feedback.services.periods import state_professionals, unfinished_periods
from sb_feedback.workplace import Workplace
from tests.integration.closing.conftest import Branch, closer_at
from tests.integration.closing.telling import SITE, History, Teller


@pytest.fixture
def closed(history: History, branch: Branch) -> Iterator[Workplace]:
    """A place with two lines in its ledger: parents, and professionals who were many."""
    with branch() as place:
        _many_professionals(place, history)
        close_period(closer_at(place), history.period_id)
        yield place


def _many_professionals(place: Workplace, history: History) -> None:
    teller = Teller(place)
    with place.db.write() as session:
        meeting = teller.meet(session, history.term.first_day, professionals=12)
        codes = teller.cards(session, meeting, "professional", 12)
        state_professionals(unfinished_periods(session, SITE)[0], 30)
    for card in codes:
        teller.send(teller.open(card), {"r": {"V1": 4}})


def _lines(place: Workplace) -> list[LedgerLine]:
    with place.db.read() as session:
        return list(session.scalars(select(LedgerLine).order_by(LedgerLine.number)))


def test_releases_are_read_through_the_chain(closed: Workplace) -> None:
    with closed.db.read() as session:
        assert [release.group for release in releases_of(session, SITE)] == [
            "parents",
            "professionals",
        ]
        assert verify_ledger(session, SITE) == 2
        assert verify_ledger(session, "nowhere") == 0


@pytest.mark.parametrize(
    "statement",
    ["UPDATE ledger SET number = number + 10", "DELETE FROM ledger"],
    ids=["update", "delete"],
)
def test_the_database_refuses_to_change_a_line(closed: Workplace, statement: str) -> None:
    before = [line.hash for line in _lines(closed)]
    with (
        pytest.raises(DatabaseError, match="never changed or removed"),
        closed.db.write() as session,
    ):
        session.execute(text(statement))
    assert [line.hash for line in _lines(closed)] == before


def test_postgresql_refuses_to_empty_the_ledger(closed: Workplace) -> None:
    if closed.db.is_sqlite:
        pytest.skip("SQLite has no TRUNCATE; DELETE is refused")
    with (
        pytest.raises(DatabaseError, match="never changed or removed"),
        closed.db.write() as session,
    ):
        session.execute(text("TRUNCATE ledger"))


def _unguarded(place: Workplace, statement: str, **values: object) -> None:
    """Change the ledger as somebody could who owns the database."""
    with place.db.write() as session:
        if place.db.is_sqlite:
            session.execute(text("DROP TRIGGER ledger_no_update"))
            session.execute(text("DROP TRIGGER ledger_no_delete"))
        else:
            session.execute(text("ALTER TABLE ledger DISABLE TRIGGER ALL"))
        session.execute(text(statement), values)


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE ledger SET body = replace(body, '16', '17') WHERE number = 1", 1),
        ("UPDATE ledger SET body = replace(body, '[8,8]', '[9,9]') WHERE number = 1", 1),
        ("UPDATE ledger SET questionnaire_group = 'families' WHERE number = 2", 2),
        ("UPDATE ledger SET previous_hash = hash WHERE number = 2", 2),
        ("UPDATE ledger SET number = 3 WHERE number = 2", 2),
        ("DELETE FROM ledger WHERE number = 1", 1),
        ("DELETE FROM ledger WHERE number = 2", 2),
        ("DELETE FROM ledger", 1),
    ],
)
def test_a_change_is_noticed_with_the_number_of_the_line(
    closed: Workplace, statement: str, number: int
) -> None:
    _unguarded(closed, statement)
    with closed.db.read() as session:
        for read in (releases_of, verify_ledger):
            with pytest.raises(LedgerBroken) as broken:
                read(session, SITE)
            assert broken.value.number == number


@pytest.mark.parametrize("change", [("maple", "oakum"), ('"base"', '"bass"'), ("[", "[ ")])
def test_a_line_that_is_no_release_of_this_scope_is_noticed_although_its_hash_fits(
    closed: Workplace, change: tuple[str, str]
) -> None:
    row = _lines(closed)[-1]
    body = row.body.replace(*change)
    assert body != row.body
    forged = Line(row.number, row.previous_hash, row.questionnaire_group, body)
    _unguarded(
        closed,
        "UPDATE ledger SET body = :body, hash = :hash WHERE number = 2",
        body=body,
        hash=forged.hash,
    )
    with closed.db.read() as session, pytest.raises(LedgerBroken, match="line 2"):
        verify_ledger(session, SITE)
