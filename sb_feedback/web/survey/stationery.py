"""What every respondent page carries: its style, the help lines, the way to leave, its policy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from flask import Flask, current_app
from flask_babel import Babel
from markupsafe import Markup

from forms import HelpLines, Questionnaire, load_help_lines
from forms.survey import SurveyForm, survey_form
from sb_feedback.headers import content_policy, hash_source
from sb_feedback.services.site_help import SitePage
from sb_feedback.workplace import Workplace

EXTENSION = "stationery"
SOURCE_LANGUAGE = "en"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_SPACED_SIGN = re.compile(r" ?([=(){}:,&|!?+>]+) ?")
_NEEDLESS_SPACE = re.compile(r" ?([{};,>]) ?|(?<=:) ")


@dataclass(frozen=True)
class Stationery:
    """Made once per application."""

    style: Markup
    #: What a browser may do besides; every page works without it.
    script: Markup
    #: Nothing but this style and this script, by their hashes, and nothing from anywhere else.
    policy: str
    help_lines: HelpLines
    #: The languages that have both help lines and an interface.
    languages: tuple[str, ...]
    leave_url: str
    sample: bool
    #: The form of each questionnaire version, with a note and without.
    forms: Mapping[tuple[str, bool], type[SurveyForm]]
    #: Blank survey pages that were drawn before: they differ in the one-time number alone.
    blanks: dict[object, str] = field(default_factory=dict)
    #: Sites whose cards were opened, by mark, for pages that are drawn without the database.
    seen_sites: dict[str, SitePage] = field(default_factory=dict)
    #: Help lines of sites as read from their text, which is long.
    lines_read: dict[str, HelpLines] = field(default_factory=dict)

    def languages_of(self, questionnaire: Questionnaire) -> tuple[str, ...]:
        """The languages in which a page with words of this questionnaire is whole."""
        return tuple(code for code in questionnaire.languages if code in self.languages)


def prepare_stationery(app: Flask) -> None:
    """Make an application's stationery; faults in questions or help lines stop the start."""
    workplace = cast("Workplace", app.extensions["workplace"])
    sample = workplace.settings.is_demo
    sheets = ("style.css", "sample.css") if sample else ("style.css",)
    style = _small("".join(_source(app, f"survey/{sheet}") for sheet in sheets))
    script = _small_script(_source(app, "survey/respondent.js"))
    help_lines = load_help_lines()
    app.extensions[EXTENSION] = Stationery(
        style=Markup(style),  # noqa: S704 - a file of the product
        script=Markup(script),  # noqa: S704 - a file of the product
        policy=content_policy(
            style=hash_source(style),
            script=hash_source(script),
            pictures="'self' data:",
        ),
        help_lines=help_lines,
        languages=_languages(app, help_lines),
        leave_url=workplace.settings.leave_url,
        sample=sample,
        forms={
            (name, notes): survey_form(asked, notes=notes)
            for name, asked in workplace.questionnaires.items()
            for notes in (True, False)
        },
    )


def stationery() -> Stationery:
    """The running application's stationery."""
    return cast("Stationery", current_app.extensions[EXTENSION])


def _source(app: Flask, template: str) -> str:
    loader = app.jinja_env.loader
    assert loader is not None
    return loader.get_source(app.jinja_env, template)[0]


def _small(style: str) -> str:
    spaced = _SPACE.sub(" ", _COMMENT.sub("", style)).strip()
    return _NEEDLESS_SPACE.sub(r"\1", spaced).replace(";}", "}")


def _small_script(script: str) -> str:
    """The script without comments and needless space; its strings must have no space of their own.

    Lines stay lines, because some of them end a statement.
    """
    lines = (line.strip() for line in script.splitlines())
    code = "\n".join(line for line in lines if line and not line.startswith("//"))
    return _SPACED_SIGN.sub(r"\1", code)


def _languages(app: Flask, help_lines: HelpLines) -> tuple[str, ...]:
    babel = cast("Babel", app.extensions["babel"].instance)
    with app.app_context():
        interface = {str(locale).replace("_", "-") for locale in babel.list_translations()}
    interface.add(SOURCE_LANGUAGE)
    return tuple(code for code in help_lines.languages if code in interface)
