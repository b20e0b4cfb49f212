"""What a closing knows: meetings, opened forms, and what the site chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from analysis import FLOOR, Form, Instrument, Term
from forms import Answers
from sb_feedback.models.scope import MEETINGS, TEAM
from sb_feedback.services.closing.document import Wait
from sb_feedback.services.teams import GROUP, MEMBER

ROLES_OF = {
    "parents": ("parent",),
    "caregivers": ("caregiver",),
    "families": ("parent", "caregiver"),
    "professionals": ("professional",),
    GROUP: (MEMBER,),
}


@dataclass(frozen=True)
class MeetingFacts:
    """A meeting as the closing reads it; a team's wave is one, attended by its members."""

    id: str
    site_id: str
    family_id: str
    term: Term
    attendance: Mapping[str, int]

    def came(self, roles: Iterable[str]) -> bool:
        """True if anyone of these roles attended."""
        return any(self.attendance[role] for role in roles)


@dataclass(frozen=True)
class HeardForm:
    """An opened form: from which meeting and role, and what was answered."""

    meeting: MeetingFacts
    role: str
    questionnaire: str
    answers: Answers
    #: The language it was answered in, if the box says it.
    language: str | None = None
    #: An earlier closing opened it, and sealed it anew because its batch waits.
    heard_before: bool = False

    @property
    def numbers(self) -> Form:
        """The answers as the analysis counts them."""
        return Form(ratings=dict(self.answers.ratings), help=frozenset(self.answers.help))


@dataclass(frozen=True)
class PeriodFacts:
    """All that a closing knows besides the forms."""

    scope_id: str
    term: Term
    together: bool
    #: Questionnaire version in force, by role.
    versions: Mapping[str, str]
    #: What the statistics need to know, by group.
    instruments: Mapping[str, Instrument]
    meetings: tuple[MeetingFacts, ...]
    #: Different professionals stated for each site, or None where nobody stated a number.
    stated: Mapping[str, int | None]
    waits: Mapping[str, Wait]
    floor: int = FLOOR
    #: What the scope's answers are about: meetings, or a team.
    kind: str = MEETINGS
    #: Whether sums of the forms go to the state's pool.
    shares: bool = True
    #: The languages that each group was asked in.
    languages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: The scope's other terms by their last day; those it has no period of have the same length.
    earlier: Mapping[date, Term] = field(default_factory=dict)
    #: Whether somebody from outside reads notes.
    notes: bool = False

    def terms_since(self, day: date) -> tuple[Term, ...]:
        """The terms from the one that begins on this day to the present, one after the other."""
        terms = [self.term]
        while terms[0].first_day > day:
            ended = terms[0].first_day - timedelta(days=1)
            terms.insert(0, self.earlier.get(ended, terms[0].previous()))
        return tuple(terms)

    @property
    def family_groups(self) -> tuple[str, ...]:
        """The groups whose batches may wait."""
        return ("families",) if self.together else ("parents", "caregivers")

    @property
    def groups(self) -> tuple[str, ...]:
        """Every group that something is decided for."""
        return (GROUP,) if self.kind == TEAM else (*self.family_groups, "professionals")
