"""The guides: each a text of its own in every language that it is written in.

A text is `templates/help/guides/<language>/<name>.html`; its pictures are in
`static/guide/<language>/`. Whoever reads in a language that has no guides gets the first one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import Response, current_app, make_response, render_template, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from markupsafe import Markup

from sb_feedback.headers import content_policy
from sb_feedback.web.account.role_words import CAN_SEE, ROLE_NAMES
from sb_feedback.web.guidance.blueprint import blueprint
from sb_feedback.web.guidance.facts import FACTS
from sb_feedback.web.guidance.pages_of_roles import pages_of_roles
from sb_feedback.web.staff_language import code_among

#: The languages that the guides are written in.
WRITTEN_IN = ("en", "es")
FOLDER = "guide"
_HEADING = re.compile(r'<h2 id="([^"]+)">(.+?)</h2>')
#: Where a PNG tells its width and height.
_SIZE = slice(16, 24)


@dataclass(frozen=True)
class Guide:
    """What a guide is called, and whom it is for."""

    title: LazyString
    about: LazyString


#: Every guide by its name, which is its address too.
GUIDES: Mapping[str, Guide] = {
    "guide": Guide(
        _("Guide for coordinators"),
        _("Task by task, with pictures: from the first sign-in to seeing whether it moved."),
    ),
    "report": Guide(
        _("How to read a report"),
        _("What a figure says, what it leaves open, and why some things are not shown."),
    ),
    "privacy": Guide(
        _("Privacy for staff and county"),
        _("Who sees what, what is kept about staff, and where protection ends."),
    ),
    "it": Guide(
        _("For county IT"),
        _("What is stored and how long, roles, courts, network, backups, accessibility."),
    ),
}


def show() -> Response:
    """A guide in the language of the page, with a list of its chapters."""
    name = str(request.endpoint).partition(".")[2]
    language = code_among(WRITTEN_IN)
    text = Markup(  # noqa: S704 - a rendered template
        render_template(
            f"help/guides/{language}/{name}.html",
            facts=FACTS,
            language=language,
            picture_size=picture_size,
            roles=ROLE_NAMES,
            can_see=CAN_SEE,
            pages_of_roles=pages_of_roles(),
        )
    )
    page = render_template(
        "help/guide.html",
        guide=GUIDES[name],
        language=language,
        text=text,
        chapters=chapters_of(text),
    )
    response = make_response(page)
    response.headers["Content-Security-Policy"] = content_policy(pictures="'self' data:")
    return response


for _name in GUIDES:
    blueprint.add_url_rule(f"/help/{_name}", _name, show)


def chapters_of(text: str) -> Sequence[tuple[str, Markup]]:
    """The headings of a text: where each is, and its words."""
    return [(anchor, Markup(words)) for anchor, words in _HEADING.findall(text)]  # noqa: S704


@lru_cache
def picture_size(language: str, name: str) -> tuple[int, int]:
    """Width and height of a picture, so that a page does not jump while it loads."""
    head = picture_path(Path(str(current_app.static_folder)), language, name).read_bytes()[_SIZE]
    return int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")


def picture_path(static: Path, language: str, name: str) -> Path:
    """Where a picture lies."""
    return static / FOLDER / language / f"{name}.png"
