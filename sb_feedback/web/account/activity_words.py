"""The activity log in plain sentences: one for each kind of act."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from sb_feedback.services.activity import Line
from sb_feedback.web.account.role_words import ROLE_NAMES

SENTENCES: Mapping[str, LazyString] = {
    "invited": _("%(who)s invited %(person)s as: %(role)s."),
    "uninvited": _("%(who)s withdrew the invitation of %(person)s."),
    "account_made": _("%(who)s gave %(person)s access as: %(role)s."),
    "role_changed": _(
        "%(who)s changed the role of %(person)s. Before: %(before)s. Now: %(after)s."
    ),
    "access_ended": _("%(who)s ended the access of %(person)s."),
    "access_given_back": _("%(who)s gave %(person)s access again."),
    "password_changed": _("%(who)s changed their password."),
    "password_given": _("%(who)s gave %(person)s a new password."),
    "signed_out_everywhere": _("%(who)s signed out on all devices."),
    "second_step_set_up": _("%(who)s set up a code for signing in."),
    "second_step_turned_off": _("%(who)s turned off the code for signing in."),
    "recovery_codes_made": _("%(who)s made new recovery codes."),
    "recovery_code_used": _("%(who)s signed in with a recovery code."),
    "meeting_made": _("%(who)s entered a meeting."),
    "meeting_changed": _("%(who)s corrected who came to a meeting."),
    "cards_printed": _("%(who)s printed cards or paper forms."),
    "roster_changed": _("%(who)s changed the roster of the team."),
    "help_lines_checked": _("%(who)s confirmed the help lines."),
    "professionals_stated": _("%(who)s stated how many professionals came in %(period)s."),
    "closing_asked": _("%(who)s asked to close %(period)s."),
    "improvement_picked": _("%(who)s picked one thing to make better."),
    "pick_taken_back": _("%(who)s took back what was picked."),
    "improvement_judged": _("%(who)s decided what becomes of what was picked."),
    "verdict_taken_back": _("%(who)s took a decision about what was picked back."),
    "action_added": _("%(who)s added an action to the log."),
    "action_changed": _("%(who)s wrote a new line for an action."),
    "notes_turned_on": _("%(who)s turned notes on."),
    "notes_turned_off": _("%(who)s turned notes off."),
    "notes_shown": _("%(who)s read the notes of %(period)s to the end and showed what was kept."),
    "note_taken_off": _("%(who)s took a note of %(period)s off the page."),
    "site_added": _("%(who)s added the site %(site)s."),
    "set_up_confirmed": _("%(who)s confirmed how the site is reported."),
    "floor_raised": _(
        "%(who)s raised the smallest number of answers from %(before)s to %(since)s."
    ),
    "sharing_changed": _("%(who)s changed whether the site shares with the state."),
    "counting_changed": _("%(who)s chose anew how families are counted and how long a period is."),
    "counting_taken_back": _(
        "%(who)s took back the new choice of how families are counted and how long a period is."
    ),
    "habits_changed": _("%(who)s changed languages, paper or time zone."),
}
#: Facts that are names of roles.
_OF_ROLES = ("role", "before", "after")


def sentence(line: Line) -> str:
    """What a line says; one of a kind that this version does not know any more says so."""
    words = SENTENCES.get(line.kind)
    who = line.actor or gettext("Somebody on the command line")
    if words is None:
        return gettext("%(who)s did something that is no longer told here.", who=who)
    facts = {
        name: str(ROLE_NAMES.get(text, text)) if name in _OF_ROLES else text
        for name, text in line.facts.items()
    }
    return str(words) % {"who": who, **facts}
