"""Cells: answers, labels, periods; each wrong one with its row and column."""

from pathlib import Path

import numpy as np
import pytest

from analysis.study.faults import MOST, BadStudyError
from analysis.study.labels import column_of, natural
from analysis.study.reading import read_study
from tests.unit.analysis.study.made import PLAN, faults, study

ROLES = PLAN + '[columns]\nrole = "who"\n[roles]\nfirst = "parent"\nsecond = "staff"\n'
PERIODS = PLAN + '[columns]\nperiod = "when"\n[options]\n'


def test_answers_may_have_decimals_of_nothing() -> None:
    found = study('V1,V2,V3\n4,4.0,"3,00"\n,5,1')
    expected = np.array([[4, 4, 3], [np.nan, 5, 1]])
    assert np.array_equal(found.items, expected, equal_nan=True)


@pytest.mark.parametrize("cell", ["x", "0", "6", "2.5", "-1", "1e0", "٣", "nan", "9" * 30])
def test_what_is_no_answer(cell: str) -> None:
    (said,) = faults(f"V1,V2,V3\n1,2,3\n1,{cell},3")
    assert said == (
        f"row 3, column V2: {cell!r} is not an answer from 1 to 5;"
        " leave the cell empty when there is none."
    )


def test_all_wrong_cells_are_told_until_there_are_too_many() -> None:
    assert len(faults("V1,V2,V3\nx,2,3\n1,y,3\n1,2,z")) == 3
    many = faults("V1,V2,V3\n" + "x,x,x\n" * 1000)
    assert len(many) == MOST + 1
    assert many[-1] == f"... and {3000 - MOST} more"


def test_other_marks_of_no_answer() -> None:
    found = study("V1,V2,V3\n1,NA,99\n1,2,3", PLAN + '[options]\nmissing = ["NA", "99"]')
    assert np.isnan(found.items).sum() == 2


def test_faults_in_spanish() -> None:
    (said,) = faults("V1,V2,V3\n1,2,x", language="es")
    assert said.startswith("fila 2, columna V3: 'x' no es una respuesta de 1 a 5")


def test_a_role_that_is_not_named() -> None:
    text = "who,V1,V2,V3\nparent,1,2,3\nPerent,1,2,3\n,1,2,3\njudge,1,2,3"
    first, second = faults(text, ROLES)
    assert first == (
        "row 3, column who: 'Perent' is none of the roles parent, staff. Did you mean 'parent'?"
    )
    assert second.startswith("row 5, column who: 'judge'")
    assert faults(text.replace("Perent", "parent"), ROLES + 'others = ["judge"]') == []


def test_people_who_were_not_invited() -> None:
    plan = PLAN + '[columns]\nstratum = "who"\n[invited]\nparent = 1\nstaff = 4\n'
    text = "who,V1,V2,V3\nparent,1,2,3\nparent,,2,3\nparent,,,\nstaff,1,2,3"
    assert faults(text, plan) == [
        "[invited] parent: 1 were invited, but 2 rows have answers from there."
    ]
    assert "Did you mean 'staff'?" in faults(text + "\nstuff,1,1,1", plan)[0]


def test_more_answers_than_people() -> None:
    (said,) = faults("V1,V2,V3\n1,2,3\n,,\n,,1", PLAN + "[response]\nroster = 1")
    assert said == "[response] roster: 1 could answer, but 2 rows have answers."


def test_labels_are_in_the_order_of_their_numbers() -> None:
    column = column_of(["site 10", "", "site 9", "Site 1", "site 9"])
    assert column.values == ("Site 1", "site 9", "site 10")
    assert column.codes.tolist() == [2, -1, 1, 0, 1]
    assert natural("a1") != natural("a01")


@pytest.mark.parametrize(
    ("length", "labels"),
    [
        ("month", ("2025-11", "2025-12", "2026-01", "2026-02")),
        ("quarter", ("2025-Q4", "2026-Q1")),
        ("year", ("2025", "2026")),
    ],
)
def test_dates_are_put_into_periods_without_gaps(length: str, labels: tuple[str, ...]) -> None:
    text = "when,V1,V2,V3\n2026-02-28,1,2,3\n2025-11-01,1,2,3\n,1,2,3\n2026-02-01T10:00,1,2,3"
    column = study(text, PERIODS + f'periods = "{length}"').columns["period"]
    assert column.values == labels
    assert column.codes.tolist() == [len(labels) - 1, 0, -1, len(labels) - 1]


def test_what_is_no_date() -> None:
    text = "when,V1,V2,V3\n2026-02-30,1,2,3\n3/4/2026,1,2,3"
    assert faults(text, PERIODS + 'periods = "month"') == [
        "row 2, column when: '2026-02-30' is not a date such as 2026-03-31.",
        "row 3, column when: '3/4/2026' is not a date such as 2026-03-31.",
    ]
    (said,) = faults(
        "when,V1,V2,V3\n0001-01-01,1,2,3\n2026-01-01,1,2,3", PERIODS + "periods = 'year'"
    )
    assert said == "column when: from 0001 to 2026 there are more than 1000 periods."


def test_periods_in_an_order_of_ones_own() -> None:
    text = "when,V1,V2,V3\nspring,1,2,3\nautumn,1,2,3\nsumer,1,2,3"
    order = PERIODS + 'period_order = ["spring", "summer", "autumn"]'
    assert faults(text, order) == [
        "row 4, column when: 'sumer' is not in [options] period_order. Did you mean 'summer'?"
    ]
    column = study(text.replace("sumer", "autumn"), order).columns["period"]
    assert column.codes.tolist() == [0, 2, 2]


def test_files_that_cannot_be_read_are_told_together(tmp_path: Path) -> None:
    latin = tmp_path / "answers.csv"
    latin.write_bytes("V1,V2\n1,2\nñ,1".encode("latin-1"))
    with pytest.raises(BadStudyError) as found:
        read_study(latin, tmp_path)
    first, second = found.value.said("en").split("\n")
    assert first.startswith("answers.csv, line 3: this is not UTF-8 text")
    assert "cannot be read" in second


def test_a_byte_order_mark_is_no_part_of_a_heading(tmp_path: Path) -> None:
    answers, plan = tmp_path / "answers.csv", tmp_path / "study.toml"
    answers.write_bytes(b"\xef\xbb\xbfV1;V2;V3\r\n1;2;3\r\n")
    plan.write_text("\ufeff" + PLAN, encoding="utf-8")
    assert read_study(answers, plan).items.tolist() == [[1, 2, 3]]


def test_text_of_two_bytes_a_letter_is_told_as_such(tmp_path: Path) -> None:
    answers, plan = tmp_path / "answers.csv", tmp_path / "study.toml"
    plan.write_text(PLAN)
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        answers.write_bytes("V1,V2,V3\n1,2,3\n".encode(encoding))
        with pytest.raises(BadStudyError) as bad:
            read_study(answers, plan)
        assert bad.value.said("en").startswith("answers.csv, line 1: this is not UTF-8 text;")


def test_a_line_of_spaces_is_no_row() -> None:
    assert study("V1,V2,V3\n1,2,3\n  \n2,3,4\n \n").rows == 2
