"""Error pages for every audience: plain words and what to do next, never a stack trace."""

from __future__ import annotations

from flask import Flask, Response, current_app, request, url_for
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response as AnyResponse

from sb_feedback.codes import clean_code
from sb_feedback.services.errors import NotAllowed, NotFound
from sb_feedback.web.audience import is_staff
from sb_feedback.web.refusal import why_not
from sb_feedback.web.staff_language import staff_language
from sb_feedback.web.survey.language import use_language
from sb_feedback.web.survey.page import respond
from sb_feedback.web.survey.site_here import be_remembered, mark_here
from sb_feedback.web.survey.stationery import stationery
from sb_feedback.web.trouble import note_trouble

#: What happened, by status; any other below 500 means that a form could not be read.
HAPPENED = {401: "forbidden", 403: "forbidden", 404: "not_found", 405: "not_found", 429: "wait"}
#: Headers that tell programs more than the page tells people.
KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")
#: Where not even a page can be drawn, as while the files of a newer version are put in place.
LAST_WORDS = """\
Something went wrong on our side. Please go back and try again.
Algo falló de nuestro lado. Por favor regrese e intente otra vez.
"""


def register_error_pages(app: Flask) -> None:
    """Show these pages for every error of the application."""
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(SecurityError, _another_host)
    app.register_error_handler(NotFound, _nothing_here)
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(Exception, _trouble)


def _refused(error: HTTPException) -> AnyResponse:
    if error.code is None:
        return error.get_response()
    response = _page(_happened(error.code), error.code)
    for name, value in error.get_headers():
        if name in KEPT_HEADERS:
            response.headers[name] = value
    return response


def _another_host(_error: SecurityError) -> Response:
    # Not one address of ours is known under that name, so the page cannot have a link.
    return Response("There is no page here.\n", 400, mimetype="text/plain")


def _nothing_here(_error: NotFound) -> Response:
    return _page("not_found", 404)


def _not_allowed(error: NotAllowed) -> Response:
    return _staff_page("not_allowed", 409, message=why_not(error))


def _trouble(error: Exception) -> Response:
    # Flask's own handling would log the address, which holds the code.
    if _is_for_developers():
        raise error
    note_trouble(error)
    return _page("trouble", 500)


def _is_for_developers() -> bool:
    chosen = current_app.config["PROPAGATE_EXCEPTIONS"]
    return current_app.testing or current_app.debug if chosen is None else bool(chosen)


def _happened(status: int) -> str:
    return HAPPENED.get(status, "trouble" if status >= 500 else "unreadable")


def _page(happened: str, status: int) -> Response:
    try:
        return _drawn(happened, status)
    except Exception as error:  # else the address, with its code, would be logged
        if _is_for_developers():
            raise
        note_trouble(error)
        return Response(LAST_WORDS, 500, mimetype="text/plain")


def _drawn(happened: str, status: int) -> Response:
    if is_staff():
        return _staff_page(happened, status)
    if status >= 500:  # perhaps the database: it is not asked again for the site's help lines
        be_remembered(mark_here())
    return respond(
        f"errors/{happened}.html", status, offered=stationery().languages, back=_way_back()
    )


def _staff_page(happened: str, status: int, *, message: str = "") -> Response:
    use_language(staff_language())
    return respond("errors/staff.html", status, happened=happened, message=message)


def _way_back() -> str:
    """The page of the card, if the address has one, else the first page."""
    code = clean_code((request.view_args or {}).get("code", ""))
    if code is None:
        return url_for("survey.landing")
    return url_for("survey.ask", code=code, lang=request.args.get("lang"))
