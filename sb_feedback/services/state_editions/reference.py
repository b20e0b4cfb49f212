"""What the sites of a state say together: something to read for a site before its first results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from analysis import Term
from analysis.rollup import Rollup
from analysis.wording import count_phrase
from forms import Questionnaire
from sb_feedback.services.aims import aims_of
from sb_feedback.services.ledger import LedgerBroken
from sb_feedback.services.state_editions.shelf import editions_on_shelf
from sb_feedback.services.state_editions.sums import contents_until, sums_of


@dataclass(frozen=True)
class StateReference:
    """The sums of the newest edition of the state for one group."""

    term: Term
    rollup: Rollup
    asked: Questionnaire

    def lines(self, language: str) -> list[tuple[str, str]]:
        """Each question in a few words, and how many said "yes, fully" to it."""
        counts = self.rollup.counts
        return [
            (aim.words[language], count_phrase(counts[condition], language))
            for condition, aim in aims_of(self.asked).items()
            if condition in counts and not aim.is_help
        ]


def state_reference(
    session: Session, groups: Sequence[str], questionnaires: Mapping[str, Questionnaire]
) -> StateReference | None:
    """For the first of these groups that the newest edition sums; None where it sums none."""
    ready = next((one for one in editions_on_shelf(session) if one.is_ready), None)
    if ready is None:
        return None
    content = contents_until(session, ready.term)[ready.term]
    try:
        sums = {one.group: one for one in sums_of(session, {ready.term: content})}
    except LedgerBroken:
        return None
    for group in groups:
        if group in sums:
            asked = questionnaires[sums[group].version.partition("+")[0]]
            return StateReference(ready.term, sums[group], asked)
    return None
