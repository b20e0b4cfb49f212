"""Every released number of a wave equals a recount of what members sent from the page."""

from __future__ import annotations

import ast
import json
import random
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from sb_feedback.models import LedgerLine, Seat
from tests.integration.survey.sending import answer
from tests.integration.team.recount import (
    GAPS,
    SCALES,
    Recounted,
    Said,
    combined_names,
    names,
    recount,
)
from tests.integration.team.telling import TEAM, Act

ITEMS = [item for scale in SCALES.values() for item in scale]
#: Roster and answers: released out of those who answered, out of all, and not at all.
WAVES = [(20, 16), (20, 10), (13, 10), (27, 24), (18, 18), (14, 13), (20, 9), (12, 12)]


def invented(rng: random.Random) -> Said:
    """What a member says: some are content with everything, some skip much."""
    mood, blank = rng.choice((0.2, 0.6, 1.0)), rng.choice((0.0, 0.1, 0.6))
    ratings = {
        item: 5 if rng.random() < mood else rng.randint(1, 5)
        for item in ITEMS
        if rng.random() >= blank
    }
    gaps = frozenset(rng.sample(GAPS, rng.randint(0, 3)))
    return Said(ratings, gaps)


def fields(said: Said) -> list[tuple[str, str]]:
    """The same, as the page sends it."""
    rated = [(f"A-{item}", str(value)) for item, value in said.ratings.items()]
    return rated + [("A-G1", code) for code in said.gaps]


def released(act: Act) -> Recounted | None:
    """What the ledger holds of the wave, read as text."""
    with act.place.db.read() as session:
        bodies = session.scalars(select(LedgerLine.body).where(LedgerLine.scope_id == TEAM)).all()
    assert len(bodies) <= 1
    for body in bodies:
        found = json.loads(body)
        low, high, asked = found["participation"]
        counts = {name: (ends[0], ends[1]) for name, ends in found["counts"].items()}
        assert set(counts) - set(combined_names()) == set(names())
        return Recounted(found["base"], (low, high, asked), counts)
    return None


@pytest.mark.parametrize(("roster", "answered"), WAVES)
def test_a_release_equals_the_recount(
    act: Act, client: FlaskClient, roster: int, answered: int
) -> None:
    rng = random.Random(f"{roster} {answered}")
    with act.place.db.write() as session:
        session.query(Seat).delete()
        session.add_all(act.seat(number) for number in range(roster))
    act.go_to(act.wave().period.first_day)
    sent = [invented(rng) for _ in range(answered)]
    for said in sent:
        assert answer(client, act.link().qr, fields(said)).status_code == 303
    act.end()
    expected, found = recount(sent, roster), released(act)
    if expected is None or found is None:
        assert expected is found
        return
    wanted = {name: expected.counts[name] for name in found.counts}
    assert (found.base, found.took_part, found.counts) == (
        expected.base,
        expected.took_part,
        wanted,
    )


def test_the_recount_imports_nothing_of_the_product() -> None:
    tree = ast.parse((Path(__file__).parent / "recount.py").read_text(encoding="utf-8"))
    imported = {
        (node.module or "").partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }
    assert imported == {"__future__", "collections", "dataclasses"}
    assert not any(isinstance(node, ast.Import) for node in ast.walk(tree))
