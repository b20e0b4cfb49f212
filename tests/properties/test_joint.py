"""Attack on all figures of one release together, by integer programmes.

The attacker looks for a second table of answers with the same published figures; where there is
none, what is common to all others is proven.
"""

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from analysis import Form, Instrument, Kind, Tally, conditions, guarded

Ints = npt.NDArray[np.int64]
ITEMS = ("V1", "V2", "V3")
VOICE = Instrument("v", {"voice": ITEMS})
COMBINED = Instrument("c", {"one": ITEMS[:1], "two": ITEMS[1:]}, combined={"all": ("one", "two")})
BLANK = 0
PATTERNS = tuple(product((BLANK, 2, 4, 5), repeat=len(ITEMS)))
"""Answer sheets the attacker considers; with more of them there would be fewer proofs."""


class Published(NamedTuple):
    """Figures of one batch: which sheets a figure counts, and its ends."""

    counted: Ints
    low: Ints
    high: Ints


def form(pattern: tuple[int, ...]) -> Form:
    """The sheet as a form."""
    return Form({key: answer for key, answer in zip(ITEMS, pattern, strict=True) if answer})


def mets(instrument: Instrument) -> Ints:
    """Condition by pattern: whether a sheet meets the condition."""
    tallies = [Tally.of(instrument, [form(pattern)]) for pattern in PATTERNS]
    return np.array([[tally.count(c) for tally in tallies] for c in conditions(instrument)])


METS = mets(VOICE)
ANSWERED = np.array([[int(p[item] != BLANK) for p in PATTERNS] for item in range(len(ITEMS))])


def batch(random: Random) -> Ints:
    """A table of 10 to 20 sheets at or near unanimity, as counts per pattern."""
    counts = np.zeros(len(PATTERNS), dtype=np.int64)
    favourite = random.choice([(5, 5, 5), (4, 5, 5), (4, 4, 4), (2, 2, 2), (5, 5, 2)])
    size = random.randint(10, 20)
    counts[PATTERNS.index(favourite)] = size
    for _ in range(random.randint(0, 3)):
        counts[PATTERNS.index(favourite)] -= 1
        counts[random.randrange(len(PATTERNS))] += 1
    return counts


def publish(table: Ints, counted: Ints, *, answered_too: bool) -> Published:
    """The guarded figures of a table; in the control also how many answered each item."""
    size = int(table.sum())
    ends = [guarded(int(count), size) for count in counted @ table]
    low, high = [end.low for end in ends], [end.high for end in ends]
    if answered_too:
        counted = np.vstack([counted, ANSWERED])
        exact = [int(count) for count in ANSWERED @ table]
        low, high = low + exact, high + exact
    return Published(counted, np.array(low), np.array(high))


def insiders(table: Ints, random: Random) -> Iterator[Ints]:
    """No insider, and a few pairs of sheets from the table, the unusual ones first."""
    yield np.zeros_like(table)
    held = [index for index in np.argsort(table) if table[index]]
    for first, second in ((0, 0), (0, 1), (1, 2)):
        own = np.zeros_like(table)
        for place in (first, second):
            own[held[min(place, len(held) - 1)]] += 1
        if (own <= table).all():
            yield own
    yield np.eye(len(PATTERNS), dtype=np.int64)[random.choice(held)]


def another_table(figures: Published, own: Ints, size: int, claim: Ints) -> bool:
    """Whether the others can have sheets with the same figures that break the claim.

    `claim` marks the patterns that all others would have.
    """
    known = figures.counted @ own
    rows = np.vstack([figures.counted, np.ones(len(PATTERNS)), 1 - claim])
    others = size - int(own.sum())
    low = [*(figures.low - known), others, 1]
    high = [*(figures.high - known), others, others]
    found = milp(
        np.zeros(len(PATTERNS)),
        constraints=LinearConstraint(rows, low, high),
        integrality=np.ones(len(PATTERNS), dtype=np.int64),
        bounds=Bounds(0, others),
    )
    assert found.status in (0, 2)  # solved, or shown to have no solution
    return bool(found.status == 0)


def proofs(seeds: range, counted: Ints = METS, *, answered_too: bool = False) -> tuple[int, int]:
    """Programmes solved, and claims about all others that no second table breaks."""
    claims = [*counted, *(1 - counted), *ANSWERED]
    tried = found = 0
    for seed in seeds:
        random = Random(seed)
        table = batch(random)
        figures = publish(table, counted, answered_too=answered_too)
        for own in insiders(table, random):
            for claim in claims:
                if ((table - own)[claim == 0] == 0).all():  # only what is true can be proven
                    tried += 1
                    found += not another_table(figures, own, int(table.sum()), claim)
    return tried, found


def test_the_list_of_conditions_is_the_whole_one() -> None:
    assert {c.kind for c in conditions(VOICE)} == {*Kind} - {Kind.HELP}
    assert len(METS) == 8


def test_all_figures_of_a_scale_together_prove_nothing() -> None:
    tried, found = proofs(range(10))
    assert tried > 100
    assert found == 0


def test_all_figures_of_scales_and_what_combines_them_prove_nothing() -> None:
    tried, found = proofs(range(10), mets(COMBINED))
    assert tried > 100
    assert found == 0


@pytest.mark.deep
def test_all_figures_of_a_scale_together_prove_nothing_in_many_tables() -> None:
    assert proofs(range(10, 300))[1] == 0


@pytest.mark.deep
def test_all_figures_of_scales_and_what_combines_them_prove_nothing_in_many_tables() -> None:
    assert proofs(range(10, 300), mets(COMBINED))[1] == 0


def test_control_how_many_answered_each_item_proves_who_skipped() -> None:
    assert proofs(range(3), answered_too=True)[1] > 0
