"""What all tests share: search depths, the PostgreSQL server, and requests that share nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from jinja2 import FileSystemBytecodeCache

from tests.postgres import PostgresServer, running_postgres

# Timings on a shared machine say nothing about the code.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("default", _PATIENT, max_examples=50)
settings.register_profile("ci", _PATIENT, max_examples=100, derandomize=True, print_blob=True)
settings.register_profile("deep", _PATIENT, max_examples=1_000)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default")
)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One PostgreSQL per test process; SBF_TEST_POSTGRES=16 tests the older of the two."""
    version = int(os.environ.get("SBF_TEST_POSTGRES", "18"))
    with running_postgres(version=version) as server:
        yield server


@pytest.fixture(scope="session", autouse=True)
def _compile_templates_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every test has an application of its own; compiling the templates was half of its time."""
    Flask.jinja_options = {
        "bytecode_cache": FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    }


@pytest.fixture(autouse=True)
def _push_request_context() -> None:
    """Switch off the request context that pytest-flask holds open around each test.

    All requests of a test would share its `flask.g`, where Flask-Login keeps the account: a test
    of signing out, or of two people, would pass whatever the product does.
    """
