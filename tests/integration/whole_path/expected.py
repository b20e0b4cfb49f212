"""The tables that a report must hold, from the recount: the counts of every row, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.integration.whole_path.reading import Numbers
from tests.integration.whole_path.recount import HELP, SCALES, Shown, Time, Told, recount
from tests.integration.whole_path.recount_sums import (
    Sum,
    clearly_higher,
    count_of,
    equal_periods,
    newest,
    together,
)

ITEMS = tuple(item for items in SCALES.values() for item in items)
APART = ("parents", "caregivers", "professionals")
TOGETHER = ("families", "professionals")
Table = list[list[Numbers]]


@dataclass(frozen=True)
class Expected:
    """Everything that closings up to the newest period must have released of one scope."""

    calendar: tuple[str, ...]
    told: list[list[Told]]

    @classmethod
    def of(cls, times: Sequence[Time], groups: Sequence[str]) -> Expected:
        """Recount a scope from what was sent."""
        return cls(tuple(time.label for time in times), recount(times, groups))

    @property
    def groups(self) -> list[str]:
        """Groups with a release, in the order of a report."""
        order = ("parents", "families", "caregivers", "professionals")
        return [group for group in order if self.history(group)]

    def history(self, group: str) -> list[Shown]:
        """The releases of a group, oldest first."""
        return [
            one.shown
            for closing in self.told
            for one in closing
            if one.group == group and one.shown
        ]

    def words(self) -> list[dict[str, tuple[str, str]]]:
        """What each closing says of each group: the word, and since when."""
        return [{one.group: (one.word, one.since) for one in closing} for closing in self.told]

    def tables(self, picked: str | None = None) -> dict[str, Table]:
        """Every table with counts by its key, in no order."""
        found: dict[str, Table] = {"answered": self._answered(), "help": self._help()}
        for group in self.groups:
            found[f"said-{group}"] = self._said(group)
            if len(self.history(group)) > 1:
                for scale, items in SCALES.items():
                    found[f"timeline-{group}-{scale}"] = self._over_time(group, items)
        for other in ("professionals", "caregivers"):
            gap = self.gap(other)
            if gap is not None:
                found[f"eyes-{other}"] = [[one.ends, two.ends] for one, two in gap]
        if picked is not None:
            found["picked"] = self._over_time("parents", (picked,))
        return found

    def gap(self, other: str) -> list[tuple[Sum, Sum]] | None:
        """Parents' count and the others' for every item, over exactly the same periods."""
        same = equal_periods(self.history("parents"), self.history(other), self.calendar)
        if same is None:
            return None
        return [
            (together(same[0], f"fully:{item}"), together(same[1], f"fully:{item}"))
            for item in ITEMS
        ]

    def _answered(self) -> Table:
        return [
            [(*shown.participation, shown.asked)]
            for shown in (self.history(group)[-1] for group in self.groups)
        ]

    def _help(self) -> Table:
        last = [self.history(group)[-1] for group in self.groups]
        return [[count_of(shown, f"help:{code}").ends for shown in last] for code in HELP]

    def _said(self, group: str) -> Table:
        rows = []
        for scale, items in SCALES.items():
            rows.append(self._said_row(group, (f"top:{scale}", f"affirmed:{scale}")))
            rows += [self._said_row(group, (f"fully:{key}", f"mostly:{key}")) for key in items]
        return rows

    def _said_row(self, group: str, conditions: tuple[str, str]) -> list[Numbers]:
        history = self.history(group)
        row = [count_of(history[-1], condition).ends for condition in conditions]
        if len(history) > 1:
            row += [together(newest(history), condition).ends for condition in conditions]
        return row

    def _over_time(self, group: str, items: Sequence[str]) -> Table:
        return [
            [count_of(shown, f"fully:{item}").ends for item in items]
            for shown in self.history(group)
        ]


def verdict(one: Sum, other: Sum, names: tuple[str, str]) -> str:
    """What the table of a gap must say of an item."""
    if clearly_higher(one, other):
        return f"{names[0]} higher"
    return f"{names[1]} higher" if clearly_higher(other, one) else "no clear difference"
