"""The command from outside: the shipped example against direct calls, faults, files, status."""

import csv
import json
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analysis import statistics
from analysis.study.command import main
from analysis.study.example import example_answers, write_example

ROOT = Path(__file__).parents[4]
EXAMPLE = ROOT / "docs" / "examples"
ANSWERS, STUDY = EXAMPLE / "answers.csv", EXAMPLE / "study.toml"
VOICE = ("V1", "V2", "V3")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "analysis", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any]]:
    """What the command prints and writes for the example."""
    out = tmp_path_factory.mktemp("out") / "results.json"
    found = run(ANSWERS, STUDY, "--out", out, "--language", "es")
    assert (found.returncode, found.stderr) == (0, "")
    return found.stdout, json.loads(out.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with ANSWERS.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def matrix(rows: Sequence[dict[str, str]], items: Sequence[str] = VOICE) -> Any:  # noqa: ANN401
    return np.array([[float(row[item] or "nan") for item in items] for row in rows])


def scores(rows: Sequence[dict[str, str]]) -> Any:  # noqa: ANN401
    found = statistics.scale_scores(matrix(rows), 5)
    return np.array([np.nan if score is None else score for score in found])


def labels(rows: Sequence[dict[str, str]], heading: str) -> list[str]:
    return [row[heading] for row in rows]


def test_the_shipped_example_is_the_one_that_is_written(tmp_path: Path) -> None:
    assert ANSWERS.read_text(encoding="utf-8") == example_answers()
    answers, plan = write_example(tmp_path / "new")
    assert answers.read_bytes() == ANSWERS.read_bytes()
    assert plan.read_bytes() == STUDY.read_bytes()


def test_the_head_says_what_was_read(ran: Any, rows: Any) -> None:  # noqa: ANN401
    text, found = ran
    assert found["format"] == "sb_feedback-study-1"
    assert found["file"]["sha256"] == sha256(ANSWERS.read_bytes()).hexdigest()
    assert found["file"]["rows"] == len(rows)
    assert found["not_computed"] == {}
    assert text.startswith("Worked example with made-up answers\n")
    assert "Preguntas" in text


def test_reliability_and_scores(ran: Any, rows: Any) -> None:  # noqa: ANN401
    found, answers = ran[1], matrix(rows)
    alpha = statistics.cronbach_alpha(answers, items=VOICE)
    got = found["reliability"]["voice"]["cronbach_alpha"]
    assert (got["value"], got["low"], got["high"]) == (alpha.value, alpha.low, alpha.high)
    omega = statistics.omega(answers, items=VOICE)
    assert found["reliability"]["voice"]["omega"]["value"] == omega.value
    dropped = statistics.alpha_if_dropped(answers, items=VOICE)
    items = found["reliability"]["voice"]["item_analysis"]
    assert {item["item"]: item["alpha_if_dropped"] for item in items} == dropped
    top = statistics.top_score(statistics.ScoreHistogram.of(answers, 5))
    assert found["scores"]["voice"]["top_score"]["low"] == top.low
    ordinal = statistics.ordinal_alpha(answers, points=5, items=VOICE)
    assert found["ordinal"]["voice"]["ordinal_alpha"]["value"] == ordinal.value


def test_agreement(ran: Any, rows: Any) -> None:  # noqa: ANN401
    found, teams = ran[1]["agreement"]["voice"], labels(rows, "team")
    for null in ("uniform", "slight_skew"):
        direct = statistics.rwg_j(matrix(rows), teams, points=5, null=null).as_dict()
        groups = found["rwg_j"][null]["groups"]
        assert {group["group"]: group["value"] for group in groups} == direct
    icc = statistics.icc1(scores(rows), teams)
    assert (found["icc1"]["value"], found["icc1"]["low"]) == (icc.value, icc.low)


def test_clusters_and_gaps(ran: Any, rows: Any) -> None:  # noqa: ANN401
    families = labels(rows, "family")
    mean = statistics.clustered_mean(scores(rows), families)
    got = ran[1]["clusters"]["voice"]["clustered_mean"]
    assert (got["mean"]["low"], got["df"]) == (mean.mean.low, mean.df)
    gaps = statistics.MeetingGaps.of(
        families, labels(rows, "meeting"), labels(rows, "role"), scores(rows)
    )
    gap, found = statistics.meeting_gap(gaps), ran[1]["gaps"]["voice"]
    assert found["meeting_gap"]["mean"]["p"] == gap.mean.p
    assert found["meeting_gap"]["d_z"] == gap.d_z
    assert found["sign_flip_test"]["p"] == statistics.sign_flip_test(gaps.family_sums).p


def test_comparisons_with_their_adjusted_p(ran: Any, rows: Any) -> None:  # noqa: ANN401
    parents, others = ([r for r in rows if r["role"] == x] for x in ("parent", "professional"))
    pairs = statistics.PairClusterSums.of(
        scores(parents), labels(parents, "family"), scores(others), labels(others, "family")
    )
    direct = statistics.clustered_difference(pairs)
    (found,) = ran[1]["comparisons"]["scales"]["voice"]
    assert found["clustered_difference"]["p"] == direct.p
    assert found["hedges_g"]["value"] == statistics.hedges_g(scores(parents), scores(others)).value
    every = ran[1]["benjamini_hochberg"]
    assert len(every) == 3 + 3 + 3 * 11
    adjusted = statistics.benjamini_hochberg([entry["p"] for entry in every])
    assert [entry["p_adjusted"] for entry in every] == list(adjusted)


def test_periods_and_sites(ran: Any, rows: Any) -> None:  # noqa: ANN401
    found = ran[1]["periods"]
    assert found["periods"] == [f"2025-{month:02}" for month in range(1, 13)]
    by_month = [[r for r in rows if r["date"].startswith(month)] for month in found["periods"]]
    means = [float(np.nanmean(scores(part))) for part in by_month]
    got = found["scales"]["voice"]["mean"]
    assert got["values"] == pytest.approx(means, abs=1e-12)
    assert got["run_chart"]["longest_run"] == statistics.run_chart(means).longest_run
    assert got["mann_kendall"]["p"] == pytest.approx(statistics.mann_kendall(means).p)
    counts, ns = zip(*(top(part) for part in by_month), strict=True)
    laney = statistics.laney_p_chart(counts, ns, baseline=12)
    assert found["scales"]["voice"]["top_score"]["laney_p_chart"]["sigma_z"] == laney.sigma_z
    sites = ran[1]["sites"]
    by_site = [top([r for r in rows if r["site"] == site]) for site in sites["sites"]]
    funnel = statistics.funnel(*zip(*by_site, strict=True))
    assert sites["scales"]["voice"]["top_score"]["funnel"]["z"] == list(funnel.z)


def top(rows: Sequence[dict[str, str]]) -> tuple[int, int]:
    complete = [[row[item] for item in VOICE] for row in rows if all(row[item] for item in VOICE)]
    return sum(answers == ["5"] * 3 for answers in complete), len(complete)


def test_response_and_factors(ran: Any, rows: Any) -> None:  # noqa: ANN401
    found = ran[1]["response"]
    roles = labels(rows, "role")
    answered = [roles.count("parent"), roles.count("professional")]
    r = statistics.r_indicator(answered, [190, 330])
    assert found["r_indicator"]["r"] == r.r
    count, n = top(rows)
    bounds = statistics.worst_case_bounds(count, n, 520)
    assert bounds is not None
    assert found["scales"]["voice"]["top_score"]["worst_case_bounds"] == bounds._asdict()
    scales = {"voice": VOICE, "respect": ("R1", "R2", "R3"), "shared_decisions": ("D1", "D2", "D3")}
    items = [item for members in scales.values() for item in members]
    model = statistics.factor_model(matrix(rows, items), scales, items=items)
    assert ran[1]["factors"]["scales_as_factors"]["chi2"] == model.chi2


def test_bad_files_end_with_status_2_and_no_traceback(tmp_path: Path) -> None:
    bad = tmp_path / "answers.csv"
    bad.write_text(ANSWERS.read_text(encoding="utf-8").replace(",5,", ",x,", 1), encoding="utf-8")
    found = run(bad, STUDY)
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith("row ")
    assert found.stderr.count("\n") == 1
    assert run(tmp_path / "none.csv", tmp_path).returncode == 2
    assert run(ANSWERS).returncode == 2


def test_results_that_cannot_be_written(tmp_path: Path) -> None:
    found = run(ANSWERS, STUDY, "--out", tmp_path)
    assert (found.returncode, found.stdout) == (2, "")
    assert "cannot be written" in found.stderr


def test_help_says_how_to_start() -> None:
    found = run("--help")
    assert found.returncode == 0
    assert "python -m analysis example my-study" in found.stdout


def test_the_example_is_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["example", str(tmp_path)]) == 0
    (tmp_path / "study.toml").write_text("mine", encoding="utf-8")
    (tmp_path / "answers.csv").unlink()
    assert main(["example", str(tmp_path)]) == 2
    assert "it is there already" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["study.toml"]


def test_a_reader_that_stops_early_is_no_error() -> None:
    program = f"{sys.executable} -m analysis {ANSWERS} {STUDY} | head -1"
    found = subprocess.run(
        program, shell=True, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.stderr == ""
