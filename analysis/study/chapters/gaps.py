"""The difference of two roles inside meetings."""

from typing import Any

import numpy as np

from analysis.statistics import MeetingGap, MeetingGaps, d_av, meeting_gap, sign_flip_test
from analysis.study.plain import plain
from analysis.study.plan import Roles
from analysis.study.study import Mask, ScaleAnswers, Study
from analysis.study.whys import Why

MOST_CLUSTERS = 2000


def chapter(study: Study) -> dict[str, Any]:
    """Scale to its gap, first role minus second.

    Without a column of clusters every meeting is its own. Rows without meeting, cluster or role
    and rows of other roles are left out.
    """
    roles = study.plan.roles
    assert roles is not None
    return {scale.name: _scale(scale, study, roles) for scale in study.scales}


def _scale(scale: ScaleAnswers, study: Study, roles: Roles) -> dict[str, Any]:
    is_first, kept = _rows(study, roles)
    meeting = study.columns["meeting"]
    family = study.columns.get("cluster", meeting)
    gaps = MeetingGaps.of(
        family.codes[kept],
        meeting.codes[kept],
        np.where(is_first, "first", "second")[kept],
        scale.scores[kept],
        first="first",
        second="second",
    )
    gap = meeting_gap(gaps, level=study.plan.options.level)
    return {
        "first": roles.first,
        "second": roles.second,
        "meeting_gap": plain(gap),
        "sign_flip_test": _sign_flip(gaps, gap.mean.clusters),
        "d_av": _d_av(gap, scale, is_first, kept),
    }


def _rows(study: Study, roles: Roles) -> tuple[Mask, Mask]:
    """Which rows are of the first role, and which belong to a gap at all."""
    role = study.columns["role"]
    is_first, is_second = (
        role.codes == (role.values.index(name) if name in role.values else -2)
        for name in (roles.first, roles.second)
    )
    kept = (is_first | is_second) & study.columns["meeting"].known
    if "cluster" in study.columns:
        kept &= study.columns["cluster"].known
    return is_first, kept


def _sign_flip(gaps: MeetingGaps, clusters: int) -> dict[str, Any]:
    if clusters > MOST_CLUSTERS:
        return {"p": None, "n": clusters, "why": str(Why.MANY_CLUSTERS)}
    found: dict[str, Any] = plain(sign_flip_test(gaps.family_sums))
    return found


def _d_av(gap: MeetingGap, scale: ScaleAnswers, is_first: Mask, kept: Mask) -> Any:  # noqa: ANN401 (plain)
    mean = gap.mean.mean
    if mean.value is None:
        return plain(mean)
    return plain(d_av(mean.value, scale.scores[kept & is_first], scale.scores[kept & ~is_first]))
