"""What waits: the family batches that are not released yet, without any count."""

from analysis.reports.content import Block, Paragraph, Section, Subheading
from analysis.reports.inputs import Waiting
from analysis.reports.part import Part
from analysis.reports.periods import month
from analysis.reports.sections.pending import needs
from analysis.reports.view import View

KEPT_MONTHS = 24


def waits(view: View) -> Part:
    """Return the section; nothing for the judge's edition or when nothing waits."""
    if view.is_for_judge or not view.inputs.waiting:
        return Part()
    _ = view.gettext
    text = _(
        "These answers are sealed and wait, so that no family can be picked out. "
        "They are in no number of this report. After {months} months they are destroyed."
    )
    blocks: list[Block] = [Paragraph(text.format(months=KEPT_MONTHS))]
    for waiting in view.waiting:
        blocks.append(Subheading(view.group(waiting.group)))
        blocks.append(Paragraph(_sentence(view, waiting)))
    return Part((Section("waits", _("What waits"), tuple(blocks)),))


def _sentence(view: View, waiting: Waiting) -> str:
    _ = view.gettext
    since = _("Waiting since {month}.").format(month=month(waiting.since.first_day, view.language))
    return f"{since} {needs(view, waiting.group, waiting.floor)}"
