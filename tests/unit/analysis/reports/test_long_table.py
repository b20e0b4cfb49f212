"""The long table: every count that the report shows, once, with its dictionary."""

import csv
import io
from dataclasses import replace

import pytest

from analysis.reports.content import Count, Report, cell_text
from analysis.reports.long_table import COLUMNS, dictionary, long_table
from tests.pdf_words import pdf_text
from tests.unit.analysis.reports.made import Kind, documents, rendered
from tests.unit.analysis.reports.reading import rows_of

KINDS = pytest.mark.parametrize("kind", ["many", "together", "guarded", "waits", "new wording"])


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def counts(report: Report) -> list[tuple[str, ...]]:
    """Table, text, lowest, highest, base and kind of every count, in no order."""
    return sorted(
        (table.key, cell.text, str(cell.low), str(cell.high), str(cell.base), cell.code)
        for table in report.tables
        for row in table.rows
        for cell in row
        if isinstance(cell, Count)
    )


@KINDS
@pytest.mark.parametrize("language", ["en", "es"])
def test_it_holds_every_count_of_the_report_once(kind: Kind, language: str) -> None:
    report = documents(kind, language=language).report
    rows = [row for row in read(long_table(report)) if row["kind"] != "not_shown"]
    keys = ("table", "shown", "low", "high", "base", "kind")
    assert sorted(tuple(row[key] for key in keys) for row in rows) == counts(report)


@KINDS
def test_a_count_is_given_only_where_it_is_exact(kind: Kind) -> None:
    for row in read(long_table(documents(kind).report)):
        exact = row["kind"] == "exact"
        assert row["count"] == (row["low"] if exact else "")
        assert (row["low"] == row["high"] != "") == exact


@KINDS
def test_a_row_says_what_it_is_about(kind: Kind) -> None:
    report = documents(kind).report
    rows = read(long_table(report))
    named = {cell_text(row[0]) for table in report.tables for row in table.rows}
    assert {row["about"].partition(" · ")[0] for row in rows} <= named
    assert {row["site"] for row in rows} == {"Maple County"}
    assert {row["period"] for row in rows} == {report.term_code}
    assert {row["sample"] for row in rows} == {"yes"}
    assert {row["fingerprint"] for row in rows} == {report.fingerprint}
    places = [(row["table"], row["about"], row["measure"]) for row in rows]
    assert len(places) == len(set(places))


def test_every_document_names_the_version_of_the_formula() -> None:
    made = rendered(replace(documents("together").inputs, formula=7))
    assert {row["version"] for row in read(long_table(made.report))} == {"7"}
    assert ("Version of the way of counting", "7") in rows_of(made.excel, "Read me")
    for text in (made.html, pdf_text(made.pdf)):
        assert "made with version 7 of the way of counting" in " ".join(text.split())


def test_a_report_without_results_is_a_heading() -> None:
    assert read(long_table(documents("empty").report)) == []


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@a", '"x", y', "a\nb", "Ñandú 🙂"])
def test_no_name_becomes_a_formula_or_another_row(name: str) -> None:
    inputs = replace(documents("together").inputs, scope_name=name)
    rows = read(long_table(rendered(inputs).report))
    site = {row["site"] for row in rows}
    assert len(site) == 1
    assert not site.pop().startswith(("=", "+", "-", "@"))
    assert len(rows) == len(read(long_table(documents("together").report)))


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_dictionary_explains_every_column(language: str) -> None:
    rows = read(dictionary(language))
    assert [row["column"] for row in rows] == list(COLUMNS)
    assert all(row["meaning"] for row in rows)


def test_the_dictionary_is_translated() -> None:
    english, spanish = read(dictionary("en")), read(dictionary("es"))
    assert all(a["meaning"] != b["meaning"] for a, b in zip(english, spanish, strict=True))
