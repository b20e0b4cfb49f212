"""Plain sentences made from guarded counts by a fixed grammar: no share without its count.

What was asked comes in as text (`text`, `labels`), because this package knows no questionnaire.
`language` is "en" or "es". Every function reads releases only, so a sentence says nothing that
the published numbers do not.

A team (group "act") is asked as a whole, and its members stay the same: a sentence says its
reach over all members, never a likely range, and waves are compared but never added up.
"""

from collections.abc import Sequence

from analysis import gaps, trends
from analysis.condition import Condition, Kind
from analysis.finding import Finding, capital, is_team, total_of
from analysis.guard import GuardedCount
from analysis.language import translator
from analysis.proportions import guarded_interval
from analysis.release import Release
from analysis.team_reach import reach, reach_change
from analysis.wording import (
    count_phrase,
    of_asked,
    of_whom,
    reach_phrase,
    said,
    together,
    units,
)


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
    count = total_of(releases, condition)
    sentence = (
        translator(language)
        .gettext("{count} {said}: {text}")
        .format(
            count=_who(count, releases, condition, language),
            said=said(condition.kind, language),
            text=text,
        )
    )
    return Finding(capital(sentence) + together(releases, language), (count,))


def likely_range(releases: Sequence[Release], condition: Condition, language: str) -> Finding:
    """The interval of the share, in points: 'Likely range for 30 of 40: 60 to 86 in 100.'

    95 %, Wilson (1927) at both ends of the guarded count, see `guarded_interval`. ValueError for
    a team, which is no sample.
    """
    if is_team(releases):
        raise ValueError("a team is asked as a whole: it has a reach, no likely range")
    count = total_of(releases, condition)
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
    return Finding(capital(sentence), (count,))


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
        newest wave on each side is compared, see `analysis.team_reach.reach_change`.
    condition, text : as in `headline`.
    """
    if not before or not since:
        nothing = translator(language).gettext("Nothing to compare yet: {text}")
        return Finding(nothing.format(text=text))
    if is_team(before):
        found, phrase = reach_change(before[-1], since[-1], condition), reach_phrase
    else:
        found = trends.change(total_of(before, condition), total_of(since, condition))
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


def nothing_hard(releases: Sequence[Release], code: str, language: str) -> Finding:
    """How many named the code that says that no help is hard to get."""
    count = total_of(releases, Condition(Kind.HELP, code))
    sentence = translator(language).gettext("{count} said that nothing is hard to get.")
    who = of_whom(count, releases, language)
    return Finding(capital(sentence.format(count=who)), (count,))


def _who(
    count: GuardedCount, releases: Sequence[Release], condition: Condition, language: str
) -> str:
    """How many of whom; of a team also how many of all, where that says more."""
    who = of_whom(count, releases, language)
    if not is_team(releases):
        return who
    found = reach(releases[0], condition)
    return who if found == count else f"{who} ({reach_phrase(found, language)})"


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


def _points(share: float) -> int:
    return round(100 * share)
