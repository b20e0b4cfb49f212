"""The statistics of a state, from its pools; each is given only when it rests on enough."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from analysis import least
from analysis.guard import MARGIN
from analysis.least import Withheld
from analysis.pool.gap import PoolGap
from analysis.pool.results import (
    StateAgreement,
    StateItem,
    StateReliability,
    StateScale,
    StateStatistics,
    StateStructure,
)
from analysis.pool.scale_sums import ScaleSums
from analysis.pool.tally import PoolTally
from analysis.statistics import (
    ClusteredDifference,
    ClusteredMean,
    ClusterSums,
    CrossProducts,
    FactorModel,
    GroupSpreads,
    ItemInScale,
    ItemStatistics,
    MeetingGap,
    PairClusterSums,
    PairTables,
    average_deviation_limit,
    clustered_difference,
    clustered_mean,
    clustered_share,
    cronbach_alpha,
    factor_model,
    group_summary,
    icc1,
    icc2,
    item_analysis,
    item_statistics,
    measurement_error,
    meeting_gap,
    omega,
    ordinal_alpha,
    polychoric_correlations,
    r_star_wg,
    rwg_j,
    score_summary,
)
from analysis.statistics.null_variance import SKEWED

Found = TypeVar("Found")
SKEW = "slight_skew"


def state_statistics(
    pool: PoolTally, gap: PoolGap | None = None, *, yearly: bool = False
) -> StateStatistics | Withheld:
    """Every statistic that a pool allows, or the reason why there is none.

    Parameters
    ----------
    pool : the tally of all accepted forms of a questionnaire group.
    gap : differences of meetings between parents and professionals.
    yearly : whether the pool holds a year's answers; factor models and polychoric correlations
        come from such a pool alone.

    Each figure is withheld, with its reason, unless it rests on enough by itself; see
    `analysis.least`.
    """
    if (why := _too_few(pool.units, len(pool.sites))) is not None:
        return why
    return StateStatistics(
        version=pool.instrument.version,
        forms=pool.forms,
        units=pool.units,
        sites=len(pool.sites),
        items=_items(pool),
        scales={name: _scale(sums, pool.instrument.points) for name, sums in pool.scales.items()},
        total=_reliability(pool.products),
        gap=None if gap is None else {scale: _gap(gap, scale) for scale in gap.scales},
        structure=_structure(pool) if yearly else Withheld.NOT_YEARLY,
    )


def _too_few(units: int, sites: int) -> Withheld | None:
    if units < least.UNITS:
        return Withheld.FEW_UNITS
    return Withheld.FEW_SITES if sites < least.SITES else None


def _if(enough: bool, why: Withheld, compute: Callable[[], Found]) -> Found | Withheld:  # noqa: FBT001
    return compute() if enough else why


def _items(pool: PoolTally) -> dict[str, StateItem | Withheld]:
    analysed: dict[str, ItemInScale | Withheld | None] = {}
    for sums in pool.scales.values():
        analysed |= _analysed(sums.products)
    return {
        one.item: _if(
            one.n >= least.UNITS,
            Withheld.FEW_ANSWERS,
            partial(_item, one, analysed[one.item], pool.fully[one.item]),
        )
        for one in item_statistics(pool.items)
    }


def _analysed(products: CrossProducts) -> dict[str, ItemInScale | Withheld | None]:
    if products.n < least.ITEM_ROWS:
        return dict.fromkeys(products.items, Withheld.FEW_ANSWERS)
    found = {one.item: one for one in item_analysis(products)}
    return {item: found.get(item) for item in products.items}


def _item(
    one: ItemStatistics, analysed: ItemInScale | Withheld | None, fully: ClusterSums
) -> StateItem:
    return StateItem(one.n, one.missing, one.mean, one.sd, analysed, _design_effect(fully))


def _design_effect(shares: ClusterSums) -> float | None:
    """None as well where a guarded count would be an interval: none there could be told."""
    told = MARGIN < shares.total < shares.n - MARGIN
    if not told or shares.n < least.UNITS:
        return None
    return clustered_share(shares).deff


def _scale(sums: ScaleSums, points: int) -> StateScale:
    anova, mean = sums.anova(), _mean(sums.by_family)
    meetings = sums.by_meeting
    grouped = meetings.clusters >= least.GROUPS and meetings.n >= least.UNITS
    return StateScale(
        mean=mean,
        sd=None if isinstance(mean, Withheld) else score_summary(sums.scores).sd,
        reliability=_reliability(sums.products),
        icc1=_if(grouped, Withheld.FEW_GROUPS, lambda: icc1(anova)),
        icc2=_if(grouped, Withheld.FEW_GROUPS, lambda: icc2(anova)),
        agreement=_agreement(sums.spreads, points),
        languages={pair: _difference(both) for pair, both in sums.by_language.items()},
        design_effect=_design_effect(sums.top_by_family),
    )


def _mean(scores: ClusterSums) -> ClusteredMean | Withheld:
    if scores.n < least.UNITS:
        return Withheld.FEW_ANSWERS
    enough = scores.clusters >= least.FAMILIES
    return _if(enough, Withheld.FEW_FAMILIES, lambda: clustered_mean(scores))


def _difference(scores: PairClusterSums) -> ClusteredDifference | Withheld:
    enough = min(scores.n_a, scores.n_b) >= least.LANGUAGE_ANSWERS
    return _if(enough, Withheld.FEW_IN_LANGUAGE, lambda: clustered_difference(scores))


def _reliability(products: CrossProducts) -> StateReliability:
    why = Withheld.FEW_ANSWERS
    alpha = _if(products.n >= least.UNITS, why, lambda: cronbach_alpha(products))
    if products.n < least.OMEGA_ROWS:
        return StateReliability(alpha, why, why)
    found = omega(products)
    return StateReliability(alpha, found, measurement_error(products, by=found))


def _agreement(spreads: GroupSpreads, points: int) -> StateAgreement | Withheld:
    """Of the meetings that enough answered about."""
    enough = spreads.of_at_least(least.RATERS)
    counts = enough.counts()
    if sum(counts) < least.GROUPS:
        return Withheld.FEW_GROUPS
    summary = partial(group_summary, counts=counts)
    skewed = rwg_j(enough, points=points, null=SKEW) if points == len(SKEWED[SKEW]) else None
    return StateAgreement(
        uniform=summary(rwg_j(enough, points=points)),
        skewed=None if skewed is None else summary(skewed),
        r_star=summary(r_star_wg(enough, points=points)),
        deviation=summary(enough.average_deviations(), average_deviation_limit(points)),
    )


def _gap(gap: PoolGap, scale: str) -> MeetingGap | Withheld:
    sums = gap.scales[scale]
    return _too_few(sums.by_family.clusters, len(gap.sites)) or meeting_gap(sums)


def _structure(pool: PoolTally) -> StateStructure:
    scales = pool.instrument.scales
    return StateStructure(
        one_factor=_model(pool.products, {"all": pool.instrument.items}, fewest=3),
        scales=_model(pool.products, scales, fewest=2),
        polychoric=_from_pairs(pool.pairs, polychoric_correlations),
        ordinal_alpha={
            name: _from_pairs(pool.pairs.only(keys), ordinal_alpha) for name, keys in scales.items()
        },
    )


def _model(
    products: CrossProducts, factors: Mapping[str, Sequence[str]], *, fewest: int
) -> FactorModel | Withheld:
    if products.n < least.MODEL_ROWS:
        return Withheld.FEW_ANSWERS
    enough = all(len(items) >= fewest for items in factors.values())
    return _if(enough, Withheld.FEW_ITEMS, lambda: factor_model(products, factors))


def _from_pairs(pairs: PairTables, compute: Callable[[PairTables], Found]) -> Found | Withheld:
    if pairs.n < least.POLYCHORIC_ROWS:
        return Withheld.FEW_ANSWERS
    steady = (pairs.smallest_cell or 0) >= least.CELL
    return _if(steady, Withheld.SMALL_CELLS, lambda: compute(pairs))
