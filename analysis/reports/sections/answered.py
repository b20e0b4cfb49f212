"""Who answered: one strip for each group, and a word on those who did not."""

from analysis import findings
from analysis.figures.answered_strips import StripRow, StripWords, answered_strips
from analysis.figures.wording.common import between, percent
from analysis.finding import after_colon
from analysis.reports.content import Block, Box, Paragraph, Picture, Section, Table
from analysis.reports.part import Part
from analysis.reports.sections.pending import pending
from analysis.reports.view import View
from analysis.wording import of_asked

_KEY = "answered"
_ENOUGH_FOR_A_SHARE = 20


def answered(view: View) -> Part:
    """Return the section, and the table of its figure when something is released."""
    _ = view.gettext
    blocks: list[Block] = []
    if view.released_groups:
        blocks.append(answered_picture(view))
        blocks += _remarks(view)
    for group in view.groups:
        if group not in view.released_groups or not view.is_current(group):
            blocks.append(pending(view, group))
    if view.released_groups:
        blocks.append(_how_to_read(view))
    section = Section(_KEY, _("Who answered"), tuple(blocks), new_page=bool(view.released_groups))
    return Part((section,), (answered_table(view),) if view.released_groups else ())


def _how_to_read(view: View) -> Box:
    _ = view.gettext
    lines = (
        _(
            "“18 of 25” means: 18 said it, of 25 counted. We lead with “yes, fully”, the answer "
            "that leaves nothing open."
        ),
        _(
            "“At least 22 of 25” and “3 or fewer of 25” are kept open, so that nobody can work "
            "out what one person said. Figures show the open part hatched or stretched."
        ),
        _(
            "“Likely range”: another time, others might have answered. The share could then lie "
            "anywhere in this range. Small numbers bounce."
        ),
        _("“No clear change” does not mean “no change”. It means: too close to tell."),
    )
    return Box(_("How to read the numbers"), lines)


def _remarks(view: View) -> list[Paragraph]:
    _ = view.gettext
    notes = [_("People choose to answer. Those who did not may see it differently.")]
    if "professionals" in view.released_groups:
        notes.append(
            _(
                "For professionals we count answers, not people: each is asked whether they "
                "answered before in the same period, and nobody checks it."
            )
        )
    return [Paragraph(" ".join(notes))]


def answered_picture(view: View) -> Picture:
    """Return the strips of all released groups; the finding is that of the first."""
    _ = view.gettext
    first = view.released_groups[0]
    rows = tuple(_row(view, group) for group in view.released_groups)
    found = findings.participation(view.newest(first), view.language)
    title = f"{view.group(first)}: {after_colon(found.text)}"
    words = StripWords(_("answered"), _("asked"), between(view.language))
    alt = " ".join([title, *(f"{row.label}: {row.text}." for row in rows)])
    key = f"figure-{_KEY}"
    svg = answered_strips(rows, words, prefix=key, alt=alt, sample=view.inputs.sample)
    subtitle = _("How many answered of those who were asked; {period}").format(
        period=view.period(*(view.newest(group) for group in view.released_groups))
    )
    return Picture(key, title, subtitle, alt, svg, _KEY)


def _row(view: View, group: str) -> StripRow:
    """A strip; its share is written too where it is exact and of enough people to be read so."""
    newest = view.newest(group)
    count = newest.participation
    text = of_asked(newest, view.language)
    if count.exact and count.base >= _ENOUGH_FOR_A_SHARE:
        text = f"{text} ({percent(count.low_share)})"
    return StripRow(group, view.dated_group(group), count, text)


def answered_table(view: View) -> Table:
    """Return the numbers of the strips."""
    _ = view.gettext
    rows = []
    for group in view.released_groups:
        newest = view.newest(group)
        shown = view.cell(newest.participation)
        rows.append((view.group(group), view.period(newest), view.whom(newest), shown))
    return Table(
        _KEY,
        _("Who answered, of those who were asked"),
        (_("Group"), _("Period"), _("Counts are out of"), _("Answered")),
        tuple(rows),
        sheet=_("Who answered"),
    )
