"""The summary: both languages, reasons in words, nothing that could control a screen."""

import pytest

from analysis.statistics import Undefined
from analysis.study.summary import summary
from analysis.study.summary.page import Page, number, p_value, share
from analysis.study.summary.whys import WHYS
from analysis.study.whys import Why
from tests.unit.analysis.study.made import EVERYTHING, PLAN, computed

HEADINGS = "team,family,meeting,role,period,site,V1,V2,V3,R1,R2\n"


def test_every_reason_has_words() -> None:
    assert set(WHYS) == {str(reason) for reason in (*Undefined, *Why)}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ["Items", "Scores", "Not computed", "Over time: the study file does not name period."],
        ),
        (
            "es",
            ["Preguntas", "Puntajes", "A lo largo del tiempo: el archivo del estudio no nombra"],
        ),
    ],
)
def test_both_languages(language: str, words: list[str]) -> None:
    text = summary(computed("V1,V2,V3\n1,2,3\n2,2,5\n3,5,5"), language)
    assert [word for word in words if word not in text] == []


def test_a_negative_alpha_is_told() -> None:
    text = summary(computed("V1,V2,V3\n1,5,1\n5,1,5\n1,5,2\n5,1,4"))
    assert "voice: alpha is below 0: check the scoring." in text


def test_what_is_undefined_is_a_dash_with_the_reason_below() -> None:
    text = summary(computed(HEADINGS + "t,f,m,p,1,x,1,1,1,1,1\n", EVERYTHING))
    assert "voice, alpha: not defined or without interval, because: only one unit." in text
    assert "voice: not defined or without interval, because: only one cluster." in text
    assert "Trend: too few points in time." in text


def test_everybody_answered_is_told() -> None:
    text = summary(computed("V1,V2,V3\n1,2,3\n2,2,5", PLAN + "[response]\nroster = 2\n"))
    assert "because: everybody answered, no sampling error." in text


def test_an_interval_without_width_needs_no_reason() -> None:
    plan = PLAN + '[columns]\ncluster = "family"\n'
    text = summary(computed("family,V1,V2,V3\nf,5,5,5\ng,5,5,5", plan))
    assert "5.00 to 5.00" in text
    assert "voice: not defined" not in text


def test_columns_stand_under_their_headings() -> None:
    lines = summary(computed("V1,V2,V3\n1,2,3\n2,2,5")).split("\n")
    heading = next(line for line in lines if line.lstrip().startswith("item "))
    row = lines[lines.index(heading) + 1]
    assert heading.index("blank") + len("blank") == row.index("0") + 1


def test_labels_cannot_control_the_screen() -> None:
    plan = PLAN.replace("voice", '"vo\\u001b[2Jice"')
    text = summary(computed("V1,V2,V3\n1,2,3", plan))
    assert "\x1b" not in text
    assert "vo?[2Jice" in text


def test_long_tables_end_with_how_many_rows_are_left() -> None:
    rows = "".join(f"t,f,m,p,{i},s{i},1,2,3,4,5\n" for i in range(43))
    assert summary(computed(HEADINGS + rows, EVERYTHING)).count("3 more rows of this table") == 4


def test_numbers() -> None:
    assert [number(x) for x in (None, 3, 1 / 3, -0.001)] == ["–", "3", "0.33", "0.00"]
    assert [share(x) for x in (None, 1.0, 0.3333)] == ["–", "100.0%", "33.3%"]
    assert [p_value(x) for x in (None, 0.0004, 0.05)] == ["–", "<0.001", "0.050"]
    assert Page("es").interval({"low": 0.1, "high": 0.2}) == "0.10 a 0.20"


def test_a_mean_of_independent_rows_has_an_interval_and_one_with_clusters_only_there() -> None:
    rows = "f,1,2,3\ng,2,2,5\nf,3,5,5\ng,4,4,4"
    alone = computed(f"family,V1,V2,V3\n{rows}")["scores"]["voice"]["clustered_mean"]
    assert (alone["clusters"], alone["df"]) == (4, pytest.approx(3))
    assert "1.66 to 5.01" in summary(computed(f"family,V1,V2,V3\n{rows}"))
    plan = PLAN + '[columns]\ncluster = "family"\n'
    assert "clustered_mean" not in computed(f"family,V1,V2,V3\n{rows}", plan)["scores"]["voice"]


def test_the_omega_of_a_heywood_case_is_not_printed() -> None:
    found = computed("V1,V2,V3\n1,2,5\n2,3,1\n3,4,4\n4,5,2\n5,5,3\n2,2,2\n4,4,5\n1,3,1")
    reliability = found["reliability"]["voice"]
    reliability["omega"] |= {"heywood": True, "value": 0.8765, "low": None, "high": None}
    assert "0.88" not in summary(found)
    assert "voice: the model of omega touches its bound; read alpha instead." in summary(found)
