"""Words for what members perceive beside what is on record."""

from collections.abc import Sequence

from analysis.figures.beside_record import RecordBlock, RecordRow, RecordWords
from analysis.figures.wording.common import sentences
from analysis.guard import GuardedCount
from analysis.language import translator
from analysis.wording import reach_phrase


def record_words(language: str) -> RecordWords:
    """The headings of the columns and the words of the key."""
    _ = translator(language).gettext
    return RecordWords(
        perceived=_("Members who say “mostly” or “yes, fully”"),
        recorded=_("On record"),
        certain=_("certain"),
        possible=possible(language),
        entry=_("one entry"),
    )


def possible(language: str) -> str:
    """What the open stretch of a reach means."""
    return translator(language).gettext("possible: did not answer, or not shown more exactly")


def record_row(
    key: str, label: str, reach: GuardedCount, record: tuple[int, str], language: str
) -> RecordRow:
    """A row whose reach is written below its bar; `record` is how many entries, and in words."""
    return RecordRow(key, label, reach, reach_phrase(reach, language), *record)


def record_alt(title: str, blocks: Sequence[RecordBlock], language: str) -> str:
    """The finding, then every row."""
    on_record = translator(language).gettext("on record: {record}")
    read = [
        f"{row.label} {row.reach_text}; {on_record.format(record=row.record_text)}"
        for block in blocks
        for row in block.rows
    ]
    return sentences(title, *read)
