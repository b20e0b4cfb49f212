"""What an administrator types: each command does its work, or refuses in a plain sentence."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select, text

from sb_feedback import create_app
from sb_feedback.config import Settings
from sb_feedback.models import Installation, Outcome, Period, Site, User
from sb_feedback.services.periods import due_periods
from sb_feedback.workplace import Workplace
from tests.integration.copies import CHEAP
from tests.integration.staff.people import hold
from tests.integration.whole_path.helping import meet, say
from tests.integration.whole_path.staff import PASSWORD

ROOT = Path(__file__).parents[3]
Q1, Q2 = "maple.2027-01-01", "maple.2027-04-01"
Type = Callable[..., Result]
on_sqlite = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


@pytest.fixture
def calendar() -> Iterator[time_machine.Traveller]:
    """Noon of a day in the first quarter of 2027."""
    with time_machine.travel(datetime(2027, 2, 10, 12, tzinfo=UTC), tick=True) as moved:
        yield moved


@pytest.fixture
def typed(calendar: time_machine.Traveller, workplace: Workplace) -> Type:
    """Types a command at a workplace with one site."""
    return typing_at(create_app(workplace, serves=False))


def typing_at(app: Flask) -> Type:
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=words)


def done(result: Result, words: str = "") -> None:
    assert result.exit_code == 0, result.output
    assert words in result.output


def refused(result: Result, words: str) -> None:
    """Refused in one sentence: no trace of the program, and not with status 0."""
    assert result.exit_code != 0
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    assert words in result.output
    assert "Traceback" not in result.output


# --- closing --------------------------------------------------------------------------------------


@on_sqlite
def test_closing_is_refused_before_the_last_day_and_for_unknown_periods(typed: Type) -> None:
    refused(typed("close", Q1), "only after its last day")
    refused(typed("close", "maple.1999-01-01"), "There is no period maple.1999-01-01.")
    refused(typed("close"), "Missing argument")


def test_a_period_is_closed_by_the_next_round_and_not_twice(
    typed: Type, workplace: Workplace, calendar: time_machine.Traveller
) -> None:
    day = date(2027, 2, 9)
    (meeting_id,) = meet(workplace, "maple", day, {"parent": 1})
    say(workplace, meeting_id, "parent", day)
    calendar.move_to(datetime(2027, 4, 1, 12, tzinfo=UTC))
    done(typed("close", Q1), f"{Q1} will be closed by the worker.")
    assert states(workplace)[Q1] == "open"
    done(typed("round"))
    assert states(workplace)[Q1] == "closed"
    refused(typed("close", Q1), "This period is being closed already.")
    with workplace.db.read() as session:
        words = dict(session.execute(select(Outcome.questionnaire_group, Outcome.verdict)).all())
    assert words == {
        "parents": "waits",
        "caregivers": "nobody_asked",
        "professionals": "nobody_asked",
    }
    done(typed("round"))


def states(place: Workplace) -> dict[str, str]:
    with place.db.read() as session:
        return dict(session.execute(select(Period.id, Period.state)).all())


def test_a_period_is_declared_lost_only_if_its_key_is(
    typed: Type, workplace: Workplace, calendar: time_machine.Traveller
) -> None:
    refused(typed("declare-lost", "maple.1999-01-01"), "There is no period maple.1999-01-01.")
    refused(typed("declare-lost", Q1), "The keys of this period are there")
    lose_key(workplace, Q1)
    done(typed("declare-lost", Q1))
    assert states(workplace)[Q1] == "lost"


def lose_key(place: Workplace, key_id: str) -> None:
    for mirror in (True, False):
        place.keys.erase_key(key_id, mirror=mirror)


def test_a_period_whose_key_is_lost_keeps_no_other_site_from_closing(
    typed: Type,
    workplace: Workplace,
    calendar: time_machine.Traveller,
    caplog: pytest.LogCaptureFixture,
) -> None:
    done(typed("add-site", "willow", "Willow County"))
    done(typed("round"))
    lose_key(workplace, Q1)
    calendar.move_to(datetime(2027, 4, 20, 12, tzinfo=UTC))
    done(typed("round"))
    calendar.move_to(datetime(2027, 7, 20, 12, tzinfo=UTC))
    caplog.clear()
    done(typed("round"))
    with workplace.db.read() as session:
        assert due_periods(session, date(2027, 7, 20)) == [Q1, Q2]
    assert [record.message for record in caplog.records] == [
        f"{Q1}: no copy of the key {Q1} is left; the period cannot be closed",
        f"{Q2}: The period {Q1} must be closed first.",
    ]
    assert states(workplace)["willow.2027-04-01"] == "closed"


# --- founding -------------------------------------------------------------------------------------


@on_sqlite
def test_an_installation_is_founded_once(typed: Type, workplace: Workplace) -> None:
    refused(typed("found", "Second state"), "already belongs to an installation")
    with workplace.db.write() as session:
        session.execute(text("DELETE FROM installation"))
    done(typed("found", "First state"), "add-site")
    with workplace.db.read() as session:
        installation = session.get_one(Installation, 1)
    assert (installation.name, installation.sample) == ("First state", False)


SITES_REFUSED = {
    ("maple", "Another County"): "There is a site maple already.",
    ("Maple County", "Another County"): "is not a short name",
    ("oak", "Maple County"): "Another site has the name Maple County already.",
    ("oak", "Oak", "--pool", "maple", "Maple County"): "maple has begun",
    ("oak", "Oak", "--pool", "trees", "Maple County"): "has the name Maple County already",
    ("oak", "Oak", "--floor", "9"): "9 is not in the range x>=10",
    ("oak", "Oak", "--months", "4"): "'4' is not one of",
}


@on_sqlite
def test_a_site_is_refused_with_the_reason(typed: Type, workplace: Workplace) -> None:
    hold(workplace)
    for words, why in SITES_REFUSED.items():
        refused(typed("add-site", *words), why)
    with workplace.db.read() as session:
        assert list(session.scalars(select(Site.id))) == ["maple"]


@on_sqlite
def test_sites_of_a_pool_are_added_with_its_choice(typed: Type, workplace: Workplace) -> None:
    pool = ("--pool", "trees", "Both Trees", "--months", "6", "--together", "--floor", "12")
    done(typed("add-site", "oak", "Oak", *pool), "Oak is there.")
    done(typed("add-site", "elm", "Elm", *pool))
    with workplace.db.read() as session:
        sites = session.scalars(select(Site.id).where(Site.scope_id == "trees").order_by(Site.id))
        assert list(sites) == ["elm", "oak"]
        scope = session.get_one(Site, "oak").scope_id
        row = session.execute(
            text("SELECT family_batch, period_months, floor FROM scope WHERE id = :id"),
            {"id": scope},
        ).one()
    assert tuple(row) == ("together", 6, 12)


# --- accounts -------------------------------------------------------------------------------------


ACCOUNTS_REFUSED = {
    ("a@maple.example", "coordinator"): "judges and reviewers need a site",
    (
        "a@maple.example",
        "administrator",
        "--site",
        "maple",
    ): "administrators and the state team have none",
    ("a@maple.example", "judge", "--site", "oak"): "There is no site oak.",
    ("Known@Maple.example", "judge", "--site", "maple"): "has an account already",
    ("maple", "judge", "--site", "maple"): "is not an e-mail address",
    ("a@maple.example", "owner"): "'owner' is not one of",
}


@on_sqlite
def test_an_account_is_refused_with_the_reason(typed: Type, workplace: Workplace) -> None:
    done(typed("add-user", "known@maple.example", "judge", "--site", "maple", *password()))
    for words, why in ACCOUNTS_REFUSED.items():
        refused(typed("add-user", *words, *password()), why)
    for given in ("short", "x" * 129):
        words = ("a@maple.example", "judge", "--site", "maple", *password(given))
        refused(typed("add-user", *words), "A password needs 12 to 128 characters.")
    with workplace.db.read() as session:
        assert list(session.scalars(select(User.email))) == ["known@maple.example"]


def password(given: str = PASSWORD) -> tuple[str, str]:
    return "--password", given


@on_sqlite
def test_an_account_that_was_made_signs_in(typed: Type, workplace: Workplace) -> None:
    made = typed("add-user", "Her@Maple.example", "coordinator", "--site", "maple", *password())
    done(made, "Her@Maple.example can sign in at http://localhost:5000/sign-in.")
    user = workplace.accounts.check_password(
        workplace.db, "her@maple.example", PASSWORD, datetime.now(UTC)
    )
    assert user is not None
    assert (user.role, user.site_id) == ("coordinator", "maple")


@on_sqlite
def test_a_password_that_was_set_takes_the_place_of_the_old(
    typed: Type, workplace: Workplace
) -> None:
    done(typed("add-user", "her@maple.example", "coordinator", "--site", "maple", *password()))
    new = "nine tall chimneys"
    done(typed("set-password", "Her@Maple.example", *password(new)), "has the new password")
    refused(typed("set-password", "nobody@maple.example", *password(new)), "has no account")
    refused(typed("set-password", "her@maple.example", *password("short")), "needs 12 to 128")
    signs_in = [
        workplace.accounts.check_password(workplace.db, "her@maple.example", one, datetime.now(UTC))
        for one in (PASSWORD, new)
    ]
    assert signs_in[0] is None
    assert signs_in[1] is not None


# --- the secret and the schema --------------------------------------------------------------------


def empty_place(tmp_path: Path) -> Workplace:
    """A production workplace in which nothing was made yet, not even the secret."""
    return Workplace(Settings(data_dir=tmp_path / "data"), hasher=CHEAP)


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    place = empty_place(tmp_path)
    command = typing_at(create_app(place, serves=False))
    path = place.settings.secret_path
    done(command("make-secret"), f"Written to {path}")
    made = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert len(set(made)) > 8
    refused(command("make-secret"), "is not overwritten")
    assert path.read_bytes() == made


def test_the_schema_goes_up_is_right_and_goes_down(tmp_path: Path) -> None:
    place = empty_place(tmp_path)
    command = typing_at(create_app(place, serves=False))
    for words in (("round",), ("close", Q1), ("found", "State"), ("declare-lost", Q1)):
        refused(command(*words), "The database is not up to date; run: flask --app wsgi db upgrade")
    refused(command("db", "check"), "Target database is not up to date")
    done(command("db", "upgrade"), "The database is up to date.")
    done(command("db", "check"))
    with place.db.write() as session:
        session.execute(text("ALTER TABLE family ADD COLUMN surname VARCHAR(80)"))
    refused(command("db", "check"), "surname")
    refused(command("db", "upgrade", "nonsense"), "nonsense")
    refused(command("db", "downgrade", "nonsense"), "nonsense")
    done(command("db", "downgrade", "base"))
    refused(command("round"), "The database is not up to date")
    place.db.engine.dispose()


# --- the worker -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "database_kind",
    ["sqlite", pytest.param("postgresql", marks=pytest.mark.deep)],
    indirect=True,
)
def test_the_worker_closes_what_was_asked_for_and_stops_when_told(workplace: Workplace) -> None:
    """A worker in a process of its own, woken by the command."""
    place = workplace
    end = term_end(place)
    with place.db.write() as session:
        session.get_one(Installation, 1).days_ahead = (end - place.clock.today()).days + 1
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SBF_")},
        "SBF_MODE": "demo",
        "SBF_DATA_DIR": str(place.settings.data_dir),
        "DATABASE_URL": place.settings.database,
    }
    words = [sys.executable, "-m", "flask", "--app", "wsgi"]
    with subprocess.Popen([*words, "worker"], cwd=ROOT, env=environment) as worker:
        try:
            period_id = f"maple.{first_day(place).isoformat()}"
            command = typing_at(create_app(place, serves=False))
            done(command("close", period_id))
            wait_until(lambda: states(place)[period_id] == "closed")
        finally:
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(timeout=60) == 0


def first_day(place: Workplace) -> date:
    with place.db.read() as session:
        return session.scalars(select(func.min(Period.first_day))).one()


def term_end(place: Workplace) -> date:
    with place.db.read() as session:
        return session.scalars(select(func.min(Period.last_day))).one()


def wait_until(true: Callable[[], bool], seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.2)
