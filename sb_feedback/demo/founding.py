"""Founds the SAMPLE state: sites with their set-up choices, and people who sign in."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from forms import lines_as_text, load_help_lines
from sb_feedback.demo import story
from sb_feedback.models.account import COORDINATOR, SITE_ROLES, STATE_ROLES
from sb_feedback.services.accounts import Accounts, user_of
from sb_feedback.services.founding import SetUp, add_site
from sb_feedback.services.site_help import confirm_help


def email_of(role: str, site_id: str) -> str:
    """The address that an invented person signs in with."""
    place = "sample-state" if role in STATE_ROLES else site_id
    return f"{role.replace('_', '-')}@{place}.example"


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


def invite_people(session: Session, accounts: Accounts, today: date) -> None:
    """A coordinator for every site, and for the main one and the state somebody in each role."""
    others = {(COORDINATOR, site.id) for site in story.SITES if site.id != story.MAIN}
    main = {(role, story.MAIN) for role in SITE_ROLES}
    for role, site_id in sorted(others | main):
        give_account(session, accounts, role, site_id, today)
    for role in STATE_ROLES:
        give_account(session, accounts, role, None, today)


def give_account(
    session: Session, accounts: Accounts, role: str, site_id: str | None, today: date
) -> None:
    """An account for an invented person, unless there is one."""
    email = email_of(role, site_id or "")
    if user_of(session, email) is not None:
        return
    accounts.add_user(
        session,
        email=email,
        password=story.PASSWORD,
        role=role,
        site_id=site_id,
        today=today,
    )
