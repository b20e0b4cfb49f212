"""Invented people: how they answer, drawn from a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Collection

from forms import Answers, Questionnaire
from sb_feedback.demo.story import EASE, NEEDS, ROLE_SHIFT, SEED, Trend

BLANK = 0.03
SPANISH = 0.3
NOTHING_IS_HARD = "B14"


def invented_answers(
    rng: random.Random,
    questionnaire: Questionnaire,
    trend: Trend,
    quarter: int,
    *,
    answered_before: bool = False,
) -> Answers:
    """One person's answers: the same mood colours all of them."""
    mood = rng.gauss(0, 0.18)
    ratings = {}
    for item in questionnaire.ratings:
        share = trend.share(item.key, quarter) + EASE[item.key] + ROLE_SHIFT[questionnaire.role]
        rating = _rating(rng, share + mood)
        if rating is not None:
            ratings[item.key] = rating
    help_codes = _help(rng, questionnaire.help_codes)
    return Answers(ratings=ratings, help=help_codes, answered_before=answered_before or None)


def family_language(family_id: str) -> str:
    """The language in which a family answers, always the same one."""
    drawn = random.Random(f"{SEED}|{family_id}|language").random()
    return "es" if drawn < SPANISH else "en"


def _rating(rng: random.Random, share: float) -> int | None:
    if rng.random() < BLANK:
        return None
    fully = min(0.98, max(0.02, share))
    rest = 1 - fully
    return rng.choices((5, 4, 3, 2, 1), (fully, 0.5 * rest, 0.25 * rest, 0.15 * rest, 0.1 * rest))[
        0
    ]


def _help(rng: random.Random, codes: Collection[str]) -> tuple[str, ...]:
    drawn = tuple(code for code, share in NEEDS.items() if rng.random() < share)
    named = tuple(code for code in drawn if code in codes)
    return tuple(code for code in named if code != NOTHING_IS_HARD) or named
