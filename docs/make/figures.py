"""The gallery: every kind of figure drawn from sample data, in both languages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape

from analysis import Condition, findings, rankings
from analysis.condition import Kind
from analysis.figures.beside_record import beside_record
from analysis.figures.control_chart import control_chart
from analysis.figures.funnel import funnel
from analysis.figures.match_strip import match_strip
from analysis.figures.people_dots import people_dots
from analysis.figures.small_multiples import Wave, small_multiples
from analysis.figures.wording.beside_record import record_alt, record_words
from analysis.figures.wording.control_chart import chart_alt, chart_title, chart_words
from analysis.figures.wording.funnel import funnel_alt, funnel_title, funnel_words
from analysis.figures.wording.match_strip import match_alt, match_list, match_words
from analysis.figures.wording.people_dots import dot_row, people_dots_alt, people_dots_words
from analysis.figures.wording.small_multiples import measure, multiples_alt, multiples_words
from analysis.language import LANGUAGES
from analysis.measures import group_name
from analysis.reports.content import Report
from analysis.reports.periods import tick
from analysis.reports.site_report import site_report
from analysis.team_reach import reach
from docs.make import sample

FOLDER = "images/figures"
_LANGUAGE_NAMES: Mapping[str, str] = {"en": "English", "es": "Spanish"}


@dataclass(frozen=True)
class Drawn:
    """A figure: its finding, its alternative text and the drawing."""

    title: str
    alt: str
    svg: str


@dataclass(frozen=True)
class Entry:
    """One kind of figure in every language."""

    key: str
    drawn: Mapping[str, Drawn]

    def files(self) -> dict[str, str]:
        """File name -> drawing."""
        return {self._file(language): f"{each.svg}\n" for language, each in self.drawn.items()}

    def text(self) -> str:
        """The block of the gallery."""
        parts = []
        for language, each in self.drawn.items():
            image = f'<img src="{self._file(language)}" alt="{escape(each.alt)}">'
            spoken = f"<summary>Alternative text, {_LANGUAGE_NAMES[language]}</summary>"
            parts.append(f"**{each.title}**\n\n{image}\n")
            parts.append(f"<details>{spoken}\n\n{each.alt}\n\n</details>\n")
        return "\n".join(parts)

    def _file(self, language: str) -> str:
        return f"{FOLDER}/{self.key}-{language}.svg"


def gallery() -> list[Entry]:
    """Every kind, in the order of the page."""
    return [
        Entry(key, {language: draw(language) for language in LANGUAGES})
        for key, draw in KINDS.items()
    ]


# --- those of a site's report -------------------------------------------------------------------


@cache
def _report(language: str) -> Report:
    return site_report(sample.site_inputs(language))


def _from_report(key: str) -> Callable[[str], Drawn]:
    def draw(language: str) -> Drawn:
        picture = next(each for each in _report(language).pictures if each.key == f"figure-{key}")
        return Drawn(picture.title, picture.alt, picture.svg)

    return draw


# --- the others ---------------------------------------------------------------------------------


def _people(language: str) -> Drawn:
    release, items = sample.small_group(), sample.words("items", language)
    questions = sample.words("questions", language)
    conditions = {key: Condition(Kind.FULLY, key) for key in ("V2", "D1", "D2")}
    texts = {condition: items[key] for key, condition in conditions.items()}
    title = rankings.lowest([release], texts, language).text
    rows = tuple(
        dot_row(key, questions[key], release.counts[condition], language)
        for key, condition in conditions.items()
    )
    alt = people_dots_alt(title, rows)
    words = people_dots_words(language)
    return Drawn(title, alt, people_dots(rows, words, prefix="people", alt=alt, sample=True))


def _match(language: str) -> Drawn:
    parents = [each for each in sample.site_releases() if each.group == "parents"][-1:]
    team = [sample.team_waves()[-1]]
    labels = sample.words("help", language)
    del labels["B14"]
    title = rankings.shared_help(parents, team, labels, language).text
    lists = []
    for releases in (parents, team):
        counts, tiers = rankings.most_named_help(releases, labels)
        heading = group_name(releases[0].group, language)
        lists.append(match_list(heading, tiers, labels, counts, language))
    alt = match_alt(title, lists[0], lists[1], language)
    words = match_words(language)
    svg = match_strip(lists[0], lists[1], words, prefix="match", alt=alt, sample=True)
    return Drawn(title, alt, svg)


def _multiples(language: str) -> Drawn:
    waves, names = sample.team_waves(), sample.words("team", language)
    ticks = tuple(tick(wave.terms[0], language) for wave in waves)
    conditions = {key: Condition(Kind.AFFIRMED, key) for key in sample.TEAM}
    measures = tuple(
        measure(
            key,
            names[key],
            tuple(Wave(place, reach(wave, condition)) for place, wave in enumerate(waves)),
            language,
        )
        for key, condition in conditions.items()
    )
    name = names["trust"].lower()
    title = findings.change(waves[:1], waves[-1:], conditions["trust"], name, language).text
    alt = multiples_alt(title, measures, ticks, language)
    words = multiples_words(language)
    svg = small_multiples(measures, ticks, words, prefix="team", alt=alt, sample=True)
    return Drawn(title, alt, svg)


def _record(language: str) -> Drawn:
    title, blocks = sample.record(language)
    alt = record_alt(title, blocks, language)
    words = record_words(language)
    return Drawn(title, alt, beside_record(blocks, words, prefix="record", alt=alt, sample=True))


def _chart(language: str) -> Drawn:
    chart = sample.state_chart(language)
    ticks = tuple(tick(term, language) for term in sample.state_terms())
    title = chart_title(chart, ticks, language)
    alt = chart_alt(title, chart, ticks, language)
    words = chart_words(chart, language)
    return Drawn(
        title, alt, control_chart(chart, ticks, words, prefix="chart", alt=alt, sample=True)
    )


def _funnel(language: str) -> Drawn:
    state = sample.state_funnel(sample.SAMPLE_SITE)
    own = next(point for point in state.points if point.name)
    own_limits = next(limits for limits in state.limits if limits.base == own.count.base)
    title = funnel_title(own, own_limits, language)
    read_out = [state.limits[place] for place in (0, 4, -1)]
    alt = funnel_alt(title, state.points, read_out, state.target, language)
    words = funnel_words(state.target, language)
    svg = funnel(
        state.points,
        state.limits,
        words,
        target=state.target,
        prefix="funnel",
        alt=alt,
        sample=True,
    )
    return Drawn(title, alt, svg)


KINDS: Mapping[str, Callable[[str], Drawn]] = {
    "answered-strips": _from_report("answered"),
    "parts-bars": _from_report("said-parents"),
    "people-dots": _people,
    "gap-dumbbell": _from_report("eyes-professionals"),
    "over-time": _from_report("timeline-parents-voice"),
    "over-time-picked": _from_report("picked"),
    "help-bars": _from_report("help"),
    "match-strip": _match,
    "small-multiples": _multiples,
    "beside-record": _record,
    "control-chart": _chart,
    "funnel": _funnel,
}
