"""Agreement, intraclass correlation and reach against multilevel, psych and printed values."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from analysis.statistics import (
    Anova,
    GroupValues,
    Icc,
    ScoreHistogram,
    anova,
    average_deviation,
    average_deviation_limit,
    cronbach_alpha,
    group_summary,
    icc1,
    icc2,
    max_dissensus_variance,
    null_variance,
    omega,
    r_star_wg,
    reach,
    rwg,
    rwg_j,
    score_quantile,
    uniform_variance,
)
from tests.oracles.cases_reading import Case, Found

LQ = Case("lq2002_agreement")
X = LQ.columns(*(f"LEAD{item:02d}" for item in range(1, 12)))
TASKS = LQ.columns("TSIG01", "TSIG02", "TSIG03")
G = LQ.columns("COMPID")[:, 0].astype(int)
FIRST = X[:, 0]
MEANS = X.mean(axis=1)

SF = Case("shrout_fleiss_icc")
RATINGS = SF.columns("J1", "J2", "J3", "J4").ravel()
TARGETS = np.repeat(np.arange(6), 4)

NULLS = Case("null_variances")


def by_name(values: GroupValues) -> dict[str, float | None]:
    return {str(group): value for group, value in values.as_dict().items()}


def by_group(figure: Callable[[ScoreHistogram], float | None]) -> dict[str, float | None]:
    return {str(group): figure(ScoreHistogram.of(X[group == G], 5)) for group in np.unique(G)}


def table(values: Any, groups: Any) -> dict[str, float | None]:  # noqa: ANN401 # arrays
    """The names that the cases use."""
    found, first, second = anova(values, groups), icc1(values, groups), icc2(values, groups)
    return {**squares(found), **limits("icc1", first), **limits("icc2", second)}


def squares(found: Anova) -> dict[str, float | None]:
    return {
        "J": found.groups,
        "N": found.n,
        "n0": found.n0,
        "msb": found.msb,
        "msw": found.msw,
        "F": found.f,
        "p": found.p,
    }


def limits(name: str, found: Icc) -> dict[str, float | None]:
    return {name: found.value, f"{name}_low": found.low, f"{name}_high": found.high}


def shares(values: GroupValues) -> dict[str, float | None]:
    found = group_summary(values, bar=0.7)
    return {"mean": found.mean, "median": found.median, "share_ge_70": found.at_least}


FOUND_LQ: Found = {
    "groups": lambda: rwg_j(X, G, points=5).n,
    "rwg_LEAD01_uniform": lambda: by_name(rwg(FIRST, G, points=5)),
    "rwg_j_uniform": lambda: by_name(rwg_j(X, G, points=5)),
    "rwg_j_slight_skew": lambda: by_name(rwg_j(X, G, points=5, null="slight_skew")),
    "rwg_j_max_dissensus_lindell": lambda: by_name(r_star_wg(X, G, points=5)),
    "rwg_j_lindell_uniform": lambda: by_name(r_star_wg(X, G, points=5, null="uniform")),
    "ad_mean_j": lambda: by_name(average_deviation(X, G, centre="mean")),
    "ad_median_j": lambda: by_name(average_deviation(X, G)),
    "ad_median_LEAD01": lambda: by_name(average_deviation(FIRST, G)),
    "rwg_j_summary": lambda: shares(rwg_j(X, G, points=5)),
    "icc1_bliese_mean_k": lambda: icc1(MEANS, G, group_size="mean").value,
    "icc2_bliese": lambda: icc2(MEANS, G).value,
    "icc_anova_n0": lambda: table(MEANS, G),
    "alpha_lead": lambda: cronbach_alpha(X).value,
    "alpha_tsig": lambda: cronbach_alpha(TASKS).value,
    "omega_lead_ml": lambda: omega(X).value,
    "tsig_omega_ml_just_identified": lambda: omega(TASKS).value,
    "share_members_at_least_agree": lambda: by_group(lambda scores: reach(scores, 4).value),
    "group_p10_type7": lambda: by_group(lambda scores: score_quantile(scores, 0.1)),
}

FOUND_SF: Found = {
    "icc1": lambda: icc1(RATINGS, TARGETS).value,
    "icc1_low": lambda: icc1(RATINGS, TARGETS).low,
    "icc1_high": lambda: icc1(RATINGS, TARGETS).high,
    "icc1k": lambda: icc2(RATINGS, TARGETS).value,
    "icc1k_low": lambda: icc2(RATINGS, TARGETS).low,
    "icc1k_high": lambda: icc2(RATINGS, TARGETS).high,
    "F": lambda: anova(RATINGS, TARGETS).f,
    "p": lambda: anova(RATINGS, TARGETS).p,
    "anova_n0": lambda: table(RATINGS, TARGETS),
}

FOUND_NULLS: Found = {
    "from_pmf_5": lambda: {name: null_variance(name, 5) for name in NULLS.expected["from_pmf_5"]},
    "uniform_A": lambda: {str(points): uniform_variance(points) for points in range(2, 12)},
    "max_dissensus_A": lambda: {
        str(points): max_dissensus_variance(points) for points in range(2, 12)
    },
    "ad_cutoff_A_over_6": lambda: {
        str(points): average_deviation_limit(points) for points in range(2, 12)
    },
}

SETS: list[tuple[Case, Found]] = [(LQ, FOUND_LQ), (SF, FOUND_SF), (NULLS, FOUND_NULLS)]


@pytest.mark.parametrize(
    ("case", "key", "found"),
    [
        pytest.param(case, key, value, id=f"{case.name}-{key}")
        for case, found in SETS
        for key, value in found.items()
    ],
)
def test_value(case: Case, key: str, found: Any) -> None:  # noqa: ANN401 # a function of nothing
    case.check(key, found())


@pytest.mark.parametrize(("case", "found"), SETS, ids=lambda x: getattr(x, "name", ""))
def test_every_value_is_checked(case: Case, found: Found) -> None:
    case.covers(found, {})


def test_shrout_and_fleiss_as_printed() -> None:
    assert icc1(RATINGS, TARGETS).value == pytest.approx(0.17, abs=0.005)
    assert icc2(RATINGS, TARGETS).value == pytest.approx(0.44, abs=0.005)
