"""Funnel plots and shrunken site values against values from R."""

from analysis.statistics.funnels import funnel
from analysis.statistics.moments import Moments
from analysis.statistics.random_effects import dersimonian_laird
from analysis.statistics.shrinkage import shrunken_means, shrunken_shares
from tests.oracles.reading import check, load


def test_sites() -> None:
    case = load("sites_funnel_eb")
    x, n = case.numbers("x"), case.numbers("n")
    sums = zip(*(case.numbers(c).astype(int).tolist() for c in ("n", "sum", "ss")), strict=True)
    plot, share = funnel(x, n), shrunken_shares(x, n)
    mean = shrunken_means([Moments(*site) for site in sums])
    assert share.variance is not None
    computed = {
        "funnel": {
            "target": plot.target,
            "z": plot.z,
            "exact95_low": plot.inner.low,
            "exact95_high": plot.inner.high,
            "exact998_low": plot.outer.low,
            "exact998_high": plot.outer.high,
            "phi_winsor10": plot.phi,
            "tau2_additive": plot.tau2,
            "z_additive": plot.z_additive,
        },
        "eb_share_tau2": share.model.tau2,
        "eb_share_mu": share.model.mean,
        "eb_share_se_mu": share.model.se,
        "eb_share_Q": share.model.q,
        "eb_share_blup": share.values,
        "eb_share_dl_tau2": dersimonian_laird(x / n, share.variance / n).tau2,
        "eb_mean_pooled_var": mean.variance,
        "eb_mean_tau2": mean.model.tau2,
        "eb_mean_mu": mean.model.mean,
        "eb_mean_blup": mean.values,
    }
    check(case, computed, {})
