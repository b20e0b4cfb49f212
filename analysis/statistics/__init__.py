"""The statistics: pure functions on numbers or on sums that merge without rounding."""

from analysis.statistics.bounds import worst_case_bounds
from analysis.statistics.cluster_pairs import PairClusterSums, PairSums
from analysis.statistics.clustered_differences import ClusteredDifference, clustered_difference
from analysis.statistics.clustered_means import ClusteredMean, clustered_mean, clustered_mean_cr1
from analysis.statistics.clustered_shares import (
    ClusteredShare,
    clustered_share,
    clustered_share_difference,
)
from analysis.statistics.clusters import ClusterSums, SizeSums
from analysis.statistics.control_charts import BASELINE, ControlChart
from analysis.statistics.effect_sizes import cliffs_delta, cohens_d, d_av, d_z, hedges_g
from analysis.statistics.estimate import Estimate, Undefined
from analysis.statistics.finite_population import effective_size, finite_population_share
from analysis.statistics.funnels import Funnel, FunnelLimits, funnel, funnel_limits
from analysis.statistics.individuals_charts import IndividualsChart, individuals_chart
from analysis.statistics.meeting_gaps import GapSums, MeetingGap, MeetingGaps, meeting_gap
from analysis.statistics.moments import Moments
from analysis.statistics.multiplicity import benjamini_hochberg, holm, rejected
from analysis.statistics.p_charts import LaneyChart, laney_p_chart, p_chart
from analysis.statistics.random_effects import RandomEffects, dersimonian_laird, paule_mandel
from analysis.statistics.representativity import RIndicator, invited_weighted_mean, r_indicator
from analysis.statistics.response_rates import Dispositions, ResponseRates, response_rates
from analysis.statistics.run_charts import RunChart, run_chart
from analysis.statistics.shares import (
    LEVEL,
    Interval,
    clopper_pearson,
    jeffreys,
    newcombe_difference,
    wilson,
)
from analysis.statistics.shrinkage import Shrinkage, shrunken_means, shrunken_shares
from analysis.statistics.sign_flip import SignFlip, sign_flip_test
from analysis.statistics.signal_rules import RunSignals, run_rules
from analysis.statistics.trend import MannKendall, TheilSen, mann_kendall, theil_sen
from analysis.statistics.u_charts import u_chart
from analysis.statistics.welch import WelchDifference, welch_difference
from analysis.statistics.xbar_s_charts import XbarSChart, c4, subgroup_moments, xbar_s_chart

__all__ = [
    "BASELINE",
    "LEVEL",
    "ClusterSums",
    "ClusteredDifference",
    "ClusteredMean",
    "ClusteredShare",
    "ControlChart",
    "Dispositions",
    "Estimate",
    "Funnel",
    "FunnelLimits",
    "GapSums",
    "IndividualsChart",
    "Interval",
    "LaneyChart",
    "MannKendall",
    "MeetingGap",
    "MeetingGaps",
    "Moments",
    "PairClusterSums",
    "PairSums",
    "RIndicator",
    "RandomEffects",
    "ResponseRates",
    "RunChart",
    "RunSignals",
    "Shrinkage",
    "SignFlip",
    "SizeSums",
    "TheilSen",
    "Undefined",
    "WelchDifference",
    "XbarSChart",
    "benjamini_hochberg",
    "c4",
    "cliffs_delta",
    "clopper_pearson",
    "clustered_difference",
    "clustered_mean",
    "clustered_mean_cr1",
    "clustered_share",
    "clustered_share_difference",
    "cohens_d",
    "d_av",
    "d_z",
    "dersimonian_laird",
    "effective_size",
    "finite_population_share",
    "funnel",
    "funnel_limits",
    "hedges_g",
    "holm",
    "individuals_chart",
    "invited_weighted_mean",
    "jeffreys",
    "laney_p_chart",
    "mann_kendall",
    "meeting_gap",
    "newcombe_difference",
    "p_chart",
    "paule_mandel",
    "r_indicator",
    "rejected",
    "response_rates",
    "run_chart",
    "run_rules",
    "shrunken_means",
    "shrunken_shares",
    "sign_flip_test",
    "subgroup_moments",
    "theil_sen",
    "u_chart",
    "welch_difference",
    "wilson",
    "worst_case_bounds",
    "xbar_s_chart",
]
