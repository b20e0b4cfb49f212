"""Small studies for tests: text in, a study or its faults out."""

from typing import Any

from analysis.study.faults import BadStudyError
from analysis.study.plan_file import parse_plan
from analysis.study.reading import parse_study
from analysis.study.results import results
from analysis.study.study import Study

PLAN = '[scales]\nvoice = ["V1", "V2", "V3"]\n'
EVERYTHING = """
[scales]
voice = ["V1", "V2", "V3"]
respect = ["R1", "R2"]
[columns]
group = "team"
cluster = "family"
meeting = "meeting"
role = "role"
period = "period"
site = "site"
stratum = "role"
[roles]
first = "p"
second = "s"
[invited]
p = 100
s = 100
[options]
xbar_s = true
"""


def study(answers: str, plan: str = PLAN) -> Study:
    """The study of two texts."""
    return parse_study(answers.encode(), answers, parse_plan(plan, "study.toml"), "answers.csv")


def computed(answers: str, plan: str = PLAN) -> dict[str, Any]:
    """Its results."""
    return results(study(answers, plan))


def faults(answers: str, plan: str = PLAN, language: str = "en") -> list[str]:
    """What is said of bad texts, one sentence a fault; none of good ones."""
    try:
        study(answers, plan)
    except BadStudyError as bad:
        return bad.said(language).split("\n")
    return []
