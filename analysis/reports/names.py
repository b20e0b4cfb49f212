"""Text that people typed (a site's name, a plan), made safe to print in one line."""

import unicodedata
from dataclasses import replace
from typing import TypeVar

from analysis.reports.inputs import ReportInputs
from analysis.reports.team.inputs import TeamInputs
from analysis.reports.team.register import Register

AnyInputs = TypeVar("AnyInputs", bound=ReportInputs)

_DIRECTION_SIGNS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_NOT_TEXT = frozenset(("Cs", "Co", "Cn"))


def tidy(text: str) -> str:
    """Return `text` in one line, without control signs and signs that turn the reading direction.

    Right-to-left scripts need no such sign: their letters carry their direction.
    """
    kept = (
        sign
        for sign in text
        if sign not in _DIRECTION_SIGNS and unicodedata.category(sign) not in _NOT_TEXT
    )
    spaced = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in kept)
    return " ".join(spaced.split())


def tidied(inputs: AnyInputs) -> AnyInputs:
    """The inputs of a report with the texts that staff typed made safe to print."""
    plan = inputs.improvement
    if plan is not None:
        plan = replace(
            plan, practice=tidy(plan.practice), tried=tidy(plan.tried), who=tidy(plan.who)
        )
    return replace(inputs, scope_name=tidy(inputs.scope_name), improvement=plan)


def tidied_team(inputs: TeamInputs) -> TeamInputs:
    """The inputs of a team's report, with its register made safe to print as well."""
    kept = inputs.register
    register = Register(
        kept.day,
        tuple(replace(each, what=tidy(each.what), who=tidy(each.who)) for each in kept.priorities),
        tuple(replace(each, what=tidy(each.what)) for each in kept.changes),
    )
    return replace(tidied(inputs), register=register)
