"""The PDF: tagged, PDF/UA-1, titled, in the report's language, in the order of the page."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from page import validate_pdf_bytes
from pypdf import PdfReader
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, PdfObject

from analysis.reports.content import Box, Paragraph, Report, Section, Subheading, Table
from analysis.reports.pdf import pdf
from analysis.reports.typesetting import compiler
from tests.pdf_words import pdf_pages, pdf_text
from tests.unit.analysis.reports.made import Kind, documents

ALL = pytest.mark.parametrize(
    ("kind", "language"),
    [
        (kind, language)
        for kind in ("many", "together", "guarded", "empty", "waits", "new wording")
        for language in ("en", "es")
    ],
)


def failures(data: bytes) -> list[str]:
    return [
        f"{each.rule_id}: {each.message}"
        for each in validate_pdf_bytes(data, profile="ua1").failures
    ]


@ALL
def test_a_validator_finds_no_fault(kind: Kind, language: str) -> None:
    assert failures(documents(kind, language=language).pdf) == []


def test_the_validator_does_find_faults() -> None:
    untagged = compiler("site_report.typ").compile(format="pdf", pdf_tags=False, sys_inputs=...)
    assert isinstance(untagged, bytes)
    assert failures(untagged) != []


@ALL
def test_the_pdf_says_its_title_and_language(kind: Kind, language: str) -> None:
    made = documents(kind, language=language)
    reader = PdfReader(io.BytesIO(made.pdf))
    report = made.report
    assert reader.metadata is not None
    assert reader.metadata.title == f"{report.title}: Maple County, {report.term_label}"
    root = catalogue(made.pdf)
    assert str(root["/Lang"]) == language
    viewer = root["/ViewerPreferences"].get_object()
    assert isinstance(viewer, DictionaryObject)
    assert viewer["/DisplayDocTitle"] == BooleanObject(value=True)


def catalogue(data: bytes) -> DictionaryObject:
    """The root of a PDF."""
    root = PdfReader(io.BytesIO(data)).trailer["/Root"].get_object()
    assert isinstance(root, DictionaryObject)
    return root


def structure(data: bytes) -> list[DictionaryObject]:
    """All structure elements of a PDF in reading order."""
    return list(_elements(catalogue(data)["/StructTreeRoot"]))


def _elements(element: PdfObject) -> Iterator[DictionaryObject]:
    element = element.get_object() or element
    if not isinstance(element, DictionaryObject):
        return
    if "/S" in element:
        yield element
    children = element.get("/K", ArrayObject())
    for child in children if isinstance(children, ArrayObject) else [children]:
        yield from _elements(child)


def headings_of(report: Report) -> list[str]:
    """The tags of a report's headings in order."""
    tags = ["/H1"]
    for section in report.sections:
        tags.append("/H2")
        tags += ["/H3" for block in section.blocks if isinstance(block, Subheading)]
    return tags


@pytest.mark.parametrize("kind", ["many", "guarded", "empty"])
def test_headings_tables_and_figures_are_tagged(kind: Kind) -> None:
    made = documents(kind)
    elements = structure(made.pdf)
    tags = [str(each["/S"]) for each in elements]
    assert [tag for tag in tags if re.fullmatch(r"/H\d", tag)] == headings_of(made.report)
    figures = [str(each["/Alt"]) for each in elements if str(each["/S"]) == "/Figure"]
    assert figures == [picture.alt for picture in made.report.pictures]
    assert tags.count("/Table") == len(made.report.tables)
    assert tags.count("/TH") == sum(len(table.columns) for table in made.report.tables)
    cells = sum(len(table.columns) * len(table.rows) for table in made.report.tables)
    assert tags.count("/TD") == cells


def landmarks(section: Section) -> Iterator[str]:
    """What a section says in order, without its tables' cells."""
    yield section.heading
    for block in section.blocks:
        if isinstance(block, Box):
            yield from (block.title, *block.lines)
        else:
            names = ("text", "sentence", "detail", "title", "subtitle", "note")
            yield from (text for name in names if (text := getattr(block, name, "")))


@pytest.mark.parametrize(
    ("kind", "language"), [("together", "en"), ("guarded", "es"), ("empty", "en")]
)
def test_the_pdf_reads_in_the_order_of_the_report(kind: Kind, language: str) -> None:
    made = documents(kind, language=language)
    text = pdf_text(made.pdf)
    place = text.index(made.report.title)
    for section in made.report.sections:
        for landmark in landmarks(section):
            place = text.index(" ".join(landmark.split()), place)


def test_page_one_stands_alone() -> None:
    made = documents("many")
    first = pdf_pages(made.pdf)[0]
    for headline in made.report.headlines:
        assert headline.sentence in first
    assert len(made.report.headlines) == 3
    assert "To talk about" in first
    assert "Who answered" not in first


def test_every_page_names_the_place_the_period_and_its_number() -> None:
    made = documents("together")
    pages = PdfReader(io.BytesIO(made.pdf)).pages
    for number, text in enumerate(pdf_pages(made.pdf), start=1):
        page = pages[number - 1]
        assert "Maple County" in text
        assert "July to September 2026" in text
        assert f"Page {number} of {len(pages)}" in text
        assert "SAMPLE" in text
        assert (float(page.mediabox.width), float(page.mediabox.height)) == (612, 792)


def test_only_the_shipped_typefaces_are_used() -> None:
    fonts = set(re.findall(rb"/BaseFont ?/[A-Z]{6}\+([A-Za-z-]+)", documents("many").pdf))
    assert fonts <= {b"OpenSans", b"OpenSans-Regular", b"OpenSans-Bold"}
    assert fonts


def test_a_document_stays_small() -> None:
    assert len(documents("many").pdf) < 1_000_000


def test_the_same_report_gives_the_same_bytes() -> None:
    made = documents("guarded")
    assert pdf(made.report) == made.pdf


@pytest.mark.parametrize("lines", [26, 27])
def test_a_long_table_does_not_leave_one_row_at_the_foot_of_a_page(lines: int) -> None:
    rows = tuple((f"Row {number}", "text") for number in range(30))
    table = Table("long", "A long table", ("Name", "Text"), rows, "Long")
    above = tuple(Paragraph(f"Line {number}") for number in range(lines))
    report = replace(documents("many").report, sections=(Section("one", "One", (*above, table)),))
    page = next(text for text in pdf_pages(pdf(report)) if "A long table" in text)
    assert "Row 2" in page
