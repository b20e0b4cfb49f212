"""What can be picked here, and a picked one as pages show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.condition import Condition
from sb_feedback.db import Rows
from sb_feedback.models import Improvement
from sb_feedback.services.aims import Aim, aim_of, aims_of
from sb_feedback.services.moved import Movement, movement_of
from sb_feedback.web.here import workplace
from sb_feedback.web.staff_language import page_code, report_language


@dataclass(frozen=True)
class Round:
    """A picked thing with its words; `moved` says whether its answer moved."""

    row: Improvement
    title: str
    practice: str
    is_help: bool
    moved: Movement


def aims() -> dict[Condition, Aim]:
    """What the parents' questionnaire in use asks; the other questionnaires are parallel."""
    place = workplace()
    in_use = (place.questionnaires[name] for name in place.versions)
    return aims_of(next(asked for asked in in_use if asked.role == "parent"))


def rounds(session: Rows, rows: Iterable[Improvement]) -> list[Round]:
    """Picked things as pages show them."""
    known, language = aims(), page_code()
    return [_round(session, row, known.get(aim_of(row)), language) for row in rows]


def titles_of(rows: Iterable[Improvement]) -> dict[str, str]:
    """What was picked, in a few words, by the id of the round."""
    known, language = aims(), page_code()
    found = {row.id: (known.get(aim_of(row)), row.item) for row in rows}
    return {key: aim.words[language] if aim else item for key, (aim, item) in found.items()}


def _round(session: Rows, row: Improvement, aim: Aim | None, language: str) -> Round:
    return Round(
        row=row,
        title=aim.words[language] if aim else row.item,
        practice=aim.practice[language] if aim else "",
        is_help=bool(aim and aim.is_help),
        moved=movement_of(session, row, aim, report_language()),
    )
