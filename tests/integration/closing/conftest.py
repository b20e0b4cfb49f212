"""A history to close, and as many copies of the place where it happened as a test wants."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from forms import lines_as_text, load_help_lines
from sb_feedback.models import Installation, Scope, Site
from sb_feedback.services.closing.protocol import Closer
from sb_feedback.services.site_help import confirm_help
from sb_feedback.workplace import Workplace
from tests.integration.closing.telling import SITE, History, tell
from tests.integration.copies import Copier


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def founded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workplace]:
    """A place where nothing has happened yet; tests work at copies, which are made faster."""
    with ExitStack() as made:
        place = Copier(tmp_path_factory.mktemp("founded"), request, made).empty(request.param)
        found(place)
        yield place


@pytest.fixture(scope="session")
def told(
    founded: Workplace, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Workplace, History]]:
    """A place where the history was told, and the history; tests work at copies."""
    with ExitStack() as made:
        place = Copier(tmp_path_factory.mktemp("told"), request, made).copy(founded)
        yield place, tell(place)


@pytest.fixture
def history(told: tuple[Workplace, History]) -> History:
    """What was told."""
    return told[1]


Branch = Callable[[], AbstractContextManager[Workplace]]


@pytest.fixture
def branch(
    told: tuple[Workplace, History], tmp_path: Path, request: pytest.FixtureRequest
) -> Branch:
    """Makes a copy of the place as it was when the history had been told, gone after its use."""
    numbers = count(1)

    @contextmanager
    def one() -> Iterator[Workplace]:
        with ExitStack() as made:
            yield Copier(tmp_path / f"branch-{next(numbers)}", request, made).copy(told[0])

    return one


def found(place: Workplace, scope: str = SITE, sites: tuple[str, ...] = (SITE,)) -> None:
    """An installation with one scope and its sites, and keys for this period and the next."""
    with place.db.write() as session:
        session.add(Installation(id=1, name="Test state", sample=True))
        session.add(Scope(id=scope, name=scope, chosen_on=date(2026, 1, 1)))
        session.flush()
        session.add_all(Site(id=site, scope_id=scope, name=site) for site in sites)
        session.flush()
        for site in sites:
            confirm_help(session, site, lines_as_text(load_help_lines()), date(2026, 1, 1))
    place.keys.prepare()
    closer_at(place).keeper.keep_ready(place.clock.today())


def closer_at(place: Workplace, progress: Callable[[str], None] = lambda _: None) -> Closer:
    """The closing job of a place."""
    return Closer(
        place.db, place.keys, place.slots, place.questionnaires, place.versions, progress=progress
    )
