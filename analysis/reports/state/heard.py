"""Page one: what the edition is made from, its headlines, and what to talk about."""

from dataclasses import replace

from analysis.reports.content import Paragraph, Section
from analysis.reports.sections.heard import heard as heard_at_a_site
from analysis.reports.state.view import StateView
from analysis.rollup import Rollup


def heard(view: StateView) -> Section:
    """Return the section of the first page."""
    section = heard_at_a_site(view)
    return replace(section, blocks=(Paragraph(_made_from(view)), *section.blocks))


def _made_from(view: StateView) -> str:
    _ = view.gettext
    parts = "; ".join(_part(view, rollup) for rollup in view.current)
    if not parts:
        return _("In this quarter nothing could be added up.")
    return _("Added up for the whole state: {parts}. No site is named, and none is ranked.").format(
        parts=parts
    )


def _part(view: StateView, rollup: Rollup) -> str:
    """A group with its results and what they count: "Parents, 7 results (212 families counted)"."""
    return view.gettext("{group}, {results} results ({whom})").format(
        group=view.group(rollup.group), results=len(rollup.parts), whom=view.whom(rollup)
    )
