"""Building the SAMPLE state, keeping it, and starting over."""

from __future__ import annotations

import socket

import pytest
from flask import Flask
from sqlalchemy import update

from sb_feedback import create_app, schema
from sb_feedback.config import Settings, SettingsError
from sb_feedback.demo.live import survey_urls
from sb_feedback.demo.serving import Demo
from sb_feedback.demo.story import MAIN, PASSWORD
from sb_feedback.models import Installation
from sb_feedback.models.account import ROLES
from sb_feedback.workplace import Workplace
from tests.integration.copies import CHEAP
from tests.integration.demo.conftest import Sample
from tests.integration.demo.looking import answers, ledger, states
from tests.integration.whole_path.respondents import Says, answer

BASE_URL = "http://localhost:5000"
FULLY = {"V1": 5, "D2": 4}


def test_the_newest_quarter_is_open_and_the_others_are_counted(sample: Sample) -> None:
    found = states(sample.place)
    assert found[f"{MAIN}.2027-01-01"] == "open"
    # The newest documents are made at once, those before by the worker.
    assert found[f"{MAIN}.2026-10-01"] == "closed"
    assert found[f"{MAIN}.2026-07-01"] == "counted"
    assert len(ledger(sample.place)) >= 4
    assert answers(sample.place) > 0


def test_preparing_again_keeps_what_was_answered(sample: Sample, app: Flask) -> None:
    before, lines = answers(sample.place), ledger(sample.place)
    answer(app, BASE_URL, survey_urls(sample.place)["parent"], Says("parent", FULLY))
    sample.demo.prepare()
    assert not any("Building" in line for line in sample.said)
    assert answers(sample.place) == before + 1
    assert ledger(sample.place) == lines


def test_a_build_that_was_interrupted_begins_anew(sample: Sample) -> None:
    (sample.place.settings.data_dir / "sample-state-is-complete").unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sb_feedback.demo.serving.Builder.build", lambda _builder: None)
        sample.demo.prepare()
    assert any("Building" in line for line in sample.said)
    assert ledger(sample.place) == []
    assert schema.is_current(sample.place.db)


def test_starting_over_forgets_everything_and_builds_the_same_again(
    sample: Sample, app: Flask
) -> None:
    lines, folder = ledger(sample.place), sample.place.settings.data_dir
    result = app.test_cli_runner().invoke(args=["demo-reset"])
    assert result.exit_code == 0, result.output
    assert "The SAMPLE state is gone" in result.output
    assert not schema.has_tables(sample.place.db)
    left = {path.name.partition(".")[0] for path in folder.rglob("*") if path.is_file()}
    assert left <= {"sb_feedback", "server", "jobs"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sb_feedback.demo.serving._newest_counted", lambda _place: [])
        sample.demo.prepare()
    assert ledger(sample.place) == lines
    assert len(lines) >= 4


@pytest.mark.deep
def test_another_seed_builds_another_state(
    sample: Sample, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the ledgers above are not equal because they could not differ."""
    monkeypatch.setattr("sb_feedback.demo.quarter.SEED", "another seed")
    monkeypatch.setattr("sb_feedback.demo.serving._newest_counted", lambda _place: [])
    folder = tmp_path_factory.mktemp("another") / "data"
    other = Sample(Workplace(Settings(mode="demo", data_dir=folder), hasher=CHEAP))
    other.demo.prepare()
    assert ledger(other.place) != ledger(sample.place)
    other.place.db.engine.dispose()


def test_real_data_are_never_forgotten_or_built_over(sample: Sample, app: Flask) -> None:
    lines = ledger(sample.place)
    with sample.place.db.write() as session:
        session.execute(update(Installation).values(sample=False))
    result = app.test_cli_runner().invoke(args=["demo-reset"])
    assert result.exit_code == 1
    assert "This database holds real data" in result.output
    (sample.place.settings.data_dir / "sample-state-is-complete").unlink()
    with pytest.raises(SettingsError, match="real data"):
        sample.demo.prepare()
    assert ledger(sample.place) == lines
    assert list(sample.place.settings.keys.iterdir()) != []


@pytest.mark.deep
@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_the_demo_starts_over_on_postgresql_too(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sb_feedback.demo.serving._newest_counted", lambda _place: [])
    said: list[str] = []
    Demo(workplace, 5000, said.append).prepare()
    assert len(ledger(workplace)) >= 4
    result = create_app(workplace).test_cli_runner().invoke(args=["demo-reset"])
    assert result.exit_code == 0, result.output
    assert not schema.has_tables(workplace.db)


def test_where_everything_is_is_told_one_line_each(
    sample: Sample, capsys: pytest.CaptureFixture[str]
) -> None:
    sample.demo.tell()
    told = {line.partition(" http")[0]: line.split() for line in sample.said}
    assert list(told)[: 5 + len(ROLES)] == [
        "parent survey",
        "caregiver survey",
        "professional survey",
        "ACT survey",
        "brief",
        *ROLES,
    ]
    for role in ROLES:
        _, url, email, password = told[role]
        assert url == f"{BASE_URL}/sign-in"
        assert "@" in email
        assert password == PASSWORD
    assert "▄" in capsys.readouterr().out


def test_a_port_in_use_is_told_before_anything_is_built(sample: Sample) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        with pytest.raises(SettingsError, match=f"Port {port} is in use"):
            Demo(sample.place, port, sample.said.append).run()
    assert sample.said == []
