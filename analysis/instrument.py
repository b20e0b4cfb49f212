"""What the statistics need to know of a questionnaire, and one respondent's answers as numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Instrument:
    """The rated items of a questionnaire version, grouped in scales, and its help codes.

    Parameters
    ----------
    version : id of the questionnaire version, "ftm-parent-1"; of two joined ones
        "ftm-caregiver-1+ftm-parent-1".
    scales : scale name -> its item keys, both in display order. An item is in one scale only.
    help_codes : codes of the pick-any question, in display order; may be empty.
    points : number of options of every item; an answer is 1 (least) to `points` (most).
    combined : name -> the scales whose items it scores as one, besides each for itself.

    Raises
    ------
    ValueError : no scale, a scale without items, a repeated key, code or name of a scale, a
        combined scale of unknown ones, fewer than 3 points, or a name that could not be written
        in a condition ("kind:target").
    """

    version: str
    scales: Mapping[str, tuple[str, ...]]
    help_codes: tuple[str, ...] = ()
    points: int = 5
    combined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = [*self.scales, *self.combined, *self.items, *self.help_codes]
        if not self.scales or not all(self.scales.values()):
            raise ValueError(f"{self.version}: every instrument has a scale, every scale an item")
        if len(set(self.items)) < len(self.items) or _repeats(self.help_codes):
            raise ValueError(f"{self.version}: an item or help code stands twice")
        if self.combined.keys() & self.scales.keys() or not all(map(self._can_join, self.combined)):
            raise ValueError(f"{self.version}: a combined scale joins scales under its own name")
        if self.points < 3:
            raise ValueError(f"{self.version}: an item has at least 3 options")
        if any(not name or ":" in name for name in names):
            raise ValueError(f"{self.version}: names are not empty and hold no colon")

    @property
    def items(self) -> tuple[str, ...]:
        """All item keys, scale by scale, in display order."""
        return tuple(key for keys in self.scales.values() for key in keys)

    @property
    def scored(self) -> dict[str, tuple[str, ...]]:
        """Everything that gets a score -> its item keys: the scales, then the combined ones."""
        joined_items = {
            name: tuple(key for part in parts for key in self.scales[part])
            for name, parts in self.combined.items()
        }
        return {**self.scales, **joined_items}

    def _can_join(self, name: str) -> bool:
        parts = self.combined[name]
        return len(parts) > 1 and not _repeats(parts) and set(parts) <= self.scales.keys()


@dataclass(frozen=True)
class Form:
    """One respondent's answers.

    Parameters
    ----------
    ratings : item key -> 1..points. A blank or skipped item is absent.
    help : the help codes that were named.
    """

    ratings: Mapping[str, int]
    help: frozenset[str] = field(default_factory=frozenset)


def checked(instrument: Instrument, form: Form) -> Form:
    """The form itself, once it is known to answer this instrument.

    Raises ValueError for an item, an answer or a help code that the instrument does not name.
    """
    unknown = (form.ratings.keys() - set(instrument.items)) | (
        form.help - set(instrument.help_codes)
    )
    if unknown:
        raise ValueError(f"{instrument.version} does not name {', '.join(sorted(unknown))}")
    if any(rating not in range(1, instrument.points + 1) for rating in form.ratings.values()):
        raise ValueError(f"{instrument.version}: an answer is 1 to {instrument.points}")
    return form


def joined(first: Instrument, second: Instrument) -> Instrument:
    """One instrument for two parallel questionnaires (parents and caregivers as "families").

    Both must have the same scales, item keys, help codes and points: the parallel map gave
    matching items the same key. The version names both, in alphabetical order.

    Raises ValueError when they are not parallel.
    """
    if _shape(first) != _shape(second):
        raise ValueError(f"{first.version} and {second.version} are not parallel")
    version = "+".join(sorted((first.version, second.version)))
    return Instrument(version, first.scales, first.help_codes, first.points, first.combined)


def _shape(instrument: Instrument) -> tuple[object, ...]:
    scales = tuple(instrument.scales.items()), tuple(instrument.combined.items())
    return scales, instrument.help_codes, instrument.points


def _repeats(names: tuple[str, ...]) -> bool:
    return len(set(names)) < len(names)
