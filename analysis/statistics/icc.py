"""ICC(1) and ICC(2) of a one-way analysis of variance with unequal groups."""

from dataclasses import dataclass, field
from math import inf
from typing import Literal

from numpy.typing import ArrayLike

from analysis.statistics.anova_sums import Anova, AnovaSums, anova
from analysis.statistics.answers import LEVEL, check_level
from analysis.statistics.estimate import Estimate, Undefined

IccData = ArrayLike | AnovaSums


@dataclass(frozen=True)
class Icc(Estimate):
    """An intraclass correlation with its limits; n is the number of values.

    `table` is the analysis of variance it rests on.
    """

    table: Anova = field(default_factory=lambda: Anova(0, 0))


def icc1(
    data: IccData,
    groups: ArrayLike | None = None,
    *,
    group_size: Literal["n0", "mean"] = "n0",
    level: float = LEVEL,
) -> Icc:
    """ICC(1), (MSB - MSW) / (MSB + (n0 - 1) MSW): how alike the members of a group are.

    Parameters
    ----------
    data : values (1-D, NaN = missing) or `AnovaSums`.
    groups : one label a value, None or NaN for none; not with sums, which have theirs.
    group_size : "n0" = (N - sum n^2 / N) / (J - 1), or "mean" = N / J (Bliese, 2000).
    level : of the interval from limits of F, 0 < level < 1.

    At most 1; negative values are kept. 1 for MSW = 0 < MSB. Undefined for no values, one group,
    one value in every group and values that are all equal. Raises ValueError for bad shapes,
    labels, group_size or level. Shrout and Fleiss (1979); Searle, Casella and McCulloch (1992).
    """
    if group_size not in {"n0", "mean"}:
        raise ValueError(f'group_size is "n0" or "mean", not {group_size!r}')
    check_level(level)
    table = anova(data, groups)
    if table.why is not None or table.n0 is None:
        return Icc(None, table.n, why=table.why, table=table)
    size = table.n0 if group_size == "n0" else table.n / table.groups
    low, high = (_icc1(f, size) for f in _f_limits(table, level))
    return Icc(_icc1(_f(table), size), table.n, low, high, table=table)


def icc2(data: IccData, groups: ArrayLike | None = None, *, level: float = LEVEL) -> Icc:
    """ICC(2), (MSB - MSW) / MSB: the reliability of the means of the groups.

    Parameters, undefined cases and errors as in `icc1`; undefined too for MSB = 0.
    Bliese (2000); McGraw and Wong (1996).
    """
    check_level(level)
    table = anova(data, groups)
    if table.why is not None:
        return Icc(None, table.n, why=table.why, table=table)
    if table.msb == 0:
        return Icc(None, table.n, why=Undefined.ZERO_DENOMINATOR, table=table)
    low, high = (1 - 1 / f for f in _f_limits(table, level))
    return Icc(1 - 1 / _f(table), table.n, low, high, table=table)


def _f(table: Anova) -> float:
    return inf if table.f is None else table.f


def _f_limits(table: Anova, level: float) -> tuple[float, float]:
    from scipy.special import fdtri

    tail = (1 + level) / 2
    low = _f(table) / float(fdtri(table.groups - 1, table.n - table.groups, tail))
    return low, _f(table) * float(fdtri(table.n - table.groups, table.groups - 1, tail))


def _icc1(f: float, size: float) -> float:
    return 1.0 if f == inf else (f - 1) / (f + size - 1)
