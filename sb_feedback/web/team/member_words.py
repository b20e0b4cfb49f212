"""Words about members and their mail on the coordinator's pages."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import gettext as _now
from flask_babel import lazy_gettext as _

from sb_feedback.services.roster_file import LARGEST_FILE, MOST_ROWS, Fault, Problem

#: Whom a member speaks for. An import takes these names, too.
SECTORS: Mapping[str, LazyString] = {
    "lived_experience": _("Lived experience"),
    "resource_family": _("Resource family"),
    "provider": _("Provider"),
    "decision_maker": _("Decision maker"),
    "community": _("Community"),
}
STATES: Mapping[str, LazyString] = {
    "waiting": _("Waits"),
    "sending": _("Went out"),
    "sent": _("Went out"),
    "refused": _("Refused, will be tried again"),
    "failed": _("Could not be delivered"),
    "dropped": _("Not sent: left, or asked for no mail"),
}
FAULTS: Mapping[Fault, LazyString] = {
    Fault.EMPTY: _("The file is empty."),
    Fault.TOO_LARGE: _("The file is too large."),
    Fault.WORKBOOK: _("This is an Excel workbook. Save it as “CSV UTF-8” and pick that file."),
    Fault.BINARY: _("This is no text file. Save the list as “CSV UTF-8” and pick that file."),
    Fault.ENCODING: _(
        "The letters of this file cannot be read for certain. Save it as “CSV UTF-8” and try again."
    ),
    Fault.QUOTES: _("A quotation mark is not closed here."),
    Fault.NO_COLUMN: _("The first row has no column with this name."),
    Fault.COLUMN_TWICE: _("Two columns have this name."),
    Fault.TOO_MANY_ROWS: _("The file has too many rows."),
    Fault.NO_ROWS: _("Below its first row the file has nothing."),
    Fault.MISSING: _("This is blank."),
    Fault.FORMULA: _("This looks like a formula and is not taken."),
    Fault.EMAIL: _("This is no e-mail address."),
    Fault.SECTOR: _("This is none of the sectors."),
    Fault.DATE: _("This is no date that can be meant. Type it as year-month-day."),
    Fault.DAYS: _("The day of leaving is before the day of joining."),
    Fault.CELLS: _("This row has more cells than the first row."),
}
_LIMITS = {
    Fault.TOO_LARGE: _("At most %(most)s kB.", most=LARGEST_FILE // 1024),
    Fault.TOO_MANY_ROWS: _("At most %(most)s.", most=f"{MOST_ROWS:,}"),
}
_REPLIES: Mapping[str, LazyString] = {
    "no_connection": _("The mail server cannot be reached."),
    "no_tls": _("The mail server does not protect the connection."),
    "no_sign_in": _("The mail server does not accept our password."),
    "no_sender": _("The mail server does not take mail from our address."),
    "too_late": _("The survey was over before it could go out."),
    "address": _("No message can carry this address."),
    "421": _("The mail server was busy."),
    "450": _("The mailbox was busy."),
    "451": _("The mail server asks to try again later."),
    "452": _("The mail server had no room."),
    "550": _("The mail server does not know this address, or does not take mail for it."),
    "551": _("The mail server does not know this address, or does not take mail for it."),
    "552": _("The mailbox is full."),
    "553": _("The mail server does not know this address, or does not take mail for it."),
    "554": _("The mail server refused the message."),
}
#: What only the person who looks after the server can put right.
OF_THE_SERVER = ("no_connection", "no_tls", "no_sign_in", "no_sender")


def why(problem: str | None) -> str:
    """Why a message was refused, in plain words; a server's reply code stands behind them."""
    if problem is None:
        return ""
    known = _REPLIES.get(problem)
    if problem.isdigit():
        later = problem.startswith("4")
        words = known or (_REPLIES["451"] if later else _REPLIES["554"])
        return _now("%(words)s (Reply %(code)s)", words=words, code=problem)
    return str(known or problem)


def told(problem: Problem) -> str:
    """What is wrong with a row or a file."""
    if problem.fault is Fault.TWICE:
        return _now("The same address stands in row %(row)s.", row=problem.other)
    words = str(FAULTS[problem.fault])
    limit = _LIMITS.get(problem.fault)
    return f"{words} {limit}" if limit else words
