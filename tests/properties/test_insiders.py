"""Attacks on one released figure: what 0, 1 or 2 members with their own sheets can prove.

Every attack has a control: the same attack on a looser rule finds proofs. The attacker is
`tests.properties.attacker`, which knows the published text, the rule and the sheets.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from analysis import Form, Instrument, Tally, Term, make_release
from tests.properties.attacker import (
    THE_RULE,
    Figure,
    Rule,
    asked_and_base,
    exactly_own_sheets,
    own_sheets,
    possible_counts,
    proves,
    threshold,
)

SIZES = range(10, 61)
ONE_ITEM = Instrument("ftm-parent-1", {"voice": ("V1",)})
TERMS = (Term.parse("2026-Q3"),)
Published = tuple[Figure, int] | None
"""Participation and base of a batch, or None when it waits."""


def document(yes: int, answered: int, asked: int) -> dict[str, Any] | None:
    """What the product publishes when `yes` of those who answered said "yes, fully" to V1."""
    forms = [Form({"V1": 5})] * yes + [Form({"V1": 2})] * (answered - yes)
    tally = Tally.of(ONE_ITEM, forms)
    release = make_release(tally, asked=asked, scope="maple", group="parents", terms=TERMS)
    if release is None:
        return None
    published: dict[str, Any] = json.loads(release.to_json())
    return published


def product(yes: int, base: int) -> Figure:
    """The figure of the product for a base of those who answered."""
    published = document(yes, base, base + 4)
    assert published is not None
    assert published["base"] == base
    low, high = published["counts"]["fully:V1"]
    return low, high, base


def figures(publish: Rule) -> Iterator[tuple[int, Figure]]:
    """Every count with its published figure, for 10 to 60 units."""
    return ((count, publish(count, size)) for size in SIZES for count in range(size + 1))


def single_figure_attack(publish: Rule, believed: Rule, sheets: int) -> tuple[int, int]:
    """Cases tried and proofs found by members with exactly this many sheets."""
    tried = proofs = 0
    for count, figure in figures(publish):
        possible = possible_counts(figure, believed)
        for own_yes, own_no in exactly_own_sheets(count, figure[2], sheets):
            tried += 1
            proofs += proves(possible, figure[2], own_yes, own_no)
    return tried, proofs


def test_no_figure_lets_up_to_two_sheets_prove_what_all_others_said() -> None:
    found = [single_figure_attack(product, THE_RULE, sheets) for sheets in (0, 1, 2)]
    assert sum(tried for tried, _ in found) == 10_608
    assert [proofs for _, proofs in found] == [0, 0, 0]


def test_control_a_threshold_of_three_is_broken_by_two_sheets() -> None:
    loose = threshold(3)
    assert single_figure_attack(loose, loose, 1)[1] == 0
    assert single_figure_attack(loose, loose, 2)[1] == 102
    # The same for a reader who believes in the strict rule: what is published is taken at its word.
    assert single_figure_attack(loose, THE_RULE, 2)[1] == 102


@pytest.mark.parametrize(("sheets", "tried", "proofs"), [(3, 6_732, 102), (4, 8_160, 204)])
def test_control_three_sheets_break_the_rule(sheets: int, tried: int, proofs: int) -> None:
    assert single_figure_attack(THE_RULE, THE_RULE, sheets) == (tried, proofs)


INSIDERS = [(y, n, s) for y in range(3) for n in range(3) for s in range(3) if y + n + s <= 2]
"""Up to two insiders: how many said yes, said something else, did not answer."""


def everyone_asked_attack(publish: Rule) -> tuple[int, int]:
    """The attack where nearly all answered and the base is who was asked (13 to 60).

    The reader also knows that at most three did not answer, and each of up to two insiders said
    yes, said something else, or did not answer. A proof: all others who answered said yes, or
    none of them did.
    """
    tried = proofs = 0
    for asked in range(13, 46):
        worlds = [(n, yes) for n in range(asked - 3, asked + 1) for yes in range(n + 1)]
        seen: dict[Figure, list[tuple[int, int]]] = {}
        for n, yes in worlds:
            seen.setdefault(publish(yes, asked), []).append((n, yes))
        for possible in seen.values():
            for own_yes, own_no, silent in INSIDERS:
                others = {
                    (n - own_yes - own_no, yes - own_yes)
                    for n, yes in possible
                    if own_yes <= yes <= n - own_no and n <= asked - silent
                }
                tried += bool(others)
                proofs += bool(others) and (
                    all(n == yes for n, yes in others) or all(yes == 0 for _, yes in others)
                )
    return tried, proofs


def product_of_asked(yes: int, asked: int) -> Figure:
    """The figure of the product for a base of those asked, when as few as can be answered."""
    published = document(yes, max(yes, asked - 3), asked)
    assert published is not None
    assert published["base"] == asked
    low, high = published["counts"]["fully:V1"]
    return low, high, asked


def test_where_the_base_is_who_was_asked_two_sheets_prove_nothing_either() -> None:
    tried, proofs = everyone_asked_attack(product_of_asked)
    assert tried > 5_000
    assert proofs == 0


def test_control_where_the_base_is_who_was_asked_a_threshold_of_three_is_broken() -> None:
    assert everyone_asked_attack(threshold(3))[1] == 132


def product_participation(answered: int, asked: int) -> Published:
    """What the product says of who answered."""
    published = document(answered, answered, asked)
    if published is None:
        return None
    low, high, of = published["participation"]
    return (low, high, of), published["base"]


def ruled_participation(answered: int, asked: int) -> Published:
    """The rule, restated."""
    return asked_and_base(answered, asked) if answered >= 10 and asked >= 13 else None


def telling_base(answered: int, asked: int) -> Published:
    """A looser rule: the base is always the number that answered."""
    return (THE_RULE(answered, asked), answered) if answered >= 10 else None


def small_batches(answered: int, asked: int) -> Published:
    """A looser rule: a batch of fewer than 13 asked is released."""
    return asked_and_base(answered, asked) if answered >= 10 else None


def participation_attack(publish: Callable[[int, int], Published]) -> tuple[int, int]:
    """Cases tried and proofs that all others, or none of them, answered. 10 to 60 asked."""
    tried = proofs = 0
    for asked in SIZES:
        shown = {answered: publish(answered, asked) for answered in range(asked + 1)}
        for answered, published in shown.items():
            if published is None:
                continue
            possible = {other for other, seen in shown.items() if seen == published}
            for own_yes, own_no in own_sheets(answered, asked, 2):
                tried += 1
                proofs += proves(possible, asked, own_yes, own_no)
    return tried, proofs


def test_the_product_publishes_participation_by_the_rule() -> None:
    for asked in SIZES:
        for answered in range(asked + 1):
            assert product_participation(answered, asked) == ruled_participation(answered, asked)


def test_participation_proves_nothing_about_who_answered() -> None:
    assert participation_attack(product_participation) == (7_728, 0)


def test_control_the_number_of_answers_beside_guarded_participation_proves_it() -> None:
    assert participation_attack(telling_base) == (7_753, 302)


def test_control_releasing_when_twelve_were_asked_proves_it() -> None:
    assert participation_attack(small_batches) == (7_753, 6)


def test_a_batch_that_waits_proves_nothing_about_who_did_not_answer() -> None:
    for asked in SIZES:
        possible = {n for n in range(asked + 1) if product_participation(n, asked) is None}
        for answered in possible:
            sheets = list(own_sheets(answered, asked, 2))
            assert not any(proves(possible, asked, yes, no) for yes, no in sheets)
