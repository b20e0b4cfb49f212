"""Where the coordinator's pages are collected, and how their addresses name a row."""

from __future__ import annotations

from flask import Blueprint
from flask.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter

blueprint = Blueprint("coordinator", __name__)


class RowId(BaseConverter):
    """A random id as rows have it; any other text in its place is an unknown address."""

    regex = "[0-9a-f]{32}"


@blueprint.record_once
def _teach(state: BlueprintSetupState) -> None:
    state.app.url_map.converters["row"] = RowId
