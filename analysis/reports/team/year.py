"""Change against the wave before, and a year's view: up to four waves in six small charts."""

from collections.abc import Mapping

from analysis.figures.small_multiples import Measure, Wave, small_multiples
from analysis.figures.wording.small_multiples import measure, multiples_alt, multiples_words
from analysis.measures import ACT
from analysis.release import Release
from analysis.reports.content import Block, Cell, Paragraph, Picture, Section, Table
from analysis.reports.part import Part
from analysis.reports.periods import tick
from analysis.reports.team.missing import missing
from analysis.reports.team.view import TeamView
from analysis.reports.view import listed
from analysis.team_reach import reach_change, smallest_visible
from analysis.term import Term
from analysis.trends import LONGEST, Change
from analysis.wording import of_asked, reach_phrase

_KEY = "year"


def year(view: TeamView) -> Part:
    """Return the section with a chart of each scale, and the tables of waves and of the change."""
    if not view.panels:
        return Part()
    heading = view.gettext("Over a year")
    section = Section(_KEY, heading, year_blocks(view), new_page=True)
    return Part((section,), year_tables(view))


def year_blocks(view: TeamView) -> tuple[Block, ...]:
    """What changed, a small chart of each scale, and the waves of the year without a result."""
    if not view.panels:
        return ()
    changed = (Paragraph(text) for text in what_changed(view))
    return (*changed, _picture(view), *missing(view, _terms(view)[0]))


def year_tables(view: TeamView) -> tuple[Table, ...]:
    """The numbers of the charts, and of the change against the wave before."""
    if not view.panels:
        return ()
    before = view.before
    return (_table(view),) if before is None else (_table(view), _change_table(view, before))


# --- against the wave before --------------------------------------------------------------------


def what_changed(view: TeamView, *, most: int = 7) -> tuple[str, ...]:
    """Say the clear changes, up to `most` of a kind, and of the rest what could have been seen."""
    _ = view.gettext
    before = view.before
    if before is None:
        first = _("This is the first result, so there is nothing to compare yet.")
        reworded = _("The questions changed since the wave before, so nothing is compared.")
        return (reworded if view.has_new_wording else first,)
    found = {scale: _found(view, before, scale) for scale in _compared(view, before)}
    more = {scale: each for scale, each in found.items() if each.direction == "more"}
    fewer = {scale: each for scale, each in found.items() if each.direction == "fewer"}
    rest = [scale for scale in found if scale not in more and scale not in fewer]
    sentences = [
        _clear(
            view, _("More of the members than before say “mostly” or better: {parts}."), more, most
        ),
        _clear(
            view,
            _("Fewer of the members than before say “mostly” or better: {parts}."),
            fewer,
            most,
        ),
        _unclear(view, before, rest),
    ]
    return tuple(sentence for sentence in sentences if sentence)


def _compared(view: TeamView, before: Release) -> tuple[str, ...]:
    return tuple(each for each in view.measures if view.condition(each) in before.counts)


def _found(view: TeamView, before: Release, scale: str) -> Change:
    return reach_change(before, view.wave, view.condition(scale))


def _clear(view: TeamView, text: str, found: Mapping[str, Change], most: int) -> str:
    """A sentence on measures that changed one way, each with its reach in both waves."""
    _ = view.gettext
    parts = [
        _("{part} ({before} before, {since} since)").format(
            part=view.measure(scale),
            before=reach_phrase(each.before, view.language),
            since=reach_phrase(each.since, view.language),
        )
        for scale, each in found.items()
    ]
    return text.format(parts=listed(parts, most=most)).replace("….", "…") if parts else ""


def _unclear(view: TeamView, before: Release, scales: list[str]) -> str:
    """A sentence on measures of which no change can be said."""
    if not scales:
        return ""
    _ = view.gettext
    smallest = smallest_visible(before, view.wave)
    text = (
        _("Too few answers to judge a change: {parts} ({before} before, {since} since).")
        if smallest is None
        else _(
            "No clear change: {parts}. With these answers ({before} before, {since} since) only "
            "a change of about {points} points or more could have been seen."
        )
    )
    return text.format(
        parts=listed([view.measure(scale) for scale in scales], most=len(scales)),
        before=of_asked(before, view.language),
        since=of_asked(view.wave, view.language),
        points=round(100 * (smallest or 0)),
    )


# --- the year -----------------------------------------------------------------------------------


def _terms(view: TeamView) -> list[Term]:
    terms = [view.wave.terms[0]]
    while len(terms) < LONGEST:
        terms.insert(0, terms[0].previous())
    return terms


def _panel(view: TeamView, scale: str) -> Measure:
    terms = _terms(view)
    waves = tuple(
        Wave(terms.index(wave.terms[0]), view.reach(scale, wave))
        for wave in view.year
        if view.condition(scale) in wave.counts
    )
    return measure(scale, view.title_of(scale), waves, view.language)


def _title(view: TeamView) -> str:
    """What changed since the wave before in the parts that are drawn."""
    _ = view.gettext
    before = view.before
    if before is None:
        return _("Members who say “mostly” or better: nothing to compare yet")
    drawn = [scale for scale in _compared(view, before) if scale in view.panels]
    found = {scale: _found(view, before, scale).direction for scale in drawn}
    texts = {
        "more": _("More of the members than in the wave before say “mostly” or better: {parts}"),
        "fewer": _("Fewer of the members than in the wave before say “mostly” or better: {parts}"),
    }
    clear = {
        way: [view.measure(scale) for scale, one in found.items() if one == way] for way in texts
    }
    if any(clear.values()):
        said = (texts[way].format(parts=listed(parts)) for way, parts in clear.items() if parts)
        return ". ".join(said)
    if smallest_visible(before, view.wave) is None:
        return _("Too few answers to judge a change since the wave before")
    return _("No clear change since the wave before, on any part")


def _picture(view: TeamView) -> Picture:
    _ = view.gettext
    panels = tuple(_panel(view, scale) for scale in view.panels)
    ticks = tuple(tick(term, view.language) for term in _terms(view))
    number = len(view.year)
    text = view.ngettext("{number} wave of the year", "{number} waves of the year", number)
    title = _title(view)
    subtitle = _(
        "Members who say “mostly” or better; {period}, {waves}; newest: of {number} members"
    ).format(
        period=view.period(*view.year),
        waves=text.format(number=number),
        number=view.wave.participation.base,
    )
    key = f"figure-{_KEY}"
    alt = multiples_alt(title, panels, ticks, view.language)
    words = multiples_words(view.language)
    svg = small_multiples(panels, ticks, words, prefix=key, alt=alt, sample=view.inputs.sample)
    return Picture(key, title, subtitle, alt, svg, _KEY)


# --- the tables ---------------------------------------------------------------------------------


def _table(view: TeamView) -> Table:
    _ = view.gettext
    answered: tuple[Cell, ...] = (
        _("Answered"),
        *(view.cell(wave.participation) for wave in view.year),
    )
    rows = (answered, *(_row(view, scale) for scale in view.measures))
    columns = (_("Measure"), *(view.period(wave) for wave in view.year))
    title = _("Members who say “mostly” or better, of all members, by wave")
    return Table(_KEY, title, columns, rows, _("Year"))


def _row(view: TeamView, scale: str) -> tuple[Cell, ...]:
    cells: list[Cell] = [view.title_of(scale)]
    for wave in view.year:
        counted = view.condition(scale) in wave.counts
        cells.append(view.reach_cell(scale, wave) if counted else view.gettext("not asked"))
    return tuple(cells)


def _change_table(view: TeamView, before: Release) -> Table:
    _ = view.gettext
    rows = []
    for scale in _compared(view, before):
        found = _found(view, before, scale)
        judged = _judged(view, found)
        cells = (view.reach_cell(scale, before), view.reach_cell(scale))
        rows.append((view.title_of(scale), judged, *cells))
    columns = (_("Measure"), _("Change"), view.period(before), view.wave_period)
    title = _("{group}: the newest wave beside the one before").format(group=view.group(ACT))
    return Table("since", title, columns, tuple(rows), _("Change"))


def _judged(view: TeamView, found: Change) -> str:
    _ = view.gettext
    if found.direction is not None:
        return _("more") if found.direction == "more" else _("fewer")
    return _("too few answers") if found.smallest is None else _("no clear change")
