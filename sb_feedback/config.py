"""Settings from the environment; a bad one stops the start with its reason."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from forms.email_address import is_email, tidy_email

PREFIX = "SBF_"
SHORTEST_SECRET = 32


class SettingsError(Exception):
    """The product cannot start; the message lists every reason."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__("The start was refused:\n" + "\n".join(f"  - {line}" for line in reasons))


class Settings(BaseModel):
    """Everything that differs between installations."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mode: Literal["production", "demo"] = "production"
    data_dir: Path = Path("instance")
    database_url: str = ""
    base_url: Annotated[str, Field(pattern=r"^https?://[^/]+$")] = "http://localhost:5000"
    secret_file: Path | None = None
    key_dir: Path | None = None
    key_mirror_dir: Path | None = None
    proxy_hops: Annotated[int, Field(ge=0, le=5)] = 0
    time_zone: str = "UTC"
    leave_url: Annotated[str, Field(pattern=r"^https://")] = "https://www.weather.gov/"
    #: Without a mail server pages say that links are to be sent by hand.
    smtp_host: str = ""
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_port: Annotated[int, Field(ge=0, le=65535)] = 0
    smtp_user: str = ""
    smtp_password_file: Annotated[Path | None, Field(validate_default=True)] = None
    smtp_from: Annotated[str, Field(validate_default=True)] = ""

    @field_validator("smtp_password_file")
    @classmethod
    def _password_is_for_a_user(cls, path: Path | None, info: ValidationInfo) -> Path | None:
        if bool(path) != bool(info.data.get("smtp_user")):
            raise ValueError("SBF_SMTP_USER and SBF_SMTP_PASSWORD_FILE go together")
        if path and info.data.get("smtp_security") == "none":
            raise ValueError("a password is never sent in the open; set SBF_SMTP_SECURITY")
        return path

    @field_validator("smtp_from")
    @classmethod
    def _sender_is_an_address(cls, address: str, info: ValidationInfo) -> str:
        if info.data.get("smtp_host") and not is_email(tidy_email(address)):
            raise ValueError("must be the e-mail address that mail is sent from")
        return address

    @field_validator("time_zone")
    @classmethod
    def _zone_is_known(cls, name: str) -> str:
        if name != "UTC" and name not in available_timezones():
            raise ValueError("is not a known time zone, for example America/Chicago")
        return name

    @field_validator("database_url")
    @classmethod
    def _database_is_supported(cls, url: str) -> str:
        if url.startswith(("postgresql://", "postgres://")):
            return "postgresql+psycopg://" + url.split("://", 1)[1]
        if url and not url.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("must start with sqlite:/// or postgresql://")
        return url

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read SBF_* variables and DATABASE_URL; raise SettingsError naming every bad one."""
        values = {
            name.removeprefix(PREFIX).lower(): value
            for name, value in environment.items()
            if name.startswith(PREFIX) and name.removeprefix(PREFIX).lower() in cls.model_fields
        }
        if "DATABASE_URL" in environment:
            values["database_url"] = environment["DATABASE_URL"]
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            raise SettingsError(
                [_reason(fault["loc"], fault["msg"]) for fault in error.errors()]
            ) from None

    @property
    def is_demo(self) -> bool:
        """True where invented data are shown and the clock may be moved."""
        return self.mode == "demo"

    @property
    def sends_mail(self) -> bool:
        """True where a mail server is set up."""
        return bool(self.smtp_host)

    @property
    def database(self) -> str:
        """The database to use: the given one, or a SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'sb_feedback.sqlite'}"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that decides what day it is."""
        return ZoneInfo(self.time_zone)

    @property
    def secret_path(self) -> Path:
        """The file with the server's secret, readable by the web account alone."""
        return self.secret_file or self.data_dir / "secrets" / "server.secret"

    @property
    def slot_dir(self) -> Path:
        """One secret per period, read by the web account, erased by the closing job."""
        return self.data_dir / "secrets" / "slots"

    @property
    def keys(self) -> Path:
        """Private keys and closing documents: the closing job's alone."""
        return self.key_dir or self.data_dir / "keys"

    @property
    def keys_mirror(self) -> Path:
        """The second copy of the key folder."""
        return self.key_mirror_dir or self.data_dir / "keys-mirror"

    @property
    def pulse(self) -> Path:
        """When the worker's last round ended: written by the job, read by the web account."""
        return self.data_dir / "last-round.json"

    @property
    def documents(self) -> Path:
        """Stored reports."""
        return self.data_dir / "documents"


def _reason(place: tuple[int | str, ...], message: str) -> str:
    name = ".".join(str(part) for part in place)
    shown = "DATABASE_URL" if name == "database_url" else PREFIX + name.upper()
    return f"{shown}: {message}"


def server_secret(settings: Settings) -> bytes:
    """The server's secret; the demo makes its own, production must have been given one."""
    path = settings.secret_path
    if settings.is_demo and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
    reasons = secret_faults(path)
    if reasons and not settings.is_demo:
        raise SettingsError(reasons)
    return path.read_bytes().strip()


def secret_faults(path: Path) -> list[str]:
    """Why the secret in this file is not good enough for real use."""
    how = "make one with: flask --app wsgi make-secret"
    if not path.is_file():
        return [f"SBF_SECRET_FILE: there is no secret at {path}; {how}"]
    faults = []
    if path.stat().st_mode & (stat.S_IRWXO | stat.S_IWGRP):
        faults.append(f"SBF_SECRET_FILE: {path} can be read by others; run: chmod 600 {path}")
    content = path.read_bytes().strip()
    if len(content) < SHORTEST_SECRET:
        faults.append(
            f"SBF_SECRET_FILE: the secret is shorter than {SHORTEST_SECRET} characters; {how}"
        )
    elif len(set(content)) < 8:
        faults.append(f"SBF_SECRET_FILE: the secret is easy to guess; {how}")
    return faults


def key_folder_faults(settings: Settings) -> list[str]:
    """Why the web process may not start: it could read the private keys."""
    return [
        f"{name}: the web process can read the key folder {path}; give it to the job's account"
        for name, path in (
            ("SBF_KEY_DIR", settings.keys),
            ("SBF_KEY_MIRROR_DIR", settings.keys_mirror),
        )
        if os.access(path, os.R_OK) or os.access(path, os.X_OK)
    ]


def check_web_start(settings: Settings) -> None:
    """Refuse a production web process that could open what it seals, or that has a weak secret."""
    if settings.is_demo:
        return
    faults = secret_faults(settings.secret_path) + key_folder_faults(settings)
    if not settings.base_url.startswith("https://"):
        faults.append("SBF_BASE_URL: answers must travel over https in production")
    if faults:
        raise SettingsError(faults)
