"""What the pools of the state yielded, read for a page; loads none of what computed it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis import Term
from sb_feedback.models import StateFigures
from sb_feedback.models.state_figures import YEAR

#: A figure as it was stored: an object with a value, or the reason why it is withheld.
Figure = Mapping[str, Any]


@dataclass(frozen=True)
class GroupFigures:
    """What one pool yielded."""

    group: str
    version: str
    #: Closings in the pool, and closings that there were: fewer if a key was lost.
    closings: int
    closed: int
    statistics: Mapping[str, Any]

    @property
    def withheld(self) -> str | None:
        """The name of the reason why nothing is given."""
        found: str | None = self.statistics.get("withheld")
        return found


@dataclass(frozen=True)
class TermFigures:
    """The pools of one quarter or year."""

    term: Term
    groups: Sequence[GroupFigures]

    @property
    def is_year(self) -> bool:
        """True for a calendar year, False for a quarter."""
        return self.term.months == 12


def state_figures(session: Session) -> list[TermFigures]:
    """Everything that was yielded, the newest first."""
    found: dict[Term, list[GroupFigures]] = {}
    for row in session.scalars(select(StateFigures).order_by(StateFigures.questionnaire_group)):
        term = Term(row.first_day, 12 if row.kind == YEAR else 3)
        found.setdefault(term, []).append(_group(row))
    newest_first = sorted(found, key=lambda term: (term.last_day, term.months), reverse=True)
    return [TermFigures(term, found[term]) for term in newest_first]


def _group(row: StateFigures) -> GroupFigures:
    body = json.loads(row.body)
    return GroupFigures(
        row.questionnaire_group,
        row.version,
        body["closings"],
        body["closed"],
        body["statistics"],
    )
