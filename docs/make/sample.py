"""Invented data for the gallery: releases of one site, waves of one team, numbers of a state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from analysis import Condition, Instrument, Release, Term, funnel_limits, guarded, release_base
from analysis.figures.beside_record import RecordBlock
from analysis.figures.control_chart import Chart, ChartPoint
from analysis.figures.funnel import FunnelPoint, Limits
from analysis.figures.wording.beside_record import record_row
from analysis.figures.wording.control_chart import special
from analysis.guard import GuardedCount
from analysis.reports.inputs import Improvement, Labels, ReportInputs

SAMPLE_SITE = "SAMPLE"
TERMS = tuple(Term.parse(f"{year}-Q{quarter}") for year in (2025, 2026) for quarter in (1, 2, 3, 4))
SCALES = {"voice": ("V1", "V2"), "shared_decisions": ("D1", "D2")}
HELP = ("B01", "B02", "B03", "B04", "B14")
TEAM = ("trust", "compassion", "transparency", "leading", "priorities", "change")

_WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "items": {
        "V1": ("saying what they wanted", "decir lo que querían"),
        "V2": ("being listened to", "que les escucharan"),
        "D1": ("helping make the plan", "ayudar a hacer el plan"),
        "D2": ("choosing how or when", "escoger cómo o cuándo"),
    },
    "questions": {
        "V1": ("Did you get to say what you wanted?", "¿Pudo decir lo que quería?"),
        "V2": ("Did people listen to you?", "¿Le escucharon?"),
        "D1": ("Did you help make the plan?", "¿Ayudó a hacer el plan?"),
        "D2": (
            "Did you get to choose how or when things will happen?",
            "¿Pudo escoger cómo o cuándo van a pasar las cosas?",
        ),
    },
    "help": {
        "B01": ("A ride", "Transporte"),
        "B02": ("A place to live", "Un lugar donde vivir"),
        "B03": ("Child care", "Cuidado de niños"),
        "B04": ("A lawyer", "Abogada o abogado"),
        "B14": ("Nothing is hard to get", "Nada es difícil de conseguir"),
    },
    "record": {
        "title": (
            "On record: 4 priorities (monitored with data: 3; achieved: 1)",
            "En el registro: 4 prioridades (3 con seguimiento, 1 lograda)",
        ),
        "P1": (
            "Does the group agree on its main goals?",
            "¿El grupo está de acuerdo en sus metas principales?",
        ),
        "P2": (
            "Did the group use data to check its goals?",
            "¿El grupo usó datos para revisar sus metas?",
        ),
        "P3": (
            "Did the group change its plan when something did not work?",
            "¿El grupo cambió su plan cuando algo no funcionó?",
        ),
        "P1-record": ("{} identified", "{} identificadas"),
        "P2-record": ("{} monitored", "{} con seguimiento"),
        "P3-record": ("{} achieved", "{} logradas"),
    },
    "team": {
        "trust": ("Trust", "Confianza"),
        "compassion": ("Compassion", "Compasión"),
        "transparency": ("Transparency", "Transparencia"),
        "leading": ("Leading together", "Dirigir juntos"),
        "priorities": ("Shared priorities", "Prioridades compartidas"),
        "change": ("Structural change", "Cambio de fondo"),
    },
}


def words(kind: str, language: str) -> dict[str, str]:
    """Key -> words, in one language."""
    place = ("en", "es").index(language)
    return {key: both[place] for key, both in _WORDS[kind].items()}


def release(
    group: str, label: str, size: tuple[int, int], counts: Mapping[str, int], scope: str = "sample"
) -> Release:
    """A release of invented counts; `size` is how many answered, of how many asked."""
    answered, asked = size
    base = release_base(answered, asked)
    assert base is not None
    return Release(
        scope=scope,
        group=group,
        terms=(Term.parse(label),),
        version=f"{group}-1",
        participation=guarded(answered, asked),
        base=base,
        counts={Condition.parse(text): guarded(count, base) for text, count in counts.items()},
    )


# --- one site -----------------------------------------------------------------------------------


def _site_counts(answered: int, shares: tuple[float, ...]) -> dict[str, int]:
    """Counts of everything a release has, from the shares of "yes, fully" to the four items."""
    items = [item for keys in SCALES.values() for item in keys]
    fully = {item: round(answered * share) for item, share in zip(items, shares, strict=True)}
    counts = {f"fully:{item}": count for item, count in fully.items()}
    counts |= {f"mostly:{item}": min(answered, count + 3) for item, count in fully.items()}
    for scale, keys in SCALES.items():
        counts[f"top:{scale}"] = max(0, min(fully[key] for key in keys) - 2)
        counts[f"affirmed:{scale}"] = min(answered, max(fully[key] for key in keys))
    named = zip(HELP, (0.45, 0.3, 0.3, 0.17, 0.2), strict=True)
    return counts | {f"help:{code}": round(answered * share) for code, share in named}


def site_releases() -> tuple[Release, ...]:
    """Parents over eight quarters, one of which waited; professionals over the last four."""
    found = []
    for place, term in enumerate(TERMS):
        if place == 2:
            continue
        size = (22 + place, 40)
        lift = 0.02 * place + (0.15 if place > 4 else 0.0)
        shares = (0.45 + lift, 0.9, 0.4, 0.3 + lift)
        found.append(release("parents", term.label, size, _site_counts(size[0], shares)))
    for term in TERMS[4:]:
        counts = _site_counts(30, (0.9, 0.95, 0.8, 0.5))
        found.append(release("professionals", term.label, (30, 45), counts))
    return tuple(found)


def site_inputs(language: str) -> ReportInputs:
    """What the report of the invented site is made from."""
    questions = words("questions", language)
    labels = Labels(
        words("items", language),
        {"parents": questions, "professionals": questions},
        words("help", language),
    )
    groups = ("parents", "professionals")
    practice = {"en": "offer two real choices", "es": "ofrecer dos opciones reales"}[language]
    return ReportInputs(
        scope="sample",
        scope_name=SAMPLE_SITE,
        term=TERMS[-1],
        language=language,
        releases=site_releases(),
        instruments={group: Instrument(f"{group}-1", SCALES, HELP) for group in groups},
        labels=labels,
        sample=True,
        improvement=Improvement("D2", "parents", practice, practice, SAMPLE_SITE, date(2026, 4, 1)),
    )


# --- one team -----------------------------------------------------------------------------------


def small_group() -> Release:
    """A result of few enough to be drawn one by one."""
    return release("parents", "2026-Q4", (14, 20), _site_counts(14, (0.5, 1.0, 0.4, 0.2)))


def team_waves() -> tuple[Release, ...]:
    """Four waves of a team: six measures, and the gaps to work on next."""
    waves = []
    for place, term in enumerate(TERMS[4:]):
        answered = (15, 17, 18, 20)[place]
        counts = {
            f"affirmed:{scale}": round(answered * (0.2 + 0.12 * number + 0.06 * place))
            for number, scale in enumerate(TEAM)
        }
        counts |= {"help:B01": 4, "help:B02": 14, "help:B03": 1, "help:B04": 9}
        waves.append(release("act", term.label, (answered, 27), counts))
    return tuple(waves)


def record(language: str) -> tuple[str, tuple[RecordBlock, ...]]:
    """What members of the newest wave see beside an invented record, and the finding."""
    texts = words("record", language)
    reaches = (GuardedCount(12, 19, 27), GuardedCount(17, 27, 27), GuardedCount(0, 10, 27))
    entries = (4, 3, 1)
    rows = tuple(
        record_row(
            key, texts[key], bounds, (number, texts[f"{key}-record"].format(number)), language
        )
        for key, bounds, number in zip(("P1", "P2", "P3"), reaches, entries, strict=True)
    )
    return texts["title"], (RecordBlock(words("team", language)["priorities"], rows),)


# --- a state ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class State:
    """Numbers of an invented state."""

    target: float
    points: tuple[FunnelPoint, ...]
    limits: tuple[Limits, ...]


_QUARTERS = 16
_SHARES = (58, 61, 57, 63, 60, 59, 62, 58, 61, 60, 57, 62, 61, 71, 63, 64)


def state_terms() -> tuple[Term, ...]:
    """The quarters of the chart."""
    terms = [TERMS[-1]]
    while len(terms) < _QUARTERS:
        terms.insert(0, terms[0].previous())
    return tuple(terms)


def state_chart(language: str) -> Chart:
    """A share over sixteen quarters: limits from the first twelve, one point above them."""
    centre = sum(_SHARES[:12]) / 1200
    points = []
    for place, share in enumerate(_SHARES):
        answers = 240 + 10 * place
        reach = 3 * sqrt(centre * (1 - centre) / answers)
        limits = (centre - reach, centre + reach)
        unusual = special("up", language) if share / 100 > limits[1] else None
        points.append(ChartPoint(place, share / 100, share / 100, limits, unusual))
    return Chart(tuple(points), centre)


def state_funnel(own: str) -> State:
    """Twelve sites about their share; the seventh is the reader's own."""
    sizes = (14, 18, 22, 27, 31, 40, 44, 52, 60, 75, 90, 118)
    counts = (8, 15, 13, 14, 19, 28, 17, 30, 40, 44, 58, 70)
    target = sum(counts) / sum(sizes)
    points = tuple(
        FunnelPoint(f"s{place}", guarded(count, size), own if size == 44 else "")
        for place, (count, size) in enumerate(zip(counts, sizes, strict=True))
    )
    return State(target, points, state_limits(target, (10, 15, 20, 30, 44, 60, 90, 120)))


def state_limits(target: float, bases: Sequence[int]) -> tuple[Limits, ...]:
    """The exact limits for sites of these sizes."""
    inner, outer = (funnel_limits(target, bases, level) for level in (0.95, 0.998))
    ends = zip(bases, inner.low, inner.high, outer.low, outer.high, strict=True)
    return tuple(
        Limits(base, (low, high), (lowest, highest))
        for base, low, high, lowest, highest in ends
        if low is not None and high is not None and lowest is not None and highest is not None
    )
