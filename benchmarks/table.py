"""Lines of a table: what was measured, the product beside its floor, and the goal for the ratio."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One measured thing; without a floor it only informs."""

    what: str
    product: float
    unit: str = ""
    floor: float | None = None
    goal: str = ""

    @property
    def ratio(self) -> str:
        """The product as a multiple of its floor."""
        return f"{self.product / self.floor:.2f}×" if self.floor else ""


def show(lines: Iterable[Line]) -> None:
    """Print the lines as a table that also reads well in a document."""
    print(f"| {'what':<52} | {'product':>11} | {'floor':>11} | {'ratio':>7} | goal |")
    print(f"|{'-' * 54}|{'-' * 12}:|{'-' * 12}:|{'-' * 8}:|---|")
    for line in lines:
        floor = "" if line.floor is None else _number(line.floor, line.unit)
        product = _number(line.product, line.unit)
        print(
            f"| {line.what:<52} | {product:>11} | {floor:>11} | {line.ratio:>7} | {line.goal} |",
            flush=True,
        )


def _number(value: float, unit: str) -> str:
    digits = 0 if value >= 100 or value == int(value) else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}".strip()
