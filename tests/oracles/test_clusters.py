"""Means, shares, differences and gaps of answers in clusters against values from R."""

from collections.abc import Mapping

import numpy as np

from analysis.statistics.cluster_pairs import PairClusterSums
from analysis.statistics.clustered_differences import clustered_difference
from analysis.statistics.clustered_means import (
    ClusteredMean,
    clustered_mean,
    clustered_mean_cr1,
)
from analysis.statistics.clustered_shares import clustered_share
from analysis.statistics.effect_sizes import cliffs_delta, cohens_d, hedges_g
from analysis.statistics.meeting_gaps import MeetingGaps, meeting_gap
from analysis.statistics.moments import Moments
from analysis.statistics.sign_flip import sign_flip_test
from analysis.statistics.welch import welch_difference
from tests.oracles.naming import anova_table
from tests.oracles.reading import check, load


def cr2(found: ClusteredMean) -> Mapping[str, object]:
    return {
        "n": found.mean.n,
        "clusters": found.clusters,
        "mean": found.mean.value,
        "se": found.se,
        "df": found.df,
        "t": found.t,
        "p": found.p,
        "low": found.mean.low,
        "high": found.mean.high,
    }


def cr1(y: np.ndarray, clusters: np.ndarray) -> Mapping[str, object]:
    found = clustered_mean_cr1(y, clusters)
    variance = Moments.of(y).variance
    assert found.se
    assert variance
    return {
        "mean": found.mean.value,
        "se": found.se,
        "df": found.df,
        "deff_replace": found.se**2 / (variance / y.size),
    }


def histogram(y: np.ndarray) -> list[int]:
    return [int((y == option).sum()) for option in range(1, 6)]


def test_means_and_shares() -> None:
    case = load("insteval_clustered_means")
    y, family, group = (case.numbers(name) for name in ("y", "family", "group"))
    top = (y == 5).astype(float)
    two = group == 2
    share = clustered_share(top, family)
    gap = clustered_difference(PairClusterSums.of(y[two], family[two], y[~two], family[~two]))
    g = hedges_g(y[two], y[~two])
    welch = welch_difference(y[two], y[~two])
    histograms = {k: histogram(y[group == k]) for k in np.unique(group).tolist()}
    computed = {
        "n": y.size,
        "mean_cr2": cr2(clustered_mean(y, family)),
        "mean_cr1": cr1(y, family),
        "top_cr2": cr2(clustered_mean(top, family)),
        "top_cr1": cr1(top, family),
        "top_wilson_cluster": {
            "p": share.share.value,
            "n": share.share.n,
            "clusters": share.clusters,
            "deff": share.deff,
            "df": share.df,
            "n_eff": share.n_eff,
            "low": share.share.low,
            "high": share.share.high,
        },
        "gap_group2_vs_rest": {
            "diff": gap.difference.value,
            "se_cr2": gap.se,
            "df": gap.df,
            "p": gap.p,
        },
        "gap_hedges_g_unclustered": {"Hedges_g": g.value, "CI_low": g.low, "CI_high": g.high},
        "gap_cohens_d": cohens_d(y[two], y[~two]).value,
        "welch": {
            "t": welch.t,
            "df": welch.df,
            "p": welch.p,
            "low": welch.difference.low,
            "high": welch.difference.high,
        },
        "cliffs_delta": cliffs_delta(histograms[2], histogram(y[~two])).value,
        "histograms": list(histograms.values()),
        "icc_within_family": anova_table(y, family),
    }
    skipped = {
        "mann_whitney_p": "the method gives Cliff's delta without this test",
    }
    check(case, computed, skipped)


def test_gap_inside_meetings() -> None:
    case = load("insteval_gap")
    gaps = MeetingGaps.of(
        case.numbers("family"), case.numbers("meeting"), case.columns["role"], case.numbers("y")
    )
    found, differences = meeting_gap(gaps), np.array([float(d) for d in gaps.differences])
    families = np.array(gaps.families)
    alone = clustered_mean(differences, np.arange(differences.size))
    computed = {
        "meetings_used": found.mean.mean.n,
        "families_used": found.mean.clusters,
        "gap_mean": found.mean.mean.value,
        "gap_sd": found.sd,
        "d_z": found.d_z,
        "gap_median": found.median,
        "share_parent_lower": found.share_lower,
        "cr2": cr2(found.mean),
        "cr1_survey": cr1(differences, families),
        "sign_flip_family_p": sign_flip_test(gaps.family_sums).p,
        "t_ignoring_clusters": {"low": alone.mean.low, "high": alone.mean.high, "p": alone.p},
        "first20": differences[:20],
    }
    check(case, computed, {})
    assert found.left_out == 2
