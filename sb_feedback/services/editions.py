"""Editions: a closed period's releases, rendered once and stored."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.environment import TemplateModule
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.figures.svg import share_glyphs
from analysis.language import LANGUAGES
from analysis.reports.brief import Brief
from analysis.reports.brief_pdf import brief_pdf
from analysis.reports.content import Edition, Report
from analysis.reports.excel import excel
from analysis.reports.inputs import Remade
from analysis.reports.long_table import long_table
from analysis.reports.pdf import pdf
from forms import Questionnaire
from sb_feedback.db import Database
from sb_feedback.files import keep_by_content
from sb_feedback.models import Document, Period, ReleaseTold, Scope
from sb_feedback.models.document import ALL_LANGUAGES, BRIEF, FORMULA
from sb_feedback.models.period import CLOSED, COUNTED
from sb_feedback.models.scope import TEAM
from sb_feedback.services.report_inputs import Gathered, gather
from sb_feedback.services.team_inputs import GatheredTeam, gather_team

EDITIONS: tuple[Edition, ...] = ("site", "judge")
_TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"


@dataclass(frozen=True)
class Rendering:
    """One document: for whom, in which language and format, and its content."""

    edition: str
    language: str
    format: str
    content: bytes


@dataclass(frozen=True)
class Publisher:
    """Makes the documents of a period and keeps them as files named by their content."""

    db: Database
    folder: Path
    questionnaires: Mapping[str, Questionnaire]
    today: Callable[[], date]
    #: Has the readers of a period told that its documents are there.
    announce: Callable[[Session, str], None] | None = None

    def publish(self, period_id: str) -> None:
        """Make and store every edition of a counted period, then call it closed."""
        with self.db.read() as session:
            if session.get_one(Period, period_id).state != COUNTED:
                return
            gathered = self._gathered(session, period_id)
        self._make(period_id, gathered)

    def renew(self, period_id: str) -> None:
        """Make every edition again, from the same releases, if an older formula made them.

        What was made before stays as it is.
        """
        with self.db.read() as session:
            formulas = formulas_of(session, period_id)
            if not formulas or formulas[-1] >= FORMULA:
                return
            told = select(ReleaseTold.digest).where(ReleaseTold.period_id == period_id)
            gathered = self._gathered(session, period_id, set(session.scalars(told)))
        remade = Remade(self.today(), formulas[0])
        self._make(period_id, replace(gathered, formula=FORMULA, remade=remade))

    def _make(self, period_id: str, gathered: Gathered | GatheredTeam) -> None:
        """Store the files; then, at once, that they are there, and what they tell of."""
        stored = [self._store(period_id, one) for one in self._renderings(gathered)]
        with self.db.write() as session:
            for document in stored:
                session.merge(document)
            for release in gathered.told_of if stored else ():
                session.merge(ReleaseTold(period_id=period_id, digest=release.digest))
            session.get_one(Period, period_id).state = CLOSED
            if stored and self.announce is not None:
                self.announce(session, period_id)

    def _renderings(self, gathered: Gathered | GatheredTeam) -> Iterator[Rendering]:
        if not gathered.releases:
            return
        for edition in EDITIONS:
            for language in self._languages():
                yield from rendered(gathered.report(edition, language))
        yield from rendered_briefs(gathered.briefs(self._languages()))

    def _gathered(
        self, session: Session, period_id: str, only: Collection[str] = ()
    ) -> Gathered | GatheredTeam:
        """What the reports of a period of meetings, or of a team's wave, are made from."""
        scope = session.get_one(Scope, session.get_one(Period, period_id).scope_id)
        if scope.kind == TEAM:
            return gather_team(session, period_id, self.questionnaires, only)
        return gather(session, period_id, self.questionnaires, only)

    def _languages(self) -> tuple[str, ...]:
        return report_languages(self.questionnaires)

    def _store(self, period_id: str, one: Rendering) -> Document:
        return Document(
            period_id=period_id,
            edition=one.edition,
            language=one.language,
            format=one.format,
            formula=FORMULA,
            content_hash=keep_by_content(self.folder, one.content),
        )


def formulas_of(session: Session, period_id: str) -> list[int]:
    """With which formulas a period's documents were made, the first one first."""
    made = select(Document.formula).where(Document.period_id == period_id).distinct()
    return list(session.scalars(made.order_by(Document.formula)))


def outdated_periods(session: Session) -> list[str]:
    """Closed periods whose newest documents an older formula made, the newest first."""
    return list(
        session.scalars(
            select(Period.id)
            .join(Document, Document.period_id == Period.id)
            .where(Period.state == CLOSED)
            .group_by(Period.id, Period.first_day)
            .having(func.max(Document.formula) < FORMULA)
            .order_by(Period.first_day.desc(), Period.id)
        )
    )


def report_languages(questionnaires: Mapping[str, Questionnaire]) -> tuple[str, ...]:
    """Every language of what was asked that the reports have words for."""
    asked = next(iter(questionnaires.values()))
    return tuple(code for code in asked.languages if code in LANGUAGES)


def rendered(report: Report) -> Iterator[Rendering]:
    """The same report as a web page's body, as PDF, as Excel and as one long table."""
    contents = {
        "html": report_body(report).encode(),
        "pdf": pdf(report),
        "xlsx": excel(report),
        "csv": long_table(report),
    }
    for name, content in contents.items():
        yield Rendering(report.edition, report.language, name, content)


def rendered_briefs(briefs: Sequence[Brief]) -> Iterator[Rendering]:
    """A page in each language, and one sheet with all of them."""
    for brief in briefs:
        body = _macros("reports/brief_body.html").brief_body(brief)  # type: ignore[attr-defined]
        yield Rendering(BRIEF, brief.language, "html", str(body).encode())
    if briefs:
        yield Rendering(BRIEF, ALL_LANGUAGES, "pdf", brief_pdf(briefs))


def report_body(report: Report) -> str:
    """The report as HTML, to stand inside a page."""
    body = _macros("reports/report_body.html").report_body(report)  # type: ignore[attr-defined]
    return share_glyphs(str(body))


@cache
def _macros(name: str) -> TemplateModule:
    pages = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    return pages.get_template(name).module
