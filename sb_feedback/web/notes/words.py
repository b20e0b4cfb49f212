"""In people's words: what the reviewer kept, for those who read the reports of a site.

A page of its own: no stored document has a note, and none stands beside a rating, a role or a
group. It is not for the judge.
"""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from sb_feedback.models.scope import MEETINGS, TEAM
from sb_feedback.services.notes.choice import notes_settings
from sb_feedback.services.notes.reading import batches_of, shown_in
from sb_feedback.web.access import my_site_id
from sb_feedback.web.here import workplace
from sb_feedback.web.notes.blueprint import blueprint

KINDS = {MEETINGS: _("Family Team Meetings"), TEAM: _("Active Community Team")}


@blueprint.get("/words")
def words() -> ResponseReturnValue:
    """Every closing with notes, the newest first; and what is missing where there is none."""
    with workplace().db.read() as session:
        batches = batches_of(session, my_site_id())
        shown = {batch.period_id: shown_in(session, batch.period_id) for batch in batches}
        settings = notes_settings(session, my_site_id())
    return render_template(
        "notes/words.html", batches=batches, shown=shown, settings=settings, kinds=KINDS
    )
