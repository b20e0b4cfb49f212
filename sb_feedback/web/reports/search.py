"""A long shelf of reports: searched by the name of a period, and in parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from flask import request

from analysis import Term
from sb_feedback.services.paging import ON_A_PAGE, Page, part_of


class Placed(Protocol):
    """Anything that stands on a shelf."""

    @property
    def term(self) -> Term:
        """The time that it tells of."""


P = TypeVar("P", bound=Placed)


def looked_for() -> str:
    """The part of a name that somebody looks for; empty for all."""
    return request.args.get("q", "")[:40]


def part_of_shelf(shelf: Sequence[P], key: str = "page") -> Page[P]:
    """The part that the address asks for under this name, of all whose name has these words."""
    words = looked_for().strip().lower()
    found = [place for place in shelf if words in place.term.label.lower()]
    return part_of(found, request.args.get(key, 1, type=int))


def is_searched(*shelves: Sequence[Placed]) -> bool:
    """True if a shelf is so long that it is faster searched than read."""
    return bool(looked_for()) or any(len(shelf) > ON_A_PAGE for shelf in shelves)
