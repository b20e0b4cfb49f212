"""One respondent's answers, and the small dictionary in which they are sealed.

Only what the questionnaire names gets in, whatever was sent; nothing is ever an error.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import dropwhile, islice

from forms.items import OpenText, PickAny, YesNo
from forms.questionnaire import Questionnaire

NOTE_CHARACTERS = 500
"""The longest note. In UTF-8 a character has four bytes at most, so a note has at most 2,000."""

CONTROLS = frozenset({"Cc", "Cs"})
"""Unicode categories that a note cannot hold: control characters and halves of characters."""


@dataclass(frozen=True)
class Answers:
    """What one respondent said. Blank, skipped and unknown answers are all absent."""

    ratings: Mapping[str, int] = field(default_factory=dict)
    """Item key to answer, from 1 to the questionnaire's `points`."""
    help: tuple[str, ...] = ()
    """Codes of the kinds of help named, in the questionnaire's order."""
    note: str = ""
    answered_before: bool | None = None
    """Whether the same person answered in this period already; None if not asked or blank."""

    def to_dict(self) -> dict[str, object]:
        """A dictionary for JSON, as small as it can be: what is blank is left out."""
        parts: dict[str, object] = {"r": dict(self.ratings), "h": list(self.help), "n": self.note}
        small = {name: part for name, part in parts.items() if part}
        return small if self.answered_before is None else small | {"b": self.answered_before}

    @classmethod
    def from_dict(cls, data: object, questionnaire: Questionnaire) -> "Answers":
        """The answers in `data` that `questionnaire` names; anything else is dropped.

        Never raises: `data` may be any value read from JSON.
        """
        parts = data if isinstance(data, Mapping) else {}
        return cls(
            ratings=_ratings(parts.get("r"), questionnaire),
            help=_help(parts.get("h"), questionnaire),
            note=clean_note(parts.get("n")) if questionnaire.first(OpenText) else "",
            answered_before=_before(parts.get("b"), questionnaire),
        )


def clean_note(text: object) -> str:
    """A note as it is kept: no control characters, no blank ends, `NOTE_CHARACTERS` at most."""
    sent = text if isinstance(text, str) else ""
    kept = (c for c in sent if c in "\n\t" or unicodedata.category(c) not in CONTROLS)
    return "".join(islice(dropwhile(str.isspace, kept), NOTE_CHARACTERS)).rstrip()


def _ratings(sent: object, questionnaire: Questionnaire) -> dict[str, int]:
    given = sent if isinstance(sent, Mapping) else {}
    values = {item.key: given.get(item.key) for item in questionnaire.ratings}
    known = range(1, questionnaire.points + 1)
    # True counts as 1 in Python, so the type is looked at as well.
    return {key: value for key, value in values.items() if type(value) is int and value in known}


def _help(sent: object, questionnaire: Questionnaire) -> tuple[str, ...]:
    asked = questionnaire.first(PickAny)
    return asked.kept(sent) if asked and isinstance(sent, list) else ()


def _before(sent: object, questionnaire: Questionnaire) -> bool | None:
    return sent if isinstance(sent, bool) and questionnaire.first(YesNo) else None
