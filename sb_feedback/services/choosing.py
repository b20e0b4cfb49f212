"""What the newest release suggests to pick: the lowest questions and the help named most.

An order is claimed only where it holds at both ends of the guarded counts: what ties stands
together, in the order of the questionnaire.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis import Release, findings
from analysis.condition import Condition
from analysis.measures import lowest, most_named
from analysis.reports.periods import release_period
from analysis.wording import count_phrase
from sb_feedback.services.aims import Aim

#: So many stand on the list, and what ties with the last of them while there is room.
LEAST_SHOWN, MOST_SHOWN = 3, 5


@dataclass(frozen=True)
class Candidate:
    """One thing that can be picked, with its count: "5 of 13"."""

    aim: Aim
    count: str


@dataclass(frozen=True)
class Tier:
    """Candidates among which no order is claimed; `tied` if their counts are equal and exact."""

    candidates: tuple[Candidate, ...]
    tied: bool


@dataclass(frozen=True)
class Suggestion:
    """What one group's newest release suggests.

    `questions` is empty where none is clearly lower than the others.
    """

    group: str
    period: str
    answered: str
    questions: tuple[Tier, ...]
    help: tuple[Tier, ...]


def suggestions(
    releases: Sequence[Release],
    groups: Sequence[str],
    aims: Mapping[Condition, Aim],
    language: str,
) -> list[Suggestion]:
    """What the newest release of each group suggests; nothing for a group without one."""
    newest = {one.group: one for one in sorted(releases, key=lambda one: one.first_day)}
    return [_suggestion(newest[group], aims, language) for group in groups if group in newest]


def _suggestion(release: Release, aims: Mapping[Condition, Aim], language: str) -> Suggestion:
    known = {condition: aim for condition, aim in aims.items() if condition in release.counts}
    counts = {condition: release.counts[condition] for condition in known}
    of_help = {key: count for key, count in counts.items() if known[key].is_help}
    of_questions = {key: count for key, count in counts.items() if key not in of_help}

    def tier(keys: tuple[Condition, ...]) -> Tier:
        found = [Candidate(known[key], count_phrase(counts[key], language)) for key in keys]
        return Tier(tuple(found), all(counts[key].exact for key in keys))

    return Suggestion(
        group=release.group,
        period=release_period((release,), language),
        answered=str(findings.participation(release, language)),
        questions=tuple(tier(keys) for keys in lowest(of_questions, LEAST_SHOWN, MOST_SHOWN)),
        help=tuple(tier(keys) for keys in most_named(of_help)),
    )
