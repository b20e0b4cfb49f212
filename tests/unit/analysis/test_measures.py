"""Names, what is counted, and order with ties."""

import pytest

from analysis import GuardedCount, guarded
from analysis.measures import (
    GROUPS,
    MEASURES,
    Counted,
    beside_condition,
    combined_scales,
    counted,
    difference_name,
    group_name,
    headline_condition,
    measure_name,
    most_named,
    order,
    reach_condition,
)
from tests.unit.analysis.builders import exactly


def test_families_are_counted_but_answers_of_professionals_and_members_of_a_team() -> None:
    assert {group: counted(group) for group in GROUPS} == {
        "parents": Counted.FAMILIES,
        "caregivers": Counted.FAMILIES,
        "families": Counted.FAMILIES,
        "professionals": Counted.ANSWERS,
        "act": Counted.MEMBERS,
    }
    with pytest.raises(KeyError):
        counted("judges")


def test_the_top_answer_leads() -> None:
    assert str(headline_condition("V1")) == "fully:V1"
    assert str(beside_condition("V1")) == "mostly:V1"
    assert str(headline_condition("voice")) == "top:voice"
    assert str(beside_condition("voice")) == "affirmed:voice"


def test_a_team_is_asked_how_many_say_mostly_or_better() -> None:
    assert str(reach_condition("T1")) == "mostly:T1"
    assert str(reach_condition("sense_of_trust")) == "affirmed:sense_of_trust"


def test_the_sense_of_trust_needs_all_its_parts() -> None:
    parts = ("trust", "compassion", "transparency")
    assert combined_scales((*parts, "shared_priorities")) == {"sense_of_trust": parts}
    assert combined_scales(parts[:2]) == {}
    assert combined_scales(("voice", "respect", "shared_decisions")) == {}


def test_names_in_both_languages() -> None:
    assert [*MEASURES][:3] == ["voice", "respect", "shared_decisions"]
    for scale in MEASURES:
        assert measure_name(scale, "en") != measure_name(scale, "es")
    assert measure_name("shared_decisions", "en") == "Shared decisions"
    assert measure_name("shared_decisions", "es") == "Decisiones compartidas"
    assert group_name("parents", "es") == "Mamás y papás"
    assert difference_name("professionals", "en") == "difference in view"
    assert difference_name("caregivers", "en") == "difference in experience"


def test_order_is_lowest_first() -> None:
    counts = {"a": exactly(9, 20), "b": exactly(7, 20), "c": exactly(8, 20)}
    assert order(counts) == (("b",), ("c",), ("a",))


def test_equal_counts_are_tied_in_the_given_order() -> None:
    counts = {"b": exactly(7, 20), "a": exactly(7, 20), "c": exactly(8, 20)}
    assert order(counts) == (("b", "a"), ("c",))


def test_what_both_guards_hide_is_tied() -> None:
    counts = {key: guarded(n, 20) for key, n in {"a": 20, "b": 17, "c": 16, "d": 0, "e": 3}.items()}
    assert order(counts) == (("d", "e"), ("c",), ("a", "b"))


def test_ranges_that_overlap_are_tied_through_the_one_between() -> None:
    counts = {
        "a": GuardedCount(10, 13, 40, 2),
        "b": GuardedCount(13, 16, 40, 2),
        "c": GuardedCount(15, 15, 40, 2),
        "d": GuardedCount(17, 17, 40, 2),
    }
    assert order(counts) == (("a", "b", "c"), ("d",))


def test_a_wide_range_ties_with_all_it_covers() -> None:
    counts = {"a": GuardedCount(5, 20, 40), "b": exactly(6, 40), "c": exactly(20, 40)}
    assert order(counts) == (("a", "b", "c"),)


def test_shares_are_compared_not_counts() -> None:
    assert order({"a": exactly(9, 20), "b": exactly(9, 30)}) == (("b",), ("a",))
    assert order({"a": exactly(6, 20), "b": exactly(9, 30)}) == (("a", "b"),)


def test_nothing_has_no_order() -> None:
    assert order({}) == ()
    assert most_named({}) == ()


def test_the_five_most_named_with_whoever_ties_with_the_fifth() -> None:
    named = {"a": 5, "b": 9, "c": 8, "d": 5, "e": 7, "f": 6, "g": 4, "h": 0}
    counts = {code: guarded(n, 20) for code, n in named.items()}
    assert most_named(counts) == (("b",), ("c",), ("e",), ("f",), ("a", "d"))


def test_a_sixth_that_does_not_tie_is_left_out() -> None:
    counts = {code: guarded(n, 20) for n, code in enumerate("abcdef", start=5)}
    assert most_named(counts) == (("f",), ("e",), ("d",), ("c",), ("b",))


def test_what_may_be_named_by_nobody_is_not_among_the_most_named() -> None:
    counts = {code: guarded(n, 20) for code, n in {"a": 6, "b": 3, "c": 0}.items()}
    assert most_named(counts) == (("a",),)
    assert most_named({"b": counts["b"], "c": counts["c"]}) == ()
