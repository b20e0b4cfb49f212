"""Files of answers as they come: separators, marks, quotes, and every fault of the layout."""

import pytest

from analysis.study.answers_file import parse_cells
from tests.unit.analysis.study.made import faults

ROWS = "V1,V2,V3\n1,2,3\n4,,5\n"


@pytest.mark.parametrize(
    "text",
    [
        ROWS,
        ROWS.replace(",", ";"),
        ROWS.replace(",", "\t"),
        ROWS.replace("\n", "\r\n"),
        "\n" + ROWS.replace("\n", "\n\n"),
        ' "V1" , V2,V3 \n1, 2 ,3\n"4","",5',
        "id;V1;V2;V3\n1,5;1;2;3\n;4;;5\n",
        "V3,V2,V1\n3,2,1\n5,,4",
    ],
)
def test_layouts_of_the_same_answers(text: str) -> None:
    cells = parse_cells(text.replace(' "V1" ', '"V1"'), ["V1", "V2", "V3"], "a.csv")
    assert cells.columns == {"V1": ("1", "4"), "V2": ("2", ""), "V3": ("3", "5")}


def test_rows_are_numbered_as_in_a_spreadsheet() -> None:
    assert parse_cells("V1,V2\n1,2\n\n3,4", ["V1"], "a.csv").rows == [2, 4]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ["answers.csv: the first row has no headings."]),
        ("V1,V2,V3\n", ["answers.csv: there is no row of answers below the headings."]),
        ("V1,v2,V3\n1,2,3", ["answers.csv: there is no column 'V2'. Did you mean 'v2'?"]),
        ("V1,V2,V3,V1\n1,2,3,4", ["answers.csv: more than one column has the heading 'V1'."]),
        (
            "V1,V2,V3\n1,2\n1,2,3\n1,2,3,4",
            [
                "row 2: 2 cells, but there are 3 headings.",
                "row 4: 4 cells, but there are 3 headings.",
            ],
        ),
    ],
)
def test_faults_of_the_layout(text: str, said: list[str]) -> None:
    assert faults(text) == said


def test_faults_of_headings_and_rows_are_told_together() -> None:
    assert len(faults("V1,x\n1\n1,2")) == 3


def test_a_quote_that_is_never_closed() -> None:
    (said,) = faults('V1,V2,V3\n1,2,3\n1,"2,3\n1,2,3')
    assert said.startswith("answers.csv, row 3: this is no row of a CSV file")


def test_a_cell_beyond_all_bounds() -> None:
    (said,) = faults(f"V1,V2,V3\n1,2,{'3' * 200_000}")
    assert "row 2" in said
