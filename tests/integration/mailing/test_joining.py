"""Attacks on all that is left of a wave with links of one's own: whose link was which?

The attacker has every row of every table at every moment, the files of the database, the queue,
all folders with their secrets, and the logs; all but the mail server. Each attack is shown to work
where there is something to find.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from scipy.stats import spearmanr
from sqlalchemy import make_url, text

from sb_feedback.codes import code_hash
from sb_feedback.queue import wake
from sb_feedback.sealing import answer_slot
from sb_feedback.services import waves
from sb_feedback.services.answering import Recorded, new_number, open_code, record_answer
from sb_feedback.services.mailing import wave_mail as sending
from sb_feedback.services.mailing.tokens import Tokens
from sb_feedback.services.mailing.wave_mail import WaveMail
from sb_feedback.services.waves import single_use_links, wave_at
from sb_feedback.workplace import Workplace
from tests.integration.mailing.opened import Team, open_wave
from tests.integration.mailing.post_office import PostOffice
from tests.integration.sealing.handing_out import settle

MEMBERS = 40
#: So many are refused at the first try.
REFUSED = 5
#: Pairs that are guessed right by chance: half a pair on average, more than six hardly ever.
BY_CHANCE = 6
#: More than four standard errors of a rank correlation of forty.
NO_ORDER = 0.65


@dataclass
class Attacker:
    """Looks at the database whenever something was committed, and pairs what changes together."""

    team: Team
    known: set[bytes] = field(default_factory=set)
    states: dict[str, str] = field(default_factory=dict)
    cards: list[bytes] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    guesses: dict[str, bytes] = field(default_factory=dict)

    def look(self, _point: str = "") -> None:
        """Pair the next member whose mail is being sent with the next card that appeared."""
        with self.team.place.db.read() as session:
            cards = [bytes(name) for name in session.scalars(text("SELECT code_hash FROM card"))]
            mail = session.execute(
                text(
                    "SELECT seat.email, mail.state, mail.tries FROM mail JOIN seat"
                    " ON seat.id = mail.seat_id WHERE mail.kind = 'invitation'"
                )
            )
            states = {email: f"{state} {tries}" for email, state, tries in mail}
        self.cards += [card for card in cards if card not in self.known]
        self.known |= set(cards)
        for email, state in states.items():
            if state.startswith("sending") and self.states.get(email) != state:
                self.waiting.append(email)
        self.states = states
        while self.cards and self.waiting:
            self.guesses[self.waiting.pop(0)] = self.cards.pop(0)


@pytest.fixture
def team(workplace: Workplace, office: PostOffice) -> Team:
    """A team whose wave is open; the first members' server says later at the first try."""
    opened = open_wave(workplace, "single_use", members=MEMBERS)
    late = set(opened.emails[:REFUSED])
    office.at_address = lambda to, number: "450 later" if to in late and number == 1 else ""
    return opened


def mailed(team: Team, office: PostOffice, clock: time_machine.Traveller) -> Attacker:
    """Send everything, one hour later again, with the attacker at every point."""
    attacker = Attacker(team)
    outbox = team.outbox(office.port, attacker.look)
    outbox.send_due()
    clock.shift(timedelta(hours=1))
    outbox.send_due()
    assert len(office.taken) == MEMBERS
    return attacker


def truth(team: Team, office: PostOffice) -> dict[str, bytes]:
    """Whose card is which: only the mail server could tell."""
    return {
        one.to: code_hash(team.place.secret, code) for one in office.taken for code in one.codes
    }


def right(attacker: Attacker, cards: Mapping[str, bytes]) -> int:
    return sum(attacker.guesses.get(email) == card for email, card in cards.items())


def test_the_history_of_all_rows_pairs_no_address_with_a_card(
    team: Team, office: PostOffice, clock: time_machine.Traveller
) -> None:
    attacker = mailed(team, office, clock)
    assert len(attacker.guesses) == MEMBERS
    assert right(attacker, truth(team, office)) <= BY_CHANCE
    # A second try brought no card of its own: any of all cards may be anybody's.
    assert len(attacker.known) == 2 * MEMBERS


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: each card is made when its message is written."""

    def take(self: Tokens, period_id: str) -> str:
        with self.db.write() as session:
            wave = wave_at(session, period_id)
            (codes,) = single_use_links(session, self.codes, wave, 1, wave.period.first_day)
        return codes.qr

    monkeypatch.setattr(Tokens, "stock", lambda *_arguments: None)
    monkeypatch.setattr(Tokens, "take", take)


@pytest.mark.usefixtures("one_by_one")
def test_cards_that_are_made_one_by_one_are_paired(
    team: Team, office: PostOffice, clock: time_machine.Traveller
) -> None:
    assert right(mailed(team, office, clock), truth(team, office)) == MEMBERS


# --- how rows lie ---------------------------------------------------------------------------------


def _as_they_lie(place: Workplace, statement: str) -> list[object]:
    with place.db.read() as session:
        return [
            bytes(name) if isinstance(name, memoryview) else name
            for name in session.scalars(text(statement))
        ]


def order(team: Team, office: PostOffice) -> float:
    """Rank correlation, without its sign, of where members' mail and their cards lie."""
    cards = truth(team, office)
    lying = _as_they_lie(team.place, "SELECT code_hash FROM card")
    mail = _as_they_lie(
        team.place,
        "SELECT seat.email FROM mail JOIN seat ON seat.id = mail.seat_id"
        " WHERE mail.kind = 'invitation'",
    )
    places = [lying.index(cards[str(email)]) for email in mail]
    return abs(float(spearmanr(range(len(places)), places).statistic))


def test_mail_and_cards_do_not_lie_alike(
    team: Team, office: PostOffice, clock: time_machine.Traveller
) -> None:
    mailed(team, office, clock)
    assert order(team, office) < NO_ORDER


class _Unshuffled:
    """Control: a draw that leaves everything as it was."""

    def shuffle(self, things: list[object]) -> None:
        """Nothing."""


def test_in_the_order_of_the_roster_they_would_lie_alike(
    workplace: Workplace, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    if workplace.db.is_sqlite:
        pytest.skip("cards lie by their names there")
    monkeypatch.setattr(sending, "SystemRandom", _Unshuffled)
    monkeypatch.setattr("sb_feedback.services.mailing.tokens.SystemRandom", _Unshuffled)
    monkeypatch.setattr(waves, "add_shuffled", lambda session, rows: session.add_all(rows))
    team = open_wave(workplace, "single_use", members=MEMBERS)
    team.outbox(office.port).send_due()
    assert order(team, office) > NO_ORDER


def test_all_cards_come_from_one_transaction_and_none_from_one_with_mail(
    team: Team, office: PostOffice, clock: time_machine.Traveller
) -> None:
    if team.place.db.is_sqlite:
        pytest.skip("rows tell no transaction there")
    mailed(team, office, clock)
    cards = set(_as_they_lie(team.place, "SELECT CAST(xmin AS text) FROM card"))
    mail = set(_as_they_lie(team.place, "SELECT CAST(xmin AS text) FROM mail"))
    assert len(cards) == 1
    assert not cards & mail


# --- answers --------------------------------------------------------------------------------------


def answered(team: Team, office: PostOffice) -> dict[str, bytes]:
    """Everybody answers, in any order; whose answer is which row."""
    place, rows = team.place, {}
    secret = place.slots.get(team.wave_id)
    assert secret is not None
    for one in random.SystemRandom().sample(office.taken, len(office.taken)):
        (code,) = one.codes
        with place.db.read() as session:
            _, survey = open_code(session, place.secret, code, place.clock.today())
        assert survey is not None
        number = new_number(place.secret, code)
        assert record_answer(place.db, place.slots, survey, number, {}) is Recorded.THANKS
        rows[one.to] = answer_slot(secret, survey.card_hash, shared=False, number=number)
    return rows


def test_with_every_secret_an_answer_leads_to_a_card_and_no_further(
    team: Team, office: PostOffice, clock: time_machine.Traveller
) -> None:
    attacker = mailed(team, office, clock)
    whose = answered(team, office)
    secret = team.place.slots.get(team.wave_id)
    assert secret is not None
    slot_of = {card: answer_slot(secret, card, shared=False, number="") for card in attacker.known}
    stored = set(_as_they_lie(team.place, "SELECT slot FROM sealed_answer"))
    assert stored == set(whose.values()) <= set(slot_of.values())
    guessed = {email: slot_of[card] for email, card in attacker.guesses.items()}
    assert sum(guessed[email] == slot for email, slot in whose.items()) <= BY_CHANCE
    lying = _as_they_lie(team.place, "SELECT slot FROM sealed_answer")
    mail = _as_they_lie(
        team.place,
        "SELECT seat.email FROM mail JOIN seat ON seat.id = mail.seat_id"
        " WHERE mail.kind = 'invitation'",
    )
    places = [lying.index(whose[str(email)]) for email in mail]
    assert abs(float(spearmanr(range(len(places)), places).statistic)) < NO_ORDER


# --- what is written down -------------------------------------------------------------------------


def _files(place: Workplace) -> Iterator[Path]:
    """Every file of the database, the queue and all folders."""
    settle(place)
    yield from (path for path in place.settings.data_dir.rglob("*") if path.is_file())
    if place.db.is_sqlite:
        name = Path(str(make_url(place.settings.database).database))
        yield from name.parent.glob(f"{name.name}*")
        return
    with place.db.read() as session:
        folder = Path(str(session.scalar(text("SHOW data_directory"))))
    yield from (path for path in folder.rglob("*") if path.is_file())


def written(place: Workplace, words: set[str]) -> set[str]:
    contents = [path.read_bytes() for path in _files(place)]
    return {word for word in words if any(word.encode() in content for content in contents)}


def ours(caplog: pytest.LogCaptureFixture) -> str:
    """The logs, but for those of the mail server of the test."""
    return "\n".join(
        line.getMessage() for line in caplog.records if not line.name.startswith("mail.")
    )


def test_no_file_no_queue_and_no_log_holds_a_link(
    team: Team,
    office: PostOffice,
    clock: time_machine.Traveller,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.INFO, "sqlalchemy"):
        wake(team.place)
        mailed(team, office, clock)
        wake(team.place)
    codes = {code for one in office.taken for code in one.codes}
    names = {str(one.message["Message-ID"]).strip("<>").partition("@")[0] for one in office.taken}
    assert len(codes) == len(names) == MEMBERS
    assert written(team.place, codes | names | {"member00@example.org"}) == {"member00@example.org"}
    logged = ours(caplog)
    assert "UPDATE mail" in logged
    assert not {secret for secret in codes | names | set(team.emails) if secret in logged}


def test_a_link_that_is_written_down_is_found(
    team: Team,
    office: PostOffice,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Control: a job that notes what it sends."""
    take = Tokens.take

    def noted(self: Tokens, period_id: str) -> str:
        code = take(self, period_id)
        logging.getLogger("careless").info("sending %s", code)
        with (team.place.settings.data_dir / "sent.txt").open("a") as file:
            file.write(code)
        return code

    monkeypatch.setattr(Tokens, "take", noted)
    with caplog.at_level(logging.INFO):
        team.outbox(office.port).send_due()
    codes = {code for one in office.taken for code in one.codes}
    assert codes
    assert written(team.place, codes) == codes
    assert all(code in ours(caplog) for code in codes)


def test_memory_that_is_kept_knows_no_address(team: Team, office: PostOffice) -> None:
    outbox = team.outbox(office.port)
    outbox.send_due()
    (mail,) = outbox.sources
    assert isinstance(mail, WaveMail)
    kept = repr(vars(mail.tokens))
    assert "example.org" not in kept
    assert not [code for one in office.taken for code in one.codes if code in kept]
