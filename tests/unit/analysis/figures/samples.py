"""Made-up figures of every kind: short and long words, exact and guarded counts, 1 to 8 terms."""

from collections.abc import Callable

from analysis.figures.answered_strips import StripRow, StripWords, answered_strips
from analysis.figures.gap_dumbbell import GapRow, GapWords, gap_dumbbell
from analysis.figures.help_bars import HelpCell, HelpRow, help_bars
from analysis.figures.marks import Shares
from analysis.figures.over_time import Flag, Panel, Point, Tick, TimeWords, over_time
from analysis.figures.parts_bars import Parts, PartsBlock, PartsRow, PartsWords, parts_bars
from analysis.guard import GuardedCount, guarded
from tests.unit.analysis.figures.drawing import PREFIX

SHORT = ("Listened to", "OK to disagree", "Respect")
LONG = (
    "Did you get to choose how or when things will happen?",
    "¿Hablaron de lo que usted hace bien como mamá o papá en la reunión del equipo familiar?",
    "Kraftfahrzeughaftpflichtversicherungsgesellschaft $x_1$ <b>&amp;",
)
ALT = 'A finding: "9 of 25" & more'


def phrase(count: GuardedCount) -> str:
    if count.exact:
        return str(count.low)
    return "3 or fewer" if count.low == 0 else f"at least {count.low}"


def parts_row(
    key: str, label: str, fully: int, affirmed: int, base: int = 25, *, several: bool = True
) -> PartsRow:
    first, second = guarded(fully, base), guarded(affirmed, base)
    sum_of_two = Parts(first + guarded(9, 30), second + guarded(20, 30)) if several else None
    texts = phrase(first), phrase(second)
    return PartsRow(key, label, Parts(first, second), *texts, sum_of_two)


def parts(labels: tuple[str, ...] = SHORT, *, sample: bool = False, several: bool = True) -> str:
    rows = (
        parts_row("V1", labels[0], 18, 20, several=several),
        parts_row("V2", labels[1], 24, 25, several=several),
        parts_row("V3", labels[2], 1, 9, several=several),
    )
    last = parts_row("D1", labels[0], 12, 14, several=several)
    blocks = (PartsBlock("Voice", rows), PartsBlock("Shared decisions", (last,)))
    words = PartsWords(
        "sí, por completo",
        "en su mayor parte",
        "menos, o en blanco",
        "Sí, por completo",
        "En su mayor parte o por completo",
        "los últimos 4 resultados juntos",
        "no se muestra con más exactitud, para proteger a las personas",
    )
    return parts_bars(blocks, words, prefix=PREFIX, alt=ALT, sample=sample)


def gap(labels: tuple[str, ...] = SHORT, *, sample: bool = False) -> str:
    rows = [
        GapRow(
            "V1",
            labels[0],
            Shares(0.4, 0.4, 0.2, 0.6),
            Shares(0.8, 0.8, 0.7, 0.9),
            "Professionals higher",
            True,
        ),
        GapRow(
            "V2",
            labels[1],
            Shares(0, 0.1, 0, 0.3),
            Shares(0.9, 1, 0.7, 1),
            "Profesionales: más alto",
            True,
        ),
        GapRow(
            "V3",
            labels[2],
            Shares(0.5, 0.5, 0.3, 0.7),
            Shares(0.5, 0.5, 0.3, 0.7),
            "no clear difference",
            False,
        ),
    ]
    words = GapWords("Mamás y papás", "Professionals", "likely range", "not shown more exactly")
    return gap_dumbbell(tuple(rows), words, prefix=PREFIX, alt=ALT, sample=sample)


def points(terms: int) -> tuple[Point, ...]:
    """One point for each term but the third; the second is guarded."""
    shares = [
        Shares(0.85, 1, 0.7, 1) if place == 1 else Shares(0.5, 0.5, 0.3, 0.7)
        for place in range(terms)
    ]
    return tuple(Point(place, place, each) for place, each in enumerate(shares) if place != 2)


def ticks(terms: int, months: int = 3) -> tuple[Tick, ...]:
    if months == 12:
        return tuple(Tick(str(2019 + place)) for place in range(terms))
    each = 12 // months
    letter = {3: "Q", 6: "S"}[months]
    return tuple(
        Tick(f"{letter}{place % each + 1}", str(2019 + place // each)) for place in range(terms)
    )


def course(
    labels: tuple[str, ...] = SHORT, terms: int = 8, *, months: int = 3, sample: bool = False
) -> str:
    panels = tuple(
        Panel(f"I{place}", label, points(terms), heading="Voice" if place == 0 else "")
        for place, label in enumerate(labels)
    )
    words = TimeWords("likely range", "not shown more exactly")
    return over_time(panels, ticks(terms, months), words, prefix=PREFIX, alt=ALT, sample=sample)


def flagged(terms: int = 8, place: float = 3.5) -> str:
    flag = Flag(place, "empezó en septiembre de 2025")
    words = TimeWords("likely range", "not shown more exactly")
    panels = (Panel("D2", "", points(terms)),)
    return over_time(
        panels, ticks(terms), words, prefix=PREFIX, alt=ALT, sample=False, columns=1, flag=flag
    )


def cell(count: int, base: int) -> HelpCell:
    shown = guarded(count, base)
    return HelpCell(shown, phrase(shown))


def help_needed(labels: tuple[str, ...] = SHORT, groups: int = 3, *, sample: bool = False) -> str:
    counts = [(12, 25), (1, 30), (38, 40)][:groups]
    rows = [
        HelpRow("B01", labels[0], tuple(cell(count, base) for count, base in counts)),
        HelpRow("B02", labels[1], tuple(cell(9, base) for _, base in counts)),
        HelpRow("B03", labels[2], (None, *(cell(5, base) for _, base in counts[1:]))),
    ]
    names = [
        "Cuidadoras y cuidadores (abril a junio de 2026): 25 familias",
        "Parents",
        "Professionals",
    ]
    between = "not shown more exactly"
    return help_bars(
        tuple(rows), tuple(names[:groups]), between, prefix=PREFIX, alt=ALT, sample=sample
    )


def strips(labels: tuple[str, ...] = SHORT, *, sample: bool = False) -> str:
    rows = [
        StripRow("parents", labels[0], guarded(41, 60), "41 of the 60 families who were asked"),
        StripRow(
            "caregivers",
            labels[1],
            guarded(24, 25),
            "al menos 22 de las 25 familias invitadas a contestar",
        ),
        StripRow("professionals", labels[2], guarded(12, 16), "12 of 16"),
    ]
    words = StripWords("answered", "asked", "not shown more exactly, to protect people")
    return answered_strips(tuple(rows), words, prefix=PREFIX, alt=ALT, sample=sample)


KINDS: dict[str, Callable[..., str]] = {
    "parts": parts,
    "gap": gap,
    "course": course,
    "help": help_needed,
    "strips": strips,
}
