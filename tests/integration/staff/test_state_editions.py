"""The editions of the state on their shelf: for those who work for the state, from stored files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sb_feedback.services.state_editions.reference import state_reference
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import (
    ADMINISTRATOR,
    COORDINATOR,
    JUDGE,
    STATE_TEAM,
    Browser,
)
from tests.integration.staff.releasing import family, release_parents
from tests.integration.state.telling import (
    Q1,
    Q2,
    SITES,
    State,
    decide_all,
    hashes,
    publish_all,
)

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
Enter = Callable[[str], Browser]


@pytest.fixture
def decided(place: Workplace) -> State:
    """Two quarters: one whose edition is to be made, one with too few sites."""
    told = State(place)
    for site in SITES[:3]:
        told.scope(site)
        told.closed(site, Q1, "parents")
    told.closed(SITES[0], Q2, "parents")
    decide_all(place, date(2025, 7, 1))
    return told


def test_before_the_first_edition_the_shelf_says_what_is_missing(
    place: Workplace, signed_in: Enter
) -> None:
    assert "There is no edition yet" in signed_in(STATE_TEAM).text("/reports")


def test_the_shelf_says_what_is_being_made_and_what_could_not_be_summed(
    decided: State, signed_in: Enter
) -> None:
    page = signed_in(STATE_TEAM).text("/reports")
    assert page.index(Q2.label) < page.index("Too few sites") < page.index(Q1.label)
    assert page.index(Q1.label) < page.index("The report is being made")
    assert "looks again" in page


@pytest.mark.parametrize("who", [STATE_TEAM, ADMINISTRATOR])
def test_an_edition_is_read_and_downloaded_as_it_was_stored(
    decided: State, signed_in: Enter, who: str
) -> None:
    publish_all(decided.place)
    browser = signed_in(who)
    shelf = browser.text("/reports")
    assert "looks again" not in shelf
    assert "/reports/state/2025-Q1" in shelf
    stored = decided.place.settings.documents
    page = browser.text("/reports/state/2025-Q1")
    assert "What we heard" in page
    assert 'lang="es"' in browser.text("/reports/state/2025-Q1?language=es")
    for (_, language, kind), name in hashes(decided.place).items():
        if kind != "html":
            got = browser.get(f"/reports/state/2025-Q1/{language}.{kind}")
            assert got.data == (stored / name).read_bytes()
            assert f"state-2025-Q1-{language}.{kind}" in got.headers["Content-Disposition"]
    assert browser.get("/reports/columns-en.csv").status_code == 200


def test_what_is_not_there_is_not_found(decided: State, signed_in: Enter) -> None:
    publish_all(decided.place)
    browser = signed_in(STATE_TEAM)
    for path in ("2025-Q2", "2025-Q9", "2025-H1", "nonsense", "2025-Q1/en.exe", "2025-Q1/fr.pdf"):
        assert browser.get(f"/reports/state/{path}").status_code == 404
    assert browser.get("/reports/2025-Q1").status_code == 404


@pytest.mark.parametrize("who", [COORDINATOR, JUDGE])
def test_nobody_of_a_site_reads_it(decided: State, signed_in: Enter, who: str) -> None:
    publish_all(decided.place)
    for path in ("/reports/state/2025-Q1", "/reports/state/2025-Q1/en.pdf"):
        assert signed_in(who).get(path).status_code == 404


def test_home_shows_the_sums_until_a_site_has_results_of_its_own(
    decided: State, signed_in: Enter
) -> None:
    desk = signed_in(COORDINATOR)
    assert "What the whole state says" not in desk.text("/home")
    publish_all(decided.place)
    page = desk.text("/home")
    assert "What the whole state says" in page
    with decided.place.db.read() as session:
        reference = state_reference(session, ["families", "parents"], decided.place.questionnaires)
        assert state_reference(session, ["families"], decided.place.questionnaires) is None
    assert reference is not None
    lines = reference.lines("en")
    assert len(lines) == 9
    assert all(f"<dt>{words}</dt><dd>{count}</dd>" in page for words, count in lines)
    release_parents(decided.place, family)
    assert "What the whole state says" not in desk.text("/home")


def test_the_page_of_statistics_leads_to_the_editions(decided: State, signed_in: Enter) -> None:
    assert 'href="/reports"' in signed_in(STATE_TEAM).text("/state")
    assert 'href="/state"' in signed_in(STATE_TEAM).text("/reports")
