"""The one thing the team picked: what it is, and whether the answers moved since."""

from analysis import findings
from analysis.figures.over_time import Flag, Panel, over_time
from analysis.finding import Finding, capital
from analysis.release import Release
from analysis.reports.content import Block, Box, Paragraph, Picture, Section, Table, cell_text
from analysis.reports.inputs import Improvement, Verdict
from analysis.reports.part import Part
from analysis.reports.sections.timeline import Calendar, calendar_of, points, time_words
from analysis.reports.view import View
from analysis.roles import role_name
from analysis.trends import BeforeAndSince, before_and_since

_KEY = "picked"


def picked(view: View) -> Part:
    """Return the section; it says so when nothing is picked yet."""
    _ = view.gettext
    improvement = view.inputs.improvement
    heading = _("The thing we picked")
    if improvement is None:
        text = _("Nothing is picked yet. Pick one practice, say what you will try, and look again.")
        return Part((Section(_KEY, heading, (Paragraph(text, kind="pending"),)),))
    blocks: list[Block] = [Box(capital(improvement.practice), _plan(view, improvement))]
    tables: tuple[Table, ...] = ()
    if _is_counted(view, improvement):
        blocks.append(_picture(view, improvement))
        tables = (_table(view, improvement),)
    else:
        blocks.append(Paragraph(change_sentence(view, improvement), kind="pending"))
    blocks.append(Paragraph(findings.caution(view.language)))
    return Part((Section(_KEY, heading, tuple(blocks)),), tables)


def change_sentence(view: View, improvement: Improvement) -> str:
    """Return the judgement on the picked item, from the releases before and since."""
    found = change_found(view, improvement)
    return found.text if found.text.endswith(".") else f"{found.text}."


def change_found(view: View, improvement: Improvement) -> Finding:
    """Return what changed in the picked item between the releases before and since."""
    before, since = before_and_after(view, improvement)
    text = view.words(improvement.condition)
    return findings.change(before, since, improvement.condition, text, view.language)


def before_and_after(view: View, improvement: Improvement) -> BeforeAndSince:
    """Return the releases that count the picked item, on both sides of the day it began."""
    history = view.history(improvement.group)
    counted = [release for release in history if improvement.condition in release.counts]
    return before_and_since(counted, improvement.started_on) if counted else BeforeAndSince((), ())


def _is_counted(view: View, improvement: Improvement) -> bool:
    """Whether any result of the group counts the picked item."""
    released = improvement.group in view.released_groups
    return released and bool(points(view, improvement.group, improvement.condition))


def _plan(view: View, improvement: Improvement) -> tuple[str, ...]:
    _ = view.gettext
    moves = (
        _("Help that should be easier to get: {item}")
        if improvement.is_help
        else _("Question that should move: {item}")
    )
    lines = [moves.format(item=view.words(improvement.condition))]
    if not view.is_for_judge:
        lines.append(_("What we try: {tried}").format(tried=improvement.tried))
        lines.append(_("Who: {who}").format(who=role_name(improvement.who, view.language)))
    lines.append(_("Since: {month}").format(month=view.month(improvement.started_on)))
    if improvement.verdict is not None:
        lines.append(_verdict(view, improvement.verdict))
    elif not view.is_for_judge:
        lines.append(_("To decide together: keep it, change it, or drop it?"))
    return tuple(lines)


def _verdict(view: View, verdict: Verdict) -> str:
    _ = view.gettext
    sentences = {
        Verdict.KEEP: _("The team decided to keep it."),
        Verdict.CHANGE: _("The team decided to change it."),
        Verdict.DROP: _("The team decided to drop it."),
    }
    return sentences[verdict]


def _picture(view: View, improvement: Improvement) -> Picture:
    _ = view.gettext
    group, condition = improvement.group, improvement.condition
    calendar = calendar_of(view, group)
    title = change_sentence(view, improvement)
    history = view.history(group)
    counted = (
        _("{group}, named as hard to get; {period}; newest: {whom}")
        if improvement.is_help
        else _("{group}, “yes, fully”; {period}; newest: {whom}")
    )
    subtitle = counted.format(
        group=view.group(group), period=view.period(*history), whom=view.whom(history[-1])
    )
    table = _table(view, improvement)
    key = f"figure-{_KEY}"
    alt = " ".join([title, *(f"{row[0]}: {cell_text(row[2])}." for row in table.rows)])
    svg = over_time(
        (Panel(condition.target, "", points(view, group, condition)),),
        calendar.ticks(view.language),
        time_words(view),
        prefix=key,
        alt=alt,
        sample=view.inputs.sample,
        columns=1,
        flag=_flag(view, improvement, calendar),
    )
    return Picture(key, title, subtitle, alt, svg, _KEY)


def _flag(view: View, improvement: Improvement, calendar: Calendar) -> Flag | None:
    """Where the practice began: between the last period before it and the first since."""
    day = improvement.started_on
    ended = sum(term.last_day < day for term in calendar.terms)
    if ended == 0:
        return None
    begun = sum(term.first_day < day for term in calendar.terms)
    inside = begun > ended
    place = ended if inside else ended - 0.5
    word = view.gettext("began in {month}").format(month=view.month(day))
    return Flag(float(min(place, len(calendar.terms) - 0.5)), word)


def _table(view: View, improvement: Improvement) -> Table:
    _ = view.gettext
    condition, compared = improvement.condition, before_and_after(view, improvement)
    rows = tuple(
        (
            view.period(release),
            _side(view, release, compared),
            view.cell(release.counts[condition]),
        )
        for release in view.history(improvement.group)
        if condition in release.counts
    )
    title = _("{group}: {item}, before and since").format(
        group=view.group(improvement.group), item=view.words(condition)
    )
    counted = _("Hard to get") if improvement.is_help else _("Yes, fully")
    columns = (_("Period"), _("Before or since"), counted)
    return Table(_KEY, title, columns, rows, sheet=_("The thing we picked"))


def _side(view: View, release: Release, compared: BeforeAndSince) -> str:
    """On which side a release is added up, if it is: the rows of a side make its count."""
    _ = view.gettext
    if release in compared.before:
        return _("before")
    return _("since") if release in compared.since else _("not compared")
