"""Where the respondent pages are collected, and what they all share."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Flask
from flask.blueprints import BlueprintSetupState

from sb_feedback.web.audience import RESPONDENTS
from sb_feedback.web.survey.kept import tell
from sb_feedback.web.survey.stationery import prepare_stationery

blueprint = Blueprint(RESPONDENTS, __name__)
blueprint.url_defaults(tell)


@blueprint.record_once
def prepare(state: BlueprintSetupState) -> None:
    """Make ready what all pages share."""
    prepare_stationery(cast("Flask", state.app))
