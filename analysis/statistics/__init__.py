"""The statistics, one concept per file: pure functions on arrays or on sums that merge exactly."""

from analysis.shares import (
    LEVEL,
    Interval,
    clopper_pearson,
    jeffreys,
    newcombe_difference,
    wilson,
)
from analysis.statistics.agreement import r_star_wg, rwg, rwg_j
from analysis.statistics.alpha import (
    average_correlation,
    cronbach_alpha,
    feldt_interval,
    standardized_alpha,
)
from analysis.statistics.anova_sums import Anova, AnovaSums, anova
from analysis.statistics.average_deviation import average_deviation
from analysis.statistics.bivariate_normal import bivariate_normal_cdf
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
from analysis.statistics.cross_products import CrossProducts
from analysis.statistics.effect_sizes import cliffs_delta, cohens_d, d_av, d_z, hedges_g
from analysis.statistics.estimate import Estimate, Undefined
from analysis.statistics.factor_model import FactorCorrelation, FactorModel, factor_model
from analysis.statistics.finite_population import effective_size, finite_population_share
from analysis.statistics.fit_indices import (
    comparative_fit_index,
    rmsea,
    rmsea_interval,
    tucker_lewis_index,
)
from analysis.statistics.funnels import Funnel, FunnelLimits, funnel, funnel_limits
from analysis.statistics.group_spreads import GroupSpreads
from analysis.statistics.group_sums import GroupSums
from analysis.statistics.groups import GroupSummary, GroupValues, group_summary
from analysis.statistics.histograms import (
    ItemHistograms,
    ItemStatistics,
    item_quantile,
    item_statistics,
)
from analysis.statistics.icc import Icc, icc1, icc2
from analysis.statistics.individuals_charts import IndividualsChart, individuals_chart
from analysis.statistics.item_analysis import (
    ItemInScale,
    alpha_if_dropped,
    item_analysis,
    item_rest_correlations,
)
from analysis.statistics.measurement_error import (
    MeasurementError,
    measurement_error,
    standard_error_of_measurement,
)
from analysis.statistics.meeting_gaps import GapSums, MeetingGap, MeetingGaps, meeting_gap
from analysis.statistics.moments import Moments
from analysis.statistics.multiplicity import benjamini_hochberg, holm, rejected
from analysis.statistics.null_variance import (
    average_deviation_limit,
    max_dissensus_variance,
    null_variance,
    uniform_variance,
    variance_of_shares,
)
from analysis.statistics.omega import Omega, omega
from analysis.statistics.p_charts import LaneyChart, laney_p_chart, p_chart
from analysis.statistics.pair_tables import PairTables
from analysis.statistics.pairwise_products import PairwiseProducts
from analysis.statistics.polychoric import (
    PolychoricMatrix,
    ordinal_alpha,
    polychoric,
    polychoric_correlations,
)
from analysis.statistics.random_effects import RandomEffects, dersimonian_laird, paule_mandel
from analysis.statistics.reach import below, reach
from analysis.statistics.reliability import Reliability
from analysis.statistics.representativity import RIndicator, invited_weighted_mean, r_indicator
from analysis.statistics.response_rates import Dispositions, ResponseRates, response_rates
from analysis.statistics.run_charts import RunChart, run_chart
from analysis.statistics.scale_scores import (
    ScoreHistogram,
    ScoreSummary,
    scale_scores,
    score_quantile,
    score_summary,
    top_score,
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
    "Anova",
    "AnovaSums",
    "ClusterSums",
    "ClusteredDifference",
    "ClusteredMean",
    "ClusteredShare",
    "ControlChart",
    "CrossProducts",
    "Dispositions",
    "Estimate",
    "FactorCorrelation",
    "FactorModel",
    "Funnel",
    "FunnelLimits",
    "GapSums",
    "GroupSpreads",
    "GroupSummary",
    "GroupSums",
    "GroupValues",
    "Icc",
    "IndividualsChart",
    "Interval",
    "ItemHistograms",
    "ItemInScale",
    "ItemStatistics",
    "LaneyChart",
    "MannKendall",
    "MeasurementError",
    "MeetingGap",
    "MeetingGaps",
    "Moments",
    "Omega",
    "PairClusterSums",
    "PairSums",
    "PairTables",
    "PairwiseProducts",
    "PolychoricMatrix",
    "RIndicator",
    "RandomEffects",
    "Reliability",
    "ResponseRates",
    "RunChart",
    "RunSignals",
    "ScoreHistogram",
    "ScoreSummary",
    "Shrinkage",
    "SignFlip",
    "SizeSums",
    "TheilSen",
    "Undefined",
    "WelchDifference",
    "XbarSChart",
    "alpha_if_dropped",
    "anova",
    "average_correlation",
    "average_deviation",
    "average_deviation_limit",
    "below",
    "benjamini_hochberg",
    "bivariate_normal_cdf",
    "c4",
    "cliffs_delta",
    "clopper_pearson",
    "clustered_difference",
    "clustered_mean",
    "clustered_mean_cr1",
    "clustered_share",
    "clustered_share_difference",
    "cohens_d",
    "comparative_fit_index",
    "cronbach_alpha",
    "d_av",
    "d_z",
    "dersimonian_laird",
    "effective_size",
    "factor_model",
    "feldt_interval",
    "finite_population_share",
    "funnel",
    "funnel_limits",
    "group_summary",
    "hedges_g",
    "holm",
    "icc1",
    "icc2",
    "individuals_chart",
    "invited_weighted_mean",
    "item_analysis",
    "item_quantile",
    "item_rest_correlations",
    "item_statistics",
    "jeffreys",
    "laney_p_chart",
    "mann_kendall",
    "max_dissensus_variance",
    "measurement_error",
    "meeting_gap",
    "newcombe_difference",
    "null_variance",
    "omega",
    "ordinal_alpha",
    "p_chart",
    "paule_mandel",
    "polychoric",
    "polychoric_correlations",
    "r_indicator",
    "r_star_wg",
    "reach",
    "rejected",
    "response_rates",
    "rmsea",
    "rmsea_interval",
    "run_chart",
    "run_rules",
    "rwg",
    "rwg_j",
    "scale_scores",
    "score_quantile",
    "score_summary",
    "shrunken_means",
    "shrunken_shares",
    "sign_flip_test",
    "standard_error_of_measurement",
    "standardized_alpha",
    "subgroup_moments",
    "theil_sen",
    "top_score",
    "tucker_lewis_index",
    "u_chart",
    "uniform_variance",
    "variance_of_shares",
    "welch_difference",
    "wilson",
    "worst_case_bounds",
    "xbar_s_chart",
]
