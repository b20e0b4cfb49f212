"""Hiding parts of a note: what may name somebody, and a part that only ever leaves words out.

Suggestions are a help and no more: a name at the beginning of a sentence, or in small letters, is
not found. A person reads every note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

#: Stands where something was left out.
GAP = "[…]"
Span = tuple[int, int]

_GAPS = re.compile(r"\[\s*(?:…|\.{2,})\s*\]")
_PIECE = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:¡¿\n\"“«*•-]\s*$")
_TITLE = re.compile(r"\b(?:mr|mrs|ms|dr|dra|sr|sra|srta|judge|juez|jueza)\.?\s+$", re.IGNORECASE)

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
    "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre"
    "|diciembre"
)
_FOUND = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[^\s@<>]+@[^\s@<>]+\.[^\W\d_]{2,}",  # e-mail
        r"(?:https?://|www\.)\S+",
        r"(?:\+?1[\s.-]*)?\(?\b\d{3}\)?[\s.-]*\d{3}[\s.-]*\d{4}\b",  # telephone
        r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b",  # 5/3/2026
        rf"\b(?:{_MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?\b",
        rf"\b\d{{1,2}}(?:\s+de)?\s+(?:{_MONTHS})\b(?:\s+(?:de|del)\s+\d{{4}})?",
        r"\b(?-i:[A-Z]{1,5})[-/]?\d{2,}(?:[-/]\w+)*\b",  # JD-2024-117
        r"\b\d{2,}(?:[-/][^\W_]+)+\b",  # 24-JV-00123
        r"\b\d{4,}\b",
    )
)
#: Written with a capital and no name of anybody.
_NO_NAMES = frozenset(
    {"i", "i'm", "i've", "i'd", "i'll", "i’m", "i’ve", "act", "ftm", "safe", "babies", "ok", "tv"}
    | {"cps", "dcf", "dcfs", "dcs", "dhs", "covid", "medicaid", "snap", "wic", "zoom", "english"}
    | {"spanish", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    | {"christmas", "dios", "navidad", "usted", "ustedes", "ud", "uds", *_MONTHS.split("|")}
)


class NotAPart(Exception):
    """What was typed has a word that the note does not have there."""

    def __init__(self, piece: str) -> None:
        self.piece = piece
        super().__init__(piece)


def suggestions(note: str) -> list[Span]:
    """The places that may tell who somebody is, in order, none over another."""
    found = [match.span() for pattern in _FOUND for match in pattern.finditer(note)]
    return _joined(note, _whole_pieces(note, [*found, *_names(note)]))


def without(note: str, spans: Iterable[Span]) -> str:
    """The note with a gap in each of these places."""
    parts, end = [], 0
    for start, stop in spans:
        parts += [note[end:start], GAP]
        end = stop
    return "".join((*parts, note[end:]))


def part_of(note: str, edited: str) -> str:
    """The note with a gap wherever the edited copy left words out.

    Raises NotAPart if the copy has anything that the note does not have, in this order.
    """
    pieces = [match.span() for match in _PIECE.finditer(note)]
    kept: set[int] = set()
    at = 0
    for wanted in _PIECE.findall(_GAPS.sub(" ", edited)):
        while at < len(pieces) and note[slice(*pieces[at])] != wanted:
            at += 1
        if at == len(pieces):
            raise NotAPart(wanted)
        kept.add(at)
        at += 1
    return without(note, _left_out(pieces, kept))


def _left_out(pieces: list[Span], kept: set[int]) -> Iterator[Span]:
    """Neighbours that were left out are one gap."""
    start = None
    for number, span in enumerate(pieces):
        if number in kept:
            start = None
        else:
            start = span[0] if start is None else start
            if number + 1 in kept or number + 1 == len(pieces):
                yield start, span[1]


def _names(note: str) -> Iterator[Span]:
    if note.isupper():  # all in capitals: they tell nothing
        return
    for match in _WORD.finditer(note):
        before, word = note[: match.start()], match[0]
        if not word[0].isupper() or word.casefold() in _NO_NAMES:
            continue
        begins = not before.strip() or _SENTENCE_END.search(before) is not None
        if not begins or _TITLE.search(before):
            yield match.span()


def _whole_pieces(note: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Widened to where words begin and end: of "4Ana" a person can leave out all or nothing."""
    pieces = [match.span() for match in _PIECE.finditer(note)]
    for start, stop in spans:
        met = [span for span in pieces if span[0] < stop and start < span[1]]
        yield met[0][0], met[-1][1]


def _joined(note: str, spans: Iterable[Span]) -> list[Span]:
    """Without any over another, and neighbours as one."""
    joined: list[Span] = []
    for start, stop in sorted(spans):
        if joined and not note[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined
