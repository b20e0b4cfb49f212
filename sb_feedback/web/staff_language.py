"""The language of staff pages: the one that the reader chose, else what the browser prefers.

The choice is kept with the account. The session has it, too, so that a page about an error, which
looks nobody up, speaks the same language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from babel import Locale
from flask import Flask, request, session
from flask_babel import get_locale

from analysis.language import LANGUAGES
from sb_feedback.web.survey.language import Language, language_of
from sb_feedback.web.survey.stationery import stationery

_CHOSEN = "language"
T = TypeVar("T")


def start_languages(app: Flask) -> None:
    """Let every template ask for the page's language."""
    asked = (page_language, other_languages, in_page_language, code_among, language_name)
    for ask in (*asked, report_language):
        app.jinja_env.globals[ask.__name__] = ask


def staff_languages() -> Sequence[str]:
    """The codes of the languages that staff pages have."""
    return stationery().languages


def staff_language() -> str:
    """The code of this page's language."""
    offered = staff_languages()
    return chosen_language() or request.accept_languages.best_match(offered) or offered[0]


def chosen_language() -> str | None:
    """What was chosen in this browser since it was opened or somebody signed in."""
    chosen = session.get(_CHOSEN)
    return chosen if chosen in staff_languages() else None


def remember_language(code: str | None) -> None:
    """Use it from the next page on; None leaves it to the browser."""
    if code in staff_languages():
        session[_CHOSEN] = code


def page_code() -> str:
    """The code of the page's language, whoever the page is for."""
    return str(get_locale()).replace("_", "-")


def in_page_language(texts: Mapping[str, T]) -> T:
    """Of something that is there in several languages, that of the page; else the first one."""
    code = page_code()
    return texts[code] if code in texts else next(iter(texts.values()))


def code_among(offered: Sequence[str]) -> str:
    """The page's language if it is offered; else the first one that is."""
    return in_page_language({code: code for code in offered})


def report_language() -> str:
    """Sentences about results come from the reports, which have fewer languages than pages can."""
    return code_among(LANGUAGES)


def language_name(code: str) -> str:
    """What the page's language calls a language."""
    return Locale.parse(code, sep="-").get_display_name(get_locale()) or code


def page_language() -> Language:
    """The language of the page, as its first tag has it."""
    return language_of(page_code())


def other_languages() -> list[Language]:
    """What the page can be switched to; an answer to a form cannot be asked for again."""
    if request.method == "POST":
        return []
    return [language_of(code) for code in staff_languages() if code != page_code()]
