"""Who may open what, written down again by hand: a wrong line in the table of rules is noticed."""

from __future__ import annotations

#: Open to everybody, signed in or not.
PUBLIC = {
    "static",
    "account.language",
    "help.guide",
    "help.it",
    "help.privacy",
    "help.report",
    "help.words",
    "account.forgot",
    "account.invited",
    "account.new_password",
    "account.code",
    "account.sign_in",
    "account.sign_out",
    "brief.sheet",
    "brief.show",
    "demo.move",
    "demo.sign_in",
    "survey.ask",
    "survey.away",
    "survey.forget",
    "survey.leave",
    "survey.landing",
    "survey.not_a_member",
    "survey.other_card",
    "survey.practice",
    "survey.practices",
    "survey.privacy",
    "survey.thanks",
    "survey.type_code",
}
PEOPLE = {
    "account.activity",
    "account.change_role_of",
    "account.end_access_of",
    "account.give_back_to",
    "account.invitations",
    "account.invite_again",
    "account.people",
    "account.person",
    "account.put_back",
    "account.withdraw",
}
#: Who reads may add to what was picked, and change nothing.
ACTIONS = {"actions.add", "actions.index", "actions.new", "actions.show"}
REPORTS = {"reports.sample", "reports.columns", "reports.download", "reports.index", "reports.show"}
#: Everybody's own account.
OWN = {
    "account.mine",
    "account.app",
    "account.app_off",
    "account.new_recovery_codes",
    "account.password",
    "account.sign_out_everywhere",
}
#: The reports of the whole state, and what the columns of its long tables mean.
EDITIONS = {
    "reports.columns",
    "reports.edition",
    "reports.edition_file",
    "reports.index",
}
#: All that a role may open besides: nothing of a site for those outside it, no meeting, no family
#: and no roster for those who only read.
MAY_OPEN = {
    "reader": REPORTS | ACTIONS | {"account.mail_wishes", "notes.words"},
    "judge": REPORTS | {"account.mail_wishes"},
    "reviewer": {"notes.index", "notes.off", "notes.read", "notes.say", "notes.show"},
    "administrator": EDITIONS
    | {"account.mail_wishes", "account.new_site", "account.sites", "account.state", *PEOPLE},
    "state_team": EDITIONS | {"account.mail_wishes", "account.state"},
}
#: A coordinator may open every page of these parts of the product, and no other but those named.
COORDINATORS_PARTS = {"actions", "coordinator", "reports", "team"}
COORDINATORS_TOO = {
    "account.mail_wishes",
    "notes.choice",
    "notes.choose",
    "notes.words",
    *PEOPLE,
}


def may_open(role: str, endpoint: str) -> bool:
    """True if somebody in this role may open the page."""
    if endpoint in PUBLIC | OWN:
        return True
    if endpoint in EDITIONS - REPORTS:
        return role in ("administrator", "state_team")
    if role == "coordinator":
        return endpoint.partition(".")[0] in COORDINATORS_PARTS or endpoint in COORDINATORS_TOO
    return endpoint in MAY_OPEN[role]
