"""Side by side with pingouin."""

import numpy as np
import pandas as pd
import pingouin
import pytest

from analysis import statistics
from tests.compare.data import SEEDS, answers

pytestmark = pytest.mark.parametrize("seed", SEEDS)


@pytest.mark.parametrize("blank", [0.0, 0.05])
def test_alpha_of_complete_rows_and_its_interval(seed: int, blank: float) -> None:
    table = answers(seed, blank=blank)
    value, _ = pingouin.cronbach_alpha(pd.DataFrame(table), nan_policy="listwise")
    # Its interval counts the incomplete rows that its value leaves out.
    complete = pd.DataFrame(table).dropna()
    _, limits = pingouin.cronbach_alpha(complete)
    found = statistics.cronbach_alpha(table)
    assert found.value == pytest.approx(value, abs=1e-12)
    assert found.n == len(complete)
    assert (found.low, found.high) == pytest.approx(tuple(limits), abs=5e-4)  # theirs are rounded


def test_alpha_of_pairs(seed: int) -> None:
    table = answers(seed, blank=0.05)
    value, _ = pingouin.cronbach_alpha(pd.DataFrame(table), nan_policy="pairwise")
    found = statistics.cronbach_alpha(table, pairwise=True)
    assert found.value == pytest.approx(value, abs=1e-12)


def test_intraclass_correlations(seed: int) -> None:
    table = answers(seed, rows=40, items=5)
    groups = np.repeat(np.arange(40), 5)
    rows = {"group": groups, "rater": np.tile(np.arange(5), 40), "answer": table.ravel()}
    theirs = pingouin.intraclass_corr(pd.DataFrame(rows), "group", "rater", "answer")
    theirs = theirs.set_index("Type")
    for kind, ours in (("ICC(1,1)", statistics.icc1), ("ICC(1,k)", statistics.icc2)):
        found, wanted = ours(table.ravel(), groups), theirs.loc[kind]
        assert found.value == pytest.approx(wanted["ICC"], abs=1e-12)
        assert found.table.f == pytest.approx(wanted["F"])
        assert found.table.p == pytest.approx(wanted["pval"])
        assert (found.low, found.high) == pytest.approx(tuple(wanted["CI95"]), abs=5.1e-3)


def test_analysis_of_variance_of_unequal_groups(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values, groups = answers(seed, items=1).ravel(), rng.integers(0, 9, 120)
    rows = pd.DataFrame({"answer": values, "group": groups})
    theirs = pingouin.anova(rows, dv="answer", between="group", detailed=True)
    found = statistics.anova(values, groups)
    assert (found.msb, found.msw) == pytest.approx(tuple(theirs["MS"]))
    assert found.f == pytest.approx(theirs["F"][0])


def test_welch_and_effect_sizes(seed: int) -> None:
    a, b = answers(seed, 30, 1).ravel(), answers(seed + 100, 45, 1).ravel()
    theirs = pingouin.ttest(a, b, correction=True).iloc[0]
    found = statistics.welch_difference(a, b)
    assert (found.t, found.df, found.p) == pytest.approx(
        (theirs["T"], theirs["dof"], theirs["p_val"])
    )
    limits = (found.difference.low, found.difference.high)
    assert limits == pytest.approx(tuple(theirs["CI95"]), abs=5.1e-3)
    for kind, ours in (("cohen", statistics.cohens_d), ("hedges", statistics.hedges_g)):
        value = pingouin.compute_effsize(a, b, eftype=kind)
        # The correction of g is exact here and approximate there.
        assert ours(a, b).value == pytest.approx(value, abs=1e-12 if kind == "cohen" else 1e-4)


def test_cliffs_delta(seed: int) -> None:
    a, b = answers(seed, 30, 1).ravel(), answers(seed + 100, 45, 1).ravel()
    theirs = pingouin.mwu(a, b)["RBC"].iloc[0]
    counts = [[int((x == option).sum()) for option in range(1, 6)] for x in (a, b)]
    assert statistics.cliffs_delta(*counts).value == pytest.approx(theirs, abs=1e-12)


def test_several_comparisons(seed: int) -> None:
    p = np.random.default_rng(seed).uniform(size=12) ** 3
    for method, ours in (("fdr_bh", statistics.benjamini_hochberg), ("holm", statistics.holm)):
        rejected, adjusted = pingouin.multicomp(p, method=method)
        assert ours(p.tolist()) == pytest.approx(tuple(adjusted))
        if method == "fdr_bh":
            assert statistics.rejected(p.tolist()) == tuple(rejected)
