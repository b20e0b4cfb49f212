"""The activity log: what people with an account did, in lines that are only ever added.

A line names the account, the time and the act. It says nothing about respondents: no card, no
answer, no count, no family and no day of a meeting, which is why each kind of act lists the facts
that it may have, and any other is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from sb_feedback.clock import Clock
from sb_feedback.models import Activity
from sb_feedback.services.paging import Page, paged

LONGEST_FACT = 300
LINES_ON_A_PAGE = 50


@dataclass(frozen=True)
class Act:
    """What a line about such an act holds besides who, when and where."""

    facts: frozenset[str] = frozenset()
    #: Only the day is kept: the minute could be laid beside what respondents do.
    by_day: bool = False


def _act(*facts: str, by_day: bool = False) -> Act:
    return Act(frozenset(facts), by_day=by_day)


#: Every kind of act; the words of each are in `web/account/activity_words.py`.
ACTS: Mapping[str, Act] = {
    # accounts
    "invited": _act("person", "role"),
    "uninvited": _act("person"),
    "account_made": _act("person", "role"),
    "role_changed": _act("person", "before", "after"),
    "access_ended": _act("person"),
    "access_given_back": _act("person"),
    "password_changed": _act(),
    "password_given": _act("person"),
    "signed_out_everywhere": _act(),
    "second_step_set_up": _act(),
    "second_step_turned_off": _act(),
    "recovery_codes_made": _act(),
    "recovery_code_used": _act(),
    # the coordinator's own records
    "meeting_made": _act(by_day=True),
    "meeting_changed": _act(by_day=True),
    "cards_printed": _act(by_day=True),
    "roster_changed": _act(by_day=True),
    "help_lines_checked": _act(),
    "professionals_stated": _act("period"),
    "closing_asked": _act("period"),
    # what the team tries, and the action log
    "improvement_picked": _act(),
    "pick_taken_back": _act(),
    "improvement_judged": _act(),
    "verdict_taken_back": _act(),
    "action_added": _act(),
    "action_changed": _act(),
    # notes
    "notes_turned_on": _act(),
    "notes_turned_off": _act(),
    "notes_shown": _act("period"),
    "note_taken_off": _act("period"),
    # what a site has set
    "site_added": _act("site"),
    "set_up_confirmed": _act(),
    "floor_raised": _act("before", "since"),
    "sharing_changed": _act(),
    "counting_changed": _act(),
    "counting_taken_back": _act(),
    "habits_changed": _act(),
}


@dataclass(frozen=True)
class Line:
    """One act as pages show it."""

    at: datetime
    by_day: bool
    site_id: str | None
    actor: str | None
    kind: str
    facts: Mapping[str, str]


def note_activity(
    session: Session,
    actor: str | None,
    site_id: str | None,
    kind: str,
    *,
    zone: tzinfo = UTC,
    **facts: str,
) -> None:
    """Write a line in the transaction of the act itself.

    The actor is an e-mail address, None for what was typed on the command line; the zone decides
    what day it is. Raises KeyError for an unknown kind and ValueError for facts that this kind has
    no place for.
    """
    act = ACTS[kind]
    if set(facts) != act.facts:
        raise ValueError(f"{kind} says {sorted(act.facts)}, not {sorted(facts)}")
    now = Clock().now().astimezone(zone).replace(second=0, microsecond=0)
    session.add(
        Activity(
            at=now.replace(hour=0, minute=0) if act.by_day else now,
            site_id=site_id,
            actor=actor,
            kind=kind,
            facts=json.dumps({name: text[:LONGEST_FACT] for name, text in sorted(facts.items())}),
        )
    )


def activity_of(session: Session, site_id: str | None, number: int) -> Page[Line]:
    """What was done at a site, newest first, or everywhere if no site is given."""
    wanted = select(Activity).order_by(Activity.at.desc(), Activity.id)
    if site_id is not None:
        wanted = wanted.where(Activity.site_id == site_id)
    page: Page[Activity] = paged(session, wanted, number, LINES_ON_A_PAGE)
    lines = tuple(_line(row) for row in page.rows)
    return Page(lines, page.number, page.pages, page.found)


def _line(row: Activity) -> Line:
    act = ACTS.get(row.kind)
    return Line(
        row.at,
        act is not None and act.by_day,
        row.site_id,
        row.actor,
        row.kind,
        json.loads(row.facts),
    )
