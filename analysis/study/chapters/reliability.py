"""The reliability of each scale: alpha, omega, items in their scale, error of measurement."""

from typing import Any

from analysis.statistics import (
    Undefined,
    average_correlation,
    cronbach_alpha,
    item_analysis,
    measurement_error,
    omega,
    standardized_alpha,
)
from analysis.study.plain import plain
from analysis.study.study import ScaleAnswers, Study


def chapter(study: Study) -> dict[str, Any]:
    """Scale to its reliability, from the rows that are complete in it."""
    return {scale.name: _scale(scale, study.plan.options.level) for scale in study.scales}


def _scale(scale: ScaleAnswers, level: float) -> dict[str, Any]:
    answers, items = scale.answers, scale.items
    return {
        "cronbach_alpha": plain(cronbach_alpha(answers, items=items, level=level)),
        "pairwise": {"cronbach_alpha": plain(cronbach_alpha(answers, items=items, pairwise=True))},
        "standardized_alpha": plain(standardized_alpha(answers, items=items)),
        "average_correlation": plain(average_correlation(answers, items=items)),
        "omega": plain(omega(answers, items=items, level=level)),
        "measurement_error": plain(measurement_error(answers, items=items)),
        "item_analysis": _items(scale),
    }


def _items(scale: ScaleAnswers) -> list[dict[str, Any]]:
    """Every item of the scale in order; one that was left out has the reason."""
    found = {entry.item: plain(entry) for entry in item_analysis(scale.answers, items=scale.items)}
    why = Undefined.NO_VARIANCE if found else Undefined.TOO_FEW_ITEMS
    none = {"item_rest": None, "alpha_if_dropped": None, "why": str(why)}
    return [found.get(item, {"item": item} | none) for item in scale.items]
