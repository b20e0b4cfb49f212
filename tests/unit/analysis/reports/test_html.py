"""The page: headings, tables with headers, drawings with words, nothing a policy refuses."""

from itertools import pairwise

import pytest

from tests.pdf_words import pdf_text
from tests.unit.analysis.reports.made import Kind, documents
from tests.unit.analysis.reports.reading import Element, page

ALL = pytest.mark.parametrize(
    ("kind", "language"),
    [("many", "en"), ("together", "es"), ("guarded", "en"), ("empty", "es"), ("new wording", "en")],
)


def read(kind: Kind, language: str) -> Element:
    return page(documents(kind, language=language).html)


@ALL
def test_headings_never_skip_a_level(kind: Kind, language: str) -> None:
    levels = [int(each.tag[1]) for each in read(kind, language).all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@ALL
def test_tables_have_a_caption_and_headers_with_a_scope(kind: Kind, language: str) -> None:
    made = documents(kind, language=language)
    tables = list(read(kind, language).all("table"))
    assert len(tables) == len(made.report.tables)
    for table in tables:
        assert next(table.all("caption")).text
        head, *rows = table.all("tr")
        assert {each.attributes.get("scope") for each in head.all("th")} == {"col"}
        assert all([each.attributes["scope"] for each in row.all("th")] == ["row"] for row in rows)


@ALL
def test_drawings_say_what_they_show_and_lead_to_their_numbers(kind: Kind, language: str) -> None:
    made = documents(kind, language=language)
    figures = list(read(kind, language).all("figure"))
    assert len(figures) == len(made.report.pictures)
    for figure, picture in zip(figures, made.report.pictures, strict=True):
        svg = next(figure.all("svg"))
        assert (svg.attributes["role"], svg.attributes["aria-label"]) == ("img", picture.alt)
        assert next(figure.all("figcaption")).text == f"{picture.title} {picture.subtitle}"
        assert next(figure.all("a")).attributes["href"] == f"#table-{picture.table_key}"


@ALL
def test_names_are_unique_and_links_arrive(kind: Kind, language: str) -> None:
    elements = list(read(kind, language).all())
    names = [each.attributes["id"] for each in elements if "id" in each.attributes]
    assert len(names) == len(set(names))
    targets = [each.attributes["href"] for each in elements if "href" in each.attributes]
    labels = [
        each.attributes["aria-labelledby"]
        for each in elements
        if "aria-labelledby" in each.attributes
    ]
    assert {target.removeprefix("#") for target in targets} | set(labels) <= set(names)


@ALL
def test_a_content_security_policy_has_nothing_to_refuse(kind: Kind, language: str) -> None:
    for each in read(kind, language).all():
        assert each.tag not in ("style", "script", "iframe", "img", "object")
        assert "style" not in each.attributes
        assert not [name for name in each.attributes if name.startswith("on")]


@pytest.mark.parametrize(
    ("kind", "language"), [("together", "en"), ("guarded", "es"), ("empty", "en")]
)
def test_the_page_reads_in_the_order_of_the_pdf(kind: Kind, language: str) -> None:
    made = documents(kind, language=language)
    text = pdf_text(made.pdf)
    place = text.index(made.report.title)
    for each in read(kind, language).all("h2", "h3", "li", "p", "caption", "td"):
        if each.attributes.get("class") not in ("banner", "sample-mark", "fingerprint", "whose"):
            place = text.index(each.text, place)


def test_wide_tables_and_drawings_scroll_inside_a_named_region() -> None:
    for region in (each for each in read("many", "en").all("div") if "role" in each.attributes):
        assert region.attributes["tabindex"] == "0"
        if region.attributes["role"] == "region":
            assert region.attributes["aria-labelledby"].startswith("table-")
        else:  # a wide drawing
            assert region.attributes["aria-label"]


def test_the_language_is_said() -> None:
    assert next(read("together", "es").all("article")).attributes["lang"] == "es"


def test_the_page_names_the_place_and_the_period_as_paper_does() -> None:
    """A pool's report is read by people whose pages are headed by the name of one site."""
    assert "<strong>Maple County</strong> · July to September 2026" in documents("many").html
