"""Side by side with statsmodels, and with SciPy where it has what statsmodels has not."""

import numpy as np
import pytest
from scipy.stats import kendalltau, theilslopes
from statsmodels.multivariate.factor import Factor
from statsmodels.regression.linear_model import OLS
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from analysis import statistics
from tests.compare.data import SEEDS, answers

COUNTS = [(0, 12), (1, 12), (7, 12), (12, 12), (3, 150), (75, 150), (150, 150)]


@pytest.mark.parametrize(("count", "n"), COUNTS)
@pytest.mark.parametrize("level", [0.9, 0.95, 0.998])
@pytest.mark.parametrize(
    ("method", "ours"),
    [("wilson", statistics.wilson), ("beta", statistics.clopper_pearson)],
)
def test_intervals_of_a_share(count: int, n: int, level: float, method: str, ours: object) -> None:
    theirs = proportion_confint(count, n, alpha=1 - level, method=method)
    assert ours(count, n, level) == pytest.approx(theirs, abs=1e-10)  # type: ignore[operator]


@pytest.mark.parametrize(("count", "n"), [(1, 12), (7, 12), (75, 150)])
def test_jeffreys(count: int, n: int) -> None:
    theirs = proportion_confint(count, n, method="jeffreys")
    assert statistics.jeffreys(count, n) == pytest.approx(theirs, abs=1e-10)


@pytest.mark.parametrize(("count1", "n1"), COUNTS)
@pytest.mark.parametrize(("count2", "n2"), COUNTS)
def test_newcombe(count1: int, n1: int, count2: int, n2: int) -> None:
    theirs = confint_proportions_2indep(count1, n1, count2, n2, method="newcomb", compare="diff")
    found = statistics.newcombe_difference(count1, n1, count2, n2)
    assert found == pytest.approx(theirs, abs=1e-10)


@pytest.mark.parametrize("seed", SEEDS)
def test_several_comparisons(seed: int) -> None:
    p = np.random.default_rng(seed).uniform(size=12) ** 3
    for method, ours in (("fdr_bh", statistics.benjamini_hochberg), ("holm", statistics.holm)):
        assert ours(p.tolist()) == pytest.approx(tuple(multipletests(p, method=method)[1]))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mean_with_clusters(seed: int) -> None:
    """Statsmodels has CR1 alone; its factor (N - 1) / (N - 1) is 1 for a mean."""
    rng = np.random.default_rng(seed)
    values, clusters = answers(seed, items=1).ravel(), rng.integers(0, 25, 120)
    fit = OLS(values, np.ones(120)).fit(
        cov_type="cluster", cov_kwds={"groups": clusters}, use_t=True
    )
    found = statistics.clustered_mean_cr1(values, clusters)
    assert found.se == pytest.approx(fit.bse[0])
    assert (found.mean.low, found.mean.high) == pytest.approx(tuple(fit.conf_int()[0]))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mean_of_answers_without_clusters(seed: int) -> None:
    values = answers(seed, items=1).ravel()
    fit = OLS(values, np.ones(120)).fit()
    found = statistics.clustered_mean(values, np.arange(120))
    assert (found.mean.low, found.mean.high) == pytest.approx(tuple(fit.conf_int()[0]))


@pytest.mark.parametrize("seed", SEEDS)
def test_one_factor(seed: int) -> None:
    table = answers(seed, rows=400)
    theirs = Factor(table, n_factor=1, method="ml").fit(tol=1e-12, maxiter=10_000)
    loadings = np.abs(theirs.loadings[:, 0])
    found = statistics.omega(table)
    assert found.standardized_loadings == pytest.approx(tuple(loadings), abs=1e-4)
    sd = table.std(axis=0, ddof=1)
    common = float(loadings @ sd) ** 2
    value = common / (common + float(theirs.uniqueness @ sd**2))
    assert found.value == pytest.approx(value, abs=1e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_variation_between_sites(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values, variances = rng.normal(3.5, 0.4, 15), rng.uniform(0.01, 0.08, 15)
    moments = combine_effects(values, variances, method_re="chi2")
    assert statistics.dersimonian_laird(values, variances).tau2 == pytest.approx(moments.tau2)
    paule_mandel = combine_effects(values, variances, method_re="iterated")  # to 1e-5
    found = statistics.paule_mandel(values, variances)
    assert found.tau2 == pytest.approx(paule_mandel.tau2, abs=1e-5)
    assert found.mean == pytest.approx(paule_mandel.mean_effect_re, abs=1e-5)


@pytest.mark.parametrize("seed", SEEDS)
def test_trends(seed: int) -> None:
    """Of SciPy: statsmodels has no Mann-Kendall test."""
    rng = np.random.default_rng(seed)
    times, values = np.arange(24.0), np.rint(rng.normal(0, 3, 24) + np.arange(24) / 8)
    tau = kendalltau(times, values)
    found = statistics.mann_kendall(values.tolist())
    assert found.tau_b == pytest.approx(tau.statistic)
    slopes = theilslopes(values, times, alpha=0.95)
    ours = statistics.theil_sen(times, values)
    assert (ours.slope.value, ours.slope.low, ours.slope.high) == pytest.approx(
        (slopes.slope, slopes.low_slope, slopes.high_slope)
    )
    assert ours.intercept == pytest.approx(slopes.intercept)
