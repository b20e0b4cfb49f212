"""Slows down the guessing of short codes, and nobody else.

Only codes that lead nowhere are counted, for everybody together. While too many were tried, short
codes must wait; scanned codes (130 bits) cannot be guessed and always open, and whoever has a
page open already can always send it.
"""

from __future__ import annotations

from typing import cast

from flask import Response, request

from sb_feedback.codes import TYPED_LENGTH, clean_code
from sb_feedback.services.answering import valid_number
from sb_feedback.web.extensions import limiter
from sb_feedback.web.here import workplace

UNKNOWN = 404


def _is_no_guess() -> bool:
    code = clean_code(cast("str", (request.view_args or {}).get("code", "")))
    if code is None or len(code) != TYPED_LENGTH:
        return True
    return request.method == "POST" and valid_number(
        workplace().secret, code, request.form.get("number", "")
    )


def _was_unknown(response: Response) -> bool:
    return response.status_code == UNKNOWN


slow_guessing = limiter.limit(
    "5 per second; 100 per minute", exempt_when=_is_no_guess, deduct_when=_was_unknown
)
