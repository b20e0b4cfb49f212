"""Help in the same place on every staff page: what the words mean, and whom to ask."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from analysis.guard import FLOOR, MARGIN
from analysis.waiting import LONGEST_WAIT
from sb_feedback.services.periods import DAYS_TO_CLOSE
from sb_feedback.services.waves import DAYS_OPEN

blueprint = Blueprint("help", __name__)


@blueprint.get("/help")
def words() -> ResponseReturnValue:
    """The words of these pages and of the reports, for everybody, to read or to print."""
    return render_template(
        "help/words.html",
        floor=FLOOR,
        margin=MARGIN,
        longest_wait=LONGEST_WAIT,
        days_to_close=DAYS_TO_CLOSE,
        days_open=DAYS_OPEN,
    )
