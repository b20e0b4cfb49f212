"""The teams of the SAMPLE state: what their waves were, and the one that is open."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from sb_feedback.demo.live import team_survey_url
from sb_feedback.demo.story import MAIN
from sb_feedback.models import Mail, Outcome, Priority, Seat, SystemChange
from sb_feedback.services.ledger import releases_of
from sb_feedback.services.teams import roster_size, team_at
from sb_feedback.services.wave_view import wave_views
from tests.integration.demo.conftest import Sample
from tests.integration.demo.looking import answers
from tests.integration.survey.sending import answer


def test_as_many_waves_are_closed_as_there_are_quarters_and_one_is_open(sample: Sample) -> None:
    today = sample.place.clock.today()
    with sample.place.db.read() as session:
        for site, members, verdict in ((MAIN, 18, "released"), ("birchfield", 9, "too_few")):
            team = team_at(session, site)
            *closed, present, planned = wave_views(session, team, today)
            assert [view.label for view in closed] == ["2026-Q2", "2026-Q3", "2026-Q4"]
            assert {view.verdict for view in closed} == {verdict}
            assert present.label == "2027-Q1"
            assert present.is_open
            assert planned.is_planned
            assert {view.members for view in (*closed, present)} == {members}
            assert roster_size(session, team.scope_id, today) == members
            released = [release.label for release in releases_of(session, team.scope_id)]
            assert released == (["2026-Q2", "2026-Q3", "2026-Q4"] if members >= 13 else [])


def test_addresses_are_examples_and_records_are_of_the_past(sample: Sample) -> None:
    today = sample.place.clock.today()
    with sample.place.db.read() as session:
        assert all(seat.email.endswith(".example") for seat in session.query(Seat))
        assert len({seat.email for seat in session.query(Seat)}) == 18 + 9 + 2 * 3
        for row in session.query(Priority):
            days = [row.identified_on, row.monitored_on, row.achieved_on, row.dropped_on]
            assert all(day <= today for day in days if day is not None)
        assert all(row.happened_on <= today for row in session.query(SystemChange))
        assert session.query(Priority).count() >= 2
        assert session.query(Outcome).filter_by(verdict="lost").count() == 0


def test_mail_that_was_due_has_gone_out(sample: Sample) -> None:
    now = sample.place.clock.now()
    with sample.place.db.read() as session:
        mails = session.query(Mail).all()
        assert len({mail.period_id for mail in mails}) == 2 * 4
        assert {mail.state for mail in mails if mail.next_at < now} == {"sent"}


def test_the_open_survey_takes_an_answer(sample: Sample, client: FlaskClient, app: Flask) -> None:
    url = team_survey_url(sample.place)
    assert url is not None
    before = answers(sample.place)
    assert answer(client, url.rpartition("/")[2], [("A-T1", "5")]).status_code == 303
    assert answers(sample.place) == before + 1
    assert url in client.get("/").text
