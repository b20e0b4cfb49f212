"""Pages that look again by themselves while something is being made."""

from __future__ import annotations

from flask import Response, make_response, request

SECONDS = 5


def looks_again(*, working: bool) -> bool:
    """True while there is work to wait for, unless the reader asked the page to stand still."""
    return working and "still" not in request.args


def page_that_looks_again(page: str, *, again: bool) -> Response:
    """The page, fetched anew every few seconds without any script."""
    response = make_response(page)
    if again:
        response.headers["Refresh"] = str(SECONDS)
    return response
