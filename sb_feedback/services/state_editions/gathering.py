"""From the row of an edition to what its report is made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from analysis import Instrument, Term
from analysis.reports.content import Report
from analysis.reports.inputs import Labels
from analysis.reports.state.inputs import PoolFigures, StateInputs
from analysis.reports.state_report import state_report
from analysis.rollup import STATE, Rollup
from forms import Questionnaire
from sb_feedback.models import Installation
from sb_feedback.models.document import FORMULA
from sb_feedback.services.instruments import help_choices, instrument_of
from sb_feedback.services.state_editions.content import EditionContent
from sb_feedback.services.state_editions.sums import contents_until, sums_of
from sb_feedback.services.state_figures import state_figures


@dataclass(frozen=True)
class GatheredState:
    """Everything that the report of one edition is made from, in no language yet."""

    term: Term
    name: str
    sample: bool
    content: EditionContent
    #: The sums of this edition and of those before.
    rollups: tuple[Rollup, ...]
    figures: tuple[PoolFigures, ...]
    asked: Mapping[str, tuple[Questionnaire, ...]]

    def report(self, language: str) -> Report:
        """The report in one language."""
        return state_report(
            StateInputs(
                scope=STATE,
                scope_name=self.name,
                term=self.term,
                language=language,
                releases=self.rollups,
                instruments=self._instruments(),
                labels=self._labels(language),
                edition="state",
                sample=self.sample,
                formula=FORMULA,
                register=self.content.register,
                teams=self.content.teams,
                figures=self.figures,
            )
        )

    def _instruments(self) -> dict[str, Instrument]:
        return {group: instrument_of(asked) for group, asked in self.asked.items()}

    def _labels(self, language: str) -> Labels:
        every = [one for asked in self.asked.values() for one in asked]
        return Labels(
            items={item.key: item.label[language] for one in every for item in one.ratings},
            questions={
                group: {item.key: item.text[language] for item in asked[0].ratings}
                for group, asked in self.asked.items()
            },
            help={
                choice.value: choice.text[language]
                for one in reversed(every)
                for choice in help_choices(one)
            },
        )


def gather_state(
    session: Session, term: Term, questionnaires: Mapping[str, Questionnaire]
) -> GatheredState:
    """Read what the report of a decided edition is made from, and nothing later."""
    contents = contents_until(session, term)
    rollups = sums_of(session, contents)
    installation = session.get_one(Installation, 1)
    newest = {rollup.group: rollup.version for rollup in sorted(rollups, key=lambda one: one.terms)}
    return GatheredState(
        term=term,
        name=installation.name,
        sample=installation.sample,
        content=contents[term],
        rollups=rollups,
        figures=tuple(_figures(session, term)),
        asked={
            group: tuple(questionnaires[name] for name in version.split("+"))
            for group, version in sorted(newest.items())
        },
    )


def _figures(session: Session, term: Term) -> Iterator[PoolFigures]:
    """What the pools of the quarter gave, and of the year that ended with it."""
    for found in reversed(state_figures(session)):
        if found.term.last_day == term.last_day:
            for one in found.groups:
                yield PoolFigures(one.group, found.term, one.statistics)
