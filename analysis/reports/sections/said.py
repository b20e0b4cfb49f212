"""What one group said: every question with its scale."""

from analysis import rankings
from analysis.measures import ACT, headline_condition, measure_name
from analysis.reports.content import Block, Paragraph, Section
from analysis.reports.part import Part
from analysis.reports.sections.parts import Shown, blocks_of, parts_picture, parts_table
from analysis.reports.sections.pending import pending
from analysis.reports.view import View


def said(view: View, group: str) -> Part:
    """Return the section of a group, and the table of its figure when something is released."""
    _ = view.gettext
    heading = _heading(view, group)
    key = f"said-{group}"
    if group not in view.released_groups:
        return Part((Section(key, heading, (pending(view, group),), new_page=False),))
    blocks: list[Block] = []
    if not view.is_current(group):
        blocks.append(pending(view, group))
    shown = Shown(key, group, blocks_of(view, group))
    title = _("{group}: what they said").format(group=view.group(group))
    blocks += [
        _every_question(view, group),
        parts_picture(view, shown, _lowest(view, group), _asked(view, group)),
    ]
    table = parts_table(view, shown, title, view.group(group))
    return Part((Section(key, heading, tuple(blocks), new_page=True),), (table,))


def _heading(view: View, group: str) -> str:
    _ = view.gettext
    if group == "professionals":
        return _("{group}: what they saw happen to parents").format(group=view.group(group))
    if group == ACT:
        return _("{group}: how it works together").format(group=view.group(group))
    return _("{group}: heard, respected, deciding together").format(group=view.group(group))


def _asked(view: View, group: str) -> str:
    _ = view.gettext
    if group == ACT:
        return _("Members on their last three months")
    return _("Answers after the meeting")


def _every_question(view: View, group: str) -> Paragraph:
    """One line with each scale's top score."""
    _ = view.gettext
    counts = view.newest(group).counts
    parts = [
        _("{part} {count}").format(
            part=measure_name(scale, view.language),
            count=view.phrase(counts[headline_condition(scale)]),
        )
        for scale in view.scales(group)
    ]
    text = _("“Yes, fully” to every question of a part: {parts}.")
    return Paragraph(text.format(parts="; ".join(parts)))


def _lowest(view: View, group: str) -> str:
    texts = {headline_condition(item): view.label(item) for item in view.items(group)}
    return rankings.lowest([view.newest(group)], texts, view.language).text
