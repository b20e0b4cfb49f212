"""Page one: three headlines, what was tried, what to talk about. It stands alone."""

from collections.abc import Mapping

from analysis import findings, rankings
from analysis.condition import Condition, Kind
from analysis.finding import after_colon, capital
from analysis.measures import headline_condition, order
from analysis.release import Release
from analysis.reports.content import Block, Box, Headline, Paragraph, Section
from analysis.reports.sections.eyes import Clear, clearest
from analysis.reports.sections.hard_help import hardest_help, kinds_of_help
from analysis.reports.sections.picked import change_found
from analysis.reports.view import View, listed
from analysis.wording import said, together

#: So many of a tier without an order stand in a headline: whichever is left out may be the first.
_MOST_IN_NO_ORDER = 6


def heard(view: View) -> Section:
    """Return the section of the first page."""
    _ = view.gettext
    blocks: list[Block] = [*_asked(view), *_headlines(view)]
    if view.lead is None:
        text = _("There is no result to show yet. “Who answered” says why.")
        blocks.append(Paragraph(text, kind="pending"))
    blocks += _tried(view)
    if view.inputs.waiting and not view.is_for_judge and view.lead is not None:
        blocks.append(_waits(view))
    blocks += _to_talk_about(view)
    return Section("heard", _("What we heard"), tuple(blocks))


def _asked(view: View) -> list[Paragraph]:
    """What it is that was answered, and by how many: page one stands alone."""
    if view.lead is None:
        return []
    about = view.gettext("From a short survey after Family Team Meetings.")
    found = findings.participation(view.newest(view.lead), view.language)
    return [Paragraph(f"{about} {view.group(view.lead)}: {after_colon(found.text)}")]


def _headlines(view: View) -> list[Headline]:
    group = view.lead
    if group is None:
        return []
    newest = view.newest(group)
    tiers = order({item: newest.counts[headline_condition(item)] for item in view.items(group)})
    if len(tiers) < 2:
        return [_all_alike(view, newest), *_third(view)]
    highest, lowest = tiers[-1], tiers[0]
    _ = view.gettext
    return [
        _extreme(view, newest, highest, _("Highest of {number} questions")),
        _extreme(view, newest, lowest, _("Lowest of {number} questions")),
        *_third(view),
    ]


def _extreme(view: View, newest: Release, items: tuple[str, ...], words: str) -> Headline:
    """A headline on the highest or lowest items."""
    texts = {headline_condition(item): view.label(item) for item in items}
    place = words.format(number=len(view.items(newest.group)))
    if len({newest.counts[condition] for condition in texts}) > 1:
        return Headline(_in_no_order(view, newest, texts), _detail(view, newest, place))
    condition, text = next(iter(texts)), listed([*texts.values()])
    if len(items) > 1:
        _ = view.gettext
        tie = (
            _("{items} (tied)") if newest.counts[condition].exact else _("{items} (no clear order)")
        )
        text = tie.format(items=text)
    found = findings.headline([newest], condition, text, view.language)
    likely = findings.likely_range([newest], condition, view.language)
    return Headline(found.text, _detail(view, newest, place, likely.text))


def _in_no_order(view: View, newest: Release, texts: Mapping[Condition, str]) -> str:
    """What ties though its counts differ, as open sums can: each with its own count."""
    kind = next(iter(texts)).kind
    items = [f"{text} ({view.phrase(newest.counts[one])})" for one, text in texts.items()]
    sentence = view.gettext("{said}, in no clear order: {items}").format(
        said=said(kind, view.language), items=listed(items, most=_MOST_IN_NO_ORDER)
    )
    return capital(sentence) + together([newest], view.language)


def _all_alike(view: View, newest: Release) -> Headline:
    texts = {headline_condition(item): view.label(item) for item in view.items(newest.group)}
    sentence = rankings.lowest([newest], texts, view.language).text
    return Headline(sentence, _detail(view, newest, view.whom(newest)))


def _detail(view: View, release: Release, *more: str) -> str:
    return " · ".join([view.group(release.group), view.period(release), *more])


def _third(view: View) -> list[Headline]:
    """The clearest gap, or else the help that is hardest to get."""
    gap = clearest(view)
    if gap is not None:
        return [_gap_headline(view, gap)]
    group = view.lead
    if group is None or not hardest_help(view, group):
        return []
    newest = view.newest(group)
    codes = hardest_help(view, group)
    texts = {Condition(Kind.HELP, code): view.help(code) for code in codes}
    if len({newest.counts[condition] for condition in texts}) > 1:
        sentence = _in_no_order(view, newest, texts)
    else:
        text = listed([*texts.values()])
        sentence = findings.headline([newest], next(iter(texts)), text, view.language).text
    place = view.gettext("Named most of {number} kinds of help").format(
        number=len(kinds_of_help(view, newest))
    )
    return [Headline(sentence, _detail(view, newest, place))]


def _gap_headline(view: View, gap: Clear) -> Headline:
    found = findings.gap(gap.match, gap.condition, view.label(gap.item), view.language)
    period = view.period(*gap.match.parents)
    return Headline(found.text, " · ".join([view.gettext("“Yes, fully”"), period]))


def _tried(view: View) -> list[Box]:
    improvement = view.inputs.improvement
    if improvement is None:
        return []
    _ = view.gettext
    began = view.month(improvement.started_on)
    change = change_found(view, improvement)
    found = findings.picked(change, improvement.practice, began, view.language)
    return [Box(_("The thing we picked, and what happened"), (found.text,))]


def _waits(view: View) -> Paragraph:
    _ = view.gettext
    groups = ", ".join(view.group(waiting.group) for waiting in view.waiting)
    text = _("Still waiting for enough answers: {groups}. See “What waits”.")
    return Paragraph(text.format(groups=groups), kind="note")


def _to_talk_about(view: View) -> list[Box]:
    if view.lead is None:
        return []
    return [Box(view.gettext("To talk about"), tuple(to_talk_about(view, view.lead)))]


def to_talk_about(view: View, group: str) -> list[str]:
    """Questions for a meeting, made from what a group's newest release found."""
    _ = view.gettext
    newest = view.newest(group)
    tiers = order({item: newest.counts[headline_condition(item)] for item in view.items(group)})
    lines = []
    if len(tiers) > 1:
        items = listed([view.label(item) for item in tiers[0]])
        lines.append(_("What would make this better in our meetings: {items}?").format(items=items))
    hardest = hardest_help(view, group)
    if hardest:
        items = listed([view.help(code) for code in hardest])
        lines.append(_("Who can open a door to this help: {items}?").format(items=items))
    return [*lines, _("Whose voice is missing from these answers?")]
