"""The installation's one calendar: quarters, half-years and years, by their first day."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_LETTERS = {3: "Q", 6: "H"}
_LABEL = re.compile(r"([0-9]{4})(?:-([QH])([1-4]))?")


@dataclass(frozen=True, order=True)
class Term:
    """A quarter (3 months), half-year (6) or year (12) of the calendar year.

    Raises ValueError when the months are not 3, 6 or 12 or no such term begins on `first_day`.
    """

    first_day: date
    months: int

    def __post_init__(self) -> None:
        if self.months not in (3, 6, 12):
            raise ValueError(f"a term has 3, 6 or 12 months, not {self.months}")
        if self.first_day.day != 1 or (self.first_day.month - 1) % self.months:
            raise ValueError(f"no term of {self.months} months begins on {self.first_day}")

    @property
    def last_day(self) -> date:
        """The last day that belongs to the term."""
        return self.next().first_day - timedelta(days=1)

    @property
    def label(self) -> str:
        """A name such as "2026-Q3", "2026-H2" or "2026"."""
        if self.months == 12:
            return f"{self.first_day.year:04}"
        number = (self.first_day.month - 1) // self.months + 1
        return f"{self.first_day.year:04}-{_LETTERS[self.months]}{number}"

    def next(self) -> "Term":
        """The term of the same length that begins when this one ends."""
        return self._moved(self.months)

    def previous(self) -> "Term":
        """The term of the same length that ends when this one begins."""
        return self._moved(-self.months)

    def _moved(self, months: int) -> "Term":
        index = self.first_day.year * 12 + self.first_day.month - 1 + months
        return Term(date(index // 12, index % 12 + 1, 1), self.months)

    @classmethod
    def parse(cls, label: str) -> "Term":
        """The term with this label; ValueError when it is not one."""
        match = _LABEL.fullmatch(label)
        if match is None:
            raise ValueError(f"not a term: {label!r}")
        year, letter, number = match.groups()
        months = {"Q": 3, "H": 6, None: 12}[letter]
        month = (int(number or 1) - 1) * months + 1
        if month > 12:
            raise ValueError(f"not a term: {label!r}")
        return cls(date(int(year), month, 1), months)


def term_of(day: date, months: int) -> Term:
    """The term of `months` (3, 6 or 12) that holds `day`; ValueError for other lengths."""
    if months not in (3, 6, 12):
        raise ValueError(f"a term has 3, 6 or 12 months, not {months}")
    return Term(date(day.year, (day.month - 1) // months * months + 1, 1), months)
