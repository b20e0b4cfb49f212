"""Role × page × object: for every page, who may open it and what each of them sees there.

One line for each endpoint. It drives the check of every request, and the test that walks every
route with every role. A page without a line is shown to nobody and fails the build.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Flag, auto

from sb_feedback.models.account import (
    ADMINISTRATOR,
    COORDINATOR,
    JUDGE,
    READER,
    REVIEWER,
    ROLES,
    STATE_ROLES,
    STATE_TEAM,
)


class Sees(Flag):
    """What a page takes its content from; the code that asks for anything else is refused."""

    #: The visitor's own account, and nothing else.
    ACCOUNT = auto()
    #: The visitor's site: its meetings, families, help lines, people.
    SITE = auto()
    #: The site or pool that the visitor's site is reported with: its releases.
    SCOPE = auto()
    #: The Active Community Team of the visitor's site: its roster, waves, register.
    TEAM = auto()
    #: All sites together.
    STATE = auto()


@dataclass(frozen=True)
class Rule:
    """Who may open a page, and what each role sees there."""

    sees: Mapping[str, Sees] = field(default_factory=dict)
    public: bool = False


def only(sees: Sees, *roles: str) -> Rule:
    """A page that shows the same kind of thing to each of these roles."""
    return Rule(dict.fromkeys(roles, sees))


PUBLIC = Rule(public=True)
ACCOUNT, SITE, SCOPE, TEAM, STATE = Sees
#: Everybody at a site who reads its reports.
READERS = (COORDINATOR, READER, JUDGE)
#: Who is told by e-mail that a report is ready.
TOLD = (*READERS, *STATE_ROLES)

#: Where each role begins; also the order in which roles are offered.
HOMES: Mapping[str, str] = {
    COORDINATOR: "coordinator.home",
    READER: "reports.index",
    JUDGE: "reports.index",
    REVIEWER: "notes.index",
    ADMINISTRATOR: "account.sites",
    STATE_TEAM: "reports.index",
}

RULES: dict[str, Rule] = {
    "static": PUBLIC,
    "account.activity": Rule({COORDINATOR: SITE, ADMINISTRATOR: STATE}),
    "account.app": only(ACCOUNT, *ROLES),
    "account.app_off": only(ACCOUNT, *ROLES),
    "account.change_role_of": Rule({COORDINATOR: SITE, ADMINISTRATOR: STATE}),
    "account.code": PUBLIC,
    "account.end_access_of": Rule({COORDINATOR: SITE, ADMINISTRATOR: STATE}),
    "account.give_back_to": Rule({COORDINATOR: SITE, ADMINISTRATOR: STATE}),
    "account.language": PUBLIC,
    "account.mine": only(ACCOUNT, *ROLES),
    "account.new_recovery_codes": only(ACCOUNT, *ROLES),
    "account.password": only(ACCOUNT, *ROLES),
    "account.people": Rule({COORDINATOR: SITE, ADMINISTRATOR: STATE}),
    "account.person": Rule({COORDINATOR: SITE, ADMINISTRATOR: STATE}),
    "account.forgot": PUBLIC,
    "account.invitations": Rule({COORDINATOR: SITE, ADMINISTRATOR: STATE}),
    "account.invite_again": Rule({COORDINATOR: SITE, ADMINISTRATOR: STATE}),
    "account.invited": PUBLIC,
    "account.mail_wishes": only(ACCOUNT, *TOLD),
    "account.new_password": PUBLIC,
    "account.put_back": Rule({COORDINATOR: SITE, ADMINISTRATOR: STATE}),
    "account.sign_in": PUBLIC,
    "account.sign_out": PUBLIC,
    "account.new_site": only(STATE, ADMINISTRATOR),
    "account.sign_out_everywhere": only(ACCOUNT, *ROLES),
    "account.sites": only(STATE, ADMINISTRATOR),
    "account.state": only(STATE, ADMINISTRATOR, STATE_TEAM),
    "account.withdraw": Rule({COORDINATOR: SITE, ADMINISTRATOR: STATE}),
    "actions.add": only(SITE | SCOPE, COORDINATOR, READER),
    "actions.index": only(SITE | SCOPE, COORDINATOR, READER),
    "actions.new": only(SITE | SCOPE, COORDINATOR, READER),
    "actions.show": only(SITE | SCOPE, COORDINATOR, READER),
    "actions.write": only(SITE | SCOPE, COORDINATOR),
    "brief.sheet": PUBLIC,
    "brief.show": PUBLIC,
    "coordinator.attendance": only(SITE, COORDINATOR),
    "coordinator.cards": only(SITE | SCOPE, COORDINATOR),
    "coordinator.close": only(SITE | SCOPE, COORDINATOR),
    "coordinator.decide_again": only(SITE | SCOPE, COORDINATOR),
    "coordinator.counting": only(SITE | SCOPE, COORDINATOR),
    "coordinator.families": only(SITE, COORDINATOR),
    "coordinator.floor": only(SITE, COORDINATOR),
    "coordinator.forecast": only(SITE, COORDINATOR),
    "coordinator.habits": only(SITE, COORDINATOR),
    "coordinator.help_lines": only(SITE, COORDINATOR),
    "coordinator.home": only(SITE | SCOPE | STATE, COORDINATOR),
    "coordinator.improvement": only(SITE | SCOPE, COORDINATOR),
    "coordinator.judge": only(SITE | SCOPE, COORDINATOR),
    "coordinator.meeting": only(SITE, COORDINATOR),
    "coordinator.meetings": only(SITE, COORDINATOR),
    "coordinator.new_meeting": only(SITE, COORDINATOR),
    "coordinator.paper": only(SITE | SCOPE, COORDINATOR),
    "coordinator.period": only(SITE | SCOPE, COORDINATOR),
    "coordinator.pick": only(SITE | SCOPE, COORDINATOR),
    "coordinator.pick_again": only(SITE | SCOPE, COORDINATOR),
    "coordinator.plan": only(SITE | SCOPE, COORDINATOR),
    "coordinator.practice_cards": only(SITE, COORDINATOR),
    "coordinator.practise": only(SITE, COORDINATOR),
    "coordinator.professionals": only(SITE | SCOPE, COORDINATOR),
    "coordinator.set_up": only(SITE, COORDINATOR),
    "coordinator.settings": only(SITE | SCOPE, COORDINATOR),
    "coordinator.sharing": only(SITE, COORDINATOR),
    "coordinator.sheet": only(ACCOUNT, COORDINATOR),
    "coordinator.show": only(SITE, COORDINATOR),
    "coordinator.undo_counting": only(SITE, COORDINATOR),
    "demo.move": PUBLIC,
    "demo.sign_in": PUBLIC,
    "help.guide": PUBLIC,
    "help.it": PUBLIC,
    "help.privacy": PUBLIC,
    "help.report": PUBLIC,
    "help.words": PUBLIC,
    "notes.choice": only(SITE | SCOPE, COORDINATOR),
    "notes.choose": only(SITE, COORDINATOR),
    "notes.index": only(SITE, REVIEWER),
    "notes.off": only(SITE, REVIEWER),
    "notes.read": only(SITE, REVIEWER),
    "notes.say": only(SITE, REVIEWER),
    "notes.show": only(SITE, REVIEWER),
    "notes.words": only(SITE, COORDINATOR, READER),
    "reports.sample": only(ACCOUNT, *READERS),
    "reports.columns": Rule(
        {**dict.fromkeys(READERS, SCOPE), **dict.fromkeys(STATE_ROLES, STATE)},
    ),
    "reports.download": only(SCOPE | TEAM, *READERS),
    "reports.edition": only(STATE, *STATE_ROLES),
    "reports.edition_file": only(STATE, *STATE_ROLES),
    "reports.index": Rule(
        {**dict.fromkeys(READERS, SITE | SCOPE | TEAM), **dict.fromkeys(STATE_ROLES, STATE)},
    ),
    "reports.show": only(SCOPE | TEAM, *READERS),
    "survey.ask": PUBLIC,
    "survey.away": PUBLIC,
    "survey.forget": PUBLIC,
    "survey.landing": PUBLIC,
    "survey.leave": PUBLIC,
    "survey.not_a_member": PUBLIC,
    "survey.other_card": PUBLIC,
    "survey.practice": PUBLIC,
    "survey.practices": PUBLIC,
    "survey.privacy": PUBLIC,
    "survey.thanks": PUBLIC,
    "survey.type_code": PUBLIC,
    "team.add_change": only(TEAM, COORDINATOR),
    "team.add_priority": only(TEAM, COORDINATOR),
    "team.begin": only(SITE, COORDINATOR),
    "team.change": only(TEAM, COORDINATOR),
    "team.change_off": only(TEAM, COORDINATOR),
    "team.come_back": only(TEAM, COORDINATOR),
    "team.confirm_import": only(TEAM, COORDINATOR),
    "team.door": only(SITE | TEAM, COORDINATOR),
    "team.home": only(SITE | TEAM, COORDINATOR),
    "team.import_roster": only(TEAM, COORDINATOR),
    "team.leave_seat": only(TEAM, COORDINATOR),
    "team.longer": only(SITE | TEAM, COORDINATOR),
    "team.mail": only(TEAM, COORDINATOR),
    "team.new_change": only(TEAM, COORDINATOR),
    "team.new_priority": only(TEAM, COORDINATOR),
    "team.new_seat": only(TEAM, COORDINATOR),
    "team.opens": only(SITE | TEAM, COORDINATOR),
    "team.priority": only(TEAM, COORDINATOR),
    "team.register": only(TEAM, COORDINATOR),
    "team.roster": only(TEAM, COORDINATOR),
    "team.roster_template": only(TEAM, COORDINATOR),
    "team.seat": only(TEAM, COORDINATOR),
    "team.slide": only(SITE | TEAM, COORDINATOR),
    "team.step": only(TEAM, COORDINATOR),
    "team.step_back": only(TEAM, COORDINATOR),
    "team.take_mail": only(TEAM, COORDINATOR),
    "team.wave": only(SITE | TEAM, COORDINATOR),
}
