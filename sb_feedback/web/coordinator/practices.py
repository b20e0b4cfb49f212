"""The practices that can be picked: each rating observes one."""

from __future__ import annotations

from dataclasses import dataclass

from forms import Rating
from sb_feedback.web.here import workplace
from sb_feedback.web.staff_language import in_page_language


@dataclass(frozen=True)
class Practice:
    """A question in a few words, and the practice that it observes."""

    key: str
    label: str
    practice: str


def practices() -> dict[str, Practice]:
    """The practices of the parents' questionnaire by item key; the others' keys are parallel."""
    place = workplace()
    asked = next(
        place.questionnaires[name]
        for name in place.versions
        if place.questionnaires[name].role == "parent"
    )
    return {item.key: _practice(item) for item in asked.ratings}


def _practice(item: Rating) -> Practice:
    return Practice(
        item.key, in_page_language(item.label.root), in_page_language(item.practice.root)
    )
