"""Attacks on the files of a database: which card belongs to which answer, and which came first.

Each attack is shown to work where there is something to find: on a card that is marked when it is
used, and on the order of arrival before the rows are laid down anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from scipy.stats import spearmanr
from sqlalchemy import event, make_url, text, update
from sqlalchemy.orm import Session

from analysis import term_of
from sb_feedback.codes import code_hash
from sb_feedback.db import Base, Database
from sb_feedback.models import Card
from sb_feedback.sealing import SealedForm
from sb_feedback.services import answering
from sb_feedback.services.answering import Recorded
from sb_feedback.services.closing.rewrite import StillRead, rewrite_answers
from sb_feedback.workplace import Workplace
from tests.integration.closing.telling import Teller
from tests.integration.sealing.handing_out import Hand, hand_out, send, settle
from tests.integration.sealing.write_ahead import transactions_that_touch

CARDS = 60
#: Pairs that stand at the same place by chance: one on average, more than six once in 10,000.
BY_CHANCE = 6
#: More than four standard errors of a rank correlation of sixty.
NO_ORDER = 0.53


@pytest.fixture
def hands(workplace: Workplace) -> list[Hand]:
    """Cards in the order in which they will be used."""
    handed = hand_out(workplace, CARDS)
    settle(workplace)
    return handed


def _use(place: Workplace, hands: Sequence[Hand]) -> None:
    for hand in hands:
        assert send(place, hand.survey, hand.number, {}) is Recorded.THANKS


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch, hands: list[Hand]) -> None:
    """Control: a card's row is written to in the transaction of its answer."""
    insert, cards = answering._insert, {hand.row_id: hand.card for hand in hands}

    def insert_and_mark(session: Session, form: SealedForm) -> bool:
        mark = update(Card).where(Card.code_hash == cards[form.id])
        session.execute(mark.values(expires_on=date.max))
        return insert(session, form)

    monkeypatch.setattr(answering, "_insert", insert_and_mark)


def _need(place: Workplace, *, sqlite: bool) -> None:
    if place.db.is_sqlite != sqlite:
        pytest.skip("an attack on the other database")


def _file(place: Workplace) -> Path:
    name = make_url(place.settings.database).database
    assert name is not None
    return Path(name)


def _cards_as_they_lie(place: Workplace) -> list[bytes]:
    """Names of cards as they lie in the file: what a plain dump shows, line by line."""
    with place.db.read() as session:
        cards = [bytes(name) for name in session.scalars(text("SELECT code_hash FROM card"))]
    return sorted(cards, key=_file(place).read_bytes().find) if place.db.is_sqlite else cards


def _answers_as_they_lie(place: Workplace) -> list[bytes]:
    """Names of answers as they lie in the file; in SQLite's, as the ends of their boxes do."""
    with place.db.read() as session:
        rows = session.execute(text("SELECT id, box FROM sealed_answer"))
        ends = {bytes(name): bytes(box[-32:]) for name, box in rows}
    if not place.db.is_sqlite:
        return list(ends)
    content = _file(place).read_bytes()
    return sorted(ends, key=lambda name: content.find(ends[name]))


def _at_the_same_place(place: Workplace, hands: Sequence[Hand]) -> int:
    """Cards that lie at the same place of their table as their answers do in theirs."""
    settle(place)
    card_of = {hand.row_id: hand.card for hand in hands}
    used = [card for card in _cards_as_they_lie(place) if card in card_of.values()]
    answers = _answers_as_they_lie(place)
    return sum(card_of[row] == card for row, card in zip(answers, used, strict=True))


def _order(used: Sequence[bytes], lying: Sequence[bytes]) -> float:
    """Rank correlation, without its sign, of where rows lie with the order of use."""
    places = {name: at for at, name in enumerate(lying)}
    return abs(float(spearmanr(range(len(used)), [places[name] for name in used]).statistic))


def _order_of_arrival(place: Workplace, hands: Sequence[Hand]) -> float:
    settle(place)
    return _order([hand.row_id for hand in hands], _answers_as_they_lie(place))


def _order_of_use(place: Workplace, hands: Sequence[Hand]) -> float:
    settle(place)
    return _order([hand.card for hand in hands], _cards_as_they_lie(place))


def _snapshot(place: Workplace) -> dict[str, set[tuple[object, ...]]]:
    """All rows of all tables; on PostgreSQL with the places and marks of the rows."""
    hidden = (
        "" if place.db.is_sqlite else "CAST(ctid AS text), CAST(xmin AS text), CAST(xmax AS text), "
    )
    with place.db.read() as session:
        return {
            name: {tuple(row) for row in session.execute(text(f"SELECT {hidden}* FROM {name}"))}
            for name in Base.metadata.tables
        }


def test_using_a_card_changes_the_table_of_answers_and_no_other(
    workplace: Workplace, hands: list[Hand]
) -> None:
    before = _snapshot(workplace)
    _use(workplace, hands)
    after = _snapshot(workplace)
    assert {name for name in after if after[name] != before[name]} == {"sealed_answer"}
    assert len(after["sealed_answer"]) == CARDS


def test_cards_and_answers_do_not_lie_alike(workplace: Workplace, hands: list[Hand]) -> None:
    _use(workplace, hands)
    assert _at_the_same_place(workplace, hands) <= BY_CHANCE
    assert _order_of_use(workplace, hands) < NO_ORDER
    rewrite_answers(workplace.db)
    assert _at_the_same_place(workplace, hands) <= BY_CHANCE


def test_cards_used_in_the_order_in_which_they_lie_are_known_until_the_rewrite(
    workplace: Workplace, hands: list[Hand]
) -> None:
    """Shows that the attack above works; sheets are printed in another order than rows lie."""
    _need(workplace, sqlite=False)
    lying = _cards_as_they_lie(workplace)
    _use(workplace, sorted(hands, key=lambda hand: lying.index(hand.card)))
    assert _at_the_same_place(workplace, hands) == CARDS
    rewrite_answers(workplace.db)
    assert _at_the_same_place(workplace, hands) <= BY_CHANCE


def test_cards_do_not_lie_as_they_stand_on_their_sheet(workplace: Workplace) -> None:
    teller = Teller(workplace)
    with workplace.db.write() as session:
        day = term_of(workplace.clock.today(), 3).first_day
        sheet = teller.cards(session, teller.meet(session, day, parents=1), "parent", CARDS)
    settle(workplace)
    printed = [code_hash(workplace.secret, codes.qr) for codes in sheet]
    assert _order(printed, _cards_as_they_lie(workplace)) < NO_ORDER


def _same_transaction(place: Workplace, hands: Sequence[Hand]) -> int:
    """Pairs of card and answer that PostgreSQL says were written together."""
    pairs = {(hand.card, hand.row_id) for hand in hands}
    joined = text(
        "SELECT card.code_hash, sealed_answer.id FROM card, sealed_answer"
        " WHERE card.xmin = sealed_answer.xmin OR card.xmax = sealed_answer.xmin"
    )
    with place.db.read() as session:
        return sum((bytes(card), bytes(row)) in pairs for card, row in session.execute(joined))


def test_no_transaction_wrote_a_card_and_an_answer(workplace: Workplace, hands: list[Hand]) -> None:
    _need(workplace, sqlite=False)
    _use(workplace, hands)
    assert _same_transaction(workplace, hands) == 0


@pytest.mark.usefixtures("marked")
def test_the_transaction_of_a_marked_card_would_tell(
    workplace: Workplace, hands: list[Hand]
) -> None:
    _need(workplace, sqlite=False)
    _use(workplace, hands)
    assert _same_transaction(workplace, hands) == CARDS


def test_the_write_ahead_log_knows_no_card(workplace: Workplace, hands: list[Hand]) -> None:
    with transactions_that_touch(workplace, "card", [hand.card for hand in hands]) as touched:
        _use(workplace, hands)
    assert touched() == 0


@pytest.mark.usefixtures("marked")
def test_the_write_ahead_log_would_know_a_marked_card(
    workplace: Workplace, hands: list[Hand]
) -> None:
    with transactions_that_touch(workplace, "card", [hand.card for hand in hands]) as touched:
        _use(workplace, hands)
    assert touched() == CARDS


def test_after_a_rewrite_nothing_tells_which_answer_came_first(
    workplace: Workplace, hands: list[Hand]
) -> None:
    _use(workplace, hands)
    assert _order_of_arrival(workplace, hands) > NO_ORDER  # the attack finds what is there
    for _ in range(2):
        rewrite_answers(workplace.db)
        assert _order_of_arrival(workplace, hands) < NO_ORDER
        assert len(_answers_as_they_lie(workplace)) == CARDS


def test_after_a_rewrite_all_answers_come_from_one_transaction(
    workplace: Workplace, hands: list[Hand]
) -> None:
    _need(workplace, sqlite=False)
    distinct = text("SELECT count(DISTINCT CAST(xmin AS text)) FROM sealed_answer")
    _use(workplace, hands)
    with workplace.db.read() as session:
        assert session.scalar(distinct) == CARDS
    rewrite_answers(workplace.db)
    with workplace.db.read() as session:
        assert session.scalar(distinct) == 1


def test_after_a_rewrite_the_log_is_empty(workplace: Workplace, hands: list[Hand]) -> None:
    _need(workplace, sqlite=True)
    log = _file(workplace).with_name(_file(workplace).name + "-wal")
    _use(workplace, hands)
    assert log.stat().st_size > 0
    rewrite_answers(workplace.db)
    assert log.stat().st_size == 0


def test_a_rewrite_says_so_when_somebody_keeps_reading_the_old_rows(
    workplace: Workplace, hands: list[Hand]
) -> None:
    _need(workplace, sqlite=True)
    _use(workplace, hands)
    impatient = Database(workplace.settings.database)
    event.listen(impatient.engine, "connect", _without_patience)
    with workplace.db.read() as reader:
        reader.scalar(text("SELECT count(*) FROM sealed_answer"))
        with pytest.raises(StillRead):
            rewrite_answers(impatient)
    rewrite_answers(impatient)
    impatient.engine.dispose()


def _without_patience(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA busy_timeout=10")


def _counters(place: Workplace) -> set[tuple[object, ...]]:
    table, name, value = (
        ("sqlite_master", "name", "rootpage")
        if place.db.is_sqlite
        else ("pg_sequences", "sequencename", "last_value")
    )
    where = "WHERE name LIKE 'sqlite_seq%'" if place.db.is_sqlite else ""
    with place.db.read() as session:
        rows = session.execute(text(f"SELECT {name}, {value} FROM {table} {where}"))
        return {tuple(row) for row in rows}


def test_no_counter_moves_with_the_answers(workplace: Workplace, hands: list[Hand]) -> None:
    before = _counters(workplace)
    _use(workplace, hands)
    assert _counters(workplace) == before
    assert not workplace.db.is_sqlite or before == set()


def test_the_rows_of_answers_have_no_row_number(workplace: Workplace) -> None:
    _need(workplace, sqlite=True)
    with workplace.db.read() as session:
        (made,) = session.scalars(
            text("SELECT sql FROM sqlite_master WHERE name = 'sealed_answer'")
        )
    assert "WITHOUT ROWID" in made
