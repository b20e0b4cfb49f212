"""The story: three quarters of a town, a pool of two small towns, and a town that counts together.

What is said follows a fixed pattern. All forms of a family are alike, so no draw decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from tests.integration.whole_path.recount import SCALES
from tests.integration.whole_path.respondents import Says
from tests.integration.whole_path.town import Visit

ITEMS = tuple(chain.from_iterable(SCALES.values()))
#: 0 is left blank.
_PATTERN = (5, 4, 5, 2, 5, 3, 4, 5, 0, 1, 4, 5, 5)
_NAMED = ("B01", "B04", "B08", "B02", "B13")


def ratings(number: int) -> dict[str, int]:
    """What person so and so answers."""
    found = {
        item: _PATTERN[(number * 5 + place * 3) % len(_PATTERN)] for place, item in enumerate(ITEMS)
    }
    return {item: value for item, value in found.items() if value}


def says(role: str, number: int, **more: Any) -> Says:  # noqa: ANN401
    """What person so and so says, and how they go about it: each in one of several ways."""
    manner = _MANNERS[number % len(_MANNERS)]
    named = tuple(sorted({code for place, code in enumerate(_NAMED) if (number >> place) % 2}))
    what: dict[str, Any] = {"ratings": ratings(number), "help": named}
    return Says(role=role, **{**what, **manner, **more})


_MANNERS: tuple[dict[str, Any], ...] = (
    {"language": "en"},
    {"language": "es"},
    {"language": "es", "begins_in": "en"},
    {"language": "en", "twice": True, "types": True},
    {"language": "en", "begins_in": "es", "twice": True},
)
NOTHING: dict[str, Any] = {"ratings": {}, "help": ()}


# --- Riverside: parents and caregivers apart -----------------------------------------------------


def first_quarter() -> Iterator[Visit]:
    """20 families of parents, 14 answer; 14 of caregivers, 11 answer; 12 professionals."""
    for number in range(20):
        cards = [says("parent", number)] if number < 14 else []
        if number == 3:
            cards = [says("parent", number, **NOTHING)]
        if number < 11:
            cards.append(says("caregiver", number + 1))
        staff = 6 if number < 2 else 0
        cards += [says("professional", number + each) for each in range(staff)]
        came = {"parent": 1, "caregiver": int(number < 14), "professional": staff}
        yield Visit(f"F{number}", came, cards)
    # The same family again: two parents came, and say again what was said before.
    again = says("parent", 0, language="es")
    yield Visit("F0", {"parent": 2}, [again, again])


def second_quarter() -> Iterator[Visit]:
    """14 families of parents, 12 answer; 8 of caregivers, 6 answer.

    17 professionals: 14 for the first time, of whom two leave that blank, and three again.
    """
    for number in range(6, 20):
        cards = [says("parent", number + 3)] if number < 18 else []
        if number < 12:
            cards.append(_caregiver(number))
        if number in (6, 7):
            cards += [says("professional", each, before=each and False) for each in range(5)]
        if number == 8:
            cards += [says("professional", each, before=each > 1) for each in range(5)]
        staff = {6: 7, 7: 7, 8: 7, 9: 2}.get(number, 0)
        came = {"parent": 1, "caregiver": int(number < 14), "professional": staff}
        # Three answer, all alike, where two professionals came.
        links = [says("professional", 5, before=False)] * 3 if number == 9 else []
        yield Visit(f"F{number}", came, cards, links)


def third_quarter() -> Iterator[Visit]:
    """18 families of parents, 13 answer: nearly all heard, nearly none respected.

    With those who waited 16 families of caregivers were asked, and 12 answer, two of them again.
    """
    for number in range(10, 28):
        cards = [_third_parent(number)] if number < 23 else []
        if number < 18:
            cards.append(_caregiver(number))
        staff = 9 if number < 12 else 0
        cards += [_third_professional(number + each) for each in range(staff and 7)]
        came = {"parent": 1, "caregiver": int(number < 22), "professional": staff}
        # Three answer at a meeting to which one parent came.
        links = [_third_parent(number)] * 2 if number == 11 else []
        yield Visit(f"F{number}", came, cards, links)


def _third_parent(number: int) -> Says:
    given = ratings(number) | {"V1": 5, "R1": 2}
    if number == 10:
        given |= {"V1": 3, "R1": 5}
    return says("parent", number, ratings=given)


def _third_professional(number: int) -> Says:
    return says("professional", number, ratings=ratings(number) | {"R1": 5}, before=False)


def _caregiver(number: int) -> Says:
    """A family's caregiver, who says the same while the answers wait and afterwards."""
    return says("caregiver", number + 4, ratings=ratings(number + 4) | {"R1": 5})


# --- Two small towns in a pool, and a town that counts families together --------------------------


def pooled() -> Iterator[Visit]:
    """Eight families, six answer, all by the link; and six of nine professionals."""
    for number in range(8):
        links = [says("parent", number)] if number < 6 else []
        staff = 0 if number else 9
        links += [says("professional", each) for each in range(staff and 6)]
        yield Visit(f"F{number}", {"parent": 1, "professional": staff}, by_link=links)


def together() -> Iterator[Visit]:
    """16 families; of some both the parent and the caregiver answer, and say the same."""
    for number in range(16):
        links = [says("parent", number)] if number < 9 else []
        links += [says("caregiver", number)] * (5 <= number < 12)
        staff = 0 if number else 14
        came = {"parent": 1, "caregiver": 1, "professional": staff}
        yield Visit(f"F{number}", came, by_link=links)
