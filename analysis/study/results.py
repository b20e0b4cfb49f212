"""All chapters of a study as one plain document."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

from analysis.statistics import benjamini_hochberg, rejected
from analysis.study.chapters import (
    agreement,
    clusters,
    comparisons,
    factors,
    gaps,
    items,
    ordinal,
    periods,
    reliability,
    response,
    scores,
    sites,
)
from analysis.study.chapters.differences import difference_in
from analysis.study.study import Study
from analysis.study.whys import Why

FORMAT = "sb_feedback-study-1"

CHAPTERS: dict[str, tuple[Callable[[Study], Any], tuple[str, ...]]] = {
    "items": (items.chapter, ()),
    "scores": (scores.chapter, ()),
    "reliability": (reliability.chapter, ()),
    "ordinal": (ordinal.chapter, ()),
    "factors": (factors.chapter, ()),
    "agreement": (agreement.chapter, ("group",)),
    "clusters": (clusters.chapter, ("cluster",)),
    "gaps": (gaps.chapter, ("meeting", "role")),
    "comparisons": (comparisons.chapter, ("group or compare",)),
    "periods": (periods.chapter, ("period",)),
    "sites": (sites.chapter, ("site",)),
    "response": (response.chapter, ("roster, invited or dispositions",)),
}
"""Name of a chapter to its function and what the study file must name for it."""


def results(study: Study) -> dict[str, Any]:
    """The document: only dictionaries, lists, texts, finite numbers, truth values and null."""
    named = _named(study)
    found: dict[str, Any] = _head(study)
    for name, (chapter, needs) in CHAPTERS.items():
        if named.issuperset(needs):
            found[name] = chapter(study)
        else:
            found["not_computed"][name] = sorted(set(needs) - named)
    found["benjamini_hochberg"] = _multiplicity(found)
    return found


def _head(study: Study) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "title": study.plan.title,
        "file": {
            "name": study.file,
            "sha256": study.sha256,
            "rows": study.rows,
            "rows_with_answers": int(study.answered.sum()),
        },
        "study": {
            "points": study.plan.points,
            "scales": {name: list(items) for name, items in study.plan.scales.items()},
            "columns": {
                key: {
                    "heading": heading,
                    "values": len(study.columns[key].values),
                    "blank": int((~study.columns[key].known).sum()),
                }
                for key, heading in study.plan.columns.items()
            },
            "options": _listed(asdict(study.plan.options)),
        },
        "not_computed": {},
    }


def _named(study: Study) -> set[str]:
    plan, named = study.plan, set(study.columns)
    if named & {"group", "compare"}:
        named.add("group or compare")
    if plan.response.roster is not None or plan.response.dispositions is not None:
        named.add("roster, invited or dispositions")
    return named


def _listed(values: dict[str, Any]) -> dict[str, Any]:
    return {
        key: list(value) if isinstance(value, tuple) else value for key, value in values.items()
    }


def _multiplicity(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Every p value of a difference of means in this document, adjusted together."""
    all_p = list(_p_values(found))
    p = [entry["p"] for entry in all_p]
    return [
        entry | {"p_adjusted": adjusted, "rejected": is_rejected} | _no_p(adjusted)
        for entry, adjusted, is_rejected in zip(
            all_p, benjamini_hochberg(p), rejected(p), strict=True
        )
    ]


def _no_p(adjusted: float | None) -> dict[str, str]:
    return {} if adjusted is not None else {"why": str(Why.NO_TEST)}


def _p_values(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for scale, gap in found.get("gaps", {}).items():
        p = gap["meeting_gap"]["mean"].get("p")
        yield _entry("gaps", scale, gap["first"], gap["second"], p)
    for scale, pairs in found.get("comparisons", {}).get("scales", {}).items():
        for pair in pairs:
            yield _entry("comparisons", scale, pair["a"], pair["b"], difference_in(pair).get("p"))
    for scale, course in found.get("periods", {}).get("scales", {}).items():
        for change in course["changes"]:
            p = difference_in(change).get("p")
            yield _entry("periods", scale, change["since"], change["before"], p)


def _entry(chapter: str, scale: str, a: str, b: str, p: float | None) -> dict[str, Any]:
    return {"chapter": chapter, "scale": scale, "a": a, "b": b, "p": p}
