"""An independent recount of a wave: from what members sent to what may be shown of it.

Written from the rules alone, in plain Python: it imports nothing of the product.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SCALES = {
    "trust": ("T1", "T2", "T3"),
    "compassion": ("C1", "C2", "C3"),
    "transparency": ("X1", "X2", "X3"),
    "collective_leadership": ("L1", "L2", "L3", "L4", "L5"),
    "shared_priorities": ("P1", "P2", "P3"),
    "structural_change": ("S1", "S2", "S3"),
}
#: The three parts that are also scored as one.
SENSE_OF_TRUST = ("trust", "compassion", "transparency")
GAPS = tuple(f"B{number:02}" for number in range(1, 14))
LEAST_ANSWERED, LEAST_ASKED = 10, 13
CERTAIN = 4


@dataclass(frozen=True)
class Said:
    """What one member sent: ratings by item key, and the gaps that were named."""

    ratings: Mapping[str, int]
    gaps: frozenset[str]


@dataclass(frozen=True)
class Recounted:
    """What may be shown: out of whom, how many took part, and every count between two ends."""

    base: int
    took_part: tuple[int, int, int]
    counts: Mapping[str, tuple[int, int]]


def recount(sent: Sequence[Said], roster: int) -> Recounted | None:
    """The release of a wave in which no more answered than sit; None if nothing may be shown."""
    answered = len(sent)
    assert answered <= roster
    if answered < LEAST_ANSWERED or roster < LEAST_ASKED:
        return None
    base = answered if roster - answered >= CERTAIN else roster
    counted = (*names(), *combined_names())
    counts = {name: guard(_how_many(sent, name), base) for name in counted}
    return Recounted(base, (*guard(answered, roster), roster), counts)


def names() -> list[str]:
    """Everything that is counted, as the release calls it."""
    items = [item for scale in SCALES.values() for item in scale]
    rated = [f"{kind}:{item}" for item in items for kind in ("fully", "mostly")]
    scored = [f"{kind}:{scale}" for scale in SCALES for kind in ("top", "affirmed")]
    return rated + scored + [f"help:{code}" for code in GAPS]


def combined_names() -> list[str]:
    """What is counted over the three parts of the sense of trust."""
    return ["top:sense_of_trust", "affirmed:sense_of_trust"]


def guard(count: int, base: int) -> tuple[int, int]:
    """The count itself, or the end of the scale that it lies at."""
    if count < CERTAIN:
        return 0, CERTAIN - 1
    if base - count < CERTAIN:
        return base - CERTAIN + 1, base
    return count, count


def _how_many(sent: Sequence[Said], name: str) -> int:
    return sum(_meets(said, name) for said in sent)


def _meets(said: Said, name: str) -> bool:
    kind, _, target = name.partition(":")
    if kind == "help":
        return target in said.gaps
    if kind in ("fully", "mostly"):
        return said.ratings.get(target, 0) >= (5 if kind == "fully" else 4)
    items = _items(target)
    given = [said.ratings[item] for item in items if item in said.ratings]
    if kind == "top":
        return given == [5] * len(items)
    return 2 * len(given) >= len(items) and sum(given) >= 4 * len(given)


def _items(scale: str) -> tuple[str, ...]:
    parts = SENSE_OF_TRUST if scale == "sense_of_trust" else (scale,)
    return tuple(item for part in parts for item in SCALES[part])
