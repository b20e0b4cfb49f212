"""Reliability and factor models against values from psych, lavaan and semTools."""

from functools import cache
from typing import Any

import numpy as np
import pytest

from analysis.statistics import (
    CrossProducts,
    FactorModel,
    ItemHistograms,
    PairTables,
    PairwiseProducts,
    ScoreHistogram,
    alpha_if_dropped,
    average_correlation,
    cronbach_alpha,
    factor_model,
    feldt_interval,
    item_analysis,
    item_rest_correlations,
    item_statistics,
    measurement_error,
    omega,
    ordinal_alpha,
    polychoric,
    polychoric_correlations,
    scale_scores,
    score_quantile,
    score_summary,
    standardized_alpha,
    top_score,
)
from tests.oracles.cases_reading import Case, Found

ATTITUDE = Case("attitude_reliability")
A_ITEMS = tuple(ATTITUDE.expected["item_mean"])
A = ATTITUDE.columns(*A_ITEMS)

BFI = Case("bfi_agree_missing")
B_ITEMS = ("A1r", "A2", "A3", "A4", "A5")
B = BFI.columns(*B_ITEMS)

HS = Case("hs1939_cfa3")
H_ITEMS = tuple(HS.expected["loadings_std3"])
H = HS.columns(*H_ITEMS)
THREE = {"visual": H_ITEMS[:3], "textual": H_ITEMS[3:6], "speed": H_ITEMS[6:]}

POLY = Case("polychoric_bfi")
P = PairTables.of(POLY.columns("C1", "C2", "C3"), 6, ("C1", "C2", "C3"))


def measures(model: FactorModel) -> dict[str, float | None]:
    """The indices by the names that lavaan gives them."""
    return {
        "chisq": model.chi2,
        "df": model.df,
        "pvalue": model.p,
        "cfi": model.cfi,
        "tli": model.tli,
        "rmsea": model.rmsea,
        "rmsea.ci.lower": model.rmsea_low,
        "rmsea.ci.upper": model.rmsea_high,
        "srmr": model.srmr,
    }


def more_measures(model: FactorModel) -> dict[str, float | None]:
    """The same with baseline and likelihood."""
    return {
        **measures(model),
        "baseline.chisq": model.baseline_chi2,
        "baseline.df": model.baseline_df,
        "logl": model.log_likelihood,
    }


@cache
def attitude_model() -> FactorModel:
    return factor_model(A, {"f": A_ITEMS}, items=A_ITEMS)


@cache
def three_factors() -> FactorModel:
    return factor_model(H, THREE, items=H_ITEMS)


@cache
def one_factor() -> FactorModel:
    return factor_model(H, {"g": H_ITEMS}, items=H_ITEMS)


def correlation_matrix(model: FactorModel) -> list[list[float]]:
    matrix = np.eye(3)
    rows, columns = np.triu_indices(3, 1)
    values = [entry.value for entry in model.factor_correlations]
    matrix[rows, columns] = matrix[columns, rows] = values
    found: list[list[float]] = matrix.tolist()
    return found


def covariance(sums: CrossProducts | PairwiseProducts) -> list[list[float]]:
    matrix = sums.covariance()
    assert matrix is not None
    found: list[list[float]] = matrix.tolist()
    return found


FOUND_ATTITUDE: Found = {
    "n": lambda: cronbach_alpha(A).n,
    "alpha_raw": lambda: cronbach_alpha(A).value,
    "alpha_standardized": lambda: standardized_alpha(A).value,
    "average_r": lambda: average_correlation(A).value,
    "alpha_feldt_low": lambda: cronbach_alpha(A).low,
    "alpha_feldt_high": lambda: cronbach_alpha(A).high,
    "alpha_if_dropped": lambda: alpha_if_dropped(A, items=A_ITEMS),
    "corrected_item_total": lambda: item_rest_correlations(A, items=A_ITEMS),
    "item_mean": lambda: dict(zip(A_ITEMS, CrossProducts.of(A).mean() or (), strict=True)),
    "item_sd": lambda: {entry.item: entry.sd for entry in item_analysis(A, items=A_ITEMS)},
    "covariance": lambda: covariance(CrossProducts.of(A)),
    "sem_mean_score": lambda: measurement_error(A, by="alpha").value,
    "omega_ml_model": lambda: omega(A).value,
    "omega_ml_observed": lambda: omega(A).observed,
    "omega_semTools": lambda: omega(A).value,
    "cfa1": lambda: measures(attitude_model()),
    "loadings_std_ml": lambda: attitude_model().loadings,
}
NOT_ATTITUDE = {
    "omega_minres_psych_std_metric": "another estimator (minimum residual) in another metric",
}

FOUND_BFI: Found = {
    "n_rows": lambda: len(B),
    "n_complete": lambda: cronbach_alpha(B).n,
    "n_missing_by_item": lambda: {
        entry.item: entry.missing for entry in item_statistics(ItemHistograms.of(B, 6, B_ITEMS))
    },
    "alpha_listwise": lambda: cronbach_alpha(B).value,
    "alpha_pairwise": lambda: cronbach_alpha(B, pairwise=True).value,
    "alpha_std_listwise": lambda: standardized_alpha(B).value,
    "alpha_std_pairwise": lambda: standardized_alpha(B, pairwise=True).value,
    "feldt_low_listwise": lambda: cronbach_alpha(B).low,
    "feldt_high_listwise": lambda: cronbach_alpha(B).high,
    "corrected_item_total_listwise": lambda: item_rest_correlations(B, items=B_ITEMS),
    "corrected_item_total_pairwise": lambda: item_rest_correlations(
        B, items=B_ITEMS, pairwise=True
    ),
    "alpha_if_dropped_listwise": lambda: alpha_if_dropped(B, items=B_ITEMS),
    "covariance_listwise": lambda: covariance(CrossProducts.of(B)),
    "covariance_pairwise": lambda: covariance(PairwiseProducts.of(B)),
    "pairwise_n": lambda: PairwiseProducts.of(B).counts(),
    "omega_ml_listwise": lambda: omega(B).value,
    "omega_delta_se": lambda: omega(B).se,
    "omega_delta_low": lambda: omega(B).low,
    "omega_delta_high": lambda: omega(B).high,
    "scores_half_rule_n": lambda: score_summary(ScoreHistogram.of(B, 6)).n,
    "scores_half_rule_mean": lambda: score_summary(ScoreHistogram.of(B, 6)).mean,
    "scores_half_rule_sd": lambda: score_summary(ScoreHistogram.of(B, 6)).sd,
    "scores_first40": lambda: scale_scores(B, 6)[:40],
    "score_quantiles_type7": lambda: {
        f"{percent}%": score_quantile(ScoreHistogram.of(B, 6), percent / 100)
        for percent in (10, 25, 50, 75, 90)
    },
    "top_score_share_complete": lambda: top_score(ScoreHistogram.of(B, 6)).value,
    "item_top_box": lambda: {
        entry.item: entry.top_box for entry in item_statistics(ItemHistograms.of(B, 6, B_ITEMS))
    },
}

FOUND_HS: Found = {
    "fit3": lambda: more_measures(three_factors()),
    "fit1": lambda: more_measures(one_factor()),
    "loadings_std3": lambda: three_factors().loadings,
    "factor_cor": lambda: correlation_matrix(three_factors()),
    "loadings_std1": lambda: one_factor().loadings,
    "omega_by_factor": lambda: three_factors().omega,
    "omega_one_factor_9": lambda: omega(H).value,
}

FOUND_POLY: Found = {
    "lavCor": lambda: polychoric_correlations(P).values,
    "psych_polychoric_correct0": lambda: polychoric_correlations(P).values,
    "polycor_C1_C2": lambda: polychoric(P.tables[0, 1]).value,
    "ordinal_alpha_lavCor": lambda: ordinal_alpha(P).value,
    "table_C1_C2": lambda: P.tables[0, 1],
}

SETS: list[tuple[Case, Found, dict[str, str]]] = [
    (ATTITUDE, FOUND_ATTITUDE, NOT_ATTITUDE),
    (BFI, FOUND_BFI, {}),
    (HS, FOUND_HS, {}),
    (POLY, FOUND_POLY, {}),
]


@pytest.mark.parametrize(
    ("case", "key", "found"),
    [
        pytest.param(case, key, value, id=f"{case.name}-{key}")
        for case, found, _ in SETS
        for key, value in found.items()
    ],
)
def test_value(case: Case, key: str, found: Any) -> None:  # noqa: ANN401 # a function of nothing
    case.check(key, found())


@pytest.mark.parametrize(("case", "found", "left"), SETS, ids=lambda x: getattr(x, "name", ""))
def test_every_value_is_checked_or_named(case: Case, found: Found, left: dict[str, str]) -> None:
    case.covers(found, left)


def test_omega_is_that_of_the_factor_model() -> None:
    model = one_factor()
    assert model.omega is not None
    assert omega(H).value == pytest.approx(model.omega["g"], rel=1e-7)


def test_feldt_interval_by_itself() -> None:
    value = cronbach_alpha(A).value
    assert value is not None
    assert feldt_interval(value, 30, 7) == (cronbach_alpha(A).low, cronbach_alpha(A).high)
