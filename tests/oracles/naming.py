"""The names under which several cases keep the same values."""

from numpy.typing import ArrayLike

from analysis.statistics import Icc, anova, icc1, icc2


def anova_table(values: ArrayLike, groups: ArrayLike) -> dict[str, float | None]:
    """The analysis of variance and both intraclass correlations."""
    found = anova(values, groups)
    return {
        "J": found.groups,
        "N": found.n,
        "n0": found.n0,
        "msb": found.msb,
        "msw": found.msw,
        "F": found.f,
        "p": found.p,
        **_limits("icc1", icc1(values, groups)),
        **_limits("icc2", icc2(values, groups)),
    }


def _limits(name: str, found: Icc) -> dict[str, float | None]:
    return {name: found.value, f"{name}_low": found.low, f"{name}_high": found.high}
