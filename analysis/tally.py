"""Mergeable counts of a group of forms, in whole numbers; kept in the closing job's memory only.

The tally of two groups together is the sum of their tallies, in any order.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.condition import Condition, Kind
from analysis.instrument import Form, Instrument, checked
from analysis.scoring import is_affirmed, is_top_score

ItemHistogram = tuple[int, ...]
ScoreHistogram = Counter[tuple[int, int]]


@dataclass(frozen=True)
class Tally:
    """Counts of `units` forms, one form for each unit.

    Parameters
    ----------
    instrument : what was asked.
    units : number of forms.
    item_hist : item key -> (blank, answers 1, 2, ... points); each sums to `units`.
    score_hist : scale or combined scale -> {(sum of the answered items, number answered): forms},
        zeros left out.
    help_named : help code -> forms that named it.
    """

    instrument: Instrument
    units: int
    item_hist: Mapping[str, ItemHistogram]
    score_hist: Mapping[str, ScoreHistogram]
    help_named: Mapping[str, int]

    @classmethod
    def of(cls, instrument: Instrument, forms: Iterable[Form]) -> "Tally":
        """Count the forms. A blank item is absent from a form's ratings.

        Raises ValueError for an item, an answer or a help code that the instrument does not name.
        """
        counted = [checked(instrument, form) for form in forms]
        return cls(
            instrument,
            len(counted),
            {key: _item_histogram(instrument, counted, key) for key in instrument.items},
            {name: _score_histogram(counted, keys) for name, keys in instrument.scored.items()},
            {code: sum(code in form.help for form in counted) for code in instrument.help_codes},
        )

    @classmethod
    def empty(cls, instrument: Instrument) -> "Tally":
        """The tally of no forms: adding it changes nothing."""
        return cls.of(instrument, ())

    def __add__(self, other: "Tally") -> "Tally":
        """The tally of both groups together. ValueError when the instruments differ."""
        if self.instrument != other.instrument:
            raise ValueError(
                f"tallies of {self.instrument.version} and {other.instrument.version} do not add"
            )
        return Tally(
            self.instrument,
            self.units + other.units,
            {key: _added(h, other.item_hist[key]) for key, h in self.item_hist.items()},
            {
                key: Counter(h) + Counter(other.score_hist[key])
                for key, h in self.score_hist.items()
            },
            {code: named + other.help_named[code] for code, named in self.help_named.items()},
        )

    def count(self, condition: Condition) -> int:
        """Number of units, 0..units, that meet the condition. A blank is not a yes.

        Raises KeyError when the instrument has no such item, scale or code.
        """
        match condition.kind:
            case Kind.FULLY:
                return self.item_hist[condition.target][-1]
            case Kind.MOSTLY:
                return sum(self.item_hist[condition.target][-2:])
            case Kind.HELP:
                return self.help_named[condition.target]
            case Kind.TOP | Kind.AFFIRMED:
                return self._scored(condition)

    def _scored(self, condition: Condition) -> int:
        meets = is_top_score if condition.kind is Kind.TOP else is_affirmed
        size = len(self.instrument.scored[condition.target])
        points = self.instrument.points
        scores = self.score_hist[condition.target]
        return sum(n for (total, k), n in scores.items() if meets(total, k, size, points))


def _item_histogram(instrument: Instrument, forms: list[Form], key: str) -> ItemHistogram:
    counts = Counter(form.ratings.get(key, 0) for form in forms)
    return tuple(counts[answer] for answer in range(instrument.points + 1))


def _score_histogram(forms: list[Form], keys: tuple[str, ...]) -> ScoreHistogram:
    scores: ScoreHistogram = Counter()
    for form in forms:
        given = [form.ratings[key] for key in keys if key in form.ratings]
        scores[sum(given), len(given)] += 1
    return scores


def _added(first: ItemHistogram, second: ItemHistogram) -> ItemHistogram:
    return tuple(a + b for a, b in zip(first, second, strict=True))
