"""Settings: read from the environment; a weak secret or an open key folder is refused."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sb_feedback.config import (
    Settings,
    SettingsError,
    check_web_start,
    key_folder_faults,
    secret_faults,
    server_secret,
)
from sb_feedback.smtp import Server

NOBODY = 65534


@pytest.fixture
def good(tmp_path: Path) -> Settings:
    """Production settings that nothing is wrong with: no key folder can be seen from here."""
    secret = written(tmp_path / "server.secret", secrets.token_hex(32))
    return Settings(
        data_dir=tmp_path / "data", base_url="https://feedback.example", secret_file=secret
    )


def written(path: Path, content: str, mode: int = 0o600) -> Path:
    path.write_text(content)
    path.chmod(mode)
    return path


def reasons(settings: Settings) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        check_web_start(settings)
    assert all(reason in str(refused.value) for reason in refused.value.reasons)
    return refused.value.reasons


# --- the environment ------------------------------------------------------------------------------


def test_without_any_variable_it_is_production_in_a_folder_of_its_own() -> None:
    settings = Settings.from_environment({"HOME": "/root", "SBF_UNKNOWN": "x"})
    assert settings.mode == "production"
    assert not settings.is_demo
    assert settings.database == f"sqlite:///{Path('instance').resolve() / 'sb_feedback.sqlite'}"
    assert settings.secret_path == Path("instance/secrets/server.secret")
    assert settings.keys != settings.keys_mirror


def test_every_variable_is_read() -> None:
    settings = Settings.from_environment(
        {
            "SBF_MODE": "demo",
            "SBF_DATA_DIR": "/srv/data",
            "SBF_BASE_URL": "https://feedback.example",
            "SBF_SECRET_FILE": "/srv/secret",
            "SBF_KEY_DIR": "/srv/keys",
            "SBF_KEY_MIRROR_DIR": "/mnt/keys",
            "SBF_PROXY_HOPS": "1",
            "SBF_TIME_ZONE": "America/Chicago",
            "SBF_LEAVE_URL": "https://leave.example/",
            "SBF_SMTP_HOST": "mail.example",
            "SBF_SMTP_SECURITY": "tls",
            "SBF_SMTP_USER": "sender",
            "SBF_SMTP_PASSWORD_FILE": "/srv/password",
            "SBF_SMTP_FROM": "from@feedback.example",
            "DATABASE_URL": "postgresql://user@host/db",
        }
    )
    assert settings.is_demo
    assert settings.database == "postgresql+psycopg://user@host/db"
    assert settings.secret_path == Path("/srv/secret")
    assert (settings.keys, settings.keys_mirror) == (Path("/srv/keys"), Path("/mnt/keys"))
    assert settings.zone.key == "America/Chicago"
    assert settings.proxy_hops == 1
    assert settings.sends_mail
    server = Server.of(settings)
    assert server is not None
    assert (server.host, server.port, server.user) == ("mail.example", 465, "sender")


def test_without_a_mail_server_nothing_is_sent() -> None:
    settings = Settings.from_environment({})
    assert not settings.sends_mail
    assert Server.of(settings) is None


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"SBF_SMTP_FROM": ""}, "SBF_SMTP_FROM"),
        ({"SBF_SMTP_FROM": "Jo <jo@example.org>"}, "SBF_SMTP_FROM"),
        ({"SBF_SMTP_PORT": "many"}, "SBF_SMTP_PORT"),
        ({"SBF_SMTP_SECURITY": "ssl"}, "SBF_SMTP_SECURITY"),
        ({"SBF_SMTP_USER": "sender"}, "SBF_SMTP_PASSWORD_FILE"),
        ({"SBF_SMTP_PASSWORD_FILE": "/srv/password"}, "SBF_SMTP_PASSWORD_FILE"),
        (
            {
                "SBF_SMTP_USER": "sender",
                "SBF_SMTP_PASSWORD_FILE": "/srv/password",
                "SBF_SMTP_SECURITY": "none",
            },
            "SBF_SMTP_PASSWORD_FILE",
        ),
    ],
)
def test_half_a_mail_server_is_refused(changed: dict[str, str], named: str) -> None:
    whole = {"SBF_SMTP_HOST": "mail.example", "SBF_SMTP_FROM": "from@feedback.example"}
    assert Settings.from_environment(whole).sends_mail
    with pytest.raises(SettingsError) as refused:
        Settings.from_environment(whole | changed)
    assert [reason.partition(":")[0] for reason in refused.value.reasons] == [named]


@pytest.mark.parametrize("begins", ["postgres://", "postgresql://", "postgresql+psycopg://"])
def test_every_way_to_write_postgresql_is_understood(begins: str) -> None:
    settings = Settings.from_environment({"DATABASE_URL": f"{begins}user@host/db"})
    assert settings.database == "postgresql+psycopg://user@host/db"


def test_every_bad_variable_is_named_at_once() -> None:
    bad = {
        "SBF_MODE": "test",
        "SBF_BASE_URL": "https://feedback.example/path",
        "SBF_PROXY_HOPS": "many",
        "SBF_TIME_ZONE": "Chicago",
        "SBF_LEAVE_URL": "http://leave.example",
        "DATABASE_URL": "mysql://host/db",
    }
    with pytest.raises(SettingsError) as refused:
        Settings.from_environment(bad)
    named = [reason.partition(":")[0] for reason in refused.value.reasons]
    assert sorted(named) == sorted(bad)
    assert "must start with sqlite:/// or postgresql://" in str(refused.value)
    assert "is not a known time zone" in str(refused.value)


# --- the secret -----------------------------------------------------------------------------------


def test_a_good_secret_has_no_fault(good: Settings) -> None:
    assert secret_faults(good.secret_path) == []
    assert server_secret(good) == good.secret_path.read_bytes()
    check_web_start(good)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "shorter than 32 characters"),
        ("x" * 31, "shorter than 32 characters"),
        (f"{'short':<40}\n", "shorter than 32 characters"),
        ("x" * 64, "easy to guess"),
        ("changeme" * 8, "easy to guess"),
    ],
)
def test_a_weak_secret_is_refused(good: Settings, content: str, why: str) -> None:
    written(good.secret_path, content)
    (reason,) = reasons(good)
    assert why in reason
    assert "make-secret" in reason
    with pytest.raises(SettingsError):
        server_secret(good)


def test_a_missing_secret_is_refused_and_none_is_made(good: Settings) -> None:
    good.secret_path.unlink()
    assert "there is no secret at" in reasons(good)[0]
    with pytest.raises(SettingsError):
        server_secret(good)
    assert not good.secret_path.exists()


@pytest.mark.parametrize("mode", [0o604, 0o602, 0o620, 0o644, 0o666])
def test_a_secret_that_others_can_read_or_change_is_refused(good: Settings, mode: int) -> None:
    good.secret_path.chmod(mode)
    (reason,) = reasons(good)
    assert f"chmod 600 {good.secret_path}" in reason


def test_a_secret_may_be_read_by_a_group_that_job_and_web_share(good: Settings) -> None:
    good.secret_path.chmod(0o640)
    check_web_start(good)


def test_the_demo_makes_a_secret_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    settings = Settings(mode="demo", data_dir=tmp_path)
    first = server_secret(settings)
    assert secret_faults(settings.secret_path) == []
    assert server_secret(settings) == first


# --- the key folder -------------------------------------------------------------------------------


@contextmanager
def as_the_web_account(folder: Path) -> Iterator[None]:
    """Ask about the folder as an account that has no right on it: root has a right on all."""
    folder.chmod(0o700)
    if os.geteuid() == 0:
        os.setreuid(NOBODY, 0)
    else:
        folder.chmod(0)
    try:
        yield
    finally:
        if os.geteuid() == 0:
            os.setreuid(0, 0)
        folder.chmod(0o700)


@pytest.fixture
def key_folder() -> Iterator[Path]:
    """A folder that every account can get to."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        folder = Path(name) / "keys"
        folder.mkdir()
        yield folder


@pytest.mark.parametrize("which", ["key_dir", "key_mirror_dir"])
def test_a_key_folder_that_the_web_process_can_read_is_refused(
    good: Settings, key_folder: Path, which: str
) -> None:
    settings = good.model_copy(update={which: key_folder})
    (reason,) = reasons(settings)
    assert reason.startswith(f"SBF_{which.upper()}: the web process can read the key folder")
    with as_the_web_account(key_folder):
        assert key_folder_faults(settings) == []


def test_a_key_folder_whose_names_cannot_be_listed_but_whose_keys_can_be_opened_is_refused(
    good: Settings, key_folder: Path
) -> None:
    settings = good.model_copy(update={"key_dir": key_folder})
    with as_the_web_account(key_folder):
        key_folder.chmod(0o711 if os.geteuid() == 0 else 0o100)
        assert len(key_folder_faults(settings)) == 1


# --- everything together --------------------------------------------------------------------------


def test_every_reason_is_given_at_once(tmp_path: Path, key_folder: Path) -> None:
    secret = written(tmp_path / "secret", "changeme", 0o644)
    settings = Settings(secret_file=secret, key_dir=key_folder, key_mirror_dir=key_folder)
    found = [reason.partition(":")[0] for reason in reasons(settings)]
    assert found == [
        "SBF_SECRET_FILE",
        "SBF_SECRET_FILE",
        "SBF_KEY_DIR",
        "SBF_KEY_MIRROR_DIR",
        "SBF_BASE_URL",
    ]


def test_an_address_without_https_is_refused(good: Settings) -> None:
    (reason,) = reasons(good.model_copy(update={"base_url": "http://feedback.example"}))
    assert reason == "SBF_BASE_URL: answers must travel over https in production"


def test_the_demo_is_not_held_to_any_of_this(tmp_path: Path) -> None:
    check_web_start(Settings(mode="demo", data_dir=tmp_path))
