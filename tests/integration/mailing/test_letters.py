"""Letters to staff: what they say, to whom, at most once each, and where their links are not."""

from __future__ import annotations

import logging
from collections import Counter
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import event, select

from sb_feedback.models import Invitation, Letter, PasswordReset, User
from sb_feedback.queue import wake
from sb_feedback.services import one_time_links
from sb_feedback.services.accounts import user_of
from sb_feedback.services.invitations import hand_over, invite, withdraw
from sb_feedback.services.mailing import staff_mail
from sb_feedback.services.mailing.fates import MOST_TRIES
from sb_feedback.services.one_time_links import issue
from sb_feedback.services.staff_letters import mail_invitation, mail_notices
from sb_feedback.workplace import Workplace
from tests.integration.mailing.post_office import PostOffice, free_port
from tests.integration.mailing.staffed import (
    BOSS,
    add_people,
    forgets,
    invited,
    outbox,
    states,
    token_to,
)
from tests.integration.mailing.test_joining import ours, written
from tests.integration.mailing.test_kills import Killed

FIRST, SECOND, THIRD = (f"new{number}@example.org" for number in range(3))
READERS = (
    ("c@example.org", "coordinator", "maple"),
    ("j@example.org", "judge", "maple"),
)
PERIOD = "maple.2026-04-01"


@pytest.fixture
def place(workplace: Workplace) -> Workplace:
    """The workplace with an administrator."""
    add_people(workplace, [(BOSS, "administrator", None)])
    return workplace


def notice(place: Workplace) -> None:
    """Have the readers of the period told."""
    with place.db.write() as session:
        mail_notices(session, PERIOD, place.clock.now())


def test_an_invitation_says_who_invites_where_and_until_when(
    place: Workplace, office: PostOffice
) -> None:
    invited(place, FIRST)
    outbox(place, office.port).send_due()
    (taken,) = office.taken
    token = token_to(office, FIRST)
    for words in (
        "boss@example.org invites you to Safe Babies feedback. Place: Maple County. Your role:",
        "juez o jueza",
        "The link works once, until May 27, 2026.",
        "hasta el 27 de mayo de 2026",
        "Abajo en español.",
        f"http://localhost:5000/invited/{token}",
    ):
        assert words in taken.text
        assert words in taken.html
    assert taken.message["Subject"].startswith("[SAMPLE] Your invitation: feedback of Maple")
    assert taken.message["From"] == "Safe Babies feedback <from@example.org>"
    assert taken.message["Reply-To"] == BOSS
    for trace in ("<img", "src=", "background=", "url(", "<script"):
        assert trace not in taken.html


def test_a_notice_says_which_report_and_no_more(place: Workplace, office: PostOffice) -> None:
    add_people(place, READERS[:1])
    notice(place)
    outbox(place, office.port).send_due()
    (taken,) = office.taken
    english, spanish = taken.text.split("- - - - -")
    assert english == (
        "Abajo en español.\n\n"
        "The report of Maple County for April 2026 to June 2026 is ready.\n\n"
        "All who read it get this message at the same time. It holds no results.\n\n"
        "Sign in to read it:\nhttp://localhost:5000/sign-in\n\n"
        "Want no more messages like this? Sign in and change it here:"
        " http://localhost:5000/account/mail\n\n\n"
    )
    assert "El informe de Maple County de abril de 2026 a junio de 2026 está listo." in spanish
    assert taken.message["Reply-To"] is None


def test_a_new_password_says_what_to_do_if_it_was_not_you(
    place: Workplace, office: PostOffice
) -> None:
    forgets(place, BOSS)
    outbox(place, office.port).send_due()
    (taken,) = office.taken
    assert "The link works once, for 2 hours. After that you are signed out" in taken.text
    assert "If it was not you, delete this. Your password stays as it is." in taken.text
    assert token_to(office, BOSS)


# --- to whom --------------------------------------------------------------------------------------


def test_all_readers_of_the_site_are_told_at_the_same_moment(
    place: Workplace, office: PostOffice
) -> None:
    add_people(place, [*READERS, ("quiet@example.org", "coordinator", "maple")])
    with place.db.write() as session:
        quiet = user_of(session, "quiet@example.org")
        assert quiet is not None
        quiet.takes_notices = False
    for _ in range(2):
        notice(place)
    assert set(states(place)) == {"c@example.org", "j@example.org"}
    with place.db.read() as session:
        assert len({letter.next_at for letter in session.scalars(select(Letter))}) == 1
    sender = outbox(place, office.port)
    for _ in range(3):
        sender.send_due()
    assert sorted(one.to for one in office.taken) == ["c@example.org", "j@example.org"]


def test_who_turns_notices_off_in_the_meantime_gets_none(
    place: Workplace, office: PostOffice
) -> None:
    add_people(place, READERS)
    notice(place)

    def turn_off(point: str) -> None:
        if point == "handed over":
            with place.db.write() as session:
                for user in session.scalars(select(User)):
                    user.takes_notices = False

    outbox(place, office.port, turn_off).send_due()
    assert len(office.taken) == 1
    outbox(place, office.port).send_due()
    assert sorted(states(place).values()) == ["dropped", "sent"]


def test_nobody_without_an_account_is_sent_a_new_password(
    place: Workplace, office: PostOffice
) -> None:
    forgets(place, "nobody@example.org")
    outbox(place, office.port).send_due()
    assert office.taken == []


def test_withdrawn_and_outdated_invitations_are_not_sent(
    place: Workplace, office: PostOffice, clock: time_machine.Traveller
) -> None:
    first, _ = invited(place, FIRST), invited(place, SECOND)
    with place.db.write() as session:
        boss = user_of(session, BOSS)
        assert boss is not None
        withdraw(session, boss, first)
    outbox(place, None).send_due()
    assert states(place) == {FIRST: "dropped", SECOND: "waiting"}
    clock.shift(timedelta(days=15))
    outbox(place, office.port).send_due()
    assert states(place) == {FIRST: "dropped", SECOND: "failed"}
    assert office.taken == []


def test_an_account_that_is_gone_takes_its_letters_along(
    place: Workplace, office: PostOffice
) -> None:
    add_people(place, READERS)
    notice(place)
    invited(place, FIRST)

    def leave(point: str) -> None:
        if point == "claimed":
            with place.db.write() as session:
                for user in session.scalars(select(User)):
                    session.delete(user)

    outbox(place, office.port, leave).send_due()
    assert len(office.taken) == 1
    assert states(place) == {}


# --- at most once ---------------------------------------------------------------------------------


def test_one_failure_never_stops_the_rest(place: Workplace, office: PostOffice) -> None:
    said = {FIRST: "550 nobody", SECOND: "450 later"}
    office.at_address = lambda to, _number: said.get(to, "")
    add_people(place, READERS)
    notice(place)
    for email in (FIRST, SECOND, THIRD):
        invited(place, email)
    outbox(place, office.port).send_due()
    assert states(place) == {
        FIRST: "failed",
        SECOND: "refused",
        THIRD: "sent",
        "c@example.org": "sent",
        "j@example.org": "sent",
    }


def test_a_refused_letter_goes_out_later_with_another_link(
    place: Workplace, office: PostOffice, clock: time_machine.Traveller
) -> None:
    office.at_content = lambda _to, number: "451 greylisted" if number < 3 else ""
    invited(place, FIRST)
    hashes = []
    for _ in range(4):
        outbox(place, office.port).send_due()
        clock.shift(timedelta(hours=1))
        with place.db.read() as session:
            hashes.append(session.scalars(select(Invitation.token_hash)).one())
    assert len(office.taken) == 1
    assert len(set(hashes)) == 3
    with place.db.read() as session:
        token = token_to(office, FIRST)
        assert one_time_links.link_of(session, Invitation, token) is not None


def test_a_server_that_cannot_be_reached_uses_up_no_tries(
    place: Workplace, office: PostOffice, clock: time_machine.Traveller
) -> None:
    invited(place, FIRST)
    nobody = free_port()
    for _ in range(2 * MOST_TRIES):
        outbox(place, nobody).send_due()
        clock.shift(timedelta(hours=4))
    outbox(place, office.port).send_due()
    assert states(place) == {FIRST: "sent"}


@pytest.mark.parametrize("said", ["drop", "lie"])
def test_what_may_have_been_taken_is_never_sent_again(
    place: Workplace, office: PostOffice, clock: time_machine.Traveller, said: str
) -> None:
    add_people(place, READERS)
    notice(place)
    office.at_content = lambda _to, _number: said
    for _ in range(3):
        outbox(place, office.port, patience=1.5).send_due()
        clock.shift(timedelta(hours=2))
    assert max(Counter(one.to for one in office.taken).values()) == 1
    assert set(states(place).values()) == {"sent"}


def test_stopped_at_every_point_nobody_is_written_to_twice(
    place: Workplace, office: PostOffice
) -> None:
    add_people(place, READERS)
    notice(place)
    for email in (FIRST, SECOND, THIRD):
        invited(place, email)
    points = 0
    while _stopped_at(place, office.port, points := points + 1):
        pass
    assert points > 6
    assert set(states(place).values()) == {"sent"}
    assert max(Counter(one.to for one in office.taken).values()) == 1


def _stopped_at(place: Workplace, port: int, point: int) -> bool:
    reached = 0

    def reach(_what: object) -> None:
        nonlocal reached
        reached += 1
        if reached == point:
            raise Killed

    event.listen(place.db.engine, "commit", reach)
    try:
        with suppress(Killed):
            outbox(place, port, reach).send_due()
            return False
    finally:
        event.remove(place.db.engine, "commit", reach)
        place.db.engine.dispose()
    return True


# --- where links are not --------------------------------------------------------------------------


def everything_sent(place: Workplace, office: PostOffice) -> set[str]:
    """Send and show links; their tokens."""
    invited(place, FIRST)
    forgets(place, BOSS)
    wake(place)
    outbox(place, office.port).send_due()
    with place.db.write() as session:
        boss, now = user_of(session, BOSS), place.clock.now()
        assert boss is not None
        made = invite(session, boss, email=SECOND, role="judge", site_id="maple", now=now)
        shown = hand_over(session, made, now, by_mail=False)
    assert shown is not None
    return {token_to(office, FIRST), token_to(office, BOSS), shown}


def test_no_file_no_queue_and_no_log_holds_a_token(
    place: Workplace, office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.INFO, "sqlalchemy"):
        tokens = everything_sent(place, office)
    assert len(tokens) == 3
    assert written(place, tokens | {FIRST}) == {FIRST}
    logged = ours(caplog)
    assert "UPDATE letter" in logged
    assert not [secret for secret in (*tokens, FIRST, BOSS) if secret in logged]


def test_a_token_that_is_kept_is_found(
    place: Workplace, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: a row that holds the token itself."""
    monkeypatch.setattr(one_time_links, "token_hash", lambda token: token.encode()[:32])
    tokens = everything_sent(place, office)
    assert written(place, {token[:32] for token in tokens}) == {token[:32] for token in tokens}


def test_a_token_is_made_when_its_letter_is_claimed(
    place: Workplace, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    invited(place, FIRST)
    forgets(place, BOSS)
    with place.db.read() as session:
        assert set(session.scalars(select(Invitation.token_hash))) == {None}
        assert set(session.scalars(select(PasswordReset.token_hash))) == {None}
    made: list[str] = []

    def noted(*arguments: object) -> str:
        made.append(issue(*arguments))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr(staff_mail, "issue", noted)
    outbox(place, office.port).send_due()
    assert set(made) == {token_to(office, FIRST), token_to(office, BOSS)}


def test_inviting_again_by_mail_sends_again(place: Workplace, office: PostOffice) -> None:
    first = invited(place, FIRST)
    outbox(place, office.port).send_due()
    second = invited(place, FIRST)
    with place.db.write() as session:
        mail_invitation(session, session.get_one(Invitation, second), place.clock.now())
    outbox(place, office.port).send_due()
    assert first != second
    assert len(office.to(FIRST)) == 2
    with place.db.read() as session:
        assert session.get_one(Invitation, first).state == "withdrawn"
