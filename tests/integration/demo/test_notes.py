"""Notes of the SAMPLE state: each state that a page can be in is there to be seen."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from sb_feedback.demo.story import MAIN
from sb_feedback.models.scope import MEETINGS, TEAM
from sb_feedback.services.notes.reading import batches_of
from tests.integration.demo.conftest import Sample
from tests.integration.demo.test_using import sign_in


def test_notes_are_shown_and_others_are_there_to_be_read(
    sample: Sample, client: FlaskClient
) -> None:
    with sample.place.db.read() as session:
        batches = batches_of(session, MAIN)
    assert [one.state for one in batches if one.kind == MEETINGS] == ["reading", "shown"]
    assert {one.state for one in batches if one.kind == TEAM} <= {"few", "none"}
    sign_in(client, "reader")
    words = client.get("/words").text
    written = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", words, re.DOTALL)
    assert len(written) >= 5
    assert len(set(written)) == len(written)
    assert "Notes have come in." in words
    sign_in(client, "reviewer")
    assert "Read the notes" in client.get("/notes").text
    reading = client.get(f"/notes/{batches[0].period_id}")
    assert reading.status_code == 200
