"""The worked example: a study file, and made-up answers that are the same on every machine."""

import random
from collections.abc import Iterator
from pathlib import Path

ANSWERS, STUDY = "answers.csv", "study.toml"

_ITEMS = ("V1", "V2", "V3", "R1", "R2", "R3", "D1", "D2", "D3")
_EASE = (0.3, 0.0, 0.1, 0.7, 0.5, 0.8, -0.2, 0.1, -0.3)
_CUTS = (-2.2, -1.2, -0.3, 0.8)
_SITES = ("Alder", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Juniper", "Linden", "Maple", "Oak")
_MONTHS = 12
_FAMILIES = 60

_PLAN = """\
# What the columns of answers.csv are. Every name is explained in docs/evaluators.md.
title = "Worked example with made-up answers"
points = 5                      # options of every item: 1 (not at all) to 5 (completely)

[scales]                        # a scale and its items, in order
voice = ["V1", "V2", "V3"]
respect = ["R1", "R2", "R3"]
shared_decisions = ["D1", "D2", "D3"]

[columns]                       # which column of the file is what; leave out what you do not have
group = "team"
compare = "role"
cluster = "family"
meeting = "meeting"
role = "role"
period = "date"
site = "site"
stratum = "role"

[roles]                         # the gap is the first role minus the second
first = "parent"
second = "professional"

[invited]                       # people invited in each stratum
parent = 190
professional = 330

[options]
level = 0.95
nulls = ["uniform", "slight_skew"]
periods = "month"               # group dates by month, quarter or year
"""


def write_example(folder: Path) -> tuple[Path, Path]:
    """Write both files into a folder, which is made if need be. OSError when that fails.

    FileExistsError, before anything is written, when one of them is there already.
    """
    paths = folder / ANSWERS, folder / STUDY
    for path in paths:
        if path.exists():
            raise FileExistsError(17, "it is there already", str(path))
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in zip(paths, (example_answers(), _PLAN), strict=True):
        path.write_text(text, encoding="utf-8", newline="\n")
    return paths


def example_answers() -> str:
    """The file of answers: a row for each form, as text."""
    chance = random.Random(20260331)  # noqa: S311 (made-up answers)
    heading = ["site", "team", "family", "meeting", "date", "role", *_ITEMS]
    rows = [row for family in range(1, _FAMILIES + 1) for row in _family(family, chance)]
    return "".join(",".join(row) + "\n" for row in [heading, *rows])


def _family(family: int, chance: random.Random) -> Iterator[list[str]]:
    site = _SITES[family % len(_SITES)]
    team = f"team {family % 20 + 1}"
    own = 0.6 * _normal(chance)
    first = int(chance.random() * _MONTHS)
    for meeting in range(1, 2 + int(chance.random() * 4)):
        month = (first + 2 * meeting) % _MONTHS + 1
        date = f"2025-{month:02}-{1 + int(chance.random() * 28):02}"
        at = own + 0.3 * _normal(chance) + 0.04 * month
        for role in ["parent"] * (1 + (chance.random() < 0.2)) + ["professional"] * 2:
            if chance.random() < 0.9:
                where = [site, team, f"F{family:02}", f"F{family:02}-{meeting}", date, role]
                yield where + _form(at + (0.35 if role == "professional" else 0), chance)


def _form(level: float, chance: random.Random) -> list[str]:
    person = level + 0.6 * _normal(chance)
    scales = [person + 0.5 * _normal(chance) for _ in range(3)]
    return [_answer(scales[j // 3] + ease, chance) for j, ease in enumerate(_EASE)]


def _answer(latent: float, chance: random.Random) -> str:
    felt = latent + 0.7 * _normal(chance)
    blank = chance.random() < 0.03
    return "" if blank else str(1 + sum(felt > cut for cut in _CUTS))


def _normal(chance: random.Random) -> float:
    """Nearly normal; `random()` alone is the same in every version of Python."""
    return sum(chance.random() for _ in range(12)) - 6
