"""Pages of accounts: signing in and out, invitations, passwords, and who has an account where."""

from sb_feedback.web.account import (
    activity,
    app,
    code,
    forgotten,
    invitations,
    joining,
    language,
    mail_wishes,
    mine,
    new_site,
    people,
    sign_in,
    sites,
    state,
)
from sb_feedback.web.account.blueprint import blueprint

__all__ = [
    "activity",
    "app",
    "blueprint",
    "code",
    "forgotten",
    "invitations",
    "joining",
    "language",
    "mail_wishes",
    "mine",
    "new_site",
    "people",
    "sign_in",
    "sites",
    "state",
]
