"""Reliability and factor models against values from psych, lavaan and semTools."""

from functools import cache

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
from tests.oracles.reading import check, load

ATTITUDE = load("attitude_reliability")
A_ITEMS = tuple(ATTITUDE.expected["item_mean"])
A = ATTITUDE.table(*A_ITEMS)

BFI = load("bfi_agree_missing")
B_ITEMS = ("A1r", "A2", "A3", "A4", "A5")
B = BFI.table(*B_ITEMS)

HS = load("hs1939_cfa3")
H_ITEMS = tuple(HS.expected["loadings_std3"])
H = HS.table(*H_ITEMS)
THREE = {"visual": H_ITEMS[:3], "textual": H_ITEMS[3:6], "speed": H_ITEMS[6:]}

POLY = load("polychoric_bfi")
P = PairTables.of(POLY.table("C1", "C2", "C3"), 6, ("C1", "C2", "C3"))


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


def test_complete_answers() -> None:
    found = {
        "n": cronbach_alpha(A).n,
        "alpha_raw": cronbach_alpha(A).value,
        "alpha_standardized": standardized_alpha(A).value,
        "average_r": average_correlation(A).value,
        "alpha_feldt_low": cronbach_alpha(A).low,
        "alpha_feldt_high": cronbach_alpha(A).high,
        "alpha_if_dropped": alpha_if_dropped(A, items=A_ITEMS),
        "corrected_item_total": item_rest_correlations(A, items=A_ITEMS),
        "item_mean": dict(zip(A_ITEMS, CrossProducts.of(A).mean() or (), strict=True)),
        "item_sd": {entry.item: entry.sd for entry in item_analysis(A, items=A_ITEMS)},
        "covariance": covariance(CrossProducts.of(A)),
        "sem_mean_score": measurement_error(A, by="alpha").value,
        "omega_ml_model": omega(A).value,
        "omega_ml_observed": omega(A).observed,
        "omega_semTools": omega(A).value,
        "cfa1": measures(attitude_model()),
        "loadings_std_ml": attitude_model().loadings,
    }
    check(ATTITUDE, found, NOT_ATTITUDE)


NOT_ATTITUDE = {
    "omega_minres_psych_std_metric": "another estimator (minimum residual) in another metric",
}


def test_answers_with_gaps() -> None:
    found = {
        "n_rows": len(B),
        "n_complete": cronbach_alpha(B).n,
        "n_missing_by_item": {
            entry.item: entry.missing for entry in item_statistics(ItemHistograms.of(B, 6, B_ITEMS))
        },
        "alpha_listwise": cronbach_alpha(B).value,
        "alpha_pairwise": cronbach_alpha(B, pairwise=True).value,
        "alpha_std_listwise": standardized_alpha(B).value,
        "alpha_std_pairwise": standardized_alpha(B, pairwise=True).value,
        "feldt_low_listwise": cronbach_alpha(B).low,
        "feldt_high_listwise": cronbach_alpha(B).high,
        "corrected_item_total_listwise": item_rest_correlations(B, items=B_ITEMS),
        "corrected_item_total_pairwise": item_rest_correlations(B, items=B_ITEMS, pairwise=True),
        "alpha_if_dropped_listwise": alpha_if_dropped(B, items=B_ITEMS),
        "covariance_listwise": covariance(CrossProducts.of(B)),
        "covariance_pairwise": covariance(PairwiseProducts.of(B)),
        "pairwise_n": PairwiseProducts.of(B).counts(),
        "omega_ml_listwise": omega(B).value,
        "omega_delta_se": omega(B).se,
        "omega_delta_low": omega(B).low,
        "omega_delta_high": omega(B).high,
        "scores_half_rule_n": score_summary(ScoreHistogram.of(B, 6)).n,
        "scores_half_rule_mean": score_summary(ScoreHistogram.of(B, 6)).mean,
        "scores_half_rule_sd": score_summary(ScoreHistogram.of(B, 6)).sd,
        "scores_first40": scale_scores(B, 6)[:40],
        "score_quantiles_type7": {
            f"{percent}%": score_quantile(ScoreHistogram.of(B, 6), percent / 100)
            for percent in (10, 25, 50, 75, 90)
        },
        "top_score_share_complete": top_score(ScoreHistogram.of(B, 6)).value,
        "item_top_box": {
            entry.item: entry.top_box for entry in item_statistics(ItemHistograms.of(B, 6, B_ITEMS))
        },
    }
    check(BFI, found, {})


def test_factor_models() -> None:
    found = {
        "fit3": more_measures(three_factors()),
        "fit1": more_measures(one_factor()),
        "loadings_std3": three_factors().loadings,
        "factor_cor": correlation_matrix(three_factors()),
        "loadings_std1": one_factor().loadings,
        "omega_by_factor": three_factors().omega,
        "omega_one_factor_9": omega(H).value,
    }
    check(HS, found, {})


def test_polychoric_correlations() -> None:
    found = {
        "lavCor": polychoric_correlations(P).values,
        "psych_polychoric_correct0": polychoric_correlations(P).values,
        "polycor_C1_C2": polychoric(P.tables[0, 1]).value,
        "ordinal_alpha_lavCor": ordinal_alpha(P).value,
        "table_C1_C2": P.tables[0, 1],
    }
    check(POLY, found, {})


def test_omega_is_that_of_the_factor_model() -> None:
    model = one_factor()
    assert model.omega is not None
    assert omega(H).value == pytest.approx(model.omega["g"], rel=1e-7)


def test_feldt_interval_by_itself() -> None:
    value = cronbach_alpha(A).value
    assert value is not None
    assert feldt_interval(value, 30, 7) == (cronbach_alpha(A).low, cronbach_alpha(A).high)
