"""How addresses name a row."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import BaseConverter


class RowId(BaseConverter):
    """A random id as rows have it; any other text in its place is an unknown address."""

    regex = "[0-9a-f]{32}"


def teach_row_ids(app: Flask) -> None:
    """Let routes say `<row:...>`."""
    app.url_map.converters["row"] = RowId
