"""Periods and sites in words and tables."""

from typing import Any

from analysis.study.summary.page import NONE, Page, number, p_value, share

Results = dict[str, Any]
MOST_ROWS = 40


def say_periods(page: Page, results: Results) -> None:
    """The course of each scale, and what the charts say of it."""
    _, found = page._, results["periods"]
    page.heading(_("Over time"))
    if "why" in found:
        page.why(_("Over time"), found)
        return
    for name, scale in found["scales"].items():
        _course(page, name, found["periods"], scale)


def _course(page: Page, name: str, periods: list[str], scale: Results) -> None:
    _, mean, top = page._, scale["mean"], scale["top_score"]
    rows = [
        [period, number(n), number(value), share(top_share)]
        for period, n, value, top_share in zip(
            periods, scale["n"], mean["values"], top["values"], strict=True
        )
    ]
    page.lines.append("")
    page.table([name, "n", _("mean"), _("top score")], rows[-MOST_ROWS:])
    _left_out(page, len(rows))
    page.sentence(_run_sentence(page, mean["run_chart"]))
    page.sentence(_trend_sentence(page, mean["mann_kendall"], mean["theil_sen"]))
    page.sentence(_beyond_sentence(page, periods, top["laney_p_chart"]))


def _run_sentence(page: Page, chart: Results) -> str:
    _ = page._
    if "why" in chart:
        return _("Run chart: {why}.").format(why=page.reason(chart["why"]))
    shifted = chart["signal_shift"] or chart["signal_crossings"]
    text = (
        _("Run chart of the means: a shift; longest run {run} (at most {most}), crossings {few}.")
        if shifted
        else _("Run chart of the means: no shift; longest run {run} (at most {most}).")
    )
    return text.format(
        run=chart["longest_run"], most=chart["longest_run_max"], few=chart["crossings"]
    )


def _trend_sentence(page: Page, trend: Results, slope: Results) -> str:
    _ = page._
    if slope["slope"]["value"] is None:
        return _("Trend: {why}.").format(why=page.reason(slope["slope"]["why"]))
    return _(
        "Trend of the means: {slope} points a period ({interval}); Mann-Kendall p {p}."
    ).format(
        slope=number(slope["slope"]["value"], 3),
        interval=page.interval(slope["slope"], 3),
        p=p_value(trend["p"]),
    )


def _beyond_sentence(page: Page, periods: list[str], laney: Results) -> str:
    _, chart = page._, laney["chart"]
    if "why" in chart:
        return _("Chart of top scores: {why}.").format(why=page.reason(chart["why"]))
    beyond = [periods[point - 1] for point in laney["run_rules"]["we1_beyond_3s"]]
    text = _("Chart of top scores (Laney), periods beyond the limits: {periods}.")
    return text.format(periods=", ".join(beyond) or _("none"))


def say_sites(page: Page, results: Results) -> None:
    """Sites about the pooled share, in the order of their names."""
    _, found = page._, results["sites"]
    page.heading(_("Sites"))
    page.sentence(
        _(
            "Share of top scores; the shrunken share is the better guess for a small site. Limits"
            " are those of the funnel (99.8%). There is no ranking: chance alone makes one."
        )
    )
    for name, scale in found["scales"].items():
        _sites_of(page, name, found["sites"], scale["top_score"])


def _sites_of(page: Page, name: str, sites: list[str], top: Results) -> None:
    _, funnel, shrunken = page._, top["funnel"], top["shrunken_shares"]
    outer = zip(funnel["outer"]["low"], funnel["outer"]["high"], strict=True)
    rows = [
        [site, number(n), share(count / n if n else None), share(value), _limits(page, *limits)]
        for site, count, n, value, limits in zip(
            sites, top["counts"], top["ns"], shrunken["values"], outer, strict=True
        )
    ]
    page.lines.append("")
    page.table([name, "n", _("top score"), _("shrunken"), _("limits")], rows[:MOST_ROWS])
    _left_out(page, len(rows))
    page.why(name, funnel)


def _left_out(page: Page, rows: int) -> None:
    if rows > MOST_ROWS:
        text = page._("{number} more rows of this table are in the JSON file.")
        page.sentence(text.format(number=rows - MOST_ROWS))


def _limits(page: Page, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return NONE
    return page.share_interval({"low": max(low, 0.0), "high": min(high, 1.0)})
