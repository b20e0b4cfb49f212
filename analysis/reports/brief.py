"""Releases -> the one-page brief: for parents and for the Active Community Team, in plain words.

It has no key, no abbreviation and no table: each number stands in words beside its picture.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from analysis import findings
from analysis.condition import Condition, Kind
from analysis.figures.people_row import people_row
from analysis.finding import capital, total_of
from analysis.guard import GuardedCount
from analysis.measures import ACT, SENSE_OF_TRUST, headline_condition, order
from analysis.release import Release
from analysis.reports.assembly import fingerprint, remade_words
from analysis.reports.content import Count
from analysis.reports.inputs import Improvement, ReportInputs
from analysis.reports.names import tidied
from analysis.reports.sections.hard_help import hardest_kinds
from analysis.reports.sections.heard import to_talk_about
from analysis.reports.sections.partnership import team_beside
from analysis.reports.sections.picked import before_and_after
from analysis.reports.team.inputs import TeamInputs
from analysis.reports.team.view import TeamView
from analysis.reports.view import View
from analysis.trends import Change, change
from analysis.wording import units

#: Those of whom a page for everybody tells: what families said, never what was said of them.
FAMILIES = ("parents", "families", "caregivers")
#: One question of each measure, in this order; the lowest one follows where it is another.
LEADING = ("V1", "R1", "D1")
#: The three kinds of help named most, and those that tie with them while the page has room.
KINDS_OF_HELP, MOST_KINDS = 3, 5
QUESTIONS = 2


@dataclass(frozen=True)
class Said:
    """One thing that was said: what, by how many in words, and the same as a picture."""

    text: str
    count: Count
    svg: str


@dataclass(frozen=True)
class Brief:
    """One page in one language.

    `did` is empty before the team has picked something, `team` before a wave of it is out.
    """

    title: str
    scope_name: str
    term_label: str
    term_code: str
    last_day: date
    language: str
    sample: bool
    fingerprint: str
    words: Mapping[str, str]
    headline: str
    said: tuple[Said, ...]
    help: tuple[Said, ...]
    did: tuple[str, ...]
    talk: tuple[str, ...]
    team: str
    made_from: str


def brief(inputs: ReportInputs, team: TeamInputs | None = None) -> Brief | None:
    """Return the page, or None while nothing is released of what families said.

    Every number is a guarded count of the newest release of the families who come first; one
    line is from the newest wave of the site's team.
    """
    view = View(tidied(inputs))
    group = next((group for group in view.released_groups if group in FAMILIES), None)
    if group is None:
        return None
    newest = view.newest(group)
    items = _items(view, newest)
    act = team_beside(view, team)
    waves = act.history(ACT)[-1:] if act else ()
    return Brief(
        title=view.gettext("What families told us"),
        scope_name=view.inputs.scope_name,
        term_label=view.period(newest),
        term_code=inputs.term.label,
        last_day=inputs.term.last_day,
        language=inputs.language,
        sample=inputs.sample,
        fingerprint=fingerprint([newest, *waves]),
        words=_words(view),
        headline=_headline(view, newest, items[0]),
        said=tuple(_said(view, newest, headline_condition(item)) for item in items),
        help=tuple(_said(view, newest, Condition(Kind.HELP, code)) for code in _help(view, group)),
        did=_did(view),
        talk=tuple(to_talk_about(view, group)[:QUESTIONS]),
        team=_team(act) if act and waves else "",
        made_from=_made_from(view, newest),
    )


def _team(act: TeamView) -> str:
    """How many of the whole team feel trust in it, as between what is sure and what may be."""
    if not act.counts(SENSE_OF_TRUST):
        return ""
    text = act.gettext(
        "In our team, {count} members say “mostly” or better on trust, care and openness "
        "({period})."
    )
    return text.format(count=act.reach_text(SENSE_OF_TRUST), period=act.wave_period)


def _items(view: View, newest: Release) -> tuple[str, ...]:
    asked = view.items(newest.group)
    lowest = order({item: newest.counts[headline_condition(item)] for item in asked})[0]
    chosen = [item for item in LEADING if item in asked] or [asked[0]]
    # A tie has no lowest one: then the page names none.
    return tuple(dict.fromkeys([*chosen, *(lowest if len(lowest) == 1 else ())]))


def _headline(view: View, newest: Release, item: str) -> str:
    condition = headline_condition(item)
    return f"{findings.headline([newest], condition, view.label(item), view.language)}."


def _said(view: View, newest: Release, condition: Condition) -> Said:
    count: GuardedCount = newest.counts[condition]
    words = view.help if condition.kind is Kind.HELP else view.title
    return Said(capital(words(condition.target)), view.cell(count), people_row(count))


def _help(view: View, group: str) -> tuple[str, ...]:
    """The three kinds named most; a tie stands whole on the page or not at all."""
    chosen: list[str] = []
    for tier in hardest_kinds(view, group):
        if len(chosen) >= KINDS_OF_HELP or len(chosen) + len(tier) > MOST_KINDS:
            break
        chosen += tier
    return tuple(chosen)


def _did(view: View) -> tuple[str, ...]:
    improvement = view.inputs.improvement
    if improvement is None:
        return ()
    _ = view.gettext
    tried = improvement.tried.rstrip(".")
    you_said = (
        _("You said this help is hard to get: {practice}.")
        if improvement.is_help
        else _("You said this could be better: {practice}.")
    )
    return (
        you_said.format(practice=improvement.practice),
        _("What we try: {tried}").format(tried=f"{tried}."),
        _change(view, improvement),
        findings.caution(view.language),
    )


def _change(view: View, improvement: Improvement) -> str:
    """Whether the answers moved, in fewer words than the report has."""
    _ = view.gettext
    before, since = before_and_after(view, improvement)
    if not before or not since:
        return _("It is too early to compare.")
    condition = improvement.condition
    found = change(total_of(before, condition), total_of(since, condition))
    return _change_words(view, found, is_help=improvement.is_help).format(
        units=units(improvement.group, view.language),
        before=view.phrase(found.before),
        since=view.phrase(found.since),
    )


def _change_words(view: View, found: Change, *, is_help: bool) -> str:
    _ = view.gettext
    if found.direction is None:
        if found.smallest is None:
            return _("Too few answers to judge a change: {before} before, {since} since.")
        return _("No clear change: {before} before, {since} since.")
    texts = {
        ("more", True): _(
            "More of the {units} say this is hard to get now: {before} before, {since} since."
        ),
        ("fewer", True): _(
            "Fewer of the {units} say this is hard to get now: {before} before, {since} since."
        ),
        ("more", False): _(
            "More of the {units} say “yes, fully” to this now: {before} before, {since} since."
        ),
        ("fewer", False): _(
            "Fewer of the {units} say “yes, fully” to this now: {before} before, {since} since."
        ),
    }
    return texts[found.direction, is_help]


def _made_from(view: View, newest: Release) -> str:
    _ = view.gettext
    text = _("The numbers are out of {whom}. Small numbers can go up or down by chance.")
    return text.format(whom=view.whom(newest))


def _words(view: View) -> Mapping[str, str]:
    _ = view.gettext
    return {
        "kicker": _("Safe Babies feedback"),
        "sample": _("SAMPLE: invented data") if view.inputs.sample else "",
        "said": _("Families who said “yes, fully”"),
        "help": _("Help that is hard to get"),
        "no_help": _("No kind of help stands out."),
        "did": _("You said, we did"),
        "not_yet": _("The team will soon pick one thing to make better."),
        "talk": _("Let us talk about"),
        "team": _("How the partnership feels"),
        "join": _("Join us"),
        "how": _("You can help lead this work. Ask the community coordinator how."),
        "private": _("Nobody can see who answered, or what one family said."),
        "tested": _("New questions, being tested."),
        "remade": remade_words(view),
    }
