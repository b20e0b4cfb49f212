"""The calculator: when a site like this one may see its first results, for each set-up choice."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from analysis import FLOOR, MARGIN
from analysis.waiting import LIKELY, LONGEST_WAIT, Expected, Outlook, outlook, over
from forms.forecast import ForecastForm
from forms.staff_fields import given
from sb_feedback.web.coordinator.blueprint import blueprint

#: Lengths of a period that can be chosen, in quarters.
LENGTHS = (1, 2, 4)


@blueprint.get("/forecast")
def forecast() -> ResponseReturnValue:
    """What was typed, and what follows from it."""
    form = ForecastForm(request.args)
    asked = bool(request.args)
    found = _outlooks(form) if asked and form.validate() else []
    page = render_template(
        "coordinator/forecast.html",
        form=form,
        outlooks=found,
        floor=FLOOR,
        least_asked=FLOOR + MARGIN,
        likely=round(LIKELY * 10),
        longest=LONGEST_WAIT,
    )
    return page, 422 if form.errors else 200


def _outlooks(form: ForecastForm) -> list[Outlook]:
    quarter = Expected(given(form.families.data), given(form.newcomers.data), form.share)
    return [outlook(over(quarter, length)) for length in LENGTHS]
