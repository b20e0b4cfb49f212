"""What the answers mean: tallies, guarded counts, releases, their statistics, words and figures.

Pure functions and frozen dataclasses; this package knows no web framework, database or form.
"""

from analysis.condition import Condition, Kind, conditions
from analysis.guard import FLOOR, MARGIN, GuardedCount, asked_units, guarded, release_base
from analysis.instrument import Form, Instrument, joined
from analysis.release import Basis, Release, basis_of, make_release, total
from analysis.tally import Tally
from analysis.term import Term, term_of

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
