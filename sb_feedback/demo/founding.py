"""Founds the SAMPLE state: sites with their set-up choices, and people who sign in."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from forms import lines_as_text, load_help_lines
from sb_feedback.demo import story
from sb_feedback.models.account import ADMINISTRATOR, COORDINATOR, JUDGE
from sb_feedback.services.accounts import Accounts
from sb_feedback.services.founding import SetUp, add_site
from sb_feedback.services.site_help import confirm_help

ADMINISTRATOR_EMAIL = "administrator@sample-state.example"


def email_of(role: str, site_id: str) -> str:
    """The address that an invented person signs in with."""
    if role == ADMINISTRATOR:
        return ADMINISTRATOR_EMAIL
    return f"{role}@{site_id}.example"


def found_sites(session: Session, quarter: int, chosen_on: date) -> None:
    """The sites that begin in this quarter."""
    pools = {scope.id: scope for scope in story.SCOPES}
    for site in story.SITES:
        if site.since_quarter == quarter:
            scope = pools.get(site.scope_id, story.SampleScope(site.scope_id, site.name))
            add_site(
                session,
                site_id=site.id,
                name=site.name,
                set_up=SetUp(scope.id, scope.name, scope.months, together=scope.together),
                today=chosen_on,
            )
            confirm_help(session, site.id, lines_as_text(load_help_lines()), chosen_on)


def invite_people(session: Session, accounts: Accounts) -> None:
    """A coordinator for every site, a judge for the main one, and an administrator."""
    for site in story.SITES:
        _invite(session, accounts, COORDINATOR, site.id)
    _invite(session, accounts, JUDGE, story.MAIN)
    _invite(session, accounts, ADMINISTRATOR, None)


def _invite(session: Session, accounts: Accounts, role: str, site_id: str | None) -> None:
    email = email_of(role, site_id or "")
    accounts.add_user(session, email=email, password=story.PASSWORD, role=role, site_id=site_id)
