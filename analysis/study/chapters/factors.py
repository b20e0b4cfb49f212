"""Are the scales one thing or several? Factor models of one factor and of one factor a scale."""

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.statistics import factor_model
from analysis.study.plain import plain
from analysis.study.study import Study
from analysis.study.whys import Why


def chapter(study: Study) -> dict[str, Any]:
    """`factor_model` of all items on one factor, and of the items of each scale on its own."""
    scales = {name: study.plan.scales[name] for name in study.plan.options.factors}
    items = list(dict.fromkeys(item for members in scales.values() for item in members))
    return {
        "one_factor": _model(study, {"all": items}),
        "scales_as_factors": _model(study, scales)
        if len(scales) > 1
        else {"chi2": None, "why": str(Why.ONE_SCALE)},
    }


def _model(study: Study, factors: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    names = [item for members in factors.values() for item in members]
    fewest = 3 if len(factors) == 1 else 2
    why = None
    if len(set(names)) != len(names):
        why = Why.SHARED_ITEM
    elif min(map(len, factors.values())) < fewest:
        why = Why.FEW_ITEMS
    if why is not None:
        return {"chi2": None, "why": str(why)}
    level = study.plan.options.level
    model = factor_model(study.items, factors, items=study.plan.items, level=level)
    found: dict[str, Any] = plain(model)
    return {"factors": plain(factors)} | found
