"""The statistics, one concept per file: pure functions on arrays and on mergeable sums."""

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
from analysis.statistics.cross_products import CrossProducts
from analysis.statistics.estimate import Estimate, Undefined
from analysis.statistics.factor_model import FactorCorrelation, FactorModel, factor_model
from analysis.statistics.fit_indices import (
    comparative_fit_index,
    rmsea,
    rmsea_interval,
    tucker_lewis_index,
)
from analysis.statistics.group_sums import GroupSums
from analysis.statistics.groups import GroupSummary, GroupValues, group_summary
from analysis.statistics.histograms import (
    ItemHistograms,
    ItemStatistics,
    item_quantile,
    item_statistics,
)
from analysis.statistics.icc import Icc, icc1, icc2
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
from analysis.statistics.null_variance import (
    average_deviation_limit,
    max_dissensus_variance,
    null_variance,
    uniform_variance,
    variance_of_shares,
)
from analysis.statistics.omega import Omega, omega
from analysis.statistics.pair_tables import PairTables
from analysis.statistics.pairwise_products import PairwiseProducts
from analysis.statistics.polychoric import (
    PolychoricMatrix,
    ordinal_alpha,
    polychoric,
    polychoric_correlations,
)
from analysis.statistics.reach import below, reach
from analysis.statistics.reliability import Reliability
from analysis.statistics.scale_scores import (
    ScoreHistogram,
    ScoreSummary,
    scale_scores,
    score_quantile,
    score_summary,
    top_score,
)

__all__ = [
    "Anova",
    "AnovaSums",
    "CrossProducts",
    "Estimate",
    "FactorCorrelation",
    "FactorModel",
    "GroupSummary",
    "GroupSums",
    "GroupValues",
    "Icc",
    "ItemHistograms",
    "ItemInScale",
    "ItemStatistics",
    "MeasurementError",
    "Omega",
    "PairTables",
    "PairwiseProducts",
    "PolychoricMatrix",
    "Reliability",
    "ScoreHistogram",
    "ScoreSummary",
    "Undefined",
    "alpha_if_dropped",
    "anova",
    "average_correlation",
    "average_deviation",
    "average_deviation_limit",
    "below",
    "bivariate_normal_cdf",
    "comparative_fit_index",
    "cronbach_alpha",
    "factor_model",
    "feldt_interval",
    "group_summary",
    "icc1",
    "icc2",
    "item_analysis",
    "item_quantile",
    "item_rest_correlations",
    "item_statistics",
    "max_dissensus_variance",
    "measurement_error",
    "null_variance",
    "omega",
    "ordinal_alpha",
    "polychoric",
    "polychoric_correlations",
    "r_star_wg",
    "reach",
    "rmsea",
    "rmsea_interval",
    "rwg",
    "rwg_j",
    "scale_scores",
    "score_quantile",
    "score_summary",
    "standard_error_of_measurement",
    "standardized_alpha",
    "top_score",
    "tucker_lewis_index",
    "uniform_variance",
    "variance_of_shares",
]
