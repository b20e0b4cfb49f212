"""English and Spanish words of the analysis, from its own gettext catalogue."""

from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

LANGUAGES = ("en", "es")
DOMAIN = "analysis"
LOCALE = Path(__file__).with_name("locale")


@cache
def translator(language: str) -> NullTranslations:
    """The catalogue of "en" or "es": use its `gettext` and `ngettext`.

    English is the language of the code. ValueError for another language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"the analysis speaks {' and '.join(LANGUAGES)}, not {language!r}")
    if language == "en":
        return NullTranslations()
    return translation(DOMAIN, LOCALE, languages=[language])


def marked(message: str) -> str:
    """The message itself. Marks a text in a table so that it gets into the catalogue."""
    return message
