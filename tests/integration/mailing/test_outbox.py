"""Invitations and reminders: to whom, when, how often, and what one failure does to the rest."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from sqlalchemy import delete, select

from forms import lines_as_text, load_help_lines
from sb_feedback.codes import code_hash, shared_codes
from sb_feedback.jobs import Worker, planner_at
from sb_feedback.models import Card, Period, Seat, SiteHelp, Wave
from sb_feedback.services.answering import Standing, open_code
from sb_feedback.services.mailing.delivery import Delivery, delivery
from sb_feedback.services.mailing.fates import MOST_TRIES, PAUSES
from sb_feedback.services.mailing.planning import invite
from sb_feedback.services.site_help import confirm_help
from sb_feedback.services.teams import found_team, roster_on
from sb_feedback.workplace import Workplace
from tests.integration.mailing.opened import Team, open_wave
from tests.integration.mailing.post_office import PostOffice, free_port

FIRST, SECOND, THIRD = (f"member{number:02}@example.org" for number in range(3))


def counted(team: Team) -> Delivery:
    with team.place.db.read() as session:
        return delivery(session, team.wave_id)


def test_the_round_of_the_worker_opens_a_wave_and_mails_it(
    workplace: Workplace, office: PostOffice, clock: time_machine.Traveller
) -> None:
    settings = workplace.settings.model_copy(
        update={
            "smtp_host": "localhost",
            "smtp_port": office.port,
            "smtp_security": "none",
            "smtp_from": "from@example.org",
        }
    )
    place = Workplace(settings, workplace.hasher)
    today = place.clock.today()
    with place.db.write() as session:
        found_team(session, site_id="maple", today=today)
        session.add(Seat(team_id="maple-act", email=FIRST, sector="community", joined_on=today))
    worker = Worker(place)
    worker.run_round()
    assert office.taken == []
    clock.move_to(datetime(2026, 6, 1, 12, tzinfo=UTC))
    worker.run_round()
    worker.run_round()
    assert [one.to for one in office.taken] == [FIRST]
    place.db.engine.dispose()


@pytest.mark.parametrize("door", ["shared", "single_use"])
def test_before_help_lines_are_confirmed_nothing_is_mailed(
    workplace: Workplace, office: PostOffice, door: str
) -> None:
    with workplace.db.write() as session:
        session.execute(delete(SiteHelp))
    team = open_wave(workplace, door, members=2)
    team.outbox(office.port).send_due()
    assert office.tries == {}
    assert set(team.states().values()) == {"waiting"}
    with workplace.db.write() as session:
        confirm_help(session, "maple", lines_as_text(load_help_lines()), workplace.clock.today())
    planner_at(workplace).keep_ready(workplace.clock.today())
    team.outbox(office.port).send_due()
    assert set(team.states().values()) == {"sent"}


def test_everybody_is_invited_once(workplace: Workplace, office: PostOffice) -> None:
    team = open_wave(workplace, members=30)
    outbox = team.outbox(office.port)
    for _ in range(3):
        outbox.send_due()
    assert Counter(one.to for one in office.taken) == dict.fromkeys(team.emails, 1)
    assert set(team.states().values()) == {"sent"}
    assert counted(team) == Delivery(mailed=30)
    assert office.connections <= 2  # one was to see whether it is there


def test_opening_a_wave_twice_plans_its_mail_once(workplace: Workplace) -> None:
    team = open_wave(workplace, members=2)
    with workplace.db.write() as session:
        wave = session.get_one(Wave, team.wave_id)
        roster = roster_on(session, "maple-act", workplace.clock.today())
        invite(session, wave, roster, workplace.clock.now())
    assert len(team.mail()) == 2


def test_what_a_message_says(workplace: Workplace, office: PostOffice) -> None:
    team = open_wave(workplace, members=1)
    team.outbox(office.port).send_due()
    (taken,) = office.taken
    code = shared_codes(workplace.secret, team.wave_id, "member").qr
    assert taken.codes == {code}
    for words in (
        "Maple County ACT",
        "until May 26, 2026",
        "hasta el 26 de mayo de 2026",
        "Abajo en español.",
        "No name.",
        "Please answer once.",
        f"http://localhost:5000/Q/{code}",
    ):
        assert words in taken.text
        assert words in taken.html
    assert taken.message["Subject"].startswith("[SAMPLE] How is your team doing? / ¿Cómo va")
    assert taken.message["To"] == FIRST
    assert taken.message["From"] == "Maple County ACT <from@example.org>"
    assert taken.message["Reply-To"] == "from@example.org"
    assert taken.message["List-Unsubscribe"] == "<mailto:from@example.org?subject=No%20more%20mail>"
    for trace in ("<img", "src=", "background=", "url(", "<script"):
        assert trace not in taken.html


def test_a_message_id_says_nothing(workplace: Workplace, office: PostOffice) -> None:
    team = open_wave(workplace, members=3)
    team.outbox(office.port).send_due()
    names = {one.message["Message-ID"] for one in office.taken}
    assert len(names) == 3
    with workplace.db.read() as session:
        kept = str(session.connection().exec_driver_sql("SELECT * FROM mail").all())
    assert all(name.strip("<>").partition("@")[0] not in kept for name in names)


def test_coordinators_get_the_replies(workplace: Workplace, office: PostOffice) -> None:
    with workplace.db.write() as session:
        for email in ("z@example.org", "c@example.org"):
            workplace.accounts.add_user(
                session,
                email=email,
                password="very long words",
                role="coordinator",
                site_id="maple",
                today=workplace.clock.today(),
            )
    open_wave(workplace, members=1).outbox(office.port).send_due()
    (taken,) = office.taken
    assert taken.message["Reply-To"] == "c@example.org, z@example.org"
    assert "<mailto:c@example.org?" in taken.message["List-Unsubscribe"]


# --- who is not mailed ----------------------------------------------------------------------------


def test_who_asked_for_no_mail_gets_none(workplace: Workplace, office: PostOffice) -> None:
    team = open_wave(workplace, members=3, without_mail=[1])
    team.outbox(office.port).send_due()
    assert sorted(one.to for one in office.taken) == [FIRST, THIRD]
    assert set(team.states()) == {FIRST, THIRD}


def test_who_leaves_or_opts_out_before_it_goes_is_not_mailed(
    workplace: Workplace, office: PostOffice
) -> None:
    team = open_wave(workplace, members=3)
    team.change(FIRST, takes_mail=False)
    team.change(SECOND, left_on=workplace.clock.today())
    team.outbox(office.port).send_due()
    assert team.states() == {FIRST: "dropped", SECOND: "dropped", THIRD: "sent"}
    assert counted(team) == Delivery(mailed=1, dropped=2)
    assert [one.to for one in office.taken] == [THIRD]


def test_who_opts_out_while_others_are_mailed_is_left_out(
    workplace: Workplace, office: PostOffice
) -> None:
    team = open_wave(workplace, members=2)

    def opt_out(point: str) -> None:
        if point == "handed over":
            for email in team.emails:
                team.change(email, takes_mail=False)

    team.outbox(office.port, opt_out).send_due()
    assert len(office.taken) == 1


# --- reminders ------------------------------------------------------------------------------------


def test_reminders_go_to_everybody_on_their_days(
    workplace: Workplace, office: PostOffice, clock: time_machine.Traveller
) -> None:
    team = open_wave(workplace, members=4)
    outbox = team.outbox(office.port)
    sent = []
    for _ in range(20):
        outbox.send_due()
        sent.append(len(office.taken))
        clock.shift(timedelta(days=1))
    assert sent == [4] * 5 + [8] * 6 + [12] * 9
    reminder = office.taken[-1]
    code = shared_codes(workplace.secret, team.wave_id, "member").qr
    assert reminder.codes == {code}
    assert "We cannot see who has answered" in reminder.text
    assert "Todavía hay tiempo" in reminder.message["Subject"]


def test_no_reminder_goes_out_once_the_wave_is_over(
    workplace: Workplace, office: PostOffice, clock: time_machine.Traveller
) -> None:
    team = open_wave(workplace, members=2)
    team.outbox(office.port).send_due()
    clock.shift(timedelta(days=30))
    team.outbox(office.port).send_due()
    assert len(office.taken) == 2
    assert set(team.states("reminder").values()) == {"dropped"}


def test_a_wave_that_was_closed_early_sends_nothing_more(
    workplace: Workplace, office: PostOffice, clock: time_machine.Traveller
) -> None:
    team = open_wave(workplace, members=2)
    with workplace.db.write() as session:
        session.get_one(Period, team.wave_id).state = "closing"
    team.outbox(office.port).send_due()
    assert office.taken == []
    assert [(one.state, one.problem) for one in team.mail()] == [("failed", "too_late")] * 2


def test_who_was_not_invited_is_not_reminded(
    workplace: Workplace, office: PostOffice, clock: time_machine.Traveller
) -> None:
    office.at_address = lambda to, _number: "550 nobody" if to == FIRST else ""
    team = open_wave(workplace, members=2)
    team.outbox(office.port).send_due()
    clock.shift(timedelta(days=5, minutes=1))
    team.outbox(office.port).send_due()
    assert team.states("reminder") == {FIRST: "dropped", SECOND: "sent"}


# --- failures -------------------------------------------------------------------------------------


def test_one_failure_never_stops_the_rest(workplace: Workplace, office: PostOffice) -> None:
    said = {
        FIRST: "550 nobody",
        SECOND: "450 later",
        THIRD: "drop",
    }
    office.at_address = lambda to, _number: said.get(to, "")
    team = open_wave(workplace, members=12)
    team.change(team.emails[5], email="a..b@@example.org")  # no form lets this through
    team.outbox(office.port).send_due()
    states = team.states()
    assert [states[email] for email in (FIRST, SECOND, THIRD)] == ["failed", "refused", "refused"]
    assert states["a..b@@example.org"] == "failed"
    assert len(office.taken) == 8
    assert counted(team) == Delivery(mailed=8, refused=2, undeliverable=2)


def test_refused_mail_is_tried_again_after_growing_pauses_and_then_given_up(
    workplace: Workplace, office: PostOffice, clock: time_machine.Traveller
) -> None:
    office.at_address = lambda _to, _number: "450 mailbox busy"
    team = open_wave(workplace, members=1)
    outbox = team.outbox(office.port)
    tried: list[datetime] = []
    while (mail := team.mail()[0]).state != "failed":
        clock.move_to(mail.next_at - timedelta(minutes=1))
        outbox.send_due()
        assert office.tries[FIRST] == len(tried)
        clock.move_to(mail.next_at + timedelta(seconds=1))
        outbox.send_due()
        tried.append(mail.next_at)
    assert len(tried) == office.tries[FIRST] == MOST_TRIES
    waited = [later - earlier for earlier, later in pairwise(tried)]
    assert waited == sorted(waited)
    for wait, planned in zip(waited, PAUSES, strict=True):
        assert planned <= wait < planned + timedelta(minutes=1)
    assert [one.problem for one in team.mail()] == ["450"]


def test_mail_that_is_taken_at_the_second_try_goes_out_once(
    workplace: Workplace, office: PostOffice, clock: time_machine.Traveller
) -> None:
    office.at_content = lambda _to, number: "451 greylisted" if number == 1 else ""
    team = open_wave(workplace, members=6)
    outbox = team.outbox(office.port)
    outbox.send_due()
    assert office.taken == []
    clock.shift(timedelta(minutes=6))
    outbox.send_due()
    assert Counter(one.to for one in office.taken) == dict.fromkeys(team.emails, 1)


def test_a_server_that_cannot_be_reached_uses_up_no_tries(
    workplace: Workplace, office: PostOffice, clock: time_machine.Traveller
) -> None:
    team = open_wave(workplace, members=3)
    nobody = free_port()
    for _ in range(2 * MOST_TRIES):
        team.outbox(nobody).send_due()
        clock.shift(timedelta(hours=4))
    assert {(one.state, one.problem) for one in team.mail()} == {("refused", "no_connection")}
    team.outbox(office.port).send_due()
    assert set(team.states().values()) == {"sent"}
    assert counted(team) == Delivery(mailed=3)


def test_a_server_that_is_down_until_the_end_is_told(
    workplace: Workplace, clock: time_machine.Traveller
) -> None:
    team = open_wave(workplace, members=2)
    team.outbox(free_port()).send_due()
    clock.shift(timedelta(days=15))
    team.outbox(free_port()).send_due()
    assert {(one.state, one.problem) for one in team.mail()} == {("failed", "no_connection")}
    assert set(team.states("reminder").values()) == {"dropped"}


def test_without_a_mail_server_mail_waits_until_its_wave_is_over(
    workplace: Workplace, clock: time_machine.Traveller
) -> None:
    team = open_wave(workplace, members=2)
    team.outbox(None).send_due()
    assert counted(team) == Delivery(waiting=2)
    clock.shift(timedelta(days=15))
    team.outbox(None).send_due()
    assert counted(team) == Delivery(undeliverable=2)


@pytest.mark.parametrize("said", ["wait", "drop", "lie"])
def test_mail_that_may_have_been_taken_is_never_sent_again(
    workplace: Workplace, office: PostOffice, clock: time_machine.Traveller, said: str
) -> None:
    office.at_content = lambda to, _number: said if to == SECOND else ""
    team = open_wave(workplace, members=4)
    for _ in range(3):
        team.outbox(office.port, patience=1.5).send_due()
        clock.shift(timedelta(hours=2))
    assert Counter(one.to for one in office.taken) == dict.fromkeys(team.emails, 1)
    assert set(team.states().values()) == {"sent"}


def test_a_slow_server_holds_a_round_up_only_so_long(
    workplace: Workplace, office: PostOffice
) -> None:
    team = open_wave(workplace, members=5)
    replace(team.outbox(office.port), budget=-1.0).send_due()
    assert office.taken == []
    assert set(team.states().values()) == {"waiting"}


def test_no_line_of_a_log_names_an_address_or_a_link(
    workplace: Workplace, office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    office.at_address = lambda to, _number: "550 no" if to == FIRST else ""
    team = open_wave(workplace, "single_use", members=4)
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # the server of the test has one, too
    with caplog.at_level(logging.DEBUG):
        team.outbox(office.port).send_due()
        team.outbox(free_port()).send_due()
    ours = [line.getMessage() for line in caplog.records if not line.name.startswith("mail.")]
    codes = {code for one in office.taken for code in one.codes}
    assert codes
    for secret in (*codes, *team.emails):
        assert not [line for line in ours if secret in line]


# --- links of one's own ---------------------------------------------------------------------------


def test_everybody_gets_a_link_of_their_own_that_opens(
    workplace: Workplace, office: PostOffice
) -> None:
    team = open_wave(workplace, "single_use", members=15)
    team.outbox(office.port).send_due()
    codes = [one.codes for one in office.taken]
    assert all(len(one) == 1 for one in codes)
    assert len(set().union(*codes)) == 15
    with workplace.db.read() as session:
        for (code,) in codes:
            standing, survey = open_code(session, workplace.secret, code, workplace.clock.today())
            assert standing is Standing.OPEN
            assert survey is not None
            assert not survey.shared
            assert survey.questionnaire == "act-member-1"


def test_cards_are_stored_before_anything_is_sent_and_alike(
    workplace: Workplace, office: PostOffice
) -> None:
    team = open_wave(workplace, "single_use", members=5)

    def look(point: str) -> None:
        if point == "stocked":
            assert office.tries == {}
            with workplace.db.read() as session:
                cards = session.scalars(select(Card)).all()
            assert len(cards) == 10
            assert len({(card.stub, card.expires_on, card.shared) for card in cards}) == 1
            seen.append(point)

    seen: list[str] = []
    team.outbox(office.port, look).send_due()
    assert seen == ["stocked"]


def test_a_refused_message_gets_another_link(
    workplace: Workplace, office: PostOffice, clock: time_machine.Traveller
) -> None:
    team = open_wave(workplace, "single_use", members=6)
    office.at_address = lambda to, number: "450 later" if to == FIRST and number < 3 else ""
    outbox = team.outbox(office.port)
    for _ in range(3):
        outbox.send_due()
        clock.shift(timedelta(hours=1))
    codes = [code for one in office.taken for code in one.codes]
    assert Counter(one.to for one in office.taken) == dict.fromkeys(team.emails, 1)
    assert len(set(codes)) == 6
    with workplace.db.read() as session:
        cards = {bytes(name) for name in session.scalars(select(Card.code_hash))}
    # What was tried again took a link of the first lot: no card was made for one member.
    assert len(cards) == 12
    assert {code_hash(workplace.secret, code) for code in codes} <= cards


def test_a_reminder_of_ones_own_link_holds_none(
    workplace: Workplace, office: PostOffice, clock: time_machine.Traveller
) -> None:
    team = open_wave(workplace, "single_use", members=2)
    outbox = team.outbox(office.port)
    outbox.send_due()
    clock.shift(timedelta(days=6))
    outbox.send_due()
    reminder = office.taken[-1]
    assert len(office.taken) == 4
    assert reminder.codes == set()
    assert "http" not in reminder.text
    assert "Please use the link in our first message. It came around May 13, 2026." in reminder.text
