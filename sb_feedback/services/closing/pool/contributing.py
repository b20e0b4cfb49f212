"""From accepted forms to the sums that one closing gives to the state's pool.

Families, meetings and single answers end here: only sums go on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add

from analysis import joined
from analysis.pool import PoolForm, PoolGap
from sb_feedback.models.scope import TEAM
from sb_feedback.services.closing.facts import ROLES_OF, HeardForm, PeriodFacts
from sb_feedback.services.closing.pool.sums import PoolSums, sums_of

#: The roles of the gap, which are asked the same about the same meeting.
_PAIRED = ("parent", "professional")


@dataclass(frozen=True)
class Contribution:
    """What the closing of one period gives. Its last day tells to which pools."""

    last_day: date
    sums: PoolSums

    def to_bytes(self) -> bytes:
        """As it is sealed."""
        content = {"last_day": self.last_day.isoformat(), "sums": self.sums.to_dict()}
        return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Contribution:
        """What `to_bytes` gave."""
        found = json.loads(content)
        return cls(date.fromisoformat(found["last_day"]), PoolSums.from_dict(found["sums"]))


def contribution_of(facts: PeriodFacts, accepted: Iterable[HeardForm]) -> Contribution:
    """All accepted forms that no earlier closing has opened, by group, and the gap.

    The cluster is the family; of a team each member is one, and the wave is the meeting. A scope
    that counts parents and caregivers together has no gap: it chose not to tell them apart.
    """
    fresh = [form for form in accepted if not form.heard_before]
    groups = [group for group in facts.groups if group in facts.instruments]
    parts = [_of_group(facts, group, fresh) for group in groups]
    return Contribution(facts.term.last_day, reduce(add, [*parts, _gap(facts, fresh)]))


def _of_group(facts: PeriodFacts, group: str, fresh: Iterable[HeardForm]) -> PoolSums:
    forms = [form for form in fresh if form.role in ROLES_OF[group]]
    clusters = (
        [f"member {number}" for number, _ in enumerate(forms)]
        if facts.kind == TEAM
        else [form.meeting.family_id for form in forms]
    )
    first = sum(not form.answers.answered_before for form in forms)
    return sums_of(
        group,
        facts.instruments[group],
        map(_form, forms, clusters),
        languages=facts.languages.get(group, ()),
        units=first if group == "professionals" else None,
    )


def _gap(facts: PeriodFacts, fresh: Iterable[HeardForm]) -> PoolSums:
    """Meetings that parents and professionals answered about, opened in this same closing."""
    known = facts.instruments
    if facts.kind == TEAM or facts.together or not {"parents", "professionals"} <= known.keys():
        return PoolSums()
    both = joined(known["parents"], known["professionals"])
    paired = [form for form in fresh if form.role in _PAIRED]
    families = [form.meeting.family_id for form in paired]
    return PoolSums(gaps={both.version: PoolGap.of(both, map(_form, paired, families))})


def _form(form: HeardForm, cluster: str) -> PoolForm:
    meeting = form.meeting
    return PoolForm(form.numbers, meeting.site_id, cluster, meeting.id, form.role, form.language)
