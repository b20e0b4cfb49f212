"""Words that several figures share."""

from collections.abc import Callable

from analysis.figures.tick import Tick
from analysis.language import translator

Show = Callable[[float], str]
"""How a number of a chart is written."""


def between(language: str) -> str:
    """What an open stretch of a guarded count means."""
    return translator(language).gettext("not shown more exactly, to protect people")


def fully(language: str) -> str:
    """The answer that leads."""
    return translator(language).gettext("said “yes, fully”")


def new_wording(language: str) -> str:
    """What a dotted line between two periods means."""
    return translator(language).gettext("new wording")


def percent(share: float) -> str:
    """A share in whole points: "62%"."""
    return f"{round(100 * share)}%"


def stretch(low: float, high: float, show: Show, language: str) -> str:
    """A number, or both of its ends: "58%", "58% to 61%"."""
    if low == high:
        return show(low)
    return translator(language).gettext("{low} to {high}").format(low=show(low), high=show(high))


def period(tick: Tick) -> str:
    """A period as it stands on the axis: "Q3 2026"."""
    return f"{tick.name} {tick.below}".strip()


def sentences(*parts: str) -> str:
    """Parts, each with a capital first letter and ended by one full stop."""
    capital = (part[:1].upper() + part[1:] for part in parts)
    return " ".join(part if part.endswith((".", "?")) else f"{part}." for part in capital)
