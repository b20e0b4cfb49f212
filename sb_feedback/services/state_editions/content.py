"""What an edition is made from, as its row keeps it: releases by their digest, and the record."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from analysis import Release
from analysis.reports.team.register import Change, ChangeKind, Priority, Register

FORMAT = 1
#: A release by its scope and the digest of its text.
Named = tuple[str, str]


@dataclass(frozen=True)
class EditionContent:
    """The releases that are summed, those that are kept, and what teams have on record."""

    summed: frozenset[Named]
    carried: frozenset[Named]
    #: Teams whose record it is; its entries have no words.
    teams: int
    register: Register

    def to_json(self) -> str:
        """As the row keeps it: equal contents give equal texts."""
        content = {
            "format": FORMAT,
            "summed": sorted(self.summed),
            "carried": sorted(self.carried),
            "teams": self.teams,
            "day": self.register.day.isoformat(),
            "priorities": sorted(map(_steps, self.register.priorities)),
            "changes": sorted(
                [one.kind.value, one.happened_on.isoformat()] for one in self.register.changes
            ),
        }
        return json.dumps(content, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> EditionContent:
        """What `to_json` wrote. Raises ValueError for another format."""
        found = json.loads(text)
        if found.get("format") != FORMAT:
            raise ValueError("this edition was written by another version")
        register = Register(
            date.fromisoformat(found["day"]),
            tuple(Priority("", "", *map(_day, steps)) for steps in found["priorities"]),  # type: ignore[arg-type]
            tuple(Change(ChangeKind(kind), "", _on(day)) for kind, day in found["changes"]),
        )
        summed, carried = (frozenset(map(tuple, found[key])) for key in ("summed", "carried"))
        return cls(summed, carried, found["teams"], register)


def named(releases: Iterable[Release]) -> frozenset[Named]:
    """Releases as a row names them."""
    return frozenset((release.scope, release.digest) for release in releases)


def _steps(priority: Priority) -> list[str]:
    days = (
        priority.identified_on,
        priority.monitored_on,
        priority.achieved_on,
        priority.dropped_on,
    )
    return ["" if day is None else day.isoformat() for day in days]


def _on(day: str) -> date:
    return date.fromisoformat(day)


def _day(day: str) -> date | None:
    return _on(day) if day else None
