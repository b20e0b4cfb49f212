"""The start: refused with every reason where it is not safe; in production there is no demo."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from sb_feedback import create_app
from sb_feedback.config import Settings, SettingsError
from sb_feedback.demo.serving import require_demo
from sb_feedback.models import Installation
from sb_feedback.workplace import Workplace
from tests.integration.copies import CHEAP

ROOT = Path(__file__).parents[2]
BASE_URL = "https://feedback.example"


def start(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Load the application as a web server does, from this folder, with these settings alone."""
    kept = {"PATH", "HOME", "LANG", "SYSTEMROOT", "TMPDIR"}
    environment = {name: value for name, value in os.environ.items() if name in kept}
    return subprocess.run(
        [sys.executable, "-c", "import wsgi; print('started', wsgi.app.name)"],
        cwd=folder,
        env=environment | settings,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def refusal(done: subprocess.CompletedProcess[str], error: str) -> list[str]:
    """The reasons of a start that was refused: what stands below the name of the error."""
    assert done.returncode != 0
    assert "started" not in done.stdout
    _, found, told = done.stderr.rpartition(f"{error}: ")
    assert found, done.stderr
    return told.strip().splitlines()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A good secret."""
    path = tmp_path / "server.secret"
    path.touch(mode=0o600)
    path.write_text(secrets.token_hex(32))
    return path


def settings_of(tmp_path: Path, secret: Path) -> dict[str, str]:
    return {
        "SBF_DATA_DIR": str(tmp_path / "data"),
        "SBF_BASE_URL": BASE_URL,
        "SBF_SECRET_FILE": str(secret),
    }


# --- the web server -------------------------------------------------------------------------------


def test_production_starts_with_good_settings(tmp_path: Path, secret: Path) -> None:
    done = start(ROOT, **settings_of(tmp_path, secret))
    assert done.stdout == "started sb_feedback\n", done.stderr


def test_production_is_refused_with_every_reason(tmp_path: Path, secret: Path) -> None:
    secret.write_text("changeme")
    secret.chmod(0o644)
    (tmp_path / "data" / "keys").mkdir(parents=True)
    settings = settings_of(tmp_path, secret) | {"SBF_BASE_URL": "http://feedback.example"}
    told = refusal(start(ROOT, **settings), "SettingsError")
    assert told[0] == "The start was refused:"
    assert [line.partition(":")[0].strip() for line in told[1:]] == [
        "- SBF_SECRET_FILE",
        "- SBF_SECRET_FILE",
        "- SBF_KEY_DIR",
        "- SBF_BASE_URL",
    ]


# --- questionnaires -------------------------------------------------------------------------------


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose questionnaires can be broken; all else is that of this one."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    shutil.copytree(ROOT / "forms", folder / "forms")
    for name in ("sb_feedback", "analysis", "wsgi.py"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def test_questionnaires_with_faults_stop_the_start_and_all_faults_are_told(
    checkout: Path, tmp_path: Path
) -> None:
    demo = {"SBF_MODE": "demo", "SBF_DATA_DIR": str(tmp_path / "data")}
    folder = checkout / "forms" / "questionnaires"
    parent, caregiver = folder / "ftm-parent-1.toml", folder / "ftm-caregiver-1.toml"
    text = parent.read_text()
    text = text.replace('key = "V2"', 'key = "V1"').replace('title.es = "¿Cómo le fue', '# "')
    parent.write_text(text)
    caregiver.write_text(caregiver.read_text() + "\nnot a line of TOML\n")
    told = refusal(start(checkout, **demo), "QuestionnaireError")
    assert [line.partition(":")[0] for line in told] == [
        "ftm-caregiver-1.toml",
        *["ftm-parent-1.toml"] * (len(told) - 1),
    ]
    assert any("texts.title" in line and "es" in line for line in told)
    assert any("V1" in line for line in told)


# --- no demo in production ------------------------------------------------------------------------


@pytest.fixture
def production(workplace: Workplace, secret: Path) -> Iterator[Workplace]:
    """The same database in production mode, holding real data."""
    with workplace.db.write() as session:
        session.get_one(Installation, 1).sample = False
    settings = Settings(
        data_dir=workplace.settings.data_dir,
        database_url=workplace.settings.database,
        base_url=BASE_URL,
        secret_file=secret,
    )
    place = Workplace(settings, hasher=CHEAP)
    yield place
    place.db.engine.dispose()


@pytest.fixture
def visitor(production: Workplace) -> FlaskClient:
    return create_app(production).test_client()


def test_production_has_no_page_of_the_demo(visitor: FlaskClient) -> None:
    for path in ("sign-in/coordinator", "sign-in/administrator", "move-to-the-end"):
        response = visitor.post(f"/demo/{path}", base_url=BASE_URL)
        assert response.status_code == 404
    assert "SAMPLE" not in visitor.get("/", base_url=BASE_URL).text


def test_production_knows_no_other_host(visitor: FlaskClient) -> None:
    assert visitor.get("/", base_url="https://elsewhere.example").status_code == 400


@pytest.mark.parametrize("command", ["demo", "demo-reset"])
def test_the_commands_of_the_demo_refuse_in_production(production: Workplace, command: str) -> None:
    result = create_app(production).test_cli_runner().invoke(args=[command])
    assert result.exit_code == 1
    assert "The demo runs only with SBF_MODE=demo" in result.output
    with production.db.read() as session:
        assert session.get(Installation, 1) is not None
    with pytest.raises(SettingsError):
        require_demo(production)


@pytest.mark.parametrize("days", [1, 90])
def test_the_calendar_of_a_real_installation_cannot_be_moved(
    production: Workplace, days: int
) -> None:
    with (
        pytest.raises(IntegrityError, match="clock_moves_in_sample_only"),
        production.db.write() as session,
    ):
        session.execute(update(Installation).values(days_ahead=days))
    assert production.clock.today() == today()


def test_the_calendar_of_a_sample_never_goes_back(workplace: Workplace) -> None:
    with workplace.db.write() as session:
        session.execute(update(Installation).values(days_ahead=30))
    assert workplace.clock.today() == today() + timedelta(days=30)
    with (
        pytest.raises(IntegrityError, match="clock_moves_forward"),
        workplace.db.write() as session,
    ):
        session.execute(update(Installation).values(days_ahead=-1))


def test_production_does_not_follow_a_calendar_that_was_moved(
    workplace: Workplace, production: Workplace
) -> None:
    """A sample's database that is served in production by mistake shows the real day."""
    with workplace.db.write() as session:
        session.execute(update(Installation).values(sample=True, days_ahead=30))
    assert workplace.clock.today() != today()
    assert production.clock.today() == today()


def test_a_web_server_that_a_command_starts_can_sign_people_in(tmp_path: Path) -> None:
    # What a command starts inherits the mark that the flask program leaves in the environment.
    environment = {"FLASK_RUN_FROM_CLI": "true", "SBF_MODE": "demo", "SBF_DATA_DIR": str(tmp_path)}
    said = subprocess.run(
        [sys.executable, "-c", "import wsgi; print(bool(wsgi.app.secret_key))"],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "True"


def today() -> date:
    return datetime.now(UTC).date()
