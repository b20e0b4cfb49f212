"""What can be picked to make better: the practice behind each question, and each kind of help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.condition import Condition, Kind
from analysis.measures import headline_condition
from forms import PickAny, Questionnaire, Text
from sb_feedback.models import Improvement


@dataclass(frozen=True)
class Aim:
    """One thing to make better: what is counted, its words, and the practice it observes."""

    condition: Condition
    words: Text
    practice: Text
    #: The Safe Babies document, or the role in it, that describes the practice.
    source: str

    @property
    def is_help(self) -> bool:
        """Whether it is a kind of help: then fewer should name it."""
        return self.condition.kind is Kind.HELP


def aims_of(questionnaire: Questionnaire) -> dict[Condition, Aim]:
    """Everything a questionnaire asks that can be picked, in its order, questions first."""
    return {aim.condition: aim for aim in (*_practices(questionnaire), *_help(questionnaire))}


def aim_of(improvement: Improvement) -> Condition:
    """What is counted to see whether an improvement moved."""
    return Condition(Kind(improvement.kind), improvement.item)


def _practices(questionnaire: Questionnaire) -> Iterator[Aim]:
    for item in questionnaire.ratings:
        yield Aim(headline_condition(item.key), item.label, item.practice, item.source)


def _help(questionnaire: Questionnaire) -> Iterator[Aim]:
    asked = questionnaire.first(PickAny)
    for option in asked.options if asked else ():
        if asked and not option.alone:
            condition = Condition(Kind.HELP, option.code)
            yield Aim(condition, option.text, asked.practice, asked.source)
