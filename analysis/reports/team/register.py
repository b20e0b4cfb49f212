"""What a team has on record: its shared priorities, and the changes it has seen."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

YEAR = timedelta(days=365)


class ChangeKind(StrEnum):
    """What a change is a change of."""

    POLICY = "policy"
    FUNDING = "funding"
    INFRASTRUCTURE = "infrastructure"


@dataclass(frozen=True)
class Priority:
    """A shared priority: its words, who looks after it (a role), and the day of each step."""

    what: str
    who: str
    identified_on: date
    monitored_on: date | None = None
    achieved_on: date | None = None
    dropped_on: date | None = None

    def as_of(self, day: date) -> "Priority":
        """The priority as it stood at the end of a day: later steps are not known yet."""
        return replace(
            self,
            monitored_on=_by(self.monitored_on, day),
            achieved_on=_by(self.achieved_on, day),
            dropped_on=_by(self.dropped_on, day),
        )


@dataclass(frozen=True)
class Change:
    """A change of policy, funding or infrastructure, and the day it happened."""

    kind: ChangeKind
    what: str
    happened_on: date


@dataclass(frozen=True)
class Register:
    """What was on record at the end of a day; both lists oldest first.

    Changes are those of the 365 days up to that day; a priority stays on record. Use `as_of`.
    """

    day: date
    priorities: tuple[Priority, ...] = ()
    changes: tuple[Change, ...] = ()

    @classmethod
    def as_of(
        cls, day: date, priorities: Iterable[Priority], changes: Iterable[Change]
    ) -> "Register":
        """The register as it stood at the end of `day`."""
        known = [each.as_of(day) for each in priorities if each.identified_on <= day]
        seen = [each for each in changes if day - YEAR < each.happened_on <= day]
        return cls(
            day,
            tuple(sorted(known, key=lambda each: each.identified_on)),
            tuple(sorted(seen, key=lambda each: each.happened_on)),
        )

    @property
    def monitored(self) -> int:
        """How many priorities the team has looked at data about."""
        return sum(each.monitored_on is not None for each in self.priorities)

    @property
    def achieved(self) -> int:
        """How many priorities were achieved."""
        return sum(each.achieved_on is not None for each in self.priorities)

    @property
    def dropped(self) -> int:
        """How many priorities were given up."""
        return sum(each.dropped_on is not None for each in self.priorities)

    def of_kind(self, kind: ChangeKind) -> int:
        """How many changes were of one kind."""
        return sum(each.kind is kind for each in self.changes)


def _by(step: date | None, day: date) -> date | None:
    return step if step is not None and step <= day else None
