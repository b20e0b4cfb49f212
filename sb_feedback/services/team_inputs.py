"""From rows to what the report of a wave is made from: releases, the record, mail, words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from analysis import Release, Term, term_of
from analysis.measures import ACT
from analysis.reports.brief import Brief
from analysis.reports.content import Edition, Report
from analysis.reports.inputs import Labels, Remade
from analysis.reports.team import inputs as told
from analysis.reports.team.register import Register
from analysis.reports.team_report import team_report
from forms import Questionnaire
from sb_feedback.models import Installation, Mail, Outcome, Period, Site, Team, Wave
from sb_feedback.models.document import FORMULA
from sb_feedback.models.outgoing import FAILED, REFUSED, SENDING, SENT
from sb_feedback.models.team import INVITATION
from sb_feedback.services.in_force import term_of_period
from sb_feedback.services.instruments import help_choices, instrument_of
from sb_feedback.services.ledger import releases_by
from sb_feedback.services.register import record_of

_QUARTER = 3
_WAVES_OF_A_YEAR = 4
_FAMILIES = ("parents", "families")
_HANDED_OVER = (SENT, SENDING, REFUSED, FAILED)
_MISSING = {reason.value for reason in told.Missing}


@dataclass(frozen=True)
class GatheredTeam:
    """Everything that the reports of one wave are made from, in no language yet.

    `term` is the quarter that is told about: the wave's own or, beside a site's period, its last.
    """

    period: Period
    term: Term
    door: str
    sample: bool
    releases: tuple[Release, ...]
    families: Release | None
    register: Register
    missed: tuple[told.MissedWave, ...]
    delivery: told.Delivery | None
    asked: Questionnaire
    formula: int = FORMULA
    remade: Remade | None = None

    @property
    def told_of(self) -> tuple[Release, ...]:
        """Every release that the documents tell of."""
        return (*self.releases, *((self.families,) if self.families else ()))

    def report(self, edition: Edition, language: str) -> Report:
        """The report of one edition in one language."""
        return team_report(self.inputs_for(edition, language))

    def briefs(self, _languages: Iterable[str]) -> list[Brief]:
        """None: the page for everybody tells what families said."""
        return []

    def inputs_for(self, edition: Edition, language: str) -> told.TeamInputs:
        """The inputs of one edition in one language."""
        scope = self.period.scope
        return told.TeamInputs(
            scope=scope.id,
            scope_name=scope.name,
            term=self.term,
            language=language,
            releases=self.releases,
            instruments={ACT: instrument_of([self.asked])},
            labels=_labels(self.asked, language),
            edition=edition,
            sample=self.sample,
            floor=scope.floor,
            formula=self.formula,
            remade=self.remade,
            register=self.register,
            families=self.families,
            missed=self.missed,
            delivery=self.delivery,
            door="shared" if self.door == "shared" else "single_use",
        )


def gather_team(
    session: Session,
    period_id: str,
    questionnaires: Mapping[str, Questionnaire],
    only: Collection[str] = (),
) -> GatheredTeam:
    """Read what the reports of a wave are made from: what was out by it, and nothing later.

    `only` names the releases that documents made before tell of.
    """
    wave = session.scalars(_waves().where(Wave.period_id == period_id)).one()
    return _gathered(session, wave, _quarter(wave.period), questionnaires, only)


def gather_beside(
    session: Session,
    period: Period,
    questionnaires: Mapping[str, Questionnaire],
    only: Collection[str] = (),
) -> GatheredTeam | None:
    """Read what is out of a site's own team by the last day of the site's period.

    None for a pool, whose teams have reports of their own, and for a site that had no wave.
    """
    sites = session.scalars(select(Site.id).where(Site.scope_id == period.scope_id)).all()
    last = term_of(period.last_day, _QUARTER)
    waves = session.scalars(
        _waves()
        .join(Team, Team.scope_id == Period.scope_id)
        .where(Team.site_id.in_(sites), Wave.quarter <= last.first_day)
        .order_by(Wave.quarter.desc())
    ).all()
    if len(sites) > 1 or not waves:
        return None
    team_id = waves[0].period.scope_id
    out = {wave.first_day for wave in releases_by(session, team_id, last.last_day, only)}
    newest = next((wave for wave in waves if wave.quarter in out), waves[0])
    return _gathered(session, newest, last, questionnaires, only)


def _waves() -> Select[Wave]:
    return (
        select(Wave)
        .join(Wave.period)
        .options(contains_eager(Wave.period).options(joinedload(Period.scope)))
    )


def _gathered(
    session: Session,
    wave: Wave,
    quarter: Term,
    questionnaires: Mapping[str, Questionnaire],
    only: Collection[str],
) -> GatheredTeam:
    """Read a wave's record, mail and questions, and what is out and missed up to a quarter."""
    period = wave.period
    return GatheredTeam(
        period=period,
        term=quarter,
        door=wave.door,
        sample=session.get_one(Installation, 1).sample,
        releases=releases_by(session, period.scope_id, quarter.last_day, only),
        families=_families(session, period, only),
        register=record_of(session, period.scope_id, period.last_day),
        missed=_missed(session, period.scope_id, quarter),
        delivery=_delivery(session, wave),
        asked=questionnaires[period.questionnaires],
    )


def _quarter(period: Period) -> Term:
    return term_of_period(period)


def _families(session: Session, period: Period, only: Collection[str]) -> Release | None:
    """The newest result of parents or families at the team's site that ended by the last day."""
    team = session.scalars(
        select(Team).options(joinedload(Team.site)).where(Team.scope_id == period.scope_id)
    ).one()
    out = [
        release
        for release in releases_by(session, team.site.scope_id, period.last_day, only)
        if release.group in _FAMILIES
    ]
    return max(out, key=lambda release: release.last_day, default=None)


def _missed(session: Session, scope_id: str, quarter: Term) -> tuple[told.MissedWave, ...]:
    """The waves without a result in the year that ends with this quarter."""
    first = quarter
    for _place in range(_WAVES_OF_A_YEAR - 1):
        first = first.previous()
    rows = session.execute(
        select(Period.first_day, Outcome.verdict)
        .join(Outcome, Outcome.period_id == Period.id)
        .where(
            Period.scope_id == scope_id,
            Period.first_day.between(first.first_day, quarter.last_day),
            Outcome.verdict.in_(_MISSING),
        )
        .order_by(Period.first_day)
    )
    return tuple(
        told.MissedWave(term_of(first_day, _QUARTER), told.Missing(verdict))
        for first_day, verdict in rows
    )


def _delivery(session: Session, wave: Wave) -> told.Delivery | None:
    """How the invitations ended; None where none was ever handed to a mail server.

    One that may have been taken counts as mailed: it is never sent again.
    """
    states = Counter[str]()
    for state, number in session.execute(
        select(Mail.state, func.count())
        .where(Mail.period_id == wave.period_id, Mail.kind == INVITATION)
        .group_by(Mail.state)
    ):
        states[state] = number
    if not any(states[state] for state in _HANDED_OVER):
        return None
    return told.Delivery(
        members=max(wave.roster or 0, states.total()),
        mailed=states[SENT] + states[SENDING],
        refused=states[REFUSED],
        undeliverable=states[FAILED],
    )


def _labels(asked: Questionnaire, language: str) -> Labels:
    return Labels(
        items={item.key: item.label[language] for item in asked.ratings},
        questions={ACT: {item.key: item.text[language] for item in asked.ratings}},
        help={choice.value: choice.text[language] for choice in help_choices(asked)},
    )
