"""Invented forms for pools: families in sites, meetings of a family, parents and professionals."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from analysis import Form, Instrument
from analysis.pool import PoolForm

ASKED = Instrument(
    version="ftm-parent-1+ftm-professional-1",
    scales={
        "voice": ("V1", "V2", "V3"),
        "respect": ("R1", "R2", "R3"),
        "decisions": ("D1", "D2", "D3"),
    },
    help_codes=("B01",),
)
LANGUAGES = ("en", "es")
ROLES = ("parent", "professional", "caregiver")


def invented(
    families: int,
    *,
    sites: int = 4,
    meetings: int = 2,
    each: int = 2,
    blank: float = 0.1,
    noise: float = 0.9,
) -> list[PoolForm]:
    """Forms of up to `meetings` meetings of each family and `each` people of a role in each."""
    rng = np.random.default_rng(1)
    return [
        _form(rng, f"s{family % sites}", f"f{family}", f"m{family}-{meeting}", role, blank, noise)
        for family in range(families)
        for meeting in range(rng.integers(1, meetings + 1))
        for role in ROLES
        for _ in range(rng.integers(1, each + 1))
    ]


def of_role(forms: Iterable[PoolForm], role: str) -> list[PoolForm]:
    """The forms of a role."""
    return [form for form in forms if form.role == role]


def table(forms: Iterable[PoolForm], items: Iterable[str] = ASKED.items) -> NDArray[np.float64]:
    """Answers as rows, NaN for a blank."""
    keys = list(items)
    rows = [[form.answers.ratings.get(key, np.nan) for key in keys] for form in forms]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(keys))


def _form(
    rng: np.random.Generator,
    site: str,
    family: str,
    meeting: str,
    role: str,
    blank: float,
    noise: float,
) -> PoolForm:
    common = rng.normal(3.5, 0.8)
    answers = np.clip(np.rint(common + rng.normal(0, noise, len(ASKED.items))), 1, 5).astype(int)
    given = rng.random(len(ASKED.items)) >= blank
    ratings = {
        key: int(answer)
        for key, answer, is_given in zip(ASKED.items, answers, given, strict=True)
        if is_given
    }
    language = LANGUAGES[int(rng.random() < 0.4)]
    return PoolForm(Form(ratings), site, family, meeting, role, language)
