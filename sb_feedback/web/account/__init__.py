"""Pages of accounts: signing in and out, invitations, passwords, and who has an account where."""

from sb_feedback.web.account import (
    activity,
    forgotten,
    invitations,
    joining,
    language,
    mail_wishes,
    new_site,
    app,
    code,
    language,
    mine,
    people,
    reviewer,
    sign_in,
    sites,
    state,
)
from sb_feedback.web.account.blueprint import blueprint

__all__ = [
    "activity",
    "blueprint",
    "forgotten",
    "invitations",
    "joining",
    "language",
    "mail_wishes",
    "new_site",
    "app",
    "blueprint",
    "code",
    "language",
    "mine",
    "people",
    "reviewer",
    "sign_in",
    "sites",
    "state",
]
from sb_feedback.web.account import activity, language, people, sign_in, sites, state
from sb_feedback.web.account.blueprint import blueprint

__all__ = ["activity", "blueprint", "language", "people", "sign_in", "sites", "state"]
