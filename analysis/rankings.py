"""Sentences about an order: what is lowest, what is named most; ties as ties.

An order is claimed only where it holds at both ends of every guarded count.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from analysis import measures
from analysis.condition import Condition, Kind
from analysis.finding import Finding, total_of
from analysis.guard import GuardedCount
from analysis.language import translator
from analysis.release import Release
from analysis.wording import count_phrase

_Key = TypeVar("_Key", bound=Hashable)


def lowest(releases: Sequence[Release], texts: Mapping[Condition, str], language: str) -> Finding:
    """The lowest of several conditions, all that tie with it included.

    Parameters
    ----------
    releases : as in `analysis.findings.headline`.
    texts : at least two conditions -> their words.
    """
    _ = translator(language).gettext
    counts = {condition: total_of(releases, condition) for condition in texts}
    tiers = measures.order(counts)
    if len(tiers) < 2:
        return Finding(_("None of these is clearly lower than the others."))
    items = _tier(tiers[0], texts, counts, language)
    lowest_counts = tuple(counts[condition] for condition in tiers[0])
    return Finding(_("Lowest: {items}").format(items=items), lowest_counts)


def help_list(releases: Sequence[Release], labels: Mapping[str, str], language: str) -> Finding:
    """The five kinds of help named most, ties as ties.

    Parameters
    ----------
    releases : as in `analysis.findings.headline`.
    labels : help code -> its words. The code for "nothing is hard to get" is left out by the
        caller, see `analysis.findings.nothing_hard`.
    """
    _ = translator(language).gettext
    counts, tiers = most_named_help(releases, labels)
    if not tiers:
        return Finding(_("No kind of help was named often enough to list it."))
    listed = "; ".join(_tier(tier, labels, counts, language) for tier in tiers)
    sentence = _("Hardest to get: {items}").format(items=listed)
    return Finding(sentence, tuple(counts[code] for tier in tiers for code in tier))


def shared_help(
    first: Sequence[Release], second: Sequence[Release], labels: Mapping[str, str], language: str
) -> Finding:
    """Which kinds of help are among the most named by two groups, each with both counts.

    Parameters
    ----------
    first, second : the releases of each group, as in `analysis.findings.headline`.
    labels : as in `help_list`; a group is looked at for the codes that it was asked.
    """
    _ = translator(language).gettext
    groups = [measures.group_name(side[0].group, language) for side in (first, second)]
    named = [most_named_help(side, labels) for side in (first, second)]
    codes = [[code for tier in tiers for code in tier] for _counts, tiers in named]
    both = [code for code in codes[0] if code in codes[1]]
    if not both:
        nothing = _("On no list together: {first} and {second} named other kinds of help most.")
        return Finding(nothing.format(first=groups[0], second=groups[1]))
    pairs = [tuple(counts[code] for counts, _tiers in named) for code in both]
    items = "; ".join(
        f"{labels[code]} ({', '.join(count_phrase(count, language) for count in pair)})"
        for code, pair in zip(both, pairs, strict=True)
    )
    sentence = _("Among the most named by both, {first} and {second}: {items}")
    text = sentence.format(first=groups[0], second=groups[1], items=items)
    return Finding(text, tuple(count for pair in pairs for count in pair))


def most_named_help(
    releases: Sequence[Release], labels: Mapping[str, str]
) -> tuple[dict[str, GuardedCount], tuple[tuple[str, ...], ...]]:
    """The counts of the kinds of help that were asked, and the most named of them in tiers."""
    asked = [code for code in labels if Condition(Kind.HELP, code) in releases[0].counts]
    counts = {code: total_of(releases, Condition(Kind.HELP, code)) for code in asked}
    return counts, measures.most_named(counts)


def _tier(
    tier: tuple[_Key, ...],
    texts: Mapping[_Key, str],
    counts: Mapping[_Key, GuardedCount],
    language: str,
) -> str:
    _ = translator(language).gettext
    items = ", ".join(f"{texts[key]}: {count_phrase(counts[key], language)}" for key in tier)
    if len(tier) == 1:
        return items
    if all(counts[key].exact for key in tier):
        return _("{items} (tied)").format(items=items)
    return _("{items} (no clear order)").format(items=items)
