"""Words for two lists side by side."""

from collections.abc import Mapping, Sequence

from analysis.figures.match_strip import MatchItem, MatchList, MatchWords, in_both, places
from analysis.figures.wording.common import sentences
from analysis.guard import GuardedCount
from analysis.language import translator
from analysis.wording import count_phrase


def match_words(language: str) -> MatchWords:
    """The words of the key."""
    _ = translator(language).gettext
    return MatchWords(
        _("on both lists"),
        _("share a place: no order between them"),
        _("No kind of help was named often enough to list it."),
    )


def match_list(
    heading: str,
    tiers: Sequence[Sequence[str]],
    labels: Mapping[str, str],
    counts: Mapping[str, GuardedCount],
    language: str,
) -> MatchList:
    """A group's list from `analysis.measures.most_named`, each item with its count."""
    items = [
        tuple(MatchItem(code, labels[code], count_phrase(counts[code], language)) for code in tier)
        for tier in tiers
    ]
    return MatchList(heading, tuple(items))


def match_alt(title: str, left: MatchList, right: MatchList, language: str) -> str:
    """The finding, both lists with their places, and what stands in both."""
    _ = translator(language).gettext
    labels = {item.code: item.label for tier in left.tiers for item in tier}
    shared = [labels[code] for code in in_both(left, right)]
    both = _("On both lists: {items}").format(items="; ".join(shared) or "–")
    return sentences(title, _read(left, language), _read(right, language), both)


def _read(found: MatchList, language: str) -> str:
    items = [
        f"{place} {item.label} ({item.text})"
        for tier, place in zip(found.tiers, places(found.tiers), strict=True)
        for item in tier
    ]
    return f"{found.heading}: {'; '.join(items) or match_words(language).nothing}"
