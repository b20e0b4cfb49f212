"""Mergeable sums of all accepted forms of a questionnaire group.

The tally of two sets of forms together is the sum of their tallies, in any order and without
rounding, provided that no family is in both: a family in two closings is two clusters.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.instrument import Instrument
from analysis.pool.forms import PoolForm, Rows
from analysis.pool.merging import merged
from analysis.pool.scale_sums import ScaleSums
from analysis.pool.stored import pack, unpack
from analysis.statistics import ClusterSums, CrossProducts, ItemHistograms, PairTables
from analysis.statistics.answers import Vector

FORMAT = "pool-tally-1"


@dataclass(frozen=True)
class PoolTally:
    """What the state's statistics rest on. Help that was named and notes are not in it.

    Parameters
    ----------
    instrument : what was asked.
    languages : form counts of the languages that are compared; others are in no count.
    forms, units : accepted forms, and the families or persons they come from.
    sites : labels of the sites that gave a form.
    items : how often each option of each item was chosen.
    products, pairs : of all items, over the forms that answer every one of them.
    fully : for each item 1 for the last option and 0 for another, with the family as cluster.
    scales : the sums of each scale.

    Raises ValueError for parts that are not of the instrument, and for more units than forms.
    """

    instrument: Instrument
    languages: Mapping[str, int]
    forms: int
    units: int
    sites: frozenset[str]
    items: ItemHistograms
    products: CrossProducts
    pairs: PairTables
    fully: Mapping[str, ClusterSums]
    scales: Mapping[str, ScaleSums]

    def __post_init__(self) -> None:
        keys, parts = self.instrument.items, (self.items, self.products, self.pairs)
        named = all(part.items == keys for part in parts) and tuple(self.fully) == keys
        if not named or self.scales.keys() != self.instrument.scales.keys():
            raise ValueError("the sums are not those of the instrument")
        if not 0 <= self.units <= self.forms:
            raise ValueError(f"{self.units} units gave {self.forms} forms")

    @classmethod
    def of(
        cls,
        instrument: Instrument,
        forms: Iterable[PoolForm],
        *,
        languages: Iterable[str] = (),
        units: int | None = None,
    ) -> "PoolTally":
        """The sums of these forms.

        languages : those to be compared, the same for all tallies of a pool.
        units : different persons who answered; families when not given.

        Raises ValueError for an answer that the instrument does not name.
        """
        rows = Rows.of(instrument, forms)
        table, keys, points = rows.table, instrument.items, instrument.points
        compared = tuple(sorted(set(languages)))
        spoken = Counter(form.language for form in rows.forms)
        return cls(
            instrument=instrument,
            languages={language: spoken[language] for language in compared},
            forms=len(rows.forms),
            units=len(set(rows.families.tolist())) if units is None else units,
            sites=rows.sites,
            items=ItemHistograms.of(table, points, keys),
            products=CrossProducts.of(table, keys),
            pairs=PairTables.of(table, points, keys),
            fully={
                key: ClusterSums.of(_is_last(table[:, place], points), rows.families)
                for place, key in enumerate(keys)
            },
            scales={
                scale: ScaleSums.of(instrument, scale, rows, compared)
                for scale in instrument.scales
            },
        )

    def __add__(self, other: "PoolTally") -> "PoolTally":
        """The tally of both, for different families.

        Raises ValueError when the instruments or the compared languages differ.
        """
        if self.instrument != other.instrument:
            names = f"{self.instrument.version} and {other.instrument.version}"
            raise ValueError(f"pool tallies of {names} do not add")
        return PoolTally(
            instrument=self.instrument,
            languages=merged(self.languages, other.languages),
            forms=self.forms + other.forms,
            units=self.units + other.units,
            sites=self.sites | other.sites,
            items=self.items + other.items,
            products=self.products + other.products,
            pairs=self.pairs + other.pairs,
            fully=merged(self.fully, other.fully),
            scales=merged(self.scales, other.scales),
        )

    def to_bytes(self) -> bytes:
        """The tally in its compact form; the same bytes for equal tallies."""
        content = {
            "instrument": _instrument_to_dict(self.instrument),
            "languages": dict(self.languages),
            "forms": self.forms,
            "units": self.units,
            "sites": sorted(self.sites),
            "items": self.items.to_dict(),
            "products": self.products.to_dict(),
            "pairs": self.pairs.to_dict(),
            "fully": {item: sums.to_dict() for item, sums in self.fully.items()},
            "scales": {name: sums.to_dict() for name, sums in self.scales.items()},
        }
        return pack(FORMAT, content)

    @classmethod
    def from_bytes(cls, data: bytes) -> "PoolTally":
        """What `to_bytes` wrote. ValueError for another format and for damaged bytes."""
        return unpack(FORMAT, data, cls._read)

    @classmethod
    def _read(cls, content: Mapping[str, Any]) -> "PoolTally":
        instrument = _read_instrument(content["instrument"])
        fully, scales = content["fully"], content["scales"]
        return cls(
            instrument=instrument,
            languages=content["languages"],
            forms=content["forms"],
            units=content["units"],
            sites=frozenset(content["sites"]),
            items=ItemHistograms.from_dict(content["items"]),
            products=CrossProducts.from_dict(content["products"]),
            pairs=PairTables.from_dict(content["pairs"]),
            fully={item: ClusterSums.from_dict(fully[item]) for item in instrument.items},
            scales={name: ScaleSums.from_dict(scales[name]) for name in instrument.scales},
        )


def _is_last(column: Vector, points: int) -> Vector:
    return np.where(np.isnan(column), np.nan, (column == points).astype(np.float64))


def _instrument_to_dict(instrument: Instrument) -> dict[str, Any]:
    return {
        "version": instrument.version,
        "scales": [[name, list(keys)] for name, keys in instrument.scales.items()],
        "help": list(instrument.help_codes),
        "points": instrument.points,
    }


def _read_instrument(content: Mapping[str, Any]) -> Instrument:
    scales = {name: tuple(keys) for name, keys in content["scales"]}
    return Instrument(content["version"], scales, tuple(content["help"]), content["points"])
