"""A form as it enters the pool, and many of them as columns of numbers."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import numpy as np

from analysis.instrument import Form, Instrument, checked
from analysis.statistics.answers import Matrix, Whole


@dataclass(frozen=True)
class PoolForm:
    """An accepted form with what its answers have in common with others.

    Parameters
    ----------
    answers : what was answered.
    site, family, meeting : labels. A family is a cluster: for an ACT each member is one. Those
        who answer about one meeting, or about one ACT in one wave, name the same meeting.
    role : "parent", "caregiver", "professional", ...
    language : the language it was answered in; None when that is not known.
    """

    answers: Form
    site: str
    family: str
    meeting: str
    role: str = ""
    language: str | None = None


@dataclass(frozen=True, eq=False)
class Rows:
    """Forms as columns: answers (forms x items, NaN = blank) and codes of labels."""

    forms: tuple[PoolForm, ...]
    table: Matrix
    families: Whole
    meetings: Whole

    @classmethod
    def of(cls, instrument: Instrument, forms: Iterable[PoolForm]) -> "Rows":
        """The forms in the order given. ValueError for answers the instrument does not name."""
        rows = tuple(forms)
        given = [checked(instrument, form.answers).ratings for form in rows]
        cells = [ratings.get(key, np.nan) for ratings in given for key in instrument.items]
        table = np.array(cells, dtype=np.float64).reshape(len(rows), len(instrument.items))
        return cls(
            rows,
            table,
            _codes((form.site, form.family) for form in rows),
            _codes((form.site, form.meeting) for form in rows),
        )

    @property
    def sites(self) -> frozenset[str]:
        """The sites that the forms come from."""
        return frozenset(form.site for form in self.forms)


def columns_of(instrument: Instrument, scale: str) -> list[int]:
    """Places of a scale's items among those of the instrument."""
    return [instrument.items.index(key) for key in instrument.scales[scale]]


def _codes(labels: Iterable[Hashable]) -> Whole:
    known: dict[Hashable, int] = {}
    return np.array([known.setdefault(label, len(known)) for label in labels], dtype=np.int64)
