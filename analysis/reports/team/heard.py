"""Page one of a wave: three headlines, what changed, what to talk about. It stands alone."""

from analysis import findings
from analysis.measures import (
    COLLECTIVE_LEADERSHIP,
    COMBINED,
    SENSE_OF_TRUST,
    SHARED_PRIORITIES,
    order,
)
from analysis.reports.content import Block, Box, Headline, Paragraph, Section
from analysis.reports.team.missing import missing
from analysis.reports.team.next_gaps import not_on_the_list
from analysis.reports.team.record import on_record
from analysis.reports.team.view import TeamView
from analysis.reports.team.year import what_changed
from analysis.reports.view import listed


def heard(view: TeamView) -> Section:
    """Return the section of the first page."""
    _ = view.gettext
    heading = _("What members told us")
    blocks: list[Block] = []
    if not view.is_current(view.wave.group):
        blocks += missing(view)[:1]
    blocks += [_trust(view), _leadership(view), _priorities(view)]
    blocks.append(Paragraph(findings.participation(view.wave, view.language).text))
    blocks.append(Box(_("Since the wave before"), what_changed(view, most=3)))
    blocks.append(_to_talk_about(view))
    return Section("heard", heading, tuple(blocks))


def _trust(view: TeamView) -> Headline:
    """The sense of trust, never without its three parts."""
    parts = [
        f"{view.title_of(scale)}: {view.reach_text(scale)}"
        for scale in COMBINED[SENSE_OF_TRUST]
        if view.counts(scale)
    ]
    return _headline(view, SENSE_OF_TRUST, *parts)


def _leadership(view: TeamView) -> Headline:
    asked = view.asked(COLLECTIVE_LEADERSHIP)
    lowest = [view.lowest(asked)] if len(asked) > 1 else []
    return _headline(view, COLLECTIVE_LEADERSHIP, *lowest)


def _priorities(view: TeamView) -> Headline:
    record = view.gettext("On record: {record}").format(record=on_record(view))
    return _headline(view, SHARED_PRIORITIES, record)


def _headline(view: TeamView, scale: str, *details: str) -> Headline:
    if not view.counts(scale):
        text = view.gettext("{part}: not asked in this wave").format(part=view.title_of(scale))
        return Headline(text, " · ".join([view.wave_period, *details]))
    return Headline(view.said_of(scale), " · ".join([view.wave_period, *details]))


def _to_talk_about(view: TeamView) -> Box:
    """Three questions for the meeting, made from what was found."""
    _ = view.gettext
    tiers = order({scale: view.wave.counts[view.condition(scale)] for scale in view.panels})
    lines = []
    if len(tiers) > 1:
        items = listed([view.measure(scale) for scale in tiers[0]])
        lines.append(_("What would make this better in our team: {items}?").format(items=items))
    gaps = not_on_the_list(view)
    if gaps:
        items = listed([view.help(code) for code in gaps])
        text = _("Families say this is hard to get. Should it be on our list: {items}?")
        lines.append(text.format(items=items))
    lines.append(_("Who did not answer, and what would make it safe to?"))
    return Box(_("To talk about"), tuple(lines))
