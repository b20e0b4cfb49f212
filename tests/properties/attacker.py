"""A reader who wants to prove what everybody else said. Uses no code of the product.

The reader knows what is published, the rule by which it is published, and the own sheets of up to
a few members. A proof is certainty about all others: that all of them, or none of them, met the
condition. Published intervals are taken at their word, so a looser rule gives more proofs even
if the reader believes in the strict one.
"""

from collections.abc import Callable, Iterator

Figure = tuple[int, int, int]
"""Published count: low, high, base."""

Rule = Callable[[int, int], Figure]
"""Count and base -> what is published."""


def threshold(least: int) -> Rule:
    """Publish a count exactly if at least `least` units are on either side of it."""

    def publish(count: int, base: int) -> Figure:
        if count < least:
            return 0, least - 1, base
        if count > base - least:
            return base - least + 1, base, base
        return count, count, base

    return publish


THE_RULE = threshold(4)


def possible_counts(figure: Figure, rule: Rule = THE_RULE) -> set[int]:
    """The counts that can stand behind a published one."""
    low, high, base = figure
    claimed = set(range(low, high + 1))
    return {count for count in claimed if rule(count, base) == figure} or claimed


def proves(counts: set[int], base: int, own_yes: int, own_no: int) -> bool:
    """Whether own sheets and the possible counts leave all others, or none of them, as a yes."""
    others = base - own_yes - own_no
    left = {count - own_yes for count in counts if 0 <= count - own_yes <= others}
    return others > 0 and left in ({0}, {others})


def own_sheets(count: int, base: int, most: int) -> Iterator[tuple[int, int]]:
    """The sheets (yes, no) that up to `most` members can hold when `count` of `base` said yes."""
    for sheets in range(most + 1):
        yield from exactly_own_sheets(count, base, sheets)


def exactly_own_sheets(count: int, base: int, sheets: int) -> Iterator[tuple[int, int]]:
    """The same for exactly this many sheets."""
    for own_yes in range(sheets + 1):
        if own_yes <= count and sheets - own_yes <= base - count:
            yield own_yes, sheets - own_yes


def asked_and_base(answered: int, asked: int) -> tuple[Figure, int]:
    """Participation and base as published by the rule for a batch that is released."""
    base = answered if answered <= asked - 4 else asked
    return THE_RULE(answered, asked), base
