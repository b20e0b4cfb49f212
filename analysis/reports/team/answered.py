"""Who answered: the strip of a wave, its response rate by name, and the waves without a result."""

from analysis.figures.wording.common import percent
from analysis.reports.content import Block, Box, Paragraph, Section
from analysis.reports.part import Part
from analysis.reports.sections.answered import answered_picture, answered_table
from analysis.reports.team.missing import missing
from analysis.reports.team.view import TeamView
from analysis.wording import of_asked


def answered(view: TeamView) -> Part:
    """Return the section, and the table of its figure."""
    _ = view.gettext
    blocks: tuple[Block, ...] = (
        answered_picture(view),
        Paragraph(f"{_rate(view)} {_door(view)}".strip()),
        *missing(view),
        _how_to_read(view),
    )
    section = Section("answered", _("Who answered"), blocks, new_page=True)
    return Part((section,), (answered_table(view),))


def _rate(view: TeamView) -> str:
    """The response rate by its name, with a share only where the count is exact."""
    count = view.wave.participation
    text = of_asked(view.wave, view.language)
    if count.exact:
        text = f"{text} ({percent(count.low_share)})"
    return view.gettext(
        "Response rate RR6 (AAPOR): {count}. It is the number of answers, whole or in part, out "
        "of everybody on the roster when the wave opened."
    ).format(count=text)


def _door(view: TeamView) -> str:
    _ = view.gettext
    if view.team.door == "shared":
        return _(
            "All members used one link. Each is asked to answer once, and nobody checks it; "
            "answers beyond the roster are set aside by chance."
        )
    if view.team.door == "single_use":
        return _("Each member was sent a link that works once.")
    return ""


def _how_to_read(view: TeamView) -> Box:
    _ = view.gettext
    lines = (
        _(
            "We count who said “mostly” or better. “Yes, fully”, the answer that leaves nothing "
            "open, stands beside it."
        ),
        _(
            "“Between 17 and 27 of all 27” is the reach: 17 surely said it; the others did not "
            "answer or are kept open, so up to 27 may see it so."
        ),
        _(
            "“At least” and “3 or fewer” are kept open, so that nobody can work out what one "
            "person said. Figures show the open part hatched or stretched."
        ),
        _("“No clear change” does not mean “no change”. It means: too close to tell."),
    )
    return Box(_("How to read the numbers"), lines)
