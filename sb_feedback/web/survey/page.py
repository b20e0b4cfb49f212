"""Turns a template into a respondent's page: one small document with a policy of its own."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, make_response, render_template, request

from sb_feedback.web.compression import compress
from sb_feedback.web.survey.kept import is_practice, kept_query
from sb_feedback.web.survey.language import language_of, respondent_language
from sb_feedback.web.survey.site_here import help_lines_here
from sb_feedback.web.survey.stationery import stationery


def respond(
    template: str,
    status: int = 200,
    *,
    offered: Sequence[str] = (),
    help_open: bool = False,
    **words: object,
) -> Response:
    """Draw a page and send it; what answers a form cannot be asked for in another language."""
    if request.method == "POST":
        offered = ()
    return send(draw(template, offered=offered, help_open=help_open, **words), status)


def draw(
    template: str, *, offered: Sequence[str] = (), help_open: bool = False, **words: object
) -> str:
    """A page as HTML, with a switch to the other languages that are offered."""
    code = respondent_language()
    return render_template(
        template,
        paper=stationery(),
        language=language_of(code),
        others=[language_of(other) for other in offered if other != code],
        help_open=help_open,
        help_lines_here=help_lines_here,
        practice=is_practice(),
        kept=kept_query(),
        **words,
    )


def send(html: str, status: int = 200) -> Response:
    """A page with the headers of respondent pages."""
    response = make_response(html, status)
    response.headers["Content-Security-Policy"] = stationery().policy
    return compress(response)
