"""The recount itself, by examples that were worked out by hand, and its independence."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.integration.whole_path.recount import (
    Met,
    Sent,
    Time,
    all_conditions,
    asked_in,
    base_of,
    guard,
    meets,
    recount,
)
from tests.integration.whole_path.recount_sums import Sum, clearly_higher, likely, wilson

HERE = Path(__file__).parent
NOBODY = {"parent": 0, "caregiver": 0, "professional": 0}


@pytest.mark.parametrize("name", ["recount", "recount_sums", "expected", "reading"])
def test_the_recount_imports_nothing_of_the_product(name: str) -> None:
    tree = ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8"))
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    modules += [
        one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names
    ]
    product = {"analysis", "forms", "sb_feedback"}
    assert product & {module.partition(".")[0] for module in modules} == set()


@pytest.mark.parametrize(
    ("count", "base", "ends"),
    [
        (0, 12, (0, 3)),
        (3, 12, (0, 3)),
        (4, 12, (4, 4)),
        (8, 12, (8, 8)),
        (9, 12, (9, 12)),
        (12, 12, (9, 12)),
        (17, 20, (17, 20)),
        (16, 20, (16, 16)),
    ],
)
def test_a_count_is_exact_with_four_on_both_sides(
    count: int, base: int, ends: tuple[int, int]
) -> None:
    assert guard(count, base) == ends


@pytest.mark.parametrize(
    ("answered", "asked", "base"),
    [(9, 40, None), (10, 12, None), (10, 13, 13), (10, 14, 10), (20, 23, 23), (20, 24, 20)],
)
def test_the_base_is_those_who_answered_or_all_who_were_asked(
    answered: int, asked: int, base: int | None
) -> None:
    assert base_of(answered, asked) == base


def families(first: int, last: int) -> set[str]:
    return {f"{number}" for number in range(first, last)}


@pytest.mark.parametrize(
    ("met", "asked"),
    [
        ([families(0, 15)], 15),
        # 15 asked and waiting, 3 others now: nine of the 15 count.
        ([families(0, 15), families(20, 23)], 12),
        # 8 asked and waiting, 7 others now: that wait told nothing, so all count.
        ([families(0, 8), families(20, 27)], 15),
        # Whoever was asked then and is asked now counts now.
        ([families(0, 15), families(10, 18)], 8 + 9),
        # A small wait after a large one does not free those asked before it.
        ([families(0, 30), families(30, 31), families(31, 34)], 4 + 9),
    ],
)
def test_those_asked_only_while_waiting_count_as_nine_at_the_most(
    met: Sequence[set[str]], asked: int
) -> None:
    assert asked_in(met) == asked


def test_a_form_meets_what_it_says_and_a_blank_is_not_a_yes() -> None:
    met = meets({"V1": 5, "V2": 5, "V3": 5, "R1": 4, "R2": 4, "D1": 5}, ["B02"])
    assert met == {
        *("fully:V1", "fully:V2", "fully:V3", "fully:D1"),
        *("mostly:V1", "mostly:V2", "mostly:V3", "mostly:R1", "mostly:R2", "mostly:D1"),
        *("top:voice", "affirmed:voice", "affirmed:respect"),
        "help:B02",
    }
    assert len(all_conditions()) == 2 * 9 + 2 * 3 + 14


def test_a_family_counts_once_and_its_forms_leave_open_what_is_drawn() -> None:
    now = Time("2027-Q1")
    for number in range(14):
        now.meetings.append(Met(f"{number}", "site", f"family {number}", NOBODY | {"parent": 2}))
    for met in now.meetings[:10]:
        now.forms.append(Sent(met, "parent", {"V1": 5, "V2": 1}))
    for met in now.meetings[:5]:
        now.forms.append(Sent(met, "parent", {"V1": 1, "V2": 1}))
    ((told,),) = recount([now], ["parents"])
    assert told.shown is not None
    assert (told.word, told.shown.asked, told.shown.base) == ("released", 14, 10)
    assert told.shown.participation == (10, 10)
    assert told.shown.counts["fully:V1"] == {(5, 5), (6, 6), (7, 10)}
    assert told.shown.counts["fully:V2"] == {(0, 3)}


def test_what_waits_is_released_with_what_follows() -> None:
    first, second = Time("2027-Q1"), Time("2027-Q2")
    for time, numbers in ((first, range(8)), (second, range(6, 20))):
        for number in numbers:
            met = Met(f"{time.label} {number}", "site", f"{number}", NOBODY | {"parent": 1})
            time.meetings.append(met)
            time.forms.append(Sent(met, "parent", {"V1": 5}))
    (waits,), (released,) = recount([first, second], ["parents"])
    assert (waits.word, waits.since, waits.shown) == ("waits", "2027-Q1", None)
    assert (released.word, released.since) == ("released", "2027-Q1")
    assert released.shown is not None
    assert released.shown.periods == ("2027-Q1", "2027-Q2")
    assert (released.shown.asked, released.shown.participation) == (20, (17, 20))


def test_professionals_count_first_answers_and_need_a_stated_number() -> None:
    now = Time("2027-Q1")
    met = Met("1", "site", "family", NOBODY | {"professional": 14})
    now.meetings.append(met)
    now.forms += [Sent(met, "professional", {"V1": 5}) for _ in range(12)]
    now.forms += [Sent(met, "professional", {"V1": 5}, before=True)] * 2
    assert recount([now], ["professionals"])[0][0].word == "not_stated"
    now.stated["site"] = 9
    (told,) = recount([now], ["professionals"])[0]
    assert told.shown is not None
    # Nine were stated, but 14 came to one meeting.
    assert (told.shown.asked, told.shown.base) == (14, 14)


def test_intervals_by_published_examples() -> None:
    # Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3.
    assert [round(limit, 4) for limit in wilson(81, 263)] == [0.2553, 0.3662]
    assert [round(limit, 4) for limit in wilson(15, 148)] == [0.0624, 0.1605]
    assert [round(limit, 4) for limit in wilson(0, 20)] == [0.0, 0.1611]
    # Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10: .0524 to .3339.
    assert clearly_higher(Sum(56, 56, 70), Sum(48, 48, 80))
    # And .9, 1 of 10 against 3 of 10, which includes zero.
    assert not clearly_higher(Sum(9, 9, 10), Sum(3, 7, 10))
    assert likely(Sum(10, 13, 13)) == (round(100 * wilson(10, 13)[0]), 100)
