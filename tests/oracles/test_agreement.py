"""Agreement, intraclass correlation and reach against multilevel, psych and printed values."""

from collections.abc import Callable

import numpy as np
import pytest

from analysis.statistics import (
    GroupValues,
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
from tests.oracles.naming import anova_table
from tests.oracles.reading import check, load

LQ = load("lq2002_agreement")
X = LQ.table(*(f"LEAD{item:02d}" for item in range(1, 12)))
TASKS = LQ.table("TSIG01", "TSIG02", "TSIG03")
G = LQ.table("COMPID")[:, 0].astype(int)
FIRST = X[:, 0]
MEANS = X.mean(axis=1)

SF = load("shrout_fleiss_icc")
RATINGS = SF.table("J1", "J2", "J3", "J4").ravel()
TARGETS = np.repeat(np.arange(6), 4)

NULLS = load("null_variances")


def by_name(values: GroupValues) -> dict[str, float | None]:
    return {str(group): value for group, value in values.as_dict().items()}


def by_group(figure: Callable[[ScoreHistogram], float | None]) -> dict[str, float | None]:
    return {str(group): figure(ScoreHistogram.of(X[group == G], 5)) for group in np.unique(G)}


def shares(values: GroupValues) -> dict[str, float | None]:
    found = group_summary(values, bar=0.7)
    return {"mean": found.mean, "median": found.median, "share_ge_70": found.at_least}


def test_leadership_in_companies() -> None:
    found = {
        "groups": rwg_j(X, G, points=5).n,
        "rwg_LEAD01_uniform": by_name(rwg(FIRST, G, points=5)),
        "rwg_j_uniform": by_name(rwg_j(X, G, points=5)),
        "rwg_j_slight_skew": by_name(rwg_j(X, G, points=5, null="slight_skew")),
        "rwg_j_max_dissensus_lindell": by_name(r_star_wg(X, G, points=5)),
        "rwg_j_lindell_uniform": by_name(r_star_wg(X, G, points=5, null="uniform")),
        "ad_mean_j": by_name(average_deviation(X, G, centre="mean")),
        "ad_median_j": by_name(average_deviation(X, G)),
        "ad_median_LEAD01": by_name(average_deviation(FIRST, G)),
        "rwg_j_summary": shares(rwg_j(X, G, points=5)),
        "icc1_bliese_mean_k": icc1(MEANS, G, group_size="mean").value,
        "icc2_bliese": icc2(MEANS, G).value,
        "icc_anova_n0": anova_table(MEANS, G),
        "alpha_lead": cronbach_alpha(X).value,
        "alpha_tsig": cronbach_alpha(TASKS).value,
        "omega_lead_ml": omega(X).value,
        "tsig_omega_ml_just_identified": omega(TASKS).value,
        "share_members_at_least_agree": by_group(lambda scores: reach(scores, 4).value),
        "group_p10_type7": by_group(lambda scores: score_quantile(scores, 0.1)),
    }
    check(LQ, found, {})


def test_raters_of_six_targets() -> None:
    found = {
        "icc1": icc1(RATINGS, TARGETS).value,
        "icc1_low": icc1(RATINGS, TARGETS).low,
        "icc1_high": icc1(RATINGS, TARGETS).high,
        "icc1k": icc2(RATINGS, TARGETS).value,
        "icc1k_low": icc2(RATINGS, TARGETS).low,
        "icc1k_high": icc2(RATINGS, TARGETS).high,
        "F": anova(RATINGS, TARGETS).f,
        "p": anova(RATINGS, TARGETS).p,
        "anova_n0": anova_table(RATINGS, TARGETS),
    }
    check(SF, found, {})


def test_null_variances_and_limits() -> None:
    found = {
        "from_pmf_5": {name: null_variance(name, 5) for name in NULLS.expected["from_pmf_5"]},
        "uniform_A": {str(points): uniform_variance(points) for points in range(2, 12)},
        "max_dissensus_A": {str(points): max_dissensus_variance(points) for points in range(2, 12)},
        "ad_cutoff_A_over_6": {
            str(points): average_deviation_limit(points) for points in range(2, 12)
        },
    }
    check(NULLS, found, {})


def test_shrout_and_fleiss_as_printed() -> None:
    assert icc1(RATINGS, TARGETS).value == pytest.approx(0.17, abs=0.005)
    assert icc2(RATINGS, TARGETS).value == pytest.approx(0.44, abs=0.005)
