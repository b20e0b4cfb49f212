"""An independent recount, from forms to what a reader sees; it shares no code with the product."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.unit.analysis.reports.made import SCALES, Batch


@dataclass(frozen=True)
class Shown:
    """What may be said of a count."""

    low: int
    high: int
    base: int

    @property
    def text(self) -> str:
        if self.low == self.high:
            return f"{self.low} of {self.base}"
        if self.high == self.base:
            return f"at least {self.low} of {self.base}"
        if self.low == 0:
            return f"{self.high} or fewer of {self.base}"
        return f"between {self.low} and {self.high} of {self.base}"


def hidden(count: int, base: int) -> Shown:
    if count < 4:
        return Shown(0, 3, base)
    if count > base - 4:
        return Shown(base - 3, base, base)
    return Shown(count, count, base)


def base_of(batch: Batch) -> int:
    answered = len(batch.forms)
    return answered if batch.asked - answered >= 4 else batch.asked


def participation(batch: Batch) -> Shown:
    return hidden(len(batch.forms), batch.asked)


def item(batch: Batch, key: str, least: int) -> Shown:
    """How many answered `least` or better."""
    count = sum(form.ratings.get(key, 0) >= least for form in batch.forms)
    return hidden(count, base_of(batch))


def all_fully(batch: Batch, scale: str) -> Shown:
    keys = SCALES[scale]
    count = sum(all(form.ratings.get(key) == 5 for key in keys) for form in batch.forms)
    return hidden(count, base_of(batch))


def affirmed(batch: Batch, scale: str) -> Shown:
    count = 0
    for form in batch.forms:
        given = [form.ratings[key] for key in SCALES[scale] if key in form.ratings]
        count += len(given) >= 1.5 and sum(given) / len(given) >= 4
    return hidden(count, base_of(batch))


def named(batch: Batch, code: str) -> Shown:
    return hidden(sum(code in form.help for form in batch.forms), base_of(batch))


def added(parts: Sequence[Shown]) -> Shown:
    return Shown(
        sum(part.low for part in parts),
        sum(part.high for part in parts),
        sum(part.base for part in parts),
    )
