"""How far results differ: a funnel of each scale, its points unnamed, so that chance is seen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.figures.funnel import FunnelPoint, Limits, funnel, round_steps
from analysis.figures.wording.funnel import funnel_alt, funnel_words
from analysis.guard import GuardedCount
from analysis.measures import headline_condition, measure_name
from analysis.reports.content import Block, Cell, Paragraph, Picture, Section, Table
from analysis.reports.part import Part
from analysis.reports.state.view import StateView

LEAST_POINTS = 5
"""With fewer points somebody who knows the sites by their size could name them."""

_KEY = "spread"
_LEVELS = (0.95, 0.998)
_SMALLEST = 10
_CURVE = 24
_READ_OUT = 4


@dataclass(frozen=True)
class Target:
    """The share of all together: its two ends, and the middle that is drawn."""

    low: float
    high: float

    @classmethod
    def of(cls, count: GuardedCount) -> "Target":
        """The share of a sum."""
        return cls(count.low_share, count.high_share)

    @property
    def middle(self) -> float:
        """Half-way; never 0 or 1, since a guarded count is open by three there."""
        return (self.low + self.high) / 2


def spread(view: StateView) -> Part:
    """Return the section of the leading group, and the table of its points."""
    group = view.lead
    if group is None or not view.is_current(group):
        return Part()
    _ = view.gettext
    scales = tuple(view.scales(group))
    points = {scale: view.by_scope(group, headline_condition(scale)) for scale in scales}
    heading = _("How far results differ")
    if min(map(len, points.values())) < LEAST_POINTS:
        text = _(
            "This figure is shown when at least {least} sites have new results, so that no point "
            "can be named by its size."
        )
        nothing = Paragraph(text.format(least=LEAST_POINTS), kind="pending")
        return Part((Section(_KEY, heading, (nothing,)),))
    blocks: list[Block] = [Paragraph(_how_to_read(view))]
    blocks += [_picture(view, group, scale, points[scale]) for scale in scales]
    return Part((Section(_KEY, heading, tuple(blocks), new_page=True),), (_table(view, points),))


def surely_outside(counts: Sequence[GuardedCount], target: Target) -> int:
    """How many counts lie outside the wide range at both of their ends and both of the target's."""
    low = [each.outer[0] for each in limits(target.low, [count.base for count in counts])]
    high = [each.outer[1] for each in limits(target.high, [count.base for count in counts])]
    return sum(
        count.low_share > above or count.high_share < below
        for count, below, above in zip(counts, low, high, strict=True)
    )


def limits(target: float, bases: Sequence[int]) -> tuple[Limits, ...]:
    """The exact limits for results of these sizes; of a target of 0 or 1 the target itself."""
    if not 0 < target < 1:
        return tuple(Limits(base, (target, target), (target, target)) for base in bases)
    from analysis.statistics.funnels import funnel_limits

    inner, outer = (funnel_limits(target, bases, level) for level in _LEVELS)
    ends = zip(bases, inner.low, inner.high, outer.low, outer.high, strict=True)
    return tuple(
        Limits(base, (low or 0.0, high or 0.0), (lowest or 0.0, highest or 0.0))
        for base, low, high, lowest, highest in ends
    )


# --- words --------------------------------------------------------------------------------------


def _how_to_read(view: StateView) -> str:
    return view.gettext(
        "Each point is the result of one site, or of a pool of sites. Small results bounce: most "
        "points lie between the lines by chance alone. Points have no names and no order, because "
        "an order would be mostly chance."
    )


def _title(view: StateView, scale: str, counts: Sequence[GuardedCount], target: Target) -> str:
    outside = surely_outside(counts, target)
    name = measure_name(scale, view.language)
    if not outside:
        return view.gettext("{part}: no result lies surely outside the wide range").format(
            part=name
        )
    text = view.ngettext(
        "{part}: {number} of {all} results lies outside the wide range",
        "{part}: {number} of {all} results lie outside the wide range",
        outside,
    )
    return text.format(part=name, number=outside, all=len(counts))


# --- the figure ---------------------------------------------------------------------------------


def _picture(view: StateView, group: str, scale: str, counts: tuple[GuardedCount, ...]) -> Picture:
    _ = view.gettext
    target = Target.of(view.sum_of(group).counts[headline_condition(scale)])
    # The place in the order of size: the name of a scope must not stand in the drawing.
    points = tuple(FunnelPoint(str(place), count) for place, count in enumerate(counts, start=1))
    title = _title(view, scale, counts, target)
    most = round_steps(max(count.base for count in counts))[-1]
    curve = limits(target.middle, _bases(most, _CURVE))
    key = f"figure-{_KEY}-{scale}"
    alt = funnel_alt(
        title, points, limits(target.middle, _bases(most, _READ_OUT)), target.middle, view.language
    )
    words = replace(
        funnel_words(target.middle, view.language),
        others=_("a site or pool of sites, not named"),
        answers=_("number counted"),
    )
    svg = funnel(
        points,
        curve,
        words,
        target=target.middle,
        prefix=key,
        alt=alt,
        sample=view.inputs.sample,
    )
    subtitle = _("{group}, “yes, fully” to every question of the part; {period}; {whom}").format(
        group=view.group(group),
        period=view.period(view.sum_of(group)),
        whom=view.whom(view.sum_of(group)),
    )
    return Picture(key, title, subtitle, alt, svg, _KEY)


def _bases(most: int, number: int) -> list[int]:
    """Sizes at which limits are worked out, from the smallest result there is to the largest."""
    step = (most - _SMALLEST) / (number - 1)
    return sorted({round(_SMALLEST + step * place) for place in range(number)})


def _table(view: StateView, points: dict[str, tuple[GuardedCount, ...]]) -> Table:
    """The points of each figure by their size; a row is no site, so that none has a profile."""
    _ = view.gettext
    rows: list[tuple[Cell, ...]] = [
        (measure_name(scale, view.language), view.cell(count))
        for scale, counts in points.items()
        for count in counts
    ]
    columns = (_("Measure"), _("Yes, fully"))
    note = _("In the order of size, for each measure anew. Points have no names.")
    return Table(_KEY, _("The points of the figures"), columns, tuple(rows), _("Points"), note)
