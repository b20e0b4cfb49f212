"""A sentence with the guarded counts it was made from, and what such sentences share."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.condition import Condition
from analysis.guard import GuardedCount
from analysis.measures import ACT
from analysis.release import Release, total


@dataclass(frozen=True)
class Finding:
    """A sentence and the guarded counts it was made from, in the order it names them."""

    text: str
    counts: tuple[GuardedCount, ...] = ()

    def __str__(self) -> str:
        return self.text


def is_team(releases: Sequence[Release]) -> bool:
    """Whether the releases are waves of a team, which is asked as a whole."""
    return releases[0].group == ACT


def total_of(releases: Sequence[Release], condition: Condition) -> GuardedCount:
    """The sum of a count, see `analysis.release.total`.

    ValueError for several waves of a team: its members are the same each time.
    """
    count = total(releases, condition)
    if len(releases) > 1 and is_team(releases):
        raise ValueError("waves of a team are not added up: its members are the same")
    return count


def after_colon(sentence: str) -> str:
    """The sentence as it goes on after a colon. It begins with a number or a plain word."""
    return sentence[:1].lower() + sentence[1:]


def capital(sentence: str) -> str:
    """The sentence with a capital first letter."""
    return sentence[:1].upper() + sentence[1:]
