"""Editions: a closed period's releases, rendered once and stored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from sqlalchemy.orm import Session

from analysis.language import LANGUAGES
from analysis.reports.content import Edition, Report
from analysis.reports.excel import excel
from analysis.reports.pdf import pdf
from forms import Questionnaire
from sb_feedback.db import Database
from sb_feedback.files import make_private_dir, write_durably
from sb_feedback.models import Document, Period, Scope
from sb_feedback.models.period import CLOSED, COUNTED
from sb_feedback.models.scope import TEAM
from sb_feedback.services.report_inputs import Gathered, gather
from sb_feedback.services.team_inputs import GatheredTeam, gather_team

#: Goes up when a number or sentence is made differently: then there is a new edition.
FORMULA = 1
EDITIONS: tuple[Edition, ...] = ("site", "judge")
FORMATS = ("html", "pdf", "xlsx")
_PAGE = """{% from "reports/report_body.html" import report_body %}{{ report_body(report) }}"""
_TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"


@dataclass(frozen=True)
class Publisher:
    """Makes the documents of a period and keeps them as files named by their content."""

    db: Database
    folder: Path
    questionnaires: Mapping[str, Questionnaire]

    def publish(self, period_id: str) -> None:
        """Make and store every edition of a counted period, then call it closed."""
        with self.db.read() as session:
            period = session.get_one(Period, period_id)
            if period.state != COUNTED:
                return
            reports = list(self._reports(session, period_id))
        stored = [document for report in reports for document in self._store(period_id, report)]
        with self.db.write() as session:
            for document in stored:
                session.merge(document)
            session.get_one(Period, period_id).state = CLOSED

    def _reports(self, session: Session, period_id: str) -> Iterator[Report]:
        gathered = self._gathered(session, period_id)
        if not gathered.releases:
            return
        for edition in EDITIONS:
            for language in self._languages():
                yield gathered.report(edition, language)

    def _gathered(self, session: Session, period_id: str) -> Gathered | GatheredTeam:
        """What the reports of a period of meetings, or of a team's wave, are made from."""
        scope = session.get_one(Scope, session.get_one(Period, period_id).scope_id)
        if scope.kind == TEAM:
            return gather_team(session, period_id, self.questionnaires)
        return gather(session, period_id, self.questionnaires)

    def _languages(self) -> tuple[str, ...]:
        """Every language of what was asked that the reports have words for."""
        asked = next(iter(self.questionnaires.values()))
        return tuple(code for code in asked.languages if code in LANGUAGES)

    def _store(self, period_id: str, report: Report) -> Iterator[Document]:
        for name, content in rendered(report).items():
            content_hash = hashlib.sha256(content).hexdigest()
            make_private_dir(self.folder)
            write_durably(self.folder / content_hash, content)
            yield Document(
                period_id=period_id,
                edition=report.edition,
                language=report.language,
                format=name,
                formula=FORMULA,
                content_hash=content_hash,
            )


def rendered(report: Report) -> dict[str, bytes]:
    """The same report as a web page's body, as PDF and as Excel."""
    return {"html": report_body(report).encode(), "pdf": pdf(report), "xlsx": excel(report)}


def report_body(report: Report) -> str:
    """The report as HTML, to stand inside a page."""
    return _page().render(report=report)


@cache
def _page() -> Template:
    pages = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    return pages.from_string(_PAGE)
