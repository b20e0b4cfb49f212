"""Words for people drawn one by one."""

from collections.abc import Sequence

from analysis.figures.people_dots import DotRow, DotWords
from analysis.figures.wording.beside_record import possible
from analysis.figures.wording.common import between, fully, sentences
from analysis.guard import GuardedCount
from analysis.language import translator
from analysis.wording import count_phrase, reach_phrase


def people_dots_words(language: str) -> DotWords:
    """The words of the key, for who said "yes, fully"."""
    other = translator(language).gettext("said something else, or left it blank")
    return DotWords(fully(language), other, between(language))


def member_dots_words(language: str) -> DotWords:
    """The words of the key, for the reach over all members of a team."""
    _ = translator(language).gettext
    return DotWords(
        _("said “mostly” or better"),
        _("said less, or left it blank"),
        possible(language),
    )


def member_row(key: str, label: str, reach: GuardedCount, language: str) -> DotRow:
    """A row whose reach is written beside its circles, one for each member."""
    return DotRow(key, label, reach, reach_phrase(reach, language))


def dot_row(key: str, label: str, count: GuardedCount, language: str) -> DotRow:
    """A row whose count is written beside its circles."""
    return DotRow(key, label, count, count_phrase(count, language))


def people_dots_alt(title: str, rows: Sequence[DotRow]) -> str:
    """The finding, then every row."""
    return sentences(title, *(f"{row.label}: {row.text}" for row in rows))
