"""The document for evaluators says what the command does."""

from pathlib import Path

from analysis.study.plan import COLUMNS
from analysis.study.plan_file import _ENDS, _OPTIONS, _TOP
from analysis.study.reading import read_study
from analysis.study.results import results
from analysis.study.summary import summary

DOCS = Path(__file__).parents[4] / "docs"
TEXT = (DOCS / "evaluators.md").read_text(encoding="utf-8")
FOUND = results(read_study(DOCS / "examples" / "answers.csv", DOCS / "examples" / "study.toml"))


def block(start: str) -> str:
    """The code block that starts with this text."""
    return next(part.strip() for part in TEXT.split("```") if part.strip().startswith(start))


def test_every_key_of_a_study_file_is_explained() -> None:
    keys = {*_TOP, *COLUMNS, *_ENDS, *_OPTIONS, "first", "second", "others", "roster", "e"}
    assert [key for key in keys if f"`{key}`" not in TEXT and f"`[{key}]`" not in TEXT] == []


def test_every_key_of_the_results_is_explained() -> None:
    assert [key for key in FOUND if f"| `{key}` |" not in TEXT and key != "title"] == []


def test_the_printed_example_is_what_is_printed() -> None:
    assert block("Difference of roles") in summary(FOUND)
    assert block("site,team") in (DOCS / "examples" / "answers.csv").read_text(encoding="utf-8")
    assert (
        f"{-FOUND['gaps']['voice']['meeting_gap']['mean']['mean']['value']:.2f} of a point" in TEXT
    )
    assert f"{FOUND['gaps']['voice']['meeting_gap']['left_out']} meetings" in TEXT
