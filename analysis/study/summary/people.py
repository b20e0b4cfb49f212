"""The head of the summary, who answered, and what was not computed."""

from typing import Any

from analysis.language import marked
from analysis.study.summary.page import Page, number, share

Results = dict[str, Any]

_CHAPTERS = {
    "agreement": marked("Agreement within groups"),
    "clusters": marked("With clusters"),
    "gaps": marked("Difference of roles inside meetings"),
    "comparisons": marked("Differences between groups"),
    "periods": marked("Over time"),
    "sites": marked("Sites"),
    "response": marked("Who answered"),
}


def say_head(page: Page, results: Results) -> None:
    """Title and file."""
    _, file = page._, results["file"]
    if results["title"]:
        page.lines.append(results["title"])
    text = _("{name}: {rows} rows, {answered} of them with answers. SHA-256: {sha256}")
    page.lines.append(
        text.format(
            name=file["name"],
            rows=file["rows"],
            answered=file["rows_with_answers"],
            sha256=file["sha256"],
        )
    )


def say_response(page: Page, results: Results) -> None:
    """Response rates, R-indicator, worst cases."""
    _, found = page._, results["response"]
    page.heading(_("Who answered"))
    if "response_rates" in found:
        rates = found["response_rates"]
        text = _("Response rate with partial forms (AAPOR RR6) {rr6}, complete forms (RR5) {rr5}.")
        page.sentence(text.format(rr6=share(rates["rr6"]), rr5=share(rates["rr5"])))
    if "r_indicator" in found:
        text = _("R-indicator {r}: 1 means that all strata answered alike.")
        page.sentence(text.format(r=number(found["r_indicator"]["r"])))
    rows = [
        [
            name,
            page.share_interval(scale["top_score"]["worst_case_bounds"]),
            page.share_interval(scale["top_score"]["finite_population_share"]),
        ]
        for name, scale in found["scales"].items()
        if "top_score" in scale
    ]
    if rows:
        page.sentence(
            _(
                "Share of top scores among all who could answer: whatever the others would have"
                " said, and if they are like those who answered."
            )
        )
        page.table([_("scale"), _("whatever the others say"), _("if they are alike")], rows)
    for name, scale in found["scales"].items():
        page.why(name, scale.get("top_score", {}).get("effective_size", {}))


def say_not_computed(page: Page, results: Results) -> None:
    """Chapters for which the study file names too little."""
    if not results["not_computed"]:
        return
    _ = page._
    page.heading(_("Not computed"))
    for chapter, needs in results["not_computed"].items():
        text = _("{chapter}: the study file does not name {needs}.")
        page.sentence(text.format(chapter=_(_CHAPTERS[chapter]), needs=", ".join(needs)))
