"""The code of a wave as large as the screen, for a meeting in a room or on a call."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from sb_feedback.services.site_help import require_help
from sb_feedback.web.access import my_site_id
from sb_feedback.web.here import workplace
from sb_feedback.web.qr import qr_picture
from sb_feedback.web.team.blueprint import blueprint
from sb_feedback.web.team.link import wave_link
from sb_feedback.web.team.wave import my_wave


@blueprint.get("/waves/<label>/slide")
def slide(label: str) -> ResponseReturnValue:
    """Only while the wave is open, and only where everybody has the same link."""
    view = my_wave(label)
    if not (view.is_open and view.is_shared):
        abort(404)
    with workplace().db.read() as session:
        require_help(session, my_site_id())
    link, words = wave_link(view), workplace().card_words
    return render_template(
        "team/slide.html",
        wave=view,
        link=link,
        picture=qr_picture(link.address.in_picture, _("Code of the survey")),
        headings=[(code, words[code].wave["title"]) for code in link.languages],
        words=words,
    )
