"""Requests of one test share nothing but what the product keeps."""

from __future__ import annotations

import pytest
from flask import Flask, g, has_app_context
from flask.testing import FlaskClient


@pytest.fixture
def app() -> Flask:
    made = Flask(__name__)

    @made.get("/")
    def count_visits() -> str:
        g.visits = g.get("visits", 0) + 1
        return str(g.visits)

    return made


def test_two_requests_do_not_share_what_flask_keeps_for_one(client: FlaskClient) -> None:
    assert [client.get("/").text, client.get("/").text] == ["1", "1"]


@pytest.mark.usefixtures("app")
def test_no_context_is_open_around_a_test() -> None:
    assert not has_app_context()
