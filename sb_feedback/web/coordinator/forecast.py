"""The calculator: when a site like this one may see its first results, for each set-up choice."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from analysis import FLOOR, MARGIN
from analysis.waiting import LIKELY, LONGEST_WAIT, Expected, Outlook, outlook, over
from forms.forecast import ForecastForm
from forms.staff_fields import given
from sb_feedback.services.overview import expected_families
from sb_feedback.web.access import my_site_id
from sb_feedback.web.coordinator.blueprint import blueprint
from sb_feedback.web.here import workplace

#: Lengths of a period that can be chosen, in quarters.
LENGTHS = (1, 2, 4)


@dataclass(frozen=True)
class Calculator:
    """What was typed, or what the site's own records suggest, and what follows from it."""

    form: ForecastForm
    outlooks: list[Outlook]
    #: True if the numbers come from the site's records and nobody has asked yet.
    suggests: bool
    floor: int = FLOOR
    least_asked: int = FLOOR + MARGIN
    likely: int = round(LIKELY * 10)
    longest: int = LONGEST_WAIT


@blueprint.get("/forecast")
def forecast() -> ResponseReturnValue:
    """A page of its own for it."""
    found = calculator()
    page = render_template("coordinator/forecast.html", calculator=found)
    return page, 422 if found.form.errors else 200


def calculator() -> Calculator:
    """The calculator as this page was asked for."""
    if not request.args:
        form = ForecastForm(formdata=None)
        return Calculator(form, [], suggests=_suggest(form))
    form = ForecastForm(request.args)
    return Calculator(form, _outlooks(form) if form.validate() else [], suggests=False)


def _suggest(form: ForecastForm) -> bool:
    place = workplace()
    with place.db.read() as session:
        known = expected_families(session, my_site_id(), place.clock.today())
    form.families.data = known or None
    return bool(known)


def _outlooks(form: ForecastForm) -> list[Outlook]:
    quarter = Expected(given(form.families.data), given(form.newcomers.data), form.share)
    return [outlook(over(quarter, length)) for length in LENGTHS]
