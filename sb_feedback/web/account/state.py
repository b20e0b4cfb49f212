"""The statistics of the state: what its pools yielded, and what is missing where they did not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from analysis import least
from analysis.least import why_withheld
from analysis.measures import GROUPS, MEASURES, group_name, measure_name
from sb_feedback.services.state_figures import state_figures
from sb_feedback.web.account.blueprint import blueprint
from sb_feedback.web.here import workplace
from sb_feedback.web.staff_language import report_language


@blueprint.get("/state")
def state() -> ResponseReturnValue:
    """All statistics of the state, the newest first."""
    with workplace().db.read() as session:
        terms = state_figures(session)
    language = report_language()
    return render_template(
        "account/state.html",
        terms=terms,
        least=least,
        shown=shown,
        why=why,
        name_of_group=lambda group: group_name(group, language) if group in GROUPS else group,
        name_of_scale=lambda scale: measure_name(scale, language) if scale in MEASURES else scale,
    )


def shown(figure: Mapping[str, Any] | float | None, digits: int = 2) -> str:
    """A figure with its limits, or the words for why it is not given."""
    if isinstance(figure, Mapping):
        return _estimate(figure, digits)
    return gettext("not defined") if figure is None else f"{figure:.{digits}f}"


def why(name: str) -> str:
    """The words for a reason."""
    return why_withheld(name, report_language())


def _estimate(figure: Mapping[str, Any], digits: int) -> str:
    if "withheld" in figure:
        return gettext("not given: %(why)s", why=why(figure["withheld"]))
    value, low, high = (figure.get(name) for name in ("value", "low", "high"))
    if value is None or low is None or high is None:
        return shown(value, digits)
    limits = gettext("%(low)s to %(high)s", low=shown(low, digits), high=shown(high, digits))
    return f"{shown(value, digits)} ({limits})"
