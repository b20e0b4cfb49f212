"""The results of a study in words and tables, English and Spanish, from the plain document."""

from collections.abc import Callable
from typing import Any

from analysis.study.summary import groups, people, scales, time
from analysis.study.summary.page import Page

_SECTIONS: dict[str, Callable[[Page, Any], None]] = {
    "items": scales.say_items,
    "scores": scales.say_scores,
    "reliability": scales.say_reliability,
    "ordinal": scales.say_ordinal,
    "factors": scales.say_factors,
    "agreement": groups.say_agreement,
    "clusters": groups.say_clusters,
    "gaps": groups.say_gaps,
    "comparisons": groups.say_comparisons,
    "periods": time.say_periods,
    "sites": time.say_sites,
    "response": people.say_response,
}


def summary(results: dict[str, Any], language: str = "en") -> str:
    """The text for a screen, "en" or "es", from what `results` gave or from its JSON."""
    page = Page(language)
    people.say_head(page, results)
    for name, say in _SECTIONS.items():
        if name in results:
            say(page, results)
    people.say_not_computed(page, results)
    return page.text
