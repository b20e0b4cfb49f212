"""Mergeable sums of the gap between parents and professionals inside meetings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from analysis.instrument import Instrument
from analysis.pool.forms import PoolForm, Rows, columns_of
from analysis.pool.merging import merged
from analysis.pool.stored import pack, unpack
from analysis.statistics import GapSums, MeetingGaps
from analysis.statistics.scale_scores import whole_scores

FORMAT = "pool-gap-1"
FIRST, SECOND = "parent", "professional"


@dataclass(frozen=True)
class PoolGap:
    """Differences of meetings whose roles were opened together, by scale.

    Parameters
    ----------
    version : of the two parallel questionnaires.
    sites : labels of the sites with a meeting that both roles answered about.
    scales : for each scale the sums of parent minus professional.
    """

    version: str
    sites: frozenset[str]
    scales: Mapping[str, GapSums]

    @classmethod
    def of(cls, instrument: Instrument, forms: Iterable[PoolForm]) -> "PoolGap":
        """The sums of the forms of parents and professionals; other roles are left out.

        instrument : the two questionnaires joined by their parallel map (`joined`).

        Raises ValueError for an answer that the instrument does not name.
        """
        rows = Rows.of(instrument, [form for form in forms if form.role in (FIRST, SECOND)])
        scales = {scale: _gaps(instrument, scale, rows) for scale in instrument.scales}
        return cls(instrument.version, _sites_with_both(rows), scales)

    def __add__(self, other: "PoolGap") -> "PoolGap":
        """The sums of both, for different families. ValueError when the versions differ."""
        if self.version != other.version:
            raise ValueError(f"gaps of {self.version} and {other.version} do not add")
        return PoolGap(self.version, self.sites | other.sites, merged(self.scales, other.scales))

    def to_bytes(self) -> bytes:
        """The sums in their compact form; the same bytes for equal sums."""
        scales = [[scale, sums.to_dict()] for scale, sums in self.scales.items()]
        return pack(
            FORMAT, {"version": self.version, "sites": sorted(self.sites), "scales": scales}
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> "PoolGap":
        """What `to_bytes` wrote. ValueError for another format and for damaged bytes."""
        return unpack(FORMAT, data, cls._read)

    @classmethod
    def _read(cls, content: Mapping[str, Any]) -> "PoolGap":
        scales = {scale: GapSums.from_dict(sums) for scale, sums in content["scales"]}
        return cls(content["version"], frozenset(content["sites"]), scales)


def _gaps(instrument: Instrument, scale: str, rows: Rows) -> GapSums:
    table = rows.table[:, columns_of(instrument, scale)]
    scores, unit = whole_scores(table, instrument.points)
    roles = [form.role for form in rows.forms]
    gaps = MeetingGaps.of(rows.families, rows.meetings, roles, scores, first=FIRST, second=SECOND)
    return gaps.sums().over(unit)


def _sites_with_both(rows: Rows) -> frozenset[str]:
    roles: dict[tuple[str, str], set[str]] = defaultdict(set)
    for form in rows.forms:
        roles[form.site, form.meeting].add(form.role)
    return frozenset(site for (site, _), found in roles.items() if len(found) == 2)
