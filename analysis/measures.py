"""What is measured: the scales, their headline conditions, who is counted, and order with ties."""

from collections.abc import Collection, Hashable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from analysis.condition import Condition, Kind
from analysis.guard import GuardedCount
from analysis.language import marked, translator

VOICE = "voice"
RESPECT = "respect"
SHARED_DECISIONS = "shared_decisions"

ACT = "act"
TRUST = "trust"
COMPASSION = "compassion"
TRANSPARENCY = "transparency"
SENSE_OF_TRUST = "sense_of_trust"
COLLECTIVE_LEADERSHIP = "collective_leadership"
SHARED_PRIORITIES = "shared_priorities"
STRUCTURAL_CHANGE = "structural_change"

MEASURES: Mapping[str, str] = {
    VOICE: marked("Voice"),
    RESPECT: marked("Respect"),
    SHARED_DECISIONS: marked("Shared decisions"),
    SENSE_OF_TRUST: marked("Sense of trust"),
    TRUST: marked("Trust"),
    COMPASSION: marked("Compassion"),
    TRANSPARENCY: marked("Transparency"),
    COLLECTIVE_LEADERSHIP: marked("Collective leadership"),
    SHARED_PRIORITIES: marked("Shared priorities"),
    STRUCTURAL_CHANGE: marked("Structural change"),
}
COMBINED: Mapping[str, tuple[str, ...]] = {SENSE_OF_TRUST: (TRUST, COMPASSION, TRANSPARENCY)}
"""What is scored over several scales as one; its parts are always shown as well."""
GROUPS: Mapping[str, str] = {
    "parents": marked("Parents"),
    "caregivers": marked("Caregivers"),
    "families": marked("Families"),
    "professionals": marked("Professionals"),
    ACT: marked("Active Community Team"),
}
DIFFERENCES: Mapping[str, str] = {
    "professionals": marked("difference in view"),
    "caregivers": marked("difference in experience"),
}
TOP_HELP = 5

_Key = TypeVar("_Key", bound=Hashable)


class Counted(StrEnum):
    """What one unit of a group is, to be said wherever its numbers stand."""

    FAMILIES = "families"
    ANSWERS = "answers"
    MEMBERS = "members"


_COUNTED: Mapping[str, Counted] = {
    "parents": Counted.FAMILIES,
    "caregivers": Counted.FAMILIES,
    "families": Counted.FAMILIES,
    "professionals": Counted.ANSWERS,
    ACT: Counted.MEMBERS,
}


def counted(group: str) -> Counted:
    """Families for parents, caregivers and both together; answers for professionals; members.

    A family is counted once per batch. A professional is asked whether this is the first answer
    of the period, which is not checked: so it is answers that are counted. The members of a team
    are known by its roster, and each answers once. KeyError for other groups.
    """
    return _COUNTED[group]


def combined_scales(scales: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The combined scales of a questionnaire with these scales: those whose parts all are in it.

    It follows from the questionnaire version alone. Meetings have none.
    """
    return {name: parts for name, parts in COMBINED.items() if set(parts) <= set(scales)}


def reach_condition(target: str) -> Condition:
    """Whom the reach of a team counts: "mostly" or better to an item, or to a scale as a whole.

    The approach asks what *all* members feel, so reach counts everybody from "mostly" on
    (a score of 4 or more of 5); "yes, fully" stands beside it.
    """
    return beside_condition(target)


def headline_condition(target: str) -> Condition:
    """The condition that leads: "yes, fully" to an item, or to all items of a scale.

    The top answer leads because its share stays in mid-range and is rarely guarded.
    """
    return Condition(Kind.TOP if target in MEASURES else Kind.FULLY, target)


def beside_condition(target: str) -> Condition:
    """The condition shown beside the headline: "mostly" or better, or the scale affirmed."""
    return Condition(Kind.AFFIRMED if target in MEASURES else Kind.MOSTLY, target)


def measure_name(scale: str, language: str) -> str:
    """The scale in words: "Voice". KeyError for an unknown scale."""
    return translator(language).gettext(MEASURES[scale])


def group_name(group: str, language: str) -> str:
    """The group in words: "Parents". KeyError for an unknown group."""
    return translator(language).gettext(GROUPS[group])


def difference_name(other: str, language: str) -> str:
    """What a gap between parents and another group is called.

    Professionals were asked about the parent, so theirs is a difference in view of one thing;
    caregivers about themselves, so theirs is a difference in experience. KeyError for others.
    """
    return translator(language).gettext(DIFFERENCES[other])


def order(counts: Mapping[_Key, GuardedCount]) -> tuple[tuple[_Key, ...], ...]:
    """The keys from lowest to highest share, in tiers; within a tier no order is claimed.

    Everything in a tier is surely lower than everything in the next, at whatever end of their
    guarded counts; what overlaps or is equal is tied. Ties keep the order of `counts`. Compared
    as fractions, so that no rounding decides. Empty for no counts.
    """
    place = {key: index for index, key in enumerate(counts)}
    tiers: list[list[_Key]] = []
    highest = Fraction(-1)
    for key in sorted(counts, key=lambda key: _low(counts[key])):
        if _low(counts[key]) > highest:
            tiers.append([])
        tiers[-1].append(key)
        highest = max(highest, Fraction(counts[key].high, counts[key].base))
    return tuple(tuple(sorted(tier, key=place.__getitem__)) for tier in tiers)


def lowest(
    counts: Mapping[_Key, GuardedCount], enough: int, most: int
) -> tuple[tuple[_Key, ...], ...]:
    """The lowest shares in tiers as those of `order`, until `enough` (1 or more) are listed.

    A tier is there whole or not at all: after the first, none that would make more than `most`.
    Empty where none is surely lower than the others.
    """
    tiers = order(counts)
    if len(tiers) < 2:
        return ()
    chosen = [tiers[0]]
    for tier in tiers[1:]:
        listed = sum(map(len, chosen))
        if listed >= enough or listed + len(tier) > most:
            break
        chosen.append(tier)
    return tuple(chosen)


def most_named(counts: Mapping[_Key, GuardedCount]) -> tuple[tuple[_Key, ...], ...]:
    """The top five, from highest to lowest, in tiers as those of `order`.

    Whoever ties with the fifth is in as well. A tier in which every count may be zero is not
    among the most named, so there can be fewer than five, or none.
    """
    chosen: list[tuple[_Key, ...]] = []
    for tier in reversed(order(counts)):
        named = any(counts[key].low > 0 for key in tier)
        if not named or sum(map(len, chosen)) >= TOP_HELP:
            break
        chosen.append(tier)
    return tuple(chosen)


def _low(count: GuardedCount) -> Fraction:
    return Fraction(count.low, count.base)
