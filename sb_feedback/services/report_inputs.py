"""From rows to what a report is made from: releases, verdicts, words and the picked practice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from analysis import Instrument, Release, Term
from analysis.condition import Kind
from analysis.reports import inputs as told
from analysis.reports.brief import Brief, brief
from analysis.reports.content import Edition, Report
from analysis.reports.site_report import site_report
from analysis.reports.team.inputs import TeamInputs
from forms import Questionnaire
from sb_feedback.models import Installation, Outcome, Period
from sb_feedback.models.document import FORMULA
from sb_feedback.models.settings import BATCH, FLOOR, MONTHS, SHARES
from sb_feedback.services.closing.facts import ROLES_OF
from sb_feedback.services.improvements import Pick, picked_in
from sb_feedback.services.in_force import term_of_period, terms_by_start
from sb_feedback.services.instruments import help_choices, instrument_of
from sb_feedback.services.ledger import releases_by
from sb_feedback.services.set_up import TOGETHER, changes_of
from sb_feedback.services.team_inputs import GatheredTeam, gather_beside

_NOT_RELEASED = {reason.value for reason in told.Reason}


@dataclass(frozen=True)
class Gathered:
    """Everything that the reports of one period are made from, in no language yet."""

    period: Period
    sample: bool
    releases: tuple[Release, ...]
    verdicts: tuple[Outcome, ...]
    pick: Pick | None
    changes: tuple[told.SettingChange, ...]
    #: The terms of the scope by their first day; in one of them what waits began.
    began: Mapping[date, Term]
    by_group: Mapping[str, tuple[Questionnaire, ...]]
    #: What is out of the site's own team by the period's end; None without a team.
    team: GatheredTeam | None = None
    formula: int = FORMULA
    remade: told.Remade | None = None

    @property
    def term(self) -> Term:
        """The period's dates."""
        return term_of_period(self.period)

    @property
    def told_of(self) -> tuple[Release, ...]:
        """Every release that the documents tell of."""
        return (*self.releases, *(self.team.releases if self.team else ()))

    def report(self, edition: Edition, language: str) -> Report:
        """The report of one edition in one language."""
        return site_report(self.inputs_for(edition, language), self._team(edition, language))

    def briefs(self, languages: Iterable[str]) -> list[Brief]:
        """The page for everybody in each language; none while no family's answers are out."""
        found = (
            brief(self.inputs_for("site", language), self._team("site", language))
            for language in languages
        )
        return [page for page in found if page is not None]

    def inputs_for(self, edition: Edition, language: str) -> told.ReportInputs:
        """The inputs of one edition in one language."""
        scope = self.period.scope
        return told.ReportInputs(
            scope=scope.id,
            scope_name=scope.name,
            term=self.term,
            language=language,
            releases=self.releases,
            instruments=self._instruments(),
            labels=self._labels(language),
            edition=edition,
            sample=self.sample,
            waiting=tuple(self._waiting()),
            not_released=tuple(
                told.NotReleased(verdict.questionnaire_group, told.Reason(verdict.verdict))
                for verdict in self.verdicts
                if verdict.verdict in _NOT_RELEASED
            ),
            improvement=self._improvement(language),
            floor=scope.floor,
            formula=self.formula,
            remade=self.remade,
            changes=self.changes,
        )

    def _team(self, edition: Edition, language: str) -> TeamInputs | None:
        return self.team.inputs_for(edition, language) if self.team else None

    def _instruments(self) -> dict[str, Instrument]:
        return {group: instrument_of(asked) for group, asked in self.by_group.items()}

    def _waiting(self) -> list[told.Waiting]:
        floor = self.period.scope.floor
        return [
            told.Waiting(verdict.questionnaire_group, self.began[verdict.since], floor)
            for verdict in self.verdicts
            if verdict.verdict == "waits"
        ]

    def _labels(self, language: str) -> told.Labels:
        first = next(iter(self.by_group.values()))[0]
        return told.Labels(
            items={item.key: item.label[language] for item in first.ratings},
            questions={
                group: {item.key: item.text[language] for item in asked[0].ratings}
                for group, asked in self.by_group.items()
            },
            help={choice.value: choice.text[language] for choice in help_choices(first)},
        )

    def _improvement(self, language: str) -> told.Improvement | None:
        if self.pick is None:
            return None
        row, labels = self.pick.improvement, self._labels(language)
        kind, verdict = Kind(row.kind), self.pick.verdict
        words = labels.help if kind is Kind.HELP else labels.items
        return told.Improvement(
            item=row.item,
            group=row.questionnaire_group,
            practice=words.get(row.item, row.item),
            tried=row.what,
            who=row.who,
            started_on=row.started_on,
            verdict=told.Verdict(verdict) if verdict else None,
            kind=kind,
        )


def gather(
    session: Session,
    period_id: str,
    questionnaires: Mapping[str, Questionnaire],
    only: Collection[str] = (),
) -> Gathered:
    """Read what the reports of a period are made from: releases up to it, and nothing later.

    `only` names the releases that documents made before tell of.
    """
    period = session.scalars(
        select(Period).options(joinedload(Period.scope)).where(Period.id == period_id)
    ).one()
    installation = session.get_one(Installation, 1)
    by_group = _by_group(period, questionnaires)
    return Gathered(
        period=period,
        sample=installation.sample,
        releases=tuple(
            release
            for release in releases_by(session, period.scope_id, period.last_day, only)
            if release.group in by_group
        ),
        verdicts=tuple(session.scalars(select(Outcome).where(Outcome.period_id == period_id))),
        pick=picked_in(session, period),
        changes=tuple(_changes(session, period)),
        began=terms_by_start(session, period.scope_id),
        by_group=by_group,
        team=gather_beside(session, period, questionnaires, only),
    )


def _changes(session: Session, period: Period) -> Iterator[told.SettingChange]:
    """What numbers depend on and was changed until this period was closed."""
    for row in changes_of(session, period.scope_id):
        if row.holds_from > period.closes_on:
            continue
        if row.what == FLOOR:
            yield told.FloorRaised(row.holds_from, int(row.before), int(row.since))
        elif row.what == SHARES:
            yield told.SharingChanged(row.holds_from, row.since == str(True))
        elif row.holds_from == row.changed_on:
            continue  # chosen before the first meeting: nothing was counted in another way
        elif row.what == MONTHS:
            yield told.LengthChanged(row.holds_from, int(row.before), int(row.since))
        elif row.what == BATCH:
            yield told.CountingChanged(row.holds_from, row.since == TOGETHER)


def _by_group(
    period: Period, questionnaires: Mapping[str, Questionnaire]
) -> dict[str, tuple[Questionnaire, ...]]:
    by_role = {
        questionnaires[name].role: questionnaires[name] for name in period.questionnaires.split()
    }
    families = ("families",) if period.family_batch == "together" else ("parents", "caregivers")
    return {
        group: tuple(by_role[role] for role in ROLES_OF[group])
        for group in (*families, "professionals")
    }
