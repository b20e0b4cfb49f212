"""A long list in parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

ON_A_PAGE = 20

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """A part of a list, the number of this part, and how many there are."""

    rows: tuple[T, ...]
    number: int
    pages: int
    found: int

    @property
    def is_long(self) -> bool:
        """True if it is faster searched than read."""
        return self.found > ON_A_PAGE


def paged(session: Session, wanted: Select[T], number: int, size: int = ON_A_PAGE) -> Page[T]:
    """The rows of one part; a number that is too high or too low gives the last or first part."""
    found = session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
    number, pages = _place(found, number, size)
    rows = session.scalars(wanted.limit(size).offset((number - 1) * size))
    return Page(tuple(rows), number, pages, found)


def part_of(rows: Sequence[T], number: int, size: int = ON_A_PAGE) -> Page[T]:
    """The same of a list that is at hand."""
    number, pages = _place(len(rows), number, size)
    return Page(tuple(rows[(number - 1) * size : number * size]), number, pages, len(rows))


def _place(found: int, number: int, size: int) -> tuple[int, int]:
    pages = max(1, -(-found // size))
    return min(max(number, 1), pages), pages
