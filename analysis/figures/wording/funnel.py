"""Words for the sites of a state by their number of answers."""

from collections.abc import Sequence

from analysis.figures.funnel import FunnelPoint, FunnelWords, Limits
from analysis.figures.wording.common import between, percent, sentences, stretch
from analysis.language import translator
from analysis.wording import count_phrase


def funnel_words(target: float, language: str) -> FunnelWords:
    """The words of the key and the axis."""
    _ = translator(language).gettext
    return FunnelWords(
        named=_("your site"),
        others=_("another site, not named"),
        between=between(language),
        target=_target(target, language),
        inner=_inner(language),
        outer=_outer(language),
        answers=_("number of answers"),
    )


def funnel_title(point: FunnelPoint, limits: Limits, language: str) -> str:
    """Where a site lies: outside a range only when no end of its count lies inside.

    `limits` are those for the site's number of answers.
    """
    _ = translator(language).gettext
    low, high = limits.inner
    if point.count.low_share > high:
        text = _("{site}: above the usual range for so many answers ({count})")
    elif point.count.high_share < low:
        text = _("{site}: below the usual range for so many answers ({count})")
    else:
        text = _("{site}: not outside the usual range for so many answers ({count})")
    return text.format(site=point.name, count=count_phrase(point.count, language))


def funnel_alt(
    title: str,
    points: Sequence[FunnelPoint],
    limits: Sequence[Limits],
    target: float,
    language: str,
) -> str:
    """The finding, the share of all, the named sites, the others by size, and the two ranges.

    `limits` are those to be read out: a few will do.
    """
    _ = translator(language).gettext
    named = [
        f"{point.name}: {count_phrase(point.count, language)}" for point in points if point.name
    ]
    others = sorted((p.count for p in points if not p.name), key=lambda count: count.base)
    listed = "; ".join(count_phrase(count, language) for count in others)
    unnamed = _("Sites that are not named: {counts}").format(counts=listed or "–")
    ranges = [_read(each, language) for each in sorted(limits, key=lambda each: each.base)]
    return sentences(title, _target(target, language), *named, unnamed, *ranges)


def _target(target: float, language: str) -> str:
    text = translator(language).gettext("all sites together: {share}")
    return text.format(share=percent(target))


def _inner(language: str) -> str:
    return translator(language).gettext("usual range (95 of 100 sites)")


def _outer(language: str) -> str:
    return translator(language).gettext("wide range (998 of 1,000 sites)")


def _read(limits: Limits, language: str) -> str:
    text = translator(language).gettext("With {answers} answers: {inner} {range}, {outer} {wider}")
    return text.format(
        answers=round(limits.base),
        inner=_inner(language),
        range=_between(limits.inner, language),
        outer=_outer(language),
        wider=_between(limits.outer, language),
    )


def _between(ends: tuple[float, float], language: str) -> str:
    """Two limits, cut where a share ends, as they are on the drawing."""
    return stretch(max(ends[0], 0.0), min(ends[1], 1.0), percent, language)
