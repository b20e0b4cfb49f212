"""Who answered of those invited, and what that leaves open."""

from typing import Any

import numpy as np

from analysis.statistics import (
    Dispositions,
    Undefined,
    effective_size,
    finite_population_share,
    invited_weighted_mean,
    r_indicator,
    response_rates,
    worst_case_bounds,
)
from analysis.statistics.answers import Vector
from analysis.study.plain import plain
from analysis.study.reading import respondents_by_stratum
from analysis.study.study import ScaleAnswers, Study, moments_by


def chapter(study: Study) -> dict[str, Any]:
    """Response rates, R-indicator, and by scale what those who did not answer could change."""
    found: dict[str, Any] = {"answered": int(study.answered.sum())}
    dispositions = study.plan.response.dispositions or _from_rows(study)
    if dispositions is not None:
        found["dispositions"] = dispositions.to_dict()
        found["response_rates"] = _rates(dispositions, study.plan.response.e)
    by_stratum, invited = respondents_by_stratum(study), study.plan.response.invited
    if invited:
        found["r_indicator"] = plain(r_indicator([*by_stratum.values()], [*invited.values()]))
        found["strata"] = [
            {"stratum": name, "answered": number, "invited": invited[name]}
            for name, number in by_stratum.items()
        ]
    found["scales"] = {scale.name: _scale(study, scale) for scale in study.scales}
    return found


def _from_rows(study: Study) -> Dispositions | None:
    """From a named list: complete rows, rows with some answers, and all others not reached."""
    roster, answered = study.plan.response.roster, int(study.answered.sum())
    if roster is None:
        return None
    complete = int((~np.isnan(study.items)).all(axis=1).sum())
    return Dispositions(complete, answered - complete, not_contacted=roster - answered)


def _rates(dispositions: Dispositions, e: float | None) -> dict[str, Any]:
    rates: dict[str, Any] = plain(response_rates(dispositions, e=e))
    if None in rates.values():
        rates["why"] = str(Undefined.ZERO_DENOMINATOR)
    return rates


def _scale(study: Study, scale: ScaleAnswers) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if study.plan.response.roster is not None:
        found["top_score"] = _of_roster(study, scale.top)
        found["reach"] = _of_roster(study, scale.reaching)
    if study.plan.response.invited:
        found["invited_weighted_mean"] = _weighted(study, scale)
    return found


def _of_roster(study: Study, zeros_and_ones: Vector) -> dict[str, Any]:
    roster, level = study.plan.response.roster, study.plan.options.level
    assert roster is not None
    given = zeros_and_ones[~np.isnan(zeros_and_ones)]
    count, n = int(given.sum()), int(given.size)
    return {
        "worst_case_bounds": plain(worst_case_bounds(count, n, roster)),
        "effective_size": plain(effective_size(n, roster)),
        "finite_population_share": plain(finite_population_share(count, n, roster, level=level)),
    }


def _weighted(study: Study, scale: ScaleAnswers) -> Any:  # noqa: ANN401 (plain)
    column, invited = study.columns["stratum"], study.plan.response.invited
    means = dict(
        zip(column.values, (m.mean for m in moments_by(column, scale.scores)), strict=True)
    )
    return plain(invited_weighted_mean([means.get(name) for name in invited], [*invited.values()]))
