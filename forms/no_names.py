"""A gentle check of what will be printed: does it look as if it names somebody?

It can be wrong both ways, so it asks to look again and forbids nothing.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

Looks = Literal["email", "phone", "name"]

_EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.\w+")
_DATE = re.compile(
    r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b"
    r"|\b(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d\b"
)
_PHONE = re.compile(r"\+?\d(?:[\s().-]{0,2}\d){6,}")
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sr|Sra|Srta|Don|Doña|Judge|Juez|Jueza)\b\.?\s+[A-ZÁÉÍÓÚÑ][\w’'-]+"
)
_WORD = re.compile(r"[^\W\d_][\w-]*")
_BEGINS = re.compile(r"(?:^|[.!?:;¿¡\n]|[-–—•*]\s)[\s\"“”'‘’(«]*$")
_HARMLESS_WORDS = """
    active ad agency attorney attorneys babies care caregiver caregivers case caseworker
    caseworkers chair child children christmas community coordinator coordinators county court
    department director early families family foster group guardian head health home
    implementation intervention judge judges lead leader leaders leadership litem manager medicaid
    meeting meetings mentor navigator nurse office parent parents partner partners peer
    professional professionals program provider providers resource safe service services site
    specialist staff start state supervisor supervisors team teams thanksgiving therapist visiting
    visitor visitors welfare worker workers zoom english spanish español american
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december
    activo comunidad comité condado coordinación coordinador coordinadora equipo estado familia
    familias juez jueza reunión sitio tribunal
"""
#: Capitals inside a sentence that name nobody.
_HARMLESS = frozenset(_HARMLESS_WORDS.split())


@dataclass(frozen=True)
class Suspicion:
    """What looks as if it names somebody, and as what."""

    looks: Looks
    words: str


def suspicion(text: str, names: Collection[str] = ()) -> Suspicion | None:
    """The first part of a text that looks like an address, a number to call, or a name.

    `names` are words that name a family here, wherever they stand.
    """
    if found := _EMAIL.search(text):
        return Suspicion("email", found[0])
    if found := _PHONE.search(_DATE.sub(" ", text)):
        return Suspicion("phone", found[0])
    if found := _TITLE.search(text):
        return Suspicion("name", found[0])
    listed = {name.casefold() for name in names}
    for word, inside in _capitals(text):
        if word.casefold() in listed or (inside and word.casefold() not in _HARMLESS):
            return Suspicion("name", word)
    return None


def _capitals(text: str) -> Iterator[tuple[str, bool]]:
    """The words with a capital first letter only, and whether each stands inside a sentence."""
    for found in _WORD.finditer(text):
        word = found[0]
        if len(word) > 1 and word[0].isupper() and not word.isupper():
            yield word, not _BEGINS.search(text[: found.start()])
