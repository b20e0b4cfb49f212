"""Words for a number of the state over time."""

from collections.abc import Sequence
from itertools import groupby
from typing import Literal

from analysis.figures.control_chart import Chart, ChartPoint, ChartWords, Special
from analysis.figures.tick import Tick
from analysis.figures.wording.common import (
    Show,
    between,
    new_wording,
    percent,
    period,
    sentences,
    stretch,
)
from analysis.language import translator


def special(shape: Literal["up", "down", "run"], language: str) -> Special:
    """A special point: above or below its usual range, or part of a long run on one side."""
    _ = translator(language).gettext
    words = {
        "up": _("higher than usual"),
        "down": _("lower than usual"),
        "run": _("many in a row on one side"),
    }
    return Special(shape, words[shape])


def chart_words(chart: Chart, language: str, show: Show = percent) -> ChartWords:
    """The words of the key; the middle with its number."""
    _ = translator(language).gettext
    usual = _("usual range, still on trial") if chart.trial else _("usual range")
    return ChartWords(
        _middle(chart, language, show), usual, between(language), new_wording(language)
    )


def chart_title(chart: Chart, ticks: Sequence[Tick], language: str) -> str:
    """What is special, each with its periods; or that nothing is."""
    parts = []
    for special_one, group in groupby(chart.points, key=lambda point: point.special):
        if special_one is not None:
            places = [period(ticks[each.place]) for each in group]
            when = " – ".join(dict.fromkeys((places[0], places[-1])))
            parts.append(f"{when}: {special_one.word}")
    return "; ".join(parts) or translator(language).gettext("Nothing is unusual")


def chart_alt(
    title: str, chart: Chart, ticks: Sequence[Tick], language: str, show: Show = percent
) -> str:
    """The finding, the middle, then every point with its usual range and what is special."""
    read = [
        f"{period(ticks[point.place])}: {_read(point, language, show)}" for point in chart.points
    ]
    return sentences(title, _middle(chart, language, show), *read)


def _middle(chart: Chart, language: str, show: Show) -> str:
    text = translator(language).gettext("middle: {value}")
    return text.format(value=show(chart.centre))


def _read(point: ChartPoint, language: str, show: Show) -> str:
    _ = translator(language).gettext
    parts = [stretch(point.low, point.high, show, language)]
    if point.limits:
        usual = _("usual range {range}")
        parts.append(usual.format(range=stretch(*point.limits, show, language)))
    if point.special:
        parts.append(point.special.word)
    if point.new_wording:
        parts.append(new_wording(language))
    return ", ".join(parts)
