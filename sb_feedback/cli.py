"""What an administrator types."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from sb_feedback import schema
from sb_feedback.config import SettingsError
from sb_feedback.models.account import ROLES
from sb_feedback.queue import wake
from sb_feedback.services.accounts import user_of
from sb_feedback.services.activity import note_activity
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.founding import SetUp, add_site, found_installation
from sb_feedback.services.periods import ask_to_close_by_name
from sb_feedback.workplace import Workplace


def _place() -> Workplace:
    return cast("Workplace", current_app.extensions["workplace"])


def _ready() -> Workplace:
    """The workplace, if its database has the schema that this code expects."""
    place = _place()
    if not schema.is_current(place.db):
        raise click.ClickException(
            "The database is not up to date; run: flask --app wsgi db upgrade"
        )
    return place


@contextmanager
def _plainly() -> Iterator[None]:
    """Say in one line what was refused."""
    from alembic.util import CommandError

    try:
        yield
    except (NotAllowed, SettingsError, CommandError) as refused:
        raise click.ClickException(str(refused)) from None


database = AppGroup("db", help="The schema of the database.")


@database.command("upgrade")
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the database up to date."""
    with _plainly():
        schema.upgrade(_place().db, revision)
    click.echo("The database is up to date.")


@database.command("downgrade")
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Take the database back to an earlier revision."""
    with _plainly():
        schema.downgrade(_place().db, revision)
    click.echo(f"The database is at {revision}.")


@database.command("check")
def check() -> None:
    """Fail if the code expects another schema."""
    with _plainly():
        schema.check(_place().db)


@click.command("make-secret")
@with_appcontext
def make_secret() -> None:
    """Write a new server secret where the settings expect it."""
    path = _place().settings.secret_path
    if path.exists():
        raise click.ClickException(f"{path} is there already; it is not overwritten.")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_text(secrets.token_hex(32))
    click.echo(f"Written to {path}. Keep a copy in a safe place: shared codes depend on it.")


@click.command("found")
@click.argument("name")
@with_appcontext
def found(name: str) -> None:
    """Begin an installation for the state called NAME."""
    with _plainly(), _ready().db.write() as session:
        found_installation(session, name)
    click.echo("Next: flask --app wsgi add-site, then flask --app wsgi add-user.")


@click.command("add-site")
@click.argument("site_id")
@click.argument("name")
@click.option("--months", type=click.Choice(["3", "6", "12"]), default="3", show_default=True)
@click.option("--together", is_flag=True, help="Count parents and caregivers as families.")
@click.option("--floor", type=click.IntRange(min=10), default=10, show_default=True)
@click.option("--pool", nargs=2, metavar="ID NAME", help="Report it as part of this pool.")
@with_appcontext
def site(
    site_id: str,
    name: str,
    *,
    months: str,
    together: bool,
    floor: int,
    pool: tuple[str, str] | None,
) -> None:
    """Add the site SITE_ID (a short name) called NAME, with its set-up choice."""
    scope_id, scope_name = pool or (site_id, name)
    choice = SetUp(scope_id, scope_name, int(months), together=together, floor=floor)
    place = _ready()
    with _plainly(), place.db.write() as session:
        add_site(session, site_id=site_id, name=name, set_up=choice, today=place.clock.today())
    click.echo(f"{name} is there. Who works there is invited on the page People.")


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Be the job worker: make keys, close due periods, make documents."""
    from sb_feedback.jobs import Worker

    Worker(_ready()).work()


@click.command("round")
@with_appcontext
def one_round() -> None:
    """Do once what the worker does every minute."""
    from sb_feedback.jobs import Worker

    Worker(_ready()).run_round()


@click.command("close")
@click.argument("period")
@with_appcontext
def close(period: str) -> None:
    """Ask to close PERIOD (such as maple.2026-07-01) now; the worker then does it."""
    place = _ready()
    with _plainly(), place.db.write() as session:
        ask_to_close_by_name(session, period, today=place.clock.today())
    wake(place)
    click.echo(f"{period} will be closed by the worker.")


@click.command("declare-lost")
@click.argument("period")
@with_appcontext
def lost(period: str) -> None:
    """End PERIOD, whose keys are lost for good; its answers are destroyed unread."""
    from sb_feedback.jobs import closer_at
    from sb_feedback.services.closing.lost import declare_lost

    with _plainly():
        declare_lost(closer_at(_ready()), period)


@click.command("add-user")
@click.argument("email")
@click.argument("role", type=click.Choice(ROLES))
@click.option("--site", "site_id", help="The site of a coordinator, reader, judge or reviewer.")
@click.password_option()
@with_appcontext
def add_user(email: str, role: str, site_id: str | None, password: str) -> None:
    """Make an account for EMAIL."""
    place = _ready()
    with _plainly(), place.db.write() as session:
        place.accounts.add_user(
            session,
            email=email,
            password=password,
            role=role,
            site_id=site_id,
            today=place.clock.today(),
        )
    click.echo(f"{email} can sign in at {place.settings.base_url}/sign-in.")


@click.command("set-password")
@click.argument("email")
@click.password_option()
@with_appcontext
def set_password(email: str, password: str) -> None:
    """Give EMAIL a new password, where none can be sent by mail; every session ends."""
    place = _ready()
    with _plainly(), place.db.write() as session:
        user = user_of(session, email.strip().lower())
        if user is None or user.ended_at is not None:
            raise NotAllowed("%(email)s has no account.", email=email)
        place.accounts.set_password(session, user, place.accounts.hashed(password))
        note_activity(session, None, user.site_id, "password_given", person=user.email)
    click.echo(f"{email} has the new password, and is signed out everywhere.")


@click.command("demo")
@click.option("--port", default=5000, show_default=True)
@with_appcontext
def demo(port: int) -> None:
    """Build the SAMPLE state if it is missing, and serve it."""
    from sb_feedback.demo.serving import Demo

    settings = _place().settings.model_copy(update={"base_url": f"http://localhost:{port}"})
    try:
        with _plainly():
            Demo(Workplace(settings), port, click.echo).run()
    except KeyboardInterrupt:
        click.echo("Stopped. What was answered is kept; make demo goes on from here.")


@click.command("demo-reset")
@with_appcontext
def demo_reset() -> None:
    """Forget the SAMPLE state."""
    from sb_feedback.demo.serving import forget

    with _plainly():
        forget(_place())
    click.echo("The SAMPLE state is gone; make demo builds it anew.")


COMMANDS: tuple[click.Command, ...] = (
    database,
    make_secret,
    found,
    site,
    worker,
    one_round,
    close,
    lost,
    add_user,
    set_password,
    demo,
    demo_reset,
)
