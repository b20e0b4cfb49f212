"""Logs what went wrong so that anybody may read the log: where, and never with which values."""

from __future__ import annotations

import logging
import traceback

from flask import request

logger = logging.getLogger(__name__)


def note_trouble(error: BaseException) -> None:
    """Log the place of an error. Its message may hold parts of a form, its address a code."""
    place = "".join(traceback.format_tb(error.__traceback__))
    logger.error("Trouble in %s: %s\n%s", request.endpoint, type(error).__name__, place)
