"""A newer formula makes a new edition of the same releases, and the older one stays as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from sb_feedback.jobs import publisher_at, round_at
from sb_feedback.models import Document, ReleaseTold
from sb_feedback.services import editions, report_inputs
from sb_feedback.services.editions import Publisher, Rendering, outdated_periods
from sb_feedback.services.ledger import LedgerBroken, releases_of
from sb_feedback.services.rounds import run_round
from tests.integration.staff.people import JUDGE, Browser
from tests.integration.team.telling import LABEL, TEAM, Act
from tests.integration.team.test_reports import documents, hold_wave
from tests.integration.team.test_site_report import QUARTER, SITE, publish_site, site_is_counted
from tests.pdf_words import pdf_text
from tests.unit.analysis.reports.reading import rows_of

ENGLISH = "Made with a newer way of counting (version 2) on {day}; first made with version 1."
SPANISH = "Hecho con una forma más nueva de contar (versión 2) el"
PERIOD = f"{SITE}.2026-04-01"
pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
Stored = dict[tuple[str, str, str, int], str]


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Work with this formula from now on."""

    def use(formula: int) -> None:
        monkeypatch.setattr(editions, "FORMULA", formula)

    use(1)
    return use


@pytest.fixture
def published(act: Act, older: Callable[[int], None]) -> Act:
    """A site and its team whose documents the first formula made, some days after the quarter."""
    hold_wave(act, 14, 9)
    site_is_counted(act, QUARTER)
    publish_site(act, QUARTER)
    act.pass_to(QUARTER.last_day + timedelta(days=3))
    older(2)
    return act


def stored(act: Act, period_id: str = PERIOD) -> Stored:
    with act.place.db.read() as session:
        rows = session.query(Document).filter(Document.period_id == period_id)
        return {
            (row.edition, row.language, row.format, row.formula): row.content_hash for row in rows
        }


def of_formula(made: Stored, formula: int) -> set[tuple[str, str, str]]:
    return {key[:3] for key in made if key[3] == formula}


def the_round(act: Act) -> list[str]:
    return list(run_round(round_at(act.place)))


def content(act: Act, content_hash: str) -> bytes:
    return (act.place.settings.documents / content_hash).read_bytes()


def test_the_round_makes_a_new_edition_of_site_and_team_once(
    published: Act, desk: Browser, signed_in: Callable[[str], Browser]
) -> None:
    periods = (PERIOD, published.wave().period_id)
    first = {period: stored(published, period) for period in periods}
    assert the_round(published) == []
    both = {period: stored(published, period) for period in periods}
    for period, made in both.items():
        assert of_formula(made, 1) == of_formula(made, 2) != set()
        assert {key: made[key] for key in made if key[3] == 1} == first[period]
    assert the_round(published) == []
    assert stored(published) == both[PERIOD]
    for made in both.values():
        for content_hash in made.values():
            assert hashlib.sha256(content(published, content_hash)).hexdigest() == content_hash

    day = published.place.clock.today()
    said = ENGLISH.format(day=f"{day:%B} {day.day}, {day.year}")
    for browser in (desk, signed_in(JUDGE)):
        assert said in browser.text(f"/reports/{LABEL}")
        assert said in browser.text(f"/reports/act/{LABEL}")
        assert said in pdf_text(browser.get(f"/reports/{LABEL}/en.pdf").data)
        assert SPANISH in browser.text(f"/reports/{LABEL}?language=es")
        assert ("", said) in rows_of(browser.get(f"/reports/{LABEL}/en.xlsx").data, "Read me")
        older = browser.get(f"/reports/{LABEL}/en.pdf?version=1")
        assert "newer way" not in pdf_text(older.data)
        role, told = ("site", "") if browser is desk else ("judge", "-judge")
        name = f"Maple-County-2026-Q2{told}-en-v1.pdf"
        assert older.headers["Content-Disposition"].endswith(name)
        assert hashlib.sha256(older.data).hexdigest() == first[PERIOD][(role, "en", "pdf", 1)]
        shelf = browser.text("/reports")
        assert shelf.count("Earlier editions") == 2
        assert f"/reports/{LABEL}/en.pdf?version=1" in shelf
        assert "version=2" not in shelf
        assert browser.get(f"/reports/{LABEL}/en.pdf?version=3").status_code == 404
    assert said in desk.text(f"/brief/{SITE}")


def test_documents_that_are_made_once_say_nothing_of_formulas(act: Act, desk: Browser) -> None:
    hold_wave(act, 14, 9)
    site_is_counted(act, QUARTER)
    publish_site(act, QUARTER)
    act.pass_to(QUARTER.last_day + timedelta(days=1))
    before = stored(act)
    assert the_round(act) == []
    assert stored(act) == before
    assert "newer way" not in desk.text(f"/reports/{LABEL}")
    assert "Earlier editions" not in desk.text("/reports")


def test_killed_in_the_middle_the_older_edition_is_whole_and_the_next_round_goes_on(
    published: Act, desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = stored(published)
    kept = Publisher._store
    tries: list[Rendering] = []

    def dies(self: Publisher, period_id: str, one: Rendering) -> Document:
        tries.append(one)
        if len(tries) == 7:
            raise KeyboardInterrupt
        return kept(self, period_id, one)

    with monkeypatch.context() as patch:
        patch.setattr(Publisher, "_store", dies)
        with pytest.raises(KeyboardInterrupt):
            the_round(published)
    assert stored(published) == first
    assert "newer way" not in desk.text(f"/reports/{LABEL}")
    assert desk.get(f"/reports/{LABEL}/en.pdf").status_code == 200
    assert the_round(published) == []
    made = stored(published)
    assert of_formula(made, 1) == of_formula(made, 2)
    assert {key: value for key, value in made.items() if key[3] == 1} == first


def test_a_new_edition_is_of_the_same_releases(act: Act, older: Callable[[int], None]) -> None:
    site_is_counted(act, QUARTER)
    publish_site(act, QUARTER)  # before the wave of the quarter was out
    hold_wave(act, 14, 9)
    older(2)
    publisher_at(act.place).renew(PERIOD)
    with act.place.db.read() as session:
        digests = {release.digest for release in releases_of(session, SITE)}
        rows = session.query(ReleaseTold).filter(ReleaseTold.period_id == PERIOD)
        assert {row.digest for row in rows} == digests
        assert not digests & {release.digest for release in releases_of(session, TEAM)}
    made = stored(act)
    pages = [content(act, made[("site", "en", "html", formula)]).decode() for formula in (1, 2)]
    fingerprints = [page[page.index('class="fingerprint"') :] for page in pages]
    assert fingerprints[0] == fingerprints[1]
    assert "between 9 and 15" not in pages[1]
    assert "Active Community Team: no result for April to June 2026." in pages[1]


def test_an_older_program_makes_nothing_anew(published: Act, older: Callable[[int], None]) -> None:
    assert the_round(published) == []
    made = stored(published)
    older(1)
    with published.place.db.read() as session:
        assert outdated_periods(session) == []
    publisher_at(published.place).renew(PERIOD)
    assert stored(published) == made


def test_from_a_broken_ledger_nothing_is_made_and_the_round_goes_on(
    published: Act, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_session: Session, scope_id: str, *_more: object) -> None:
        raise LedgerBroken(scope_id, 1)

    monkeypatch.setattr(report_inputs, "releases_by", broken)
    assert the_round(published) == [
        f"{PERIOD}: nothing is shown, because the ledger was changed: line 1 of {SITE}"
    ]
    assert of_formula(stored(published), 2) == set()
    assert of_formula(stored(published, published.wave().period_id), 2) == documents(published)
