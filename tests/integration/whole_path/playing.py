"""Plays the story through the pages, quarter after quarter, and collects what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

import pytest
from flask import Flask
from sqlalchemy import select

from sb_feedback.models import Outcome, Period
from sb_feedback.services import editions
from sb_feedback.services.ledger import releases_of
from sb_feedback.workplace import Workplace
from tests.integration.whole_path import story
from tests.integration.whole_path.browsing import Read, read
from tests.integration.whole_path.recount import Time
from tests.integration.whole_path.respondents import status_of_card
from tests.integration.whole_path.staff import PASSWORD, Staff
from tests.integration.whole_path.town import BASE_URL, Town

RIVERSIDE, LAKES, FERNDALE = "riverside", "lakes", "ferndale"
LABELS = ("2027-Q1", "2027-Q2", "2027-Q3")
BEGINS = (date(2027, 1, 1), date(2027, 4, 1), date(2027, 7, 1))
AFTER = date(2027, 10, 1)
SITE_IDS = (RIVERSIDE, "cedar", "dogwood", FERNDALE)
COORDINATORS = {site: f"coordinator@{site}.example" for site in SITE_IDS}
JUDGE = f"judge@{RIVERSIDE}.example"
SITES = (
    (RIVERSIDE, "Riverside", ()),
    ("cedar", "Cedar Lake", ("--pool", LAKES, "Both Lakes")),
    ("dogwood", "Dogwood Lake", ("--pool", LAKES, "Both Lakes")),
    (FERNDALE, "Ferndale", ("--together",)),
)

#: Scope, period, language, edition.
Which = tuple[str, str, str, str]


@dataclass(frozen=True)
class Documents:
    """One report in its three forms."""

    html: str
    pdf: bytes
    excel: bytes

    @cached_property
    def page(self) -> Read:
        """The page as it is read."""
        return read(self.html)


@dataclass
class Record:
    """What was sent, and everything that was shown of it: to be kept in a file."""

    notebook: dict[str, list[Time]] = field(default_factory=dict)
    family_names: set[str] = field(default_factory=set)
    reports: dict[Which, Documents] = field(default_factory=dict)
    #: Pages as HTML, by what they are and when they were looked at.
    pages: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    #: By scope: what was said in each period of each group, with the day since when.
    verdicts: dict[str, dict[tuple[str, str], tuple[str, str]]] = field(default_factory=dict)
    #: By scope: the text of each release in the ledger.
    releases: dict[str, list[str]] = field(default_factory=dict)

    def text(self, page: str) -> str:
        """The words of a page."""
        return read(self.pages[page]).text

    def note_decisions(self, place: Workplace) -> None:
        """Note what the closings decided and released."""
        with place.db.read() as session:
            for scope in self.notebook:
                self.releases[scope] = [one.to_json() for one in releases_of(session, scope)]
                rows = session.scalars(
                    select(Outcome)
                    .join(Period, Period.id == Outcome.period_id)
                    .where(Period.scope_id == scope)
                )
                self.verdicts[scope] = {
                    (row.period_id.partition(".")[2], row.questionnaire_group): (
                        row.verdict,
                        row.since.isoformat(),
                    )
                    for row in rows
                }


@contextmanager
def rendering(chosen: tuple[str, ...], languages: tuple[str, ...]) -> Iterator[None]:
    """Only these editions in these languages are made: drawing is the slow part."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(editions, "EDITIONS", chosen)
        patch.setattr(editions.Publisher, "_languages", lambda _self: languages)
        yield


def run(app: Flask, *command: str) -> None:
    """Type a command as an administrator does."""
    result = app.test_cli_runner().invoke(args=command)
    assert result.exit_code == 0, result.output


def found(app: Flask) -> None:
    """The installation with its sites and accounts, as operations tells it."""
    run(app, "found", "State of the Tests")
    for site, name, choice in SITES:
        run(app, "add-site", site, name, *choice)
        invite(app, COORDINATORS[site], "coordinator", site)
    invite(app, JUDGE, "judge", RIVERSIDE)
    run(app, "round")
    for email in COORDINATORS.values():
        Staff.of(app.test_client(), BASE_URL, email).confirm_help_lines()


def invite(app: Flask, email: str, role: str, site: str) -> None:
    """Make an account."""
    run(app, "add-user", email, role, "--site", site, "--password", PASSWORD)


def play(town: Town, *, everything: bool) -> Record:
    """Play all quarters; `everything` makes documents that only one database needs to make."""
    record = Record(notebook=town.notebook)
    for quarter in (_first, _second, _third):
        quarter(town, record, everything=everything)
    record.family_names = set(town.names.values())
    return record


def _first(town: Town, record: Record, *, everything: bool) -> None:
    town.travel(BEGINS[0] + timedelta(days=40))
    town.worker.run_round()
    coordinators = {site: town.staff(email) for site, email in COORDINATORS.items()}
    now = town.begin(RIVERSIDE, LABELS[0])
    town.hold(now, coordinators[RIVERSIDE], RIVERSIDE, list(story.first_quarter()), _yesterday(0))
    pool = town.begin(LAKES, LABELS[0])
    for site in ("cedar", "dogwood"):
        town.hold(pool, coordinators[site], site, list(story.pooled()), _yesterday(0))
        town.state(pool, coordinators[site], site, 9)
    families = town.begin(FERNDALE, LABELS[0])
    town.hold(families, coordinators[FERNDALE], FERNDALE, list(story.together()), _yesterday(0))
    town.state(families, coordinators[FERNDALE], FERNDALE, 14)
    record.statuses["used"] = _try_card(town)
    town.travel(BEGINS[1])
    record.statuses["ended"] = _try_card(town)
    _close(town, 0, [RIVERSIDE, "cedar", FERNDALE])
    _look(town, record, "asked")
    with rendering(("site",) if everything else (), ("en",)):
        town.worker.run_round()
    _look(town, record, "first")
    record.statuses["closed"] = _try_card(town)
    if everything:
        for site, scope in (("dogwood", LAKES), (FERNDALE, FERNDALE)):
            _keep(town, record, scope, COORDINATORS[site], LABELS[0], "en")


def _second(town: Town, record: Record, *, everything: bool) -> None:
    town.travel(BEGINS[1] + timedelta(days=40))
    coordinator = town.staff(COORDINATORS[RIVERSIDE])
    coordinator.pick("parents", "D2", BEGINS[1], BEGINS[2])
    now = town.begin(RIVERSIDE, LABELS[1])
    town.hold(now, coordinator, RIVERSIDE, list(story.second_quarter()), _yesterday(1))
    town.state(now, coordinator, RIVERSIDE, 20)
    for scope in (LAKES, FERNDALE):  # closed by itself, and nobody met
        town.begin(scope, LABELS[1])
    _close(town, 1, [RIVERSIDE])
    with rendering(("site", "judge") if everything else (), ("en",)):
        town.worker.run_round()
    _look(town, record, "second")
    if everything:
        _keep(town, record, RIVERSIDE, COORDINATORS[RIVERSIDE], LABELS[1], "en")
        _keep(town, record, RIVERSIDE, JUDGE, LABELS[1], "en", "judge")
        record.pages["judge's index"] = town.staff(JUDGE).fetch("/reports").text


def _third(town: Town, record: Record, *, everything: bool) -> None:
    town.travel(BEGINS[2] + timedelta(days=40))
    coordinator = town.staff(COORDINATORS[RIVERSIDE])
    now = town.begin(RIVERSIDE, LABELS[2])
    town.hold(now, coordinator, RIVERSIDE, list(story.third_quarter()), _yesterday(2))
    town.state(now, coordinator, RIVERSIDE, 18)
    _close(town, 2, [RIVERSIDE])
    languages = ("en", "es") if everything else ("en",)
    with rendering(("site",), languages):
        town.worker.run_round()
    _look(town, record, "third")
    for language in languages:
        _keep(town, record, RIVERSIDE, COORDINATORS[RIVERSIDE], LABELS[2], language)


def _yesterday(quarter: int) -> date:
    return BEGINS[quarter] + timedelta(days=39)


def _close(town: Town, quarter: int, sites: list[str]) -> None:
    """After the quarter's last day one coordinator of each scope asks for the closing."""
    town.travel((*BEGINS[1:], AFTER)[quarter])
    for site in sites:
        town.staff(COORDINATORS[site]).close(LABELS[quarter])


def _try_card(town: Town) -> int:
    return status_of_card(town.app, BASE_URL, town.used["parent"], story.says("parent", 1))


def _look(town: Town, record: Record, when: str) -> None:
    """What the coordinator's pages say now."""
    coordinator = town.staff(COORDINATORS[RIVERSIDE])
    for name in ("home", "period", "reports"):
        record.pages[f"{name}, {when}"] = coordinator.fetch(f"/{name}").text


def _keep(
    town: Town,
    record: Record,
    scope: str,
    email: str,
    label: str,
    language: str,
    edition: str = "site",
) -> None:
    reader = town.staff(email)
    record.reports[scope, label, language, edition] = Documents(
        reader.report(label, language),
        reader.download(label, "pdf", language),
        reader.download(label, "xlsx", language),
    )
