"""Results of statistics as plain values for JSON: what is undefined is null, with a reason."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import singledispatch
from typing import Any

import numpy as np

from analysis.statistics import (
    Anova,
    ClusteredDifference,
    ClusteredMean,
    ClusteredShare,
    ControlChart,
    Estimate,
    FactorCorrelation,
    FactorModel,
    Funnel,
    GroupSummary,
    IndividualsChart,
    ItemInScale,
    ItemStatistics,
    LaneyChart,
    MannKendall,
    MeetingGap,
    Omega,
    PolychoricMatrix,
    RandomEffects,
    RIndicator,
    ScoreSummary,
    Shrinkage,
    TheilSen,
    Undefined,
    WelchDifference,
    XbarSChart,
)
from analysis.study.whys import Why

_REASONS = ("why", "no_interval")


def plain(result: Any) -> Any:  # noqa: ANN401 (any result of a statistic)
    """Numbers, texts, lists and dictionaries that say the same.

    Fields keep their names. An object with a null has the reason as `why` (or `no_interval`); a
    reason that does not apply is left out, and so are the limits of an estimate without interval.
    In a list, null stands for an entry without answers.
    """
    if isinstance(result, Enum):
        return str(result)
    if is_dataclass(result):
        return _object(result)
    if isinstance(result, tuple) and hasattr(result, "_asdict"):
        return plain(result._asdict())
    if isinstance(result, Mapping):
        return {str(key): plain(value) for key, value in result.items()}
    if isinstance(result, tuple | list):
        return [plain(value) for value in result]
    return result.item() if isinstance(result, np.generic) else result


def _object(result: Any) -> dict[str, Any]:  # noqa: ANN401 (any dataclass)
    values = {field.name: plain(getattr(result, field.name)) for field in fields(result)}
    absent = [name for name in _REASONS if values.get(name, "") is None]
    if isinstance(result, Estimate) and result.low is None:
        absent += ["low", "high"]
    found = {name: value for name, value in values.items() if name not in absent}
    if None in found.values() and not any(name in found for name in _REASONS):
        found["why"] = str(reason(result))
    return found


@singledispatch
def reason(_result: object) -> str:
    """Why a result that gives no reason itself has a figure that is None."""
    return Why.NOT_FOR_THIS


@reason.register
def _(result: ItemStatistics) -> str:
    return Undefined.ONE_UNIT if result.n else Undefined.NO_ANSWERS


@reason.register
def _(result: ScoreSummary) -> str:
    return Undefined.ONE_UNIT if result.n else Undefined.NO_ANSWERS


@reason.register
def _(result: ItemInScale) -> str:
    return Undefined.TOO_FEW_ITEMS if result.alpha_if_dropped is None else Undefined.NO_VARIANCE


@reason.register
def _(result: Omega) -> str:
    return Undefined.NO_FIT if result.heywood else Why.NO_INTERVAL


@reason.register(Anova)
@reason.register(ClusteredDifference)
@reason.register(ClusteredMean)
@reason.register(ClusteredShare)
@reason.register(ControlChart)
@reason.register(MannKendall)
@reason.register(RandomEffects)
@reason.register(WelchDifference)
def _(_result: object) -> str:
    return Undefined.NO_VARIANCE


@reason.register
def _(result: FactorModel) -> str:
    return Undefined.NO_VARIANCE if result.df else Why.SATURATED


@reason.register
def _(_result: FactorCorrelation) -> str:
    return Why.NO_INTERVAL


@reason.register
def _(_result: PolychoricMatrix) -> str:
    return Undefined.NO_ANSWERS


@reason.register
def _(_result: GroupSummary) -> str:
    return Undefined.ONE_RATER


@reason.register
def _(result: MeetingGap) -> str:
    n = result.mean.mean.n
    return (Undefined.NO_ANSWERS, Undefined.ONE_UNIT)[n] if n < 2 else Undefined.NO_VARIANCE


@reason.register(LaneyChart)
@reason.register(IndividualsChart)
def _(result: LaneyChart | IndividualsChart) -> str:
    return result.chart.why or Undefined.NO_VARIANCE


@reason.register
def _(result: XbarSChart) -> str:
    return result.means.why or Undefined.TOO_FEW_ANSWERS


@reason.register
def _(result: TheilSen) -> str:
    return result.slope.why or Undefined.TOO_FEW_POINTS


@reason.register
def _(_result: Funnel) -> str:
    return Undefined.ONE_UNIT


@reason.register
def _(result: Shrinkage) -> str:
    return result.model.why or Undefined.NO_VARIANCE


@reason.register
def _(_result: RIndicator) -> str:
    return Undefined.NO_ANSWERS
