"""Plain sentences made from guarded counts by a fixed grammar: no share without its count.

What was asked comes in as text (`text`, `labels`), because this package knows no questionnaire.
`language` is "en" or "es". Every function reads releases only, so a sentence says nothing that
the published numbers do not.

A team (group "act") is asked as a whole, and its members stay the same: a sentence says its
reach over all members, never a likely range, and waves are compared but never added up.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from analysis import gaps, measures, trends
from analysis.condition import Condition, Kind
from analysis.guard import GuardedCount
from analysis.language import translator
from analysis.proportions import guarded_interval
from analysis.reach import reach, reach_change, silent
from analysis.release import Release, total
from analysis.wording import (
    count_phrase,
    of_asked,
    of_whom,
    reach_phrase,
    said,
    together,
    units,
)

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True)
class Finding:
    """A sentence and the guarded counts it was made from, in the order it names them."""

    text: str
    counts: tuple[GuardedCount, ...] = ()

    def __str__(self) -> str:
        return self.text


def headline(
    releases: Sequence[Release], condition: Condition, text: str, language: str
) -> Finding:
    """How many met a condition: '9 of the 12 families who answered said “yes, fully”: ...'.

    Parameters
    ----------
    releases : one, or up to four of one scope and group, which are added up. Of a team one
        wave: its members are the same in the next. Then the sentence adds the reach: "(between
        17 and 27 of all 27)".
    condition : what is counted; KeyError when the releases do not count it.
    text : what the item, scale or help is about, in a few plain words.

    Raises ValueError for releases that do not add up, see `analysis.release.total`.
    """
    count = _total(releases, condition)
    sentence = (
        translator(language)
        .gettext("{count} {said}: {text}")
        .format(
            count=_who(count, releases, condition, language),
            said=said(condition.kind, language),
            text=text,
        )
    )
    return Finding(_capital(sentence) + together(releases, language), (count,))


def likely_range(releases: Sequence[Release], condition: Condition, language: str) -> Finding:
    """The interval of the share, in points: 'Likely range for 30 of 40: 60 to 86 in 100.'

    95 %, Wilson (1927) at both ends of the guarded count, see `guarded_interval`. ValueError for
    a team, which is no sample.
    """
    if _is_team(releases):
        raise ValueError("a team is asked as a whole: it has a reach, no likely range")
    count = _total(releases, condition)
    interval = guarded_interval(count)
    sentence = translator(language).gettext("Likely range for {count}: {low} to {high} in 100.")
    return Finding(
        sentence.format(
            count=count_phrase(count, language),
            low=_points(interval.low),
            high=_points(interval.high),
        ),
        (count,),
    )


def participation(release: Release, language: str) -> Finding:
    """How many of those asked answered; with a warning when it was surely fewer than half."""
    _ = translator(language).gettext
    count = release.participation
    sentence = _("{count} answered.").format(count=of_asked(release, language))
    if 2 * count.high < count.base:
        sentence += " " + _("Fewer than half answered, so others may see it differently.")
    return Finding(_capital(sentence), (count,))


def change(
    before: Sequence[Release],
    since: Sequence[Release],
    condition: Condition,
    text: str,
    language: str,
) -> Finding:
    """Whether a share has changed, with the smallest change that could have been seen.

    Parameters
    ----------
    before, since : from `analysis.trends.before_and_since`; either may be empty. Of a team the
        newest wave on each side is compared, see `analysis.reach.reach_change`.
    condition, text : as in `headline`.
    """
    if not before or not since:
        nothing = translator(language).gettext("Nothing to compare yet: {text}")
        return Finding(nothing.format(text=text))
    if _is_team(before):
        found, phrase = reach_change(before[-1], since[-1], condition), reach_phrase
    else:
        found = trends.change(_total(before, condition), _total(since, condition))
        phrase = count_phrase
    sentence = _change_sentence(found, language).format(
        units=units(before[0].group, language),
        said=said(condition.kind, language),
        text=text,
        before=phrase(found.before, language),
        since=phrase(found.since, language),
        points=_points(found.smallest or 0),
    )
    return Finding(sentence, (found.before, found.since))


def picked(change: Finding, practice: str, month: str, language: str) -> Finding:
    """The judgement on what the team picked: since when, what changed, and that it shows no cause.

    Parameters
    ----------
    change : from `change`.
    practice, month : what was picked and the month it began, in words.
    """
    sentence = translator(language).gettext("Picked in {month}: {practice}.")
    judged = change.text if change.text.endswith(".") else f"{change.text}."
    text = sentence.format(month=month, practice=practice.rstrip("."))
    return Finding(f"{text} {judged} {caution(language)}", change.counts)


def caution(language: str) -> str:
    """What has to stand beside every change after something was tried."""
    return translator(language).gettext("Many things change at once. This does not show why.")


def gap(match: gaps.Match, condition: Condition, text: str, language: str) -> Finding:
    """Whether professionals and parents see one thing differently, for the same periods.

    Parameters
    ----------
    match : from `analysis.gaps.matched_releases`.
    condition, text : as in `headline`.
    """
    found = gaps.gap(condition, match)
    sentence = _gap_sentence(found, language).format(
        said=said(condition.kind, language),
        text=text,
        professionals=count_phrase(found.professionals, language),
        parents=count_phrase(found.parents, language),
    )
    return Finding(sentence, (found.professionals, found.parents))


def help_list(releases: Sequence[Release], labels: Mapping[str, str], language: str) -> Finding:
    """The five kinds of help named most, ties as ties.

    Parameters
    ----------
    releases : as in `headline`.
    labels : help code -> its words. The code for "nothing is hard to get" is left out by the
        caller, see `nothing_hard`.
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
    first, second : the releases of each group, as in `headline`.
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
    counts = {code: _total(releases, Condition(Kind.HELP, code)) for code in asked}
    return counts, measures.most_named(counts)


def nothing_hard(releases: Sequence[Release], code: str, language: str) -> Finding:
    """How many named the code that says that no help is hard to get."""
    count = _total(releases, Condition(Kind.HELP, code))
    sentence = translator(language).gettext("{count} said that nothing is hard to get.")
    who = of_whom(count, releases, language)
    return Finding(_capital(sentence.format(count=who)), (count,))


def lowest(releases: Sequence[Release], texts: Mapping[Condition, str], language: str) -> Finding:
    """The lowest of several conditions, all that tie with it included.

    Parameters
    ----------
    releases : as in `headline`.
    texts : at least two conditions -> their words.
    """
    _ = translator(language).gettext
    counts = {condition: _total(releases, condition) for condition in texts}
    tiers = measures.order(counts)
    if len(tiers) < 2:
        return Finding(_("None of these is clearly lower than the others."))
    items = _tier(tiers[0], texts, counts, language)
    lowest_counts = tuple(counts[condition] for condition in tiers[0])
    return Finding(_("Lowest: {items}").format(items=items), lowest_counts)


def _is_team(releases: Sequence[Release]) -> bool:
    return releases[0].group == measures.ACT


def _total(releases: Sequence[Release], condition: Condition) -> GuardedCount:
    """The sum of a count; of a team there is no sum, as its members are the same each time."""
    count = total(releases, condition)
    if len(releases) > 1 and _is_team(releases):
        raise ValueError("waves of a team are not added up: its members are the same")
    return count


def _who(
    count: GuardedCount, releases: Sequence[Release], condition: Condition, language: str
) -> str:
    """How many of whom; of a team of which not all are in the base also how many of all."""
    who = of_whom(count, releases, language)
    if not _is_team(releases) or not silent(releases[0]):
        return who
    return f"{who} ({reach_phrase(reach(releases[0], condition), language)})"


def _change_sentence(found: trends.Change, language: str) -> str:
    _ = translator(language).gettext
    if found.direction == "more":
        return _("More of the {units} than before {said}: {text} ({before} before, {since} since)")
    if found.direction == "fewer":
        return _("Fewer of the {units} than before {said}: {text} ({before} before, {since} since)")
    if found.smallest is None:
        return _("Too few answers to judge a change: {text} ({before} before, {since} since)")
    return _(
        "No clear change: {text} ({before} before, {since} since). With this many answers "
        "only a change of about {points} points or more could have been seen."
    )


def _gap_sentence(found: gaps.Gap, language: str) -> str:
    _ = translator(language).gettext
    if found.direction == "higher":
        return _(
            "A difference in view: more of the professionals than of the parents {said}: {text} "
            "(professionals: {professionals}; parents: {parents})"
        )
    if found.direction == "lower":
        return _(
            "A difference in view: fewer of the professionals than of the parents {said}: {text} "
            "(professionals: {professionals}; parents: {parents})"
        )
    return _(
        "No clear difference in view: {text} (professionals: {professionals}; parents: {parents})"
    )


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


def _points(share: float) -> int:
    return round(100 * share)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
