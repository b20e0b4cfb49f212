"""The scales of a wave, each with its questions: in words, as members, and as bars."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.figures.people_dots import MOST_MEMBERS, people_dots
from analysis.figures.wording.people_dots import (
    member_dots_words,
    member_row,
    people_dots_alt,
)
from analysis.measures import (
    ACT,
    COLLECTIVE_LEADERSHIP,
    COMBINED,
    SENSE_OF_TRUST,
    SHARED_PRIORITIES,
    STRUCTURAL_CHANGE,
)
from analysis.reports.content import Block as Shape
from analysis.reports.content import Paragraph, Picture, Section, Table
from analysis.reports.part import Part
from analysis.reports.sections.parts import Block, Shown, parts_picture, parts_table
from analysis.reports.team.view import TeamView


def sense_of_trust(view: TeamView) -> Part:
    """Return the section of trust, compassion and transparency, apart and together."""
    _ = view.gettext
    parts = COMBINED[SENSE_OF_TRUST]
    scales = [scale for scale in (SENSE_OF_TRUST, *parts) if view.counts(scale)]
    if not scales:
        return Part()
    shown = Shown("said-trust", ACT, tuple(_block(view, scale) for scale in scales))
    title = _("Sense of trust and its three parts")
    blocks = (_members(view, scales), _bars(view, shown, _lowest(view, shown)))
    return Part((Section("trust", title, blocks, new_page=True),), (_table(view, shown, title),))


def leadership(view: TeamView) -> Part:
    """Return the section of collective leadership."""
    return _one(view, "leadership", COLLECTIVE_LEADERSHIP, new_page=True)


def priorities(view: TeamView) -> Part:
    """Return the section of shared priorities."""
    return _one(view, "priorities", SHARED_PRIORITIES)


def structural_change(view: TeamView) -> Part:
    """Return the section of structural change, each question spelled out."""
    return _one(view, "change", STRUCTURAL_CHANGE, spelled_out(view, STRUCTURAL_CHANGE))


def spelled_out(view: TeamView, scale: str) -> list[Paragraph]:
    """Each question of a scale as a sentence."""
    return [Paragraph(f"{view.said(item, view.label(item)).text}.") for item in view.asked(scale)]


def scale_table(view: TeamView, key: str, scale: str, title: str) -> Table:
    """The numbers of a scale and of its questions."""
    return _table(view, Shown(f"said-{key}", ACT, (_block(view, scale),)), title)


def _one(
    view: TeamView,
    key: str,
    scale: str,
    after: Sequence[Shape] = (),
    *,
    new_page: bool = False,
) -> Part:
    if not view.counts(scale):
        return Part()
    shown = Shown(f"said-{key}", ACT, (_block(view, scale),))
    finding = view.said(scale, view.measure(scale)).text
    blocks = (_bars(view, shown, finding), Paragraph(_lowest(view, shown)), *after)
    title = view.title_of(scale)
    return Part((Section(key, title, blocks, new_page),), (_table(view, shown, title),))


def _block(view: TeamView, scale: str) -> Block:
    """A scale with its questions; of a combined one the row of the whole, its parts follow."""
    if scale in COMBINED:
        return Block(scale, (), sum(len(view.asked(part)) for part in COMBINED[scale]))
    return Block(scale, view.asked(scale), len(view.asked(scale)))


def _bars(view: TeamView, shown: Shown, finding: str) -> Picture:
    return parts_picture(view, shown, finding, _asked(view))


def _asked(view: TeamView) -> str:
    return view.gettext("Members on their last three months")


def _lowest(view: TeamView, shown: Shown) -> str:
    items = [item for block in shown.blocks for item in block.items]
    return view.lowest(items) if len(items) > 1 else view.gettext("What members said")


def _table(view: TeamView, shown: Shown, title: str) -> Table:
    """The numbers of the bars, and of "mostly or fully" the reach over all members."""
    table = parts_table(view, shown, title, title)
    reach = view.gettext("Mostly or fully, of all members")
    rows = tuple(
        (*row, view.reach_cell(target))
        for row, target in zip(table.rows, shown.targets, strict=True)
    )
    return replace(table, columns=(*table.columns, reach), rows=rows)


# --- members, drawn one by one ------------------------------------------------------------------


def _members(view: TeamView, scales: Sequence[str]) -> Shape:
    """Everybody on the roster as a circle; only in words where there are too many."""
    title = view.said_of(scales[0])
    if view.wave.participation.base > MOST_MEMBERS:
        return Paragraph(" ".join(view.said_of(scale) for scale in scales))
    return _dots(view, scales, title)


def _dots(view: TeamView, scales: Sequence[str], title: str) -> Picture:
    rows = tuple(
        member_row(scale, view.title_of(scale), view.reach(scale), view.language)
        for scale in scales
    )
    key = "figure-members"
    title = title.rstrip(".")
    alt = people_dots_alt(title, rows)
    svg = people_dots(
        rows,
        member_dots_words(view.language),
        prefix=key,
        alt=alt,
        sample=view.inputs.sample,
        most=MOST_MEMBERS,
    )
    subtitle = view.gettext("{asked}; {period}; one circle for each member").format(
        asked=_asked(view), period=view.wave_period
    )
    return Picture(key, title, subtitle, alt, svg, "said-trust")
