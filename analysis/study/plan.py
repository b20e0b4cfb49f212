"""What an evaluator names in the study file: scales, columns, roles, invitations and options."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.shares import LEVEL
from analysis.statistics.control_charts import BASELINE
from analysis.statistics.null_variance import Null
from analysis.statistics.response_rates import Dispositions

COLUMNS = ("group", "compare", "cluster", "meeting", "role", "period", "site", "stratum")
LENGTHS = ("month", "quarter", "year")


@dataclass(frozen=True)
class Roles:
    """The two values of the column of roles whose gap is asked for; `others` stay out of it."""

    first: str
    second: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Response:
    """Who was invited.

    Parameters
    ----------
    roster : all who could answer, None when not known.
    dispositions : how the invitations ended, None when not given.
    e : share of those of unknown eligibility who are taken as eligible.
    invited : number invited in each stratum.
    """

    roster: int | None = None
    dispositions: Dispositions | None = None
    e: float | None = None
    invited: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Options:
    """How to compute.

    Parameters
    ----------
    level : of all intervals.
    nulls : names or shares of the null distributions of rwg, by the name they have in results.
    threshold, below : reach is the share at or above the one, and the share below the other.
    baseline : first periods that give the limits of control charts.
    periods : "month", "quarter" or "year" when the column of periods holds dates to be grouped.
    period_order : labels of the periods, oldest first, when they do not sort by themselves.
    factors : scales of the factor models.
    missing : cells that mean "no answer" beside the empty one.
    xbar_s : whether to make X-bar and S charts too.
    """

    level: float = LEVEL
    nulls: Mapping[str, Null] = field(default_factory=lambda: {"uniform": "uniform"})
    threshold: float = 4
    below: float = 3
    baseline: int = BASELINE
    periods: str | None = None
    period_order: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    xbar_s: bool = False


@dataclass(frozen=True)
class Plan:
    """A study: what its file of answers holds.

    Parameters
    ----------
    scales : name of a scale to its items, which are headings of columns.
    points : options 1..points of every item.
    columns : what a column is (see `COLUMNS`) to its heading.
    """

    scales: Mapping[str, tuple[str, ...]]
    points: int = 5
    title: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    roles: Roles | None = None
    response: Response = field(default_factory=Response)
    options: Options = field(default_factory=Options)

    @property
    def items(self) -> tuple[str, ...]:
        """Every item once, in the order of the scales."""
        return tuple(dict.fromkeys(item for items in self.scales.values() for item in items))

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading the study needs, once."""
        return tuple(dict.fromkeys((*self.items, *self.columns.values())))
