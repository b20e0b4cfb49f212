"""What a survey page shows, with every word and every choice ready to print."""

import pytest
from werkzeug.datastructures import MultiDict

from forms import Questionnaire, load_all
from forms.page import Option, SurveyPage, survey_page
from forms.survey import survey_form
from tests.unit.forms.tiny import tiny


def page(*sent: tuple[str, str], language: str = "fr", notes: bool = True) -> SurveyPage:
    """The page of the small questionnaire after these names and values were sent."""
    form = survey_form(tiny(), notes=notes)(formdata=MultiDict(sent))
    return survey_page(form, language, floor=10, since="2026-07-01")


def test_numbers_in_the_words_are_derived() -> None:
    assert page().who == "5 questions, 1 minutes"
    assert page(notes=False).who == "4 questions, 1 minutes"
    assert page().promises == (("promise-group", "Dès 10."),)
    assert page().blocks[1].questions[2].text == "Avant, depuis le 2026-07-01 ?"


def test_questions_are_numbered_through_the_headings() -> None:
    blocks = page(notes=False).blocks
    assert [(block.heading, [q.number for q in block.questions]) for block in blocks] == [
        ("Écoute", [1, 2]),
        ("Reste", [3, 4]),
    ]
    assert [q.name for block in blocks for q in block.questions] == ["P-V1", "P-V2", "P-B1", "P-A1"]


def test_a_heading_without_questions_is_not_shown() -> None:
    asked = tiny(own_section("note", "P-O1"), own_section("last", "P-A1"))
    shown = {
        notes: survey_page(survey_form(asked, notes=notes)(formdata=None), "en", floor=10, since="")
        for notes in (True, False)
    }
    assert [block.id for block in shown[True].blocks] == ["heard", "rest", "note", "last"]
    assert [block.id for block in shown[False].blocks] == ["heard", "rest", "last"]


def own_section(name: str, item: str) -> tuple[str, str]:
    """A change that puts an item of the small questionnaire under a heading of its own."""
    begins = f'[[sections.items]]\nid = "{item}"'
    return begins, f'[[sections]]\nid = "{name}"\nheading = {{ en = "N", fr = "N" }}\n{begins}'


def test_the_answers_of_a_rating_are_followed_by_the_way_out() -> None:
    first = page(("P-V1", "2")).blocks[0].questions[0]
    assert first.options == (
        Option("1", "Non", checked=False, skips=False),
        Option("2", "Oui", checked=True, skips=False),
        Option("0", "Passer", checked=False, skips=True),
    )
    assert not first.multiple


def test_what_was_picked_stays_picked_in_the_other_language() -> None:
    sent = [("P-V2", "0"), ("P-B1", "B02"), ("P-B1", "B01"), ("P-O1", "Hi"), ("P-A1", "no")]
    for language in ("en", "fr"):
        shown = [q for block in page(*sent, language=language).blocks for q in block.questions]
        picked = {q.name: [o.value for o in q.options if o.checked] for q in shown}
        assert {name: values for name, values in picked.items() if values} == {
            "P-V2": ["0"],
            "P-B1": ["B01", "B02"],
            "P-A1": ["no"],
        }
        assert [q.note for q in shown] == ["", "", "", "Hi", ""]
        assert [q.name for q in shown if q.multiple] == ["P-B1"]


@pytest.mark.parametrize("asked", load_all().values(), ids=lambda asked: asked.id)
@pytest.mark.parametrize("notes", [True, False])
def test_every_real_page_is_whole_in_every_language(asked: Questionnaire, notes: bool) -> None:
    form = survey_form(asked, notes=notes)(formdata=None)
    for language in asked.languages:
        shown = survey_page(form, language, floor=10, since="X")
        assert "{" not in repr(shown)
        assert str(len(asked.questions(notes=notes))) in shown.who
