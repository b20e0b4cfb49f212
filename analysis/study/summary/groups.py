"""Agreement, clusters, gaps of roles and comparisons of groups in words and tables."""

from typing import Any

from analysis.study.summary.page import NONE, Page, number, p_value, share

Results = dict[str, Any]


def say_agreement(page: Page, results: Results) -> None:
    """Indices of agreement over groups."""
    _, found = page._, results["agreement"]
    nulls = list(results["study"]["options"]["nulls"])
    page.heading(_("Agreement within groups"))
    limit = next(iter(found.values()))["average_deviation_limit"]
    page.sentence(
        _(
            "Medians over the groups with two complete rows or more. AD is in scale points; up to"
            " {limit} counts as agreement. The values of each group are in the JSON file."
        ).format(limit=number(limit))
    )
    headings = [_("scale"), _("groups"), *(f"rwg(j) {null}" for null in nulls), "r*wg(j)", "AD"]
    rows = [_agreement_row(page, name, scale) for name, scale in found.items()]
    page.table([*headings, "ICC(1)", _("interval"), "ICC(2)"], rows)
    for name, scale in found.items():
        page.why(f"{name}, ICC", scale["icc1"])


def _agreement_row(page: Page, name: str, scale: Results) -> list[str]:
    deviation = scale["average_deviation"]["median"]["group_summary"]
    return [
        name,
        number(deviation["groups"]),
        *(number(null["group_summary"]["median"]) for null in scale["rwg_j"].values()),
        number(scale["r_star_wg"]["group_summary"]["median"]),
        number(deviation["median"]),
        number(scale["icc1"]["value"]),
        page.interval(scale["icc1"]),
        number(scale["icc2"]["value"]),
    ]


def say_clusters(page: Page, results: Results) -> None:
    """Means and top scores with clustered intervals."""
    _, found = page._, results["clusters"]
    page.heading(_("With clusters"))
    page.sentence(
        _(
            "Answers of one cluster ({column}) are alike, so these intervals are the ones to read:"
            " CR2 with Satterthwaite degrees of freedom."
        ).format(column=results["study"]["columns"]["cluster"]["heading"])
    )
    headings = [_("scale"), "n", _("clusters"), _("mean"), _("interval"), "df"]
    rows = [
        [
            name,
            number(scale["clustered_mean"]["mean"]["n"]),
            number(scale["clustered_mean"]["clusters"]),
            number(scale["clustered_mean"]["mean"]["value"]),
            page.interval(scale["clustered_mean"]["mean"]),
            number(scale["clustered_mean"]["df"], 1),
            share(scale["clustered_share"]["top_score"]["share"]["value"]),
            page.share_interval(scale["clustered_share"]["top_score"]["share"]),
        ]
        for name, scale in found.items()
    ]
    page.table([*headings, _("top score"), _("interval")], rows)
    for name, scale in found.items():
        page.why(name, {"why": scale["clustered_mean"].get("no_interval")})


def say_gaps(page: Page, results: Results) -> None:
    """Gaps of the two roles inside meetings."""
    _, found = page._, results["gaps"]
    one = next(iter(found.values()))
    page.heading(_("Difference of roles inside meetings"))
    text = _("{first} minus {second}, in scale points; each meeting with both counts once.")
    page.sentence(text.format(first=one["first"], second=one["second"]))
    headings = [_("scale"), _("meetings"), _("left out"), _("clusters"), _("difference")]
    rows = [_gap_row(page, name, scale) for name, scale in found.items()]
    page.table([*headings, _("interval"), "p", _("sign flip p"), "d_z"], rows)
    for name, scale in found.items():
        page.why(name, {"why": scale["meeting_gap"]["mean"].get("no_interval")})


def _gap_row(page: Page, name: str, scale: Results) -> list[str]:
    gap = scale["meeting_gap"]
    return [
        name,
        number(gap["mean"]["mean"]["n"]),
        number(gap["left_out"]),
        number(gap["mean"]["clusters"]),
        number(gap["mean"]["mean"]["value"]),
        page.interval(gap["mean"]["mean"]),
        p_value(gap["mean"]["p"]),
        p_value(scale["sign_flip_test"]["p"]),
        number(gap["d_z"]),
    ]


def say_comparisons(page: Page, results: Results) -> None:
    """Differences of groups two by two."""
    _, found = page._, results["comparisons"]
    page.heading(_("Differences between groups"))
    if "why" in found:
        page.why(_("Differences between groups"), found)
        return
    page.sentence(
        _(
            "Difference of mean scores, first minus second. The adjusted p allows for all {number}"
            " comparisons of this document (Benjamini and Hochberg)."
        ).format(number=sum(entry["p"] is not None for entry in results["benjamini_hochberg"]))
    )
    adjusted = {
        (entry["scale"], entry["a"], entry["b"]): entry["p_adjusted"]
        for entry in results["benjamini_hochberg"]
        if entry["chapter"] == "comparisons"
    }
    rows = [
        _comparison_row(page, name, pair, adjusted[name, pair["a"], pair["b"]])
        for name, pairs in found["scales"].items()
        for pair in pairs
    ]
    headings = [_("scale"), _("groups"), _("difference"), _("interval"), "p", _("adjusted p")]
    page.table([*headings, "g", "delta"], rows, left=2)


def _comparison_row(page: Page, name: str, pair: Results, adjusted: float | None) -> list[str]:
    difference = pair.get("clustered_difference") or pair["welch_difference"]
    return [
        name,
        f"{pair['a']} – {pair['b']}",
        number(difference["difference"]["value"]),
        page.interval(difference["difference"]),
        p_value(difference["p"]) if "p" in difference else NONE,
        p_value(adjusted),
        number(pair["hedges_g"]["value"]),
        number(pair["cliffs_delta"]["value"]),
    ]
