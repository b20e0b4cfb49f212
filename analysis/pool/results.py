"""What is said of a state. What each figure has to rest on is in `analysis.least`.

Nothing here is a quantity that also exists as a guarded count: no share of an answer or of a
score. Of those only the design effect is given, by which families widen their intervals.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.least import Withheld
from analysis.pool.scale_sums import Languages
from analysis.statistics import (
    ClusteredDifference,
    ClusteredMean,
    FactorModel,
    GroupSummary,
    Icc,
    ItemInScale,
    MeasurementError,
    MeetingGap,
    Omega,
    PolychoricMatrix,
    Reliability,
)


@dataclass(frozen=True)
class StateItem:
    """One item, and how it goes with the rest of its scale.

    Parameters
    ----------
    n, missing : forms with and without an answer.
    mean, sd : 1..points.
    analysis : item-rest correlation and alpha without the item; None when it does not vary.
    design_effect : of the share of the last option; None near no and near all answers.
    """

    n: int
    missing: int
    mean: float | None
    sd: float | None
    analysis: ItemInScale | Withheld | None
    design_effect: float | None


@dataclass(frozen=True)
class StateAgreement:
    """How far those who answered about one meeting agree, over the meetings with enough answers.

    Parameters
    ----------
    uniform, skewed : rwg(j) for both null distributions; skewed is None unless there are five
        options.
    r_star : r*wg(j).
    deviation : average deviation from the median; `at_least` is the share of meetings at or
        beyond the practical limit, points / 6.
    """

    uniform: GroupSummary
    skewed: GroupSummary | None
    r_star: GroupSummary
    deviation: GroupSummary


@dataclass(frozen=True)
class StateReliability:
    """Reliability of the mean of some items."""

    alpha: Reliability | Withheld
    omega: Omega | Withheld
    error: MeasurementError | Withheld


@dataclass(frozen=True)
class StateScale:
    """One scale.

    Parameters
    ----------
    mean : of the scores (half rule), CR2 by family.
    sd : of the scores.
    reliability : alpha, omega and the standard error of measurement.
    icc1, icc2 : of the scores by meeting.
    agreement : inside meetings.
    languages : for each two languages the difference of their mean scores, CR2 by family.
    design_effect : of the share of top scores; None near no and near all answers.
    """

    mean: ClusteredMean | Withheld
    sd: float | None
    reliability: StateReliability
    icc1: Icc | Withheld
    icc2: Icc | Withheld
    agreement: StateAgreement | Withheld
    languages: Mapping[Languages, ClusteredDifference | Withheld]
    design_effect: float | None


@dataclass(frozen=True)
class StateStructure:
    """What only a year's answers can show.

    Parameters
    ----------
    one_factor, scales : all items on one factor, and each scale on a factor of its own.
    polychoric : correlations of all items; ordinal_alpha : by scale.
    """

    one_factor: FactorModel | Withheld
    scales: FactorModel | Withheld
    polychoric: PolychoricMatrix | Withheld
    ordinal_alpha: Mapping[str, Reliability | Withheld]


@dataclass(frozen=True)
class StateStatistics:
    """All statistics of a pool; the gap is None when no gap was asked for."""

    version: str
    forms: int
    units: int
    sites: int
    items: Mapping[str, StateItem | Withheld]
    scales: Mapping[str, StateScale]
    total: StateReliability
    gap: Mapping[str, MeetingGap | Withheld] | None
    structure: StateStructure | Withheld
