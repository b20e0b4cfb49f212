"""Do the members of a group answer alike? Indices of agreement, ICC and reach by group."""

from typing import Any

from analysis.statistics import (
    GroupSums,
    GroupValues,
    average_deviation,
    average_deviation_limit,
    group_summary,
    icc1,
    icc2,
    r_star_wg,
    rwg,
    rwg_j,
)
from analysis.statistics.answers import Vector
from analysis.statistics.estimate import Undefined
from analysis.statistics.scale_scores import share_of
from analysis.study.plain import plain
from analysis.study.study import Column, ScaleAnswers, Study, counts_by

CENTRES = ("median", "mean")
STRONG = 0.7


def chapter(study: Study) -> dict[str, Any]:
    """Scale to the agreement within the groups of the study; rows without group are left out."""
    return {scale.name: _scale(scale, study) for scale in study.scales}


def _scale(scale: ScaleAnswers, study: Study) -> dict[str, Any]:
    column, points, options = study.columns["group"], study.plan.points, study.plan.options
    known = column.known
    answers, codes = scale.answers[known], column.codes[known]
    sums = GroupSums.of(answers, codes)
    limit = average_deviation_limit(points)
    deviations = {c: average_deviation(answers, codes, centre=c) for c in CENTRES}  # type: ignore[arg-type] # one of the two
    return {
        "rwg_j": {
            name: _groups(rwg_j(sums, points=points, null=null), column, STRONG)
            for name, null in options.nulls.items()
        },
        "r_star_wg": _groups(r_star_wg(sums, points=points), column, STRONG),
        "average_deviation": {c: _groups(found, column, limit) for c, found in deviations.items()},
        "average_deviation_limit": limit,
        "rwg": {
            item: {
                name: _groups(rwg(answer, codes, points=points, null=null), column, STRONG)
                for name, null in options.nulls.items()
            }
            for item, answer in zip(scale.items, answers.T, strict=True)
        },
        "icc1": plain(icc1(scale.scores[known], codes, level=options.level)),
        "icc2": plain(icc2(scale.scores[known], codes, level=options.level)),
        "reach": _reach(column, scale.reaching, options.level),
    }


def _groups(values: GroupValues, column: Column, bar: float) -> dict[str, Any]:
    """The value of each group, and `group_summary`; `at_least` is the share at or above `bar`."""
    return {
        "group_summary": plain(group_summary(values, bar)) | {"bar": bar},
        "groups": [
            {"group": column.values[int(str(code))], "n": n, "value": value} | _why(n, value)
            for code, n, value in zip(values.groups, values.n, values.values, strict=True)
        ],
    }


def _why(n: int, value: float | None) -> dict[str, str]:
    if value is not None:
        return {}
    return {"why": str(Undefined.ONE_RATER if n else Undefined.NO_ANSWERS)}


def _reach(column: Column, reaching: Vector, level: float) -> list[dict[str, Any]]:
    counts = zip(column.values, *(c.tolist() for c in counts_by(column, reaching)), strict=True)
    return [{"group": name} | plain(share_of(count, n, level)) for name, count, n in counts]
