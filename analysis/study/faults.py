"""What is wrong with the files of a study: collected, and told all at once in one language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from analysis.language import marked, translator

MOST = 50
"""Faults that are told one by one; of more, the number is told."""

_NEAREST = marked("{fault} Did you mean {nearest!r}?")
_MORE = marked("... and {number} more")


@dataclass(frozen=True)
class Fault:
    """One fault: a text of the catalogue and what to fill in.

    `text` is marked for translation where the fault is made; `nearest` is a name that may be meant.
    """

    text: str
    values: dict[str, Any] = field(default_factory=dict)
    nearest: str | None = None

    def said(self, language: str) -> str:
        """The fault as a sentence, "en" or "es"."""
        _ = translator(language).gettext
        sentence = _(self.text).format(**self.values)
        if self.nearest is None:
            return sentence
        return _(_NEAREST).format(fault=sentence, nearest=self.nearest)


class BadStudyError(Exception):
    """The files cannot be used; `faults` has every reason that was found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)

    def said(self, language: str) -> str:
        """One fault a line, the first `MOST` of them."""
        lines = [fault.said(language) for fault in self.faults[:MOST]]
        if len(self.faults) > MOST:
            more = translator(language).gettext(_MORE)
            lines.append(more.format(number=len(self.faults) - MOST))
        return "\n".join(lines)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like this one, None when none is."""
    lowered = {other.casefold(): other for other in known}
    found = get_close_matches(name.casefold(), lowered, n=1, cutoff=0.5)
    return lowered[found[0]] if found else None
