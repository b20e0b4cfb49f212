"""What pools hold: sums by group and questionnaire version, and the gaps inside meetings."""

from __future__ import annotations

import base64
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from analysis import Instrument
from analysis.pool import PoolForm, PoolGap, PoolTally

Key = TypeVar("Key", bound=Hashable)
#: A questionnaire group and the version that it was asked.
Part = tuple[str, str]


@dataclass(frozen=True)
class PoolSums:
    """Tallies by group and version, gaps by version: different versions are never added."""

    tallies: Mapping[Part, PoolTally] = field(default_factory=dict)
    gaps: Mapping[str, PoolGap] = field(default_factory=dict)

    def __add__(self, other: PoolSums) -> PoolSums:
        """The sums of both, for forms that no one of them shares with the other."""
        return PoolSums(_united(self.tallies, other.tallies), _united(self.gaps, other.gaps))

    def gap_of(self, version: str) -> PoolGap | None:
        """The gap between these questions and the newest that professionals were asked."""
        paired = [name for name in self.gaps if version in name.split("+")]
        return self.gaps[max(paired)] if paired else None

    def to_dict(self) -> dict[str, Any]:
        """Plain lists and texts."""
        return {
            "tallies": [[*part, _text(sums)] for part, sums in sorted(self.tallies.items())],
            "gaps": [_text(gap) for _, gap in sorted(self.gaps.items())],
        }

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> PoolSums:
        """What `to_dict` gave."""
        gaps = [PoolGap.from_bytes(base64.b64decode(text)) for text in content["gaps"]]
        return cls(
            {
                (group, version): PoolTally.from_bytes(base64.b64decode(text))
                for group, version, text in content["tallies"]
            },
            {gap.version: gap for gap in gaps},
        )


def sums_of(
    group: str,
    instrument: Instrument,
    forms: Iterable[PoolForm],
    *,
    languages: Iterable[str],
    units: int | None = None,
) -> PoolSums:
    """The sums of a group's accepted forms. Units are families (or persons) when not given."""
    tally = PoolTally.of(instrument, forms, languages=languages, units=units)
    return PoolSums({(group, instrument.version): tally})


def _united(first: Mapping[Key, Any], second: Mapping[Key, Any]) -> dict[Key, Any]:
    both = {key: first[key] + second[key] for key in first.keys() & second.keys()}
    return {**first, **second, **both}


def _text(sums: PoolTally | PoolGap) -> str:
    return base64.b64encode(sums.to_bytes()).decode()
