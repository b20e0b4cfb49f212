"""From a questionnaire to what the analysis needs to know of it: the one bridge between the two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce

from analysis import Instrument, joined
from analysis.measures import combined_scales
from forms import Choice, PickAny, Questionnaire


def instrument_of(questionnaires: Sequence[Questionnaire]) -> Instrument:
    """The instrument of one questionnaire, or of several joined by their parallel keys."""
    return reduce(joined, (_single(questionnaire) for questionnaire in questionnaires))


def _single(questionnaire: Questionnaire) -> Instrument:
    return Instrument(
        version=questionnaire.id,
        scales=questionnaire.scales,
        help_codes=questionnaire.help_codes,
        points=questionnaire.points,
        combined=combined_scales(questionnaire.scales),
    )


def help_choices(questionnaire: Questionnaire) -> tuple[Choice, ...]:
    """The kinds of help that a questionnaire names."""
    asked = questionnaire.first(PickAny)
    return questionnaire.choices(asked) if asked else ()


def practices_asked(
    questionnaires: Mapping[str, Questionnaire], versions: Sequence[str]
) -> Questionnaire:
    """The questionnaire of parents that is in force: each of its ratings names its practice."""
    return next(questionnaires[name] for name in versions if questionnaires[name].role == "parent")
