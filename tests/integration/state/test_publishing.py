"""The documents of state editions: the same after any kill, and nobody can tell who is missing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sb_feedback.config import Settings
from sb_feedback.jobs import round_at
from sb_feedback.models import Installation
from sb_feedback.models.document import FORMULA
from sb_feedback.services.editions import Rendering
from sb_feedback.services.rounds import run_round
from sb_feedback.services.state_editions import publishing
from sb_feedback.services.state_editions.publishing import StatePublisher
from sb_feedback.services.state_editions.shelf import editions_on_shelf
from sb_feedback.workplace import Workplace
from tests.integration.copies import CHEAP
from tests.integration.state.telling import (
    Q1,
    Q2,
    Q3,
    SITES,
    TODAY,
    State,
    contents,
    decide_all,
    hashes,
    publish_all,
)
from tests.pdf_words import pdf_text
from tests.unit.analysis.reports.reading import html_tables
from tests.unit.analysis.reports.recount import added, all_fully, participation

Make = Callable[[], State]
FORMATS = ("csv", "html", "pdf", "xlsx")


@pytest.fixture
def empty(tmp_path: Path, empty_sqlite: Path) -> Iterator[Make]:
    """Makes states of their own, each with five sites that share."""
    made: list[Workplace] = []

    def make() -> State:
        folder = tmp_path / f"state-{len(made)}"
        folder.mkdir()
        shutil.copy(empty_sqlite, folder / "db.sqlite")
        url = f"sqlite:///{folder / 'db.sqlite'}"
        settings = Settings(mode="demo", data_dir=folder / "data", database_url=url)
        made.append(Workplace(settings, hasher=CHEAP))
        with made[-1].db.write() as session:
            session.add(Installation(id=1, name="Test state", sample=True))
        told = State(made[-1])
        for site in SITES:
            told.scope(site)
        return told

    yield make
    for place in made:
        place.db.engine.dispose()


def tell(state: State, *, sites: tuple[str, ...] = SITES[:3]) -> None:
    for site in sites:
        state.closed(site, Q1, "parents", "professionals")


def finish(state: State) -> dict[tuple[str, str, str], str]:
    decide_all(state.place)
    publish_all(state.place)
    return hashes(state.place)


def content(state: State, language: str, kind: str) -> bytes:
    name = hashes(state.place)[Q1.first_day.isoformat(), language, kind]
    return (state.place.settings.documents / name).read_bytes()


def test_both_languages_and_all_formats_are_stored_and_equal_a_recount(empty: Make) -> None:
    state = empty()
    tell(state)
    found = finish(state)
    assert sorted(found) == [
        (Q1.first_day.isoformat(), language, kind) for language in ("en", "es") for kind in FORMATS
    ]
    for language in ("en", "es"):
        page = content(state, language, "html").decode()
        tables = html_tables(page)
        parents = [
            one for those in state.batches.values() for one in those if one.group == "parents"
        ]
        base = sum(len(one.forms) for one in parents)
        told = added([participation(one) for one in parents])
        assert tables["answered"][1][-1].endswith(f" {told.base}")
        voice = added([all_fully(one, "voice") for one in parents])
        assert str(voice.low) in tables["said-parents"][1][1]
        assert str(base) in tables["said-parents"][1][1]
        text = pdf_text(content(state, language, "pdf"))
        assert " ".join(tables["said-parents"][1]) in text
        csv = content(state, language, "csv").decode("utf-8-sig")
        assert f",{voice.low},{voice.high},{base}," in csv


def test_an_edition_without_sums_has_no_documents_and_says_so(empty: Make) -> None:
    state = empty()
    state.closed(SITES[0], Q1, "parents")
    for site in SITES[:3]:
        state.closed(site, Q2, "parents")
    decide_all(state.place)
    publish_all(state.place)
    with state.place.db.read() as session:
        shelf = editions_on_shelf(session)
    assert list(contents(state.place)) == [Q1.label, Q2.label, Q3.label]
    # Before the first edition there is none to speak of.
    assert [(place.term, place.is_ready, place.is_being_made) for place in shelf] == [
        (Q3, False, False),
        (Q2, True, False),
    ]


def test_as_long_as_nothing_is_summed_the_shelf_is_empty(empty: Make) -> None:
    state = empty()
    tell(state, sites=SITES[:2])
    assert finish(state) == {}
    with state.place.db.read() as session:
        assert editions_on_shelf(session) == []


def test_killed_between_any_two_documents_and_run_again_they_are_the_same(
    empty: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = empty(), empty()
    for state in (one, other):
        tell(state)
    wanted = finish(one)
    decide_all(other.place)
    for fatal in (1, 6):
        with monkeypatch.context() as patch:
            patch.setattr(StatePublisher, "_kept", _dying_at(fatal))
            with pytest.raises(KeyboardInterrupt):
                publish_all(other.place)
        assert hashes(other.place) == {}
    assert finish(other) == wanted
    assert finish(other) == wanted


def _dying_at(fatal: int) -> Callable[[StatePublisher, object, Rendering], object]:
    numbers = iter(range(1, 100))
    whole = StatePublisher._kept

    def kept(self: StatePublisher, term: object, one: Rendering) -> object:
        if next(numbers) == fatal:
            raise KeyboardInterrupt
        return whole(self, term, one)  # type: ignore[arg-type]

    return kept


def test_a_newer_formula_makes_new_documents_beside_the_old(
    empty: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = empty()
    tell(state)
    before = finish(state)
    monkeypatch.setattr(publishing, "FORMULA", FORMULA + 1)
    publish_all(state.place)
    assert hashes(state.place) == before
    folder = state.place.settings.documents
    assert all((folder / name).exists() for name in before.values())


def test_a_round_decides_and_makes_what_is_missing(
    empty: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = empty()
    tell(state)
    with monkeypatch.context() as patch:
        patch.setattr("sb_feedback.clock.Clock.today", lambda _clock: TODAY)
        assert list(run_round(round_at(state.place))) == []
        assert contents(state.place)[Q1.label].summed
    assert len(hashes(state.place)) == 2 * len(FORMATS)


# --- nobody can tell who waits, or did not agree --------------------------------------------------


def test_the_edition_is_the_same_to_the_byte_whoever_waits_or_does_not_share(empty: Make) -> None:
    """Histories that differ only in a site that waits, that does not share, or is not there."""
    alone, without_sharing, waiting, left_over = (empty() for _ in range(4))
    for state in (alone, without_sharing, waiting, left_over):
        tell(state)
    wanted = finish(alone)
    without_sharing.scope("larch", shares=False)
    without_sharing.closed("larch", Q1, "parents", "professionals", answered=30)
    without_sharing.team("larch", shares=False)
    without_sharing.change("larch", "funding", Q1.first_day)
    assert finish(without_sharing) == wanted
    waiting.waiting(SITES[3], Q1)
    assert finish(waiting) == wanted
    left_over.closed(SITES[3], Q1, "caregivers")
    assert finish(left_over) == wanted


def test_a_site_that_shares_and_has_a_result_does_change_it(empty: Make) -> None:
    """The control: the editions above are not equal because they could not differ."""
    one, other = empty(), empty()
    tell(one)
    tell(other)
    other.closed(SITES[3], Q1, "parents")
    assert finish(one) != finish(other)


def test_with_a_lower_minimum_a_reader_of_one_report_would_hold_the_figure_of_another(
    empty: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two sites: the edition less her own report is the other's. So nothing is told of two."""
    state = empty()
    tell(state, sites=SITES[:2])
    mine, other = (state.batches[site][0] for site in SITES[:2])
    assert finish(state) == {}
    loose = empty()
    tell(loose, sites=SITES[:2])
    monkeypatch.setattr("analysis.rollup.LEAST_SCOPES", 2)
    finish(loose)
    page = content(loose, "en", "html").decode()
    told = html_tables(page)["said-parents"][1][1]
    both = added([all_fully(mine, "voice"), all_fully(other, "voice")])
    assert told == both.text
    left = both.low - all_fully(mine, "voice").low, both.base - all_fully(mine, "voice").base
    assert left == (all_fully(other, "voice").low, all_fully(other, "voice").base)
