"""What the answers mean: tallies, guarded counts, releases, their statistics, words and figures.

Pure functions and frozen dataclasses; this package knows no web framework, database or form.
All names of `analysis.statistics` can be imported from here too.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from analysis.condition import Condition, Kind, conditions
from analysis.guard import FLOOR, MARGIN, GuardedCount, asked_units, guarded, release_base
from analysis.instrument import Form, Instrument, joined
from analysis.release import Basis, Release, basis_of, make_release, total
from analysis.tally import Tally
from analysis.term import Term, term_of

if TYPE_CHECKING:
    from analysis.statistics import *  # noqa: F403 (their types; see __getattr__)

__all__ = [
    "FLOOR",
    "MARGIN",
    "Basis",
    "Condition",
    "Form",
    "GuardedCount",
    "Instrument",
    "Kind",
    "Release",
    "Tally",
    "Term",
    "asked_units",
    "basis_of",
    "conditions",
    "guarded",
    "joined",
    "make_release",
    "release_base",
    "term_of",
    "total",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (of any type)
    # Pages show what was released and need no statistics: numpy is loaded by who asks for one.
    if find_spec(f"{__name__}.{name}") is None:
        statistics = import_module("analysis.statistics")
        if name in statistics.__all__:
            return getattr(statistics, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *import_module("analysis.statistics").__all__})
