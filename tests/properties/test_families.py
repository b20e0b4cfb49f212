"""Attack on families that come again and again: two insider families with all their sheets."""

from collections.abc import Sequence
from itertools import combinations
from random import Random

import pytest

from analysis import Form, Tally, Term, make_release
from tests.properties.attacker import THE_RULE, Figure, Rule, possible_counts, threshold
from tests.unit.analysis.builders import PARENTS, V1_FULLY

Sheets = tuple[bool, ...]
"""Whether each form of one family said "yes, fully"."""


def quarter(random: Random) -> list[Sheets]:
    """10 to 20 families that answer, with one to four forms each, nearly all of them content."""
    share = random.choice((0.8, 0.9, 0.95))
    return [
        tuple(random.random() < share for _ in range(random.choice((1, 1, 2, 3, 4))))
        for _ in range(random.randint(10, 20))
    ]


def once_each(families: Sequence[Sheets], random: Random) -> list[bool]:
    """The units by the rule: one form of each family, drawn."""
    return [random.choice(sheets) for sheets in families]


def every_form(families: Sequence[Sheets], random: Random) -> list[bool]:
    """A looser rule: every form is a unit."""
    return [said_yes for sheets in families for said_yes in sheets]


def product(units: Sequence[bool]) -> Figure:
    """What the product publishes of these units."""
    forms = [Form({"V1": 5 if said_yes else 2}) for said_yes in units]
    terms = (Term.parse("2026-Q3"),)
    release = make_release(
        Tally.of(PARENTS, forms), asked=len(forms) + 4, scope="maple", group="parents", terms=terms
    )
    assert release is not None
    count = release.counts[V1_FULLY]
    return count.low, count.high, count.base


def own_counts(family: Sheets, drawn: bool) -> set[tuple[int, int]]:
    """What a family's own sheets may have added: (yes, units). It does not know the draw."""
    if drawn:
        return {(int(said_yes), 1) for said_yes in family}
    return {(sum(family), len(family))}


def proofs(families: Sequence[Sheets], figure: Figure, *, drawn: bool) -> int:
    """Pairs of families that know that all others, or none of them, said yes."""
    possible = possible_counts(figure)
    found = 0
    for first, second in combinations(families, 2):
        left = {
            (count - a - b, figure[2] - m - n)
            for count in possible
            for a, m in own_counts(first, drawn)
            for b, n in own_counts(second, drawn)
            if 0 <= count - a - b <= figure[2] - m - n
        }
        found += all(yes == others for yes, others in left) or all(yes == 0 for yes, _ in left)
    return found


def history(seed: int, *, drawn: bool, rule: Rule | None = None) -> int:
    """Proofs in eight quarters of one site; by the product, or by another rule."""
    random = Random(seed)
    found = 0
    for _ in range(8):
        families = quarter(random)
        units = once_each(families, random) if drawn else every_form(families, random)
        figure = rule(sum(units), len(units)) if rule else product(units)
        found += proofs(families, figure, drawn=drawn)
    return found


def test_two_families_prove_nothing_when_each_counts_once() -> None:
    assert [seed for seed in range(100) if history(seed, drawn=True)] == []


@pytest.mark.deep
def test_two_families_prove_nothing_in_a_thousand_histories() -> None:
    assert [seed for seed in range(100, 1_100) if history(seed, drawn=True)] == []


def test_control_counting_every_form_lets_two_families_prove_it() -> None:
    assert sum(history(seed, drawn=False) > 0 for seed in range(100)) > 15


def test_control_a_threshold_of_three_lets_two_families_prove_it() -> None:
    broken = [history(seed, drawn=True, rule=threshold(3)) > 0 for seed in range(100)]
    assert sum(broken) > 15


def test_what_is_published_is_the_rule() -> None:
    for units in ([True] * yes + [False] * (14 - yes) for yes in range(15)):
        assert product(units) == THE_RULE(sum(units), 14)
