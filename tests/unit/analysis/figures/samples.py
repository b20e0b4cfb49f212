"""Made-up figures of every kind: short and long words, exact and guarded counts, 1 to 8 terms."""

from collections.abc import Callable

from analysis.figures.answered_strips import StripRow, StripWords, answered_strips
from analysis.figures.beside_record import RecordBlock, beside_record
from analysis.figures.control_chart import Chart, ChartPoint, control_chart
from analysis.figures.funnel import FunnelPoint, Limits, funnel
from analysis.figures.gap_dumbbell import GapRow, GapWords, gap_dumbbell
from analysis.figures.help_bars import HelpCell, HelpRow, help_bars
from analysis.figures.marks import Shares
from analysis.figures.match_strip import MatchItem, MatchList, match_strip
from analysis.figures.over_time import Flag, Panel, Point, TimeWords, over_time
from analysis.figures.parts_bars import Parts, PartsBlock, PartsRow, PartsWords, parts_bars
from analysis.figures.people_dots import people_dots
from analysis.figures.small_multiples import Wave, small_multiples
from analysis.figures.tick import Tick
from analysis.figures.wording.beside_record import record_row, record_words
from analysis.figures.wording.control_chart import chart_words, special
from analysis.figures.wording.funnel import funnel_words
from analysis.figures.wording.match_strip import match_words
from analysis.figures.wording.people_dots import dot_row, people_dots_words
from analysis.figures.wording.small_multiples import measure, multiples_words
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
    words = TimeWords("likely range", "not shown more exactly", "new wording")
    return over_time(panels, ticks(terms, months), words, prefix=PREFIX, alt=ALT, sample=sample)


def flagged(terms: int = 8, place: float = 3.5) -> str:
    flag = Flag(place, "empezó en septiembre de 2025")
    words = TimeWords("likely range", "not shown more exactly", "new wording")
    panels = (Panel("D2", "", points(terms)),)
    return over_time(
        panels, ticks(terms), words, prefix=PREFIX, alt=ALT, sample=False, columns=1, flag=flag
    )


def reworded() -> str:
    """Four releases, the third in other words."""
    shares = Shares(0.5, 0.5, 0.3, 0.7)
    points = tuple(Point(place, place, shares, new_wording=place == 2) for place in range(4))
    words = TimeWords("likely range", "not shown more exactly", "new wording")
    panels = (Panel("D2", "", points),)
    return over_time(panels, ticks(4), words, prefix=PREFIX, alt=ALT, sample=False, columns=1)


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


def dots(
    labels: tuple[str, ...] = SHORT, base: int = 12, *, sample: bool = False, language: str = "es"
) -> str:
    counts = (guarded(base // 2, base), guarded(base, base), guarded(0, base))
    rows = tuple(
        dot_row(f"D{place}", label, count, language)
        for place, (label, count) in enumerate(zip(labels, counts, strict=True))
    )
    return people_dots(rows, people_dots_words(language), prefix=PREFIX, alt=ALT, sample=sample)


def match_lists(labels: tuple[str, ...] = SHORT) -> tuple[MatchList, MatchList]:
    """A list with ties, and one without; two codes stand on both."""

    def item(code: str, place: int) -> MatchItem:
        return MatchItem(code, labels[place], "al menos 17 de 20")

    left = ((item("B01", 0),), (item("B02", 1), item("B03", 2)), (item("B04", 0),))
    right = tuple((item(code, 1),) for code in ("B03", "B09", "B08", "B01", "B07"))
    return MatchList(labels[1], left), MatchList("Equipo Activo de la Comunidad", right)


def match(labels: tuple[str, ...] = SHORT, *, sample: bool = False, language: str = "es") -> str:
    words = match_words(language)
    return match_strip(*match_lists(labels), words, prefix=PREFIX, alt=ALT, sample=sample)


WAVES = (Wave(0, GuardedCount(8, 20, 24)), Wave(2, GuardedCount(17, 27, 27)))


def multiples(
    labels: tuple[str, ...] = SHORT, terms: int = 3, *, sample: bool = False, language: str = "es"
) -> str:
    whole = (Wave(0, GuardedCount(9, 9, 20)), Wave(terms - 1, GuardedCount(12, 12, 20)))
    measures = tuple(
        measure(f"M{place}", label, whole if place == 1 else WAVES, language)
        for place, label in enumerate(labels * 2)
    )
    words = multiples_words(language)
    return small_multiples(
        measures, ticks(terms), words, prefix=PREFIX, alt=ALT, sample=sample, columns=3
    )


def beside(labels: tuple[str, ...] = SHORT, *, sample: bool = False, language: str = "es") -> str:
    reaches = (GuardedCount(12, 12, 27), GuardedCount(0, 10, 27), GuardedCount(17, 27, 27))
    records = ((0, "0 identificadas"), (3, labels[1]), (40, labels[2]))
    rows = tuple(
        record_row(f"P{place}", label, bounds, entry, language)
        for place, (label, bounds, entry) in enumerate(zip(labels, reaches, records, strict=True))
    )
    blocks = (RecordBlock(labels[0][:30], rows),)
    words = record_words(language)
    return beside_record(blocks, words, prefix=PREFIX, alt=ALT, sample=sample)


def a_chart(number: int = 14, *, trial: bool = False, language: str = "es") -> Chart:
    """A chart with special points of every shape, an open one and a new wording."""
    points = []
    for place in range(number):
        value = 0.6 + 0.02 * (place % 3)
        shape = {3: "up", 4: "down", 8: "run", 9: "run", 10: "run"}.get(place)
        points.append(
            ChartPoint(
                place,
                value,
                value + (0.05 if place in (2, 4) else 0.0),
                (0.45, 0.8 + 0.01 * (place % 2)) if number >= 12 else None,
                special(shape, language) if shape else None,  # type: ignore[arg-type]
                place == 6,
            )
        )
    return Chart(tuple(points), 0.62, trial=trial)


def chart(
    labels: tuple[str, ...] = SHORT,
    number: int = 14,
    *,
    sample: bool = False,
    trial: bool = False,
    language: str = "es",
) -> str:
    made = a_chart(number, trial=trial or labels == LONG, language=language)
    words = chart_words(made, language)
    return control_chart(made, ticks(number), words, prefix=PREFIX, alt=ALT, sample=sample)


SITES = (
    FunnelPoint("s1", guarded(14, 20)),
    FunnelPoint("s2", guarded(39, 40)),
    FunnelPoint("s3", guarded(50, 118)),
)
FUNNEL_LIMITS = tuple(
    Limits(base, (0.6 - 1 / base**0.5, 0.6 + 1 / base**0.5), (0.6 - 1.5 / base**0.5, 1.1))
    for base in (10, 40, 90, 120)
)


def funnel_plot(
    labels: tuple[str, ...] = SHORT, *, sample: bool = False, language: str = "es"
) -> str:
    named = tuple(
        FunnelPoint(f"n{place}", guarded(55 + place, 90 + place), label[:30])
        for place, label in enumerate(labels)
    )
    words = funnel_words(0.6, language)
    return funnel(
        (*SITES, *named), FUNNEL_LIMITS, words, target=0.6, prefix=PREFIX, alt=ALT, sample=sample
    )


KINDS: dict[str, Callable[..., str]] = {
    "parts": parts,
    "gap": gap,
    "course": course,
    "help": help_needed,
    "strips": strips,
    "beside": beside,
    "dots": dots,
    "match": match,
    "multiples": multiples,
    "chart": chart,
    "funnel": funnel_plot,
}
