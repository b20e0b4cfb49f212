"""Which language a respondent page is in: the one asked for, else what the browser prefers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale
from flask import g, request
from flask_babel import refresh

from sb_feedback.web.survey.stationery import stationery


@dataclass(frozen=True)
class Language:
    """A language by its code ("es"), its own name ("Español") and where its lines begin."""

    code: str
    name: str
    direction: str


def respondent_language() -> str:
    """The code of the page's language."""
    if "language" not in g:
        choose_language(stationery().languages)
    return str(g.language)


def choose_language(offered: Sequence[str]) -> None:
    """Take the best of the offered languages; the first of them if the browser wants another."""
    asked = request.args.get("lang", "")
    best = request.accept_languages.best_match(offered) or offered[0]
    use_language(asked if asked in offered else best)


def use_language(code: str) -> None:
    """Write the page in this language."""
    g.language = code
    refresh()


def language_of(code: str) -> Language:
    """What a page says about a language."""
    locale = Locale.parse(code, sep="-")
    name = locale.get_display_name(code.replace("-", "_")) or code
    return Language(code, name[:1].upper() + name[1:], locale.text_direction)
