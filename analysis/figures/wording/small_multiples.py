"""Words for the reach of several measures."""

from collections.abc import Sequence

from analysis.figures.small_multiples import Measure, MultiplesWords, Wave
from analysis.figures.tick import Tick
from analysis.figures.wording.common import period, sentences
from analysis.language import translator
from analysis.wording import reach_phrase


def multiples_words(language: str) -> MultiplesWords:
    """The words of the key."""
    _ = translator(language).gettext
    return MultiplesWords(
        _("newest: from what is certain to what is possible"), _("the same, earlier")
    )


def measure(key: str, label: str, waves: tuple[Wave, ...], language: str) -> Measure:
    """A chart that says its newest wave in words."""
    text = reach_phrase(waves[-1].reach, language) if waves else ""
    return Measure(key, label, waves, text)


def multiples_alt(
    title: str, measures: Sequence[Measure], ticks: Sequence[Tick], language: str
) -> str:
    """The finding, then every wave of every measure."""
    read = [f"{each.label}: {_read(each, ticks, language)}" for each in measures]
    return sentences(title, *read)


def _read(found: Measure, ticks: Sequence[Tick], language: str) -> str:
    read = [
        f"{period(ticks[wave.place])} {reach_phrase(wave.reach, language)}" for wave in found.waves
    ]
    return "; ".join(read) or "–"
