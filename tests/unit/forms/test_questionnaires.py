"""The questionnaires that are asked: parallel between roles, and no number written out."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from forms import PickAny, Questionnaire, Text, YesNo, load_all
from tests.unit.forms.tiny import tiny

ALL = load_all()
PARENT, CAREGIVER, PROFESSIONAL = (
    ALL[f"ftm-{role}-1"] for role in ("parent", "caregiver", "professional")
)
ACT = ALL["act-member-1"]
AFTER_A_MEETING = [asked for asked in ALL.values() if asked.follows_a_meeting]
EACH = pytest.mark.parametrize("asked", ALL.values(), ids=ALL)
EACH_AFTER_A_MEETING = pytest.mark.parametrize("asked", AFTER_A_MEETING, ids=lambda one: one.id)


def texts_in(part: object) -> Iterator[Text]:
    """Every text inside a part of a questionnaire."""
    if isinstance(part, Text):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from texts_in(getattr(part, name))
    elif isinstance(part, tuple):
        for inner in part:
            yield from texts_in(inner)


def test_the_three_roles_and_the_team_are_asked() -> None:
    assert {asked.id: (asked.group, asked.role, asked.version) for asked in ALL.values()} == {
        "ftm-parent-1": ("parents", "parent", 1),
        "ftm-caregiver-1": ("caregivers", "caregiver", 1),
        "ftm-professional-1": ("professionals", "professional", 1),
        "act-member-1": ("act", "member", 1),
    }
    assert AFTER_A_MEETING == [CAREGIVER, PARENT, PROFESSIONAL]


@EACH_AFTER_A_MEETING
def test_scales_codes_and_answers_are_parallel(asked: Questionnaire) -> None:
    assert dict(asked.scales) == {
        "voice": ("V1", "V2", "V3"),
        "respect": ("R1", "R2", "R3"),
        "shared_decisions": ("D1", "D2", "D3"),
    }
    assert asked.help_codes == tuple(f"B{number:02}" for number in range(1, 15))
    assert [item.label for item in asked.ratings] == [item.label for item in PARENT.ratings]


@EACH
def test_the_answers_are_the_same_everywhere(asked: Questionnaire) -> None:
    assert asked.points == 5
    assert asked.answers == PARENT.answers


def test_a_team_is_asked_about_six_things() -> None:
    assert dict(ACT.scales) == {
        "trust": ("T1", "T2", "T3"),
        "compassion": ("C1", "C2", "C3"),
        "transparency": ("X1", "X2", "X3"),
        "collective_leadership": ("L1", "L2", "L3", "L4", "L5"),
        "shared_priorities": ("P1", "P2", "P3"),
        "structural_change": ("S1", "S2", "S3"),
    }
    assert ACT.help_codes == PARENT.help_codes[:-1]
    assert ACT.items[-2].text["en"] == "What gaps should the group work on next?"


def test_more_than_three_gaps_are_all_kept() -> None:
    gaps = ACT.first(PickAny)
    assert gaps is not None
    assert gaps.kept(["B05", "B01", "B13", "B02"]) == ("B01", "B02", "B05", "B13")


def test_the_help_that_is_hard_to_get_reads_alike() -> None:
    """Lists of all questionnaires can be laid side by side: only B06 is said to parents apart."""
    asked = {one.id: one.first(PickAny) for one in ALL.values()}
    words = {
        name: {o.code: o.text for o in found.options} for name, found in asked.items() if found
    }
    common = words.pop("ftm-parent-1")
    for others in words.values():
        assert {code: text for code, text in others.items() if common[code] != text} == {
            "B06": words["act-member-1"]["B06"]
        }


@EACH
def test_ids_are_the_prefix_and_the_key(asked: Questionnaire) -> None:
    for item in asked.items:
        assert item.id == f"{asked.prefix}-{item.key}"


@EACH
def test_no_text_writes_out_a_number(asked: Questionnaire) -> None:
    """Numbers in texts are derived: of questions, minutes, months, and the smallest group."""
    texts = list(texts_in(asked))
    assert len(texts) > 60
    written = [line for text in texts for line in text.root.values() if any(map(str.isdigit, line))]
    assert written == []


@EACH
def test_the_four_promises_are_made(asked: Questionnaire) -> None:
    made = [promise.id for promise in asked.texts.promises]
    assert made == ["promise-skip", "promise-name", "promise-case", "promise-group"]


@EACH
def test_only_nothing_stands_alone(asked: Questionnaire) -> None:
    question = asked.first(PickAny)
    assert question is not None
    alone = [option.code for option in question.options if option.alone]
    assert alone == (["B14"] if asked.follows_a_meeting else [])


@pytest.mark.parametrize(
    ("asked", "without_notes", "minutes", "minutes_with_notes"),
    [(PARENT, 10, 2, 2), (CAREGIVER, 10, 2, 2), (PROFESSIONAL, 11, 2, 2), (ACT, 21, 3, 3)],
)
def test_questions_and_minutes_are_counted(
    asked: Questionnaire, without_notes: int, minutes: int, minutes_with_notes: int
) -> None:
    assert len(asked.questions()) == without_notes
    assert len(asked.questions(notes=True)) == without_notes + 1
    assert (asked.minutes(), asked.minutes(notes=True)) == (minutes, minutes_with_notes)


def test_minutes_follow_the_questions() -> None:
    """Opening 15, two ratings 7 each, help 15, note 30, yes or no 7: 51 s, or 81 with the note."""
    assert (tiny().minutes(), tiny().minutes(notes=True)) == (1, 1)
    eight = tiny(('[[sections]]\nid = "rest"', SIX_RATINGS + '[[sections]]\nid = "rest"'))
    assert len(eight.ratings) == 8
    assert (eight.minutes(), eight.minutes(notes=True)) == (2, 2)


SIX_RATINGS = "".join(
    f"""[[sections.items]]
id = "P-V{number}"
key = "V{number}"
kind = "rating"
scale = "voice"
text = {{ en = "Q", fr = "Q" }}
label = {{ en = "Q", fr = "Q" }}
practice = {{ en = "Q", fr = "Q" }}
source = "A document"

"""
    for number in range(3, 9)
)


def test_only_professionals_are_asked_whether_they_answered_before() -> None:
    assert [asked.id for asked in ALL.values() if asked.first(YesNo)] == ["ftm-professional-1"]
    assert PROFESSIONAL.items[-1].key == "A1"
    assert PROFESSIONAL.item("A1").text.say("en", since="July 1, 2026") == (
        "Have you already answered these questions since July 1, 2026, for another meeting?"
    )


def test_the_group_promise_says_who_is_counted() -> None:
    says = {asked.role: asked.texts.promises[3].text.say("en", floor=10) for asked in ALL.values()}
    assert "only when 10 or more families have answered" in says["parent"]
    assert "only when 10 or more families have answered" in says["caregiver"]
    assert "only when 10 or more people have answered" in says["professional"]
    assert says["parent"].startswith("No one on your case ")
    assert says["caregiver"].startswith("No one on this case ")


def test_an_item_is_found_by_its_key() -> None:
    assert PARENT.item("R2").id == "P-R2"
    with pytest.raises(KeyError):
        PARENT.item("Z9")


def test_a_questionnaire_is_never_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        PARENT.version = 2  # type: ignore[misc]
    with pytest.raises(TypeError):
        PARENT.texts.title.root["en"] = "Other"  # type: ignore[index]
    with pytest.raises(TypeError):
        PARENT.scales["voice"] = ()  # type: ignore[index]


def test_a_questionnaire_comes_from_a_file_only() -> None:
    with pytest.raises(TypeError, match=r"forms\.loading"):
        Questionnaire.model_validate({"id": "tiny-1"})


def test_a_further_language_needs_no_code() -> None:
    assert tiny().languages == ("en", "fr")
    assert tiny().texts.title.say("fr") == "Titre"
    with pytest.raises(KeyError):
        tiny().texts.title.say("es")


def test_reading_questionnaires_loads_no_web_framework() -> None:
    program = "import sys, forms; forms.load_all(); print(*sys.modules)"
    printed = subprocess.check_output([sys.executable, "-c", program], text=True)
    loaded = {name.partition(".")[0] for name in printed.split()}
    assert "forms" in loaded
    assert loaded.isdisjoint({"flask", "flask_wtf", "wtforms", "werkzeug", "jinja2"})
