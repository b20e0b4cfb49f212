"""The standard error of measurement."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf, sqrt
from typing import Literal

from analysis.statistics.alpha import cronbach_alpha
from analysis.statistics.estimate import Estimate, Undefined
from analysis.statistics.item_sums import ItemData, covariance_of_items, sum_of
from analysis.statistics.omega import Omega, omega
from analysis.statistics.reliability import Reliability


@dataclass(frozen=True)
class MeasurementError(Estimate):
    """The standard error of a mean score of the items, in scale points; n is complete rows.

    `sd` is the standard deviation of the score, `reliability` what was used; None if undefined.
    """

    sd: float | None = None
    reliability: float | None = None


def standard_error_of_measurement(sd: float, reliability: float) -> float | None:
    """Sd * sqrt(1 - reliability), in the unit of sd; None for a reliability below 0.

    Raises ValueError for a negative sd or a reliability above 1. Lord and Novick (1968).
    """
    if not (0 <= sd < inf and -inf < reliability <= 1):
        raise ValueError("give a standard deviation of at least 0 and a reliability of at most 1")
    return None if reliability < 0 else sd * sqrt(1 - reliability)


def _by_name(by: str) -> Callable[..., Reliability]:
    if by not in {"omega", "alpha"}:
        raise ValueError(f'by is "omega" or "alpha", not {by!r}')
    return omega if by == "omega" else cronbach_alpha


def measurement_error(
    data: ItemData,
    *,
    items: Sequence[str] | None = None,
    by: Literal["omega", "alpha"] | Reliability = "omega",
) -> MeasurementError:
    """The standard error of measurement of the mean of the items.

    Parameters
    ----------
    data, items : as in `cronbach_alpha`; complete rows.
    by : the reliability to use, or one that was computed from the same data already. Alpha
        stands in for an omega with a Heywood case.

    Undefined when the reliability is, and when it is negative. Raises ValueError for a bad table,
    names or `by`. Lord and Novick (1968).
    """
    found = covariance_of_items(data, items=items)
    reliability = by if isinstance(by, Reliability) else _by_name(by)(data, items=items)
    if isinstance(reliability, Omega) and reliability.heywood:
        reliability = cronbach_alpha(data, items=items)
    if found.matrix is None or reliability.value is None:
        return MeasurementError(None, found.n, why=reliability.why)
    sd = sqrt(sum_of(found.matrix)) / len(found.items)
    value = standard_error_of_measurement(sd, reliability.value)
    why = Undefined.NEGATIVE_RELIABILITY if value is None else None
    return MeasurementError(value, found.n, why=why, sd=sd, reliability=reliability.value)
