"""Items, scores, reliability and factors in words and tables."""

from typing import Any

from analysis.study.summary.page import NONE, Page, number, p_value, share

Results = dict[str, Any]


def say_items(page: Page, results: Results) -> None:
    """Each item with its counts."""
    _, points = page._, results["study"]["points"]
    page.heading(_("Items"))
    page.sentence(
        _("Each item over those who answered it; answers go from 1 to {points}.").format(
            points=points
        )
    )
    options = [str(option) for option in range(1, points + 1)] if points <= 7 else []
    headings = [_("item"), "n", _("blank"), _("mean"), _("SD"), _("lowest"), _("highest")]
    rows = [
        [
            item["item"],
            number(item["n"]),
            number(item["missing"]),
            number(item["mean"]),
            number(item["sd"]),
            share(item["bottom_box"]),
            share(item["top_box"]),
            *(str(count) for count in item["counts"][1:][: len(options)]),
        ]
        for item in results["items"]
    ]
    page.table(headings + options, rows)


def say_scores(page: Page, results: Results) -> None:
    """Mean score, top score and reach of each scale."""
    _, scores = page._, results["scores"]
    options = results["study"]["options"]
    page.heading(_("Scores"))
    page.sentence(
        _(
            "A score is the mean of the answered items, for who answered at least half. Top score:"
            " everybody with an answer to every item who gave the highest each time. Reach: a score"
            " of {threshold} or more. Intervals hold {level} of the time."
        ).format(threshold=options["threshold"], level=f"{100 * options['level']:g}%")
    )
    means = [_("mean"), _("interval")] if "clusters" not in results else [_("mean")]
    headings = [_("scale"), "n", *means, _("SD"), _("median"), _("top score"), _("interval")]
    rows = [_scores_row(page, name, scale) for name, scale in scores.items()]
    page.table([*headings, _("reach"), _("interval")], rows)


def _scores_row(page: Page, name: str, scale: Results) -> list[str]:
    scores, top, reach = scale["score_summary"], scale["top_score"], scale["reach"]
    return [
        name,
        number(scores["n"]),
        number(scores["mean"]),
        *([page.interval(scale["clustered_mean"]["mean"])] if "clustered_mean" in scale else []),
        number(scores["sd"]),
        number(scale["score_quantile"]["0.5"]),
        share(top["value"]),
        page.share_interval(top),
        share(reach["value"]),
        page.share_interval(reach),
    ]


def say_reliability(page: Page, results: Results) -> None:
    """Alpha, omega, error of measurement, and items in their scales."""
    _, found = page._, results["reliability"]
    page.heading(_("Reliability"))
    page.sentence(
        _("From the rows with an answer to every item of the scale. It describes the questions.")
    )
    headings = [_("scale"), "n", "alpha", _("interval"), "omega", _("interval"), "SEM"]
    page.table(headings, [_reliability_row(page, *pair) for pair in found.items()])
    for name, scale in found.items():
        _reliability_notes(page, name, scale)
    page.lines.append("")
    rows = [
        [name, item["item"], number(item["item_rest"]), number(item["alpha_if_dropped"])]
        for name, scale in found.items()
        for item in scale["item_analysis"]
    ]
    headings = [_("scale"), _("item"), _("with the rest"), _("alpha without it")]
    page.table(headings, rows, left=2)


def _reliability_row(page: Page, name: str, scale: Results) -> list[str]:
    alpha, omega = scale["cronbach_alpha"], scale["omega"]
    return [
        name,
        number(alpha["n"]),
        number(alpha["value"]),
        page.interval(alpha),
        NONE if omega["heywood"] else number(omega["value"]),
        page.interval(omega),
        number(scale["measurement_error"]["value"]),
    ]


def _reliability_notes(page: Page, name: str, scale: Results) -> None:
    _, alpha, omega = page._, scale["cronbach_alpha"], scale["omega"]
    if alpha["value"] is None:
        page.why(f"{name}, alpha", alpha)
    elif alpha["value"] < 0:
        page.sentence(_("{scale}: alpha is below 0: check the scoring.").format(scale=name))
    if omega["heywood"]:
        text = _("{scale}: the model of omega touches its bound; read alpha instead.")
        page.sentence(text.format(scale=name))
    elif omega["value"] is None and alpha["value"] is not None:
        page.why(f"{name}, omega", omega)
    if alpha["left_out"]:
        text = _("{scale}: left out, as the answers do not differ: {items}.")
        page.sentence(text.format(scale=name, items=", ".join(alpha["left_out"])))


def say_ordinal(page: Page, results: Results) -> None:
    """Ordinal alpha."""
    _, found = page._, results["ordinal"]
    page.heading(_("Ordinal alpha"))
    page.sentence(
        _(
            "From polychoric correlations. Cells of fewer than 5 answers make them unsteady, and it"
            " is the reliability of a score that nobody computes."
        )
    )
    rows = [
        [
            name,
            number(scale["ordinal_alpha"]["n"]),
            number(scale["ordinal_alpha"]["value"]),
            number(scale["polychoric_correlations"]["smallest_cell"]),
        ]
        for name, scale in found.items()
    ]
    page.table([_("scale"), "n", _("ordinal alpha"), _("smallest cell")], rows)


def say_factors(page: Page, results: Results) -> None:
    """Fit of the factor models, and correlations of factors."""
    _, found = page._, results["factors"]
    names = {"one_factor": _("one factor"), "scales_as_factors": _("a factor for each scale")}
    page.heading(_("Factor models"))
    headings = [_("model"), "n", "chi2", "df", "p", "CFI", "TLI", "RMSEA", "SRMR"]
    page.table(headings, [_model_row(names[key], model) for key, model in found.items()])
    for key, model in found.items():
        if model["chi2"] is None:
            page.why(names[key], model)
        elif model["heywood"]:
            text = _("{model}: a value out of bounds (Heywood case); do not use it.")
            page.sentence(text.format(model=names[key]))
    pairs = found["scales_as_factors"].get("factor_correlations") or []
    rows = [
        [f"{pair['first']} – {pair['second']}", number(pair["value"]), page.interval(pair)]
        for pair in pairs
    ]
    if rows:
        page.lines.append("")
        page.table([_("factors"), _("correlation"), _("interval")], rows)


def _model_row(name: str, model: Results) -> list[str]:
    if model["chi2"] is None:
        return [name, number(model.get("n")), *[NONE] * 7]
    return [
        name,
        number(model["n"]),
        number(model["chi2"], 1),
        number(model["df"]),
        p_value(model["p"]),
        *(number(model[key], 3) for key in ("cfi", "tli", "rmsea", "srmr")),
    ]
