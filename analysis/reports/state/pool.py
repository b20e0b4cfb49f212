"""How well the questions work, and the gap inside meetings: statistics of the state's pool.

No number of answers, sites or closings stands beside them: next to sums of releases it would tell
what waits. No mean and no share does either: those exist as guarded counts.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from analysis import least
from analysis.least import why_withheld
from analysis.measures import GROUPS, MEASURES, measure_name
from analysis.reports.content import Block, Paragraph, Section, Subheading, Table
from analysis.reports.part import Part
from analysis.reports.periods import term_period
from analysis.reports.state.inputs import PoolFigures
from analysis.reports.state.view import StateView

_KEY = "pool"
_MINUS = "\N{MINUS SIGN}"
Figure = Mapping[str, Any] | float | None


def pool(view: StateView) -> Part:
    """Return the section and the tables of what the pools of the quarter and year yielded."""
    _ = view.gettext
    blocks: list[Block] = [Paragraph(_about(view))]
    tables: list[Table] = []
    for found in sorted(view.state.figures, key=lambda one: (one.term, _place_of(one.group))):
        blocks.append(Subheading(_place(view, found)))
        if "withheld" in found.statistics:
            blocks.append(Paragraph(_nothing(view, found.statistics["withheld"]), kind="pending"))
            continue
        blocks += [Paragraph(text) for text in _sentences(view, found)]
        tables += _tables(view, found)
    if not view.state.figures:
        nothing = _("There are no statistics for this quarter.")
        blocks.append(Paragraph(nothing, kind="pending"))
    heading = _("How well the questions work")
    return Part((Section(_KEY, heading, tuple(blocks)),), tuple(tables))


# --- words --------------------------------------------------------------------------------------


def _about(view: StateView) -> str:
    return view.gettext(
        "These come from all answers of the sites that share, also from those that wait. They are "
        "given from {units} families or people of at least {sites} sites on. The sums that they "
        "come from were destroyed."
    ).format(units=least.UNITS, sites=least.SITES)


def _place(view: StateView, found: PoolFigures) -> str:
    return f"{view.group(found.group)}, {term_period(found.term, view.language)}"


def _nothing(view: StateView, reason: str) -> str:
    return view.gettext("Not given: {why}.").format(why=why_withheld(reason, view.language))


def _sentences(view: StateView, found: PoolFigures) -> Iterator[str]:
    """Alpha of each measure, and what the gap says."""
    alphas = [
        f"{_name(view, scale)} {shown(view, one['reliability']['alpha'])}"
        for scale, one in _ordered(found.statistics["scales"])
    ]
    yield view.gettext("Alpha: {parts}.").format(parts="; ".join(alphas))
    yield from _gaps(view, found)


def _gaps(view: StateView, found: PoolFigures) -> Iterator[str]:
    """A direction only where the interval of the gap does not hold zero."""
    _ = view.gettext
    texts = {
        1: _("{part}: about the same meetings, parents were higher than professionals ({points})."),
        -1: _("{part}: about the same meetings, parents were lower than professionals ({points})."),
        0: _("{part}: about the same meetings, no clear difference ({points})."),
    }
    for scale, gap in _ordered(found.statistics.get("gap") or {}):
        if "withheld" in gap:
            continue
        mean = gap["mean"]["mean"]
        points = _("{value} points on the scale from 1 to 5, likely {low} to {high}").format(
            **{name: _signed(mean[name]) for name in ("value", "low", "high")}
        )
        yield texts[direction(mean)].format(part=_name(view, scale), points=points)


def _signed(value: float | None) -> str:
    return "–" if value is None else _decimal(value, "+")


def _decimal(value: float, sign: str = "") -> str:
    return f"{value:{sign}.2f}".replace("-", _MINUS)


def direction(estimate: Mapping[str, Any]) -> int:
    """1 or -1 where an estimate's interval lies above or below zero, else 0."""
    low, high = estimate["low"], estimate["high"]
    if low is None or high is None:
        return 0
    return int(low > 0) - int(high < 0)


def shown(view: StateView, figure: Figure) -> str:
    """A figure with its limits: "0.82 (0.75 to 0.88)"; or why it is not given."""
    _ = view.gettext
    if isinstance(figure, Mapping) and "withheld" in figure:
        return _("not given: {why}").format(why=why_withheld(figure["withheld"], view.language))
    if not isinstance(figure, Mapping):
        return _("not defined") if figure is None else _decimal(figure)
    value, low, high = (figure.get(name) for name in ("value", "low", "high"))
    if figure.get("heywood"):
        return _("not given: read alpha")
    if "left_out" in figure and value is not None and value < 0:  # of a reliability alone
        return _("below 0: check the scoring")
    if value is None or low is None or high is None:
        return shown(view, value)
    limits = _("{low} to {high}").format(low=_decimal(low), high=_decimal(high))
    return f"{_decimal(value)} ({limits})"


def _ordered(by_scale: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Measures in the order of every report; what was stored is in the order of its letters."""
    order = [*MEASURES]
    return sorted(by_scale.items(), key=lambda one: order.index(one[0]) if one[0] in order else -1)


def _place_of(group: str) -> int:
    return [*GROUPS].index(group)


def _name(view: StateView, scale: str) -> str:
    return measure_name(scale, view.language) if scale in MEASURES else scale


# --- the tables ---------------------------------------------------------------------------------


def _tables(view: StateView, found: PoolFigures) -> Iterator[Table]:
    yield _scales(view, found)
    if found.statistics.get("gap"):
        yield _gap(view, found)


def _scales(view: StateView, found: PoolFigures) -> Table:
    _ = view.gettext
    rows = tuple(_row(view, name, one) for name, one in _ordered(found.statistics["scales"]))
    columns = (
        _("Measure"),
        _("Alpha"),
        _("Omega"),
        _("ICC(1)"),
        _("ICC(2)"),
        _("Agreement"),
    )
    title = _("How well the questions work: {place}").format(place=_place(view, found))
    note = _(
        "Alpha and omega: how well the questions of one part go together. ICC: how alike people "
        "answer about the same meeting. Agreement: rwg(j), the median over meetings. All go up to "
        "1. In brackets: the interval (95%)."
    )
    key = f"{_KEY}-{found.group}-{found.term.label.lower()}"
    sheet = _("Questions {group} {term}").format(
        group=view.group(found.group).lower(), term=found.term.label
    )
    return Table(key, title, columns, rows, sheet, note)


def _row(view: StateView, name: str, one: Mapping[str, Any]) -> tuple[str, ...]:
    agreement = one["agreement"]
    figures = (
        one["reliability"]["alpha"],
        one["reliability"]["omega"],
        one["icc1"],
        one["icc2"],
        agreement if "withheld" in agreement else agreement["uniform"]["median"],
    )
    return (_name(view, name), *(shown(view, figure) for figure in figures))


def _gap(view: StateView, found: PoolFigures) -> Table:
    _ = view.gettext
    rows = tuple(
        (_name(view, scale), shown(view, gap if "withheld" in gap else gap["mean"]["mean"]))
        for scale, gap in _ordered(found.statistics["gap"])
    )
    columns = (_("Measure"), _("Parents minus professionals, in points of the scale from 1 to 5"))
    title = _("The same meeting, seen by parents and by professionals: {period}").format(
        period=term_period(found.term, view.language)
    )
    note = _("Means of differences inside meetings, with CR2 intervals by family (95%).")
    key = f"{_KEY}-gap-{found.term.label.lower()}"
    return Table(key, title, columns, rows, _("Gap {term}").format(term=found.term.label), note)
