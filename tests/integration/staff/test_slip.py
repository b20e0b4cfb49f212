"""The back of cards and the survey on paper."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

from analysis import Form
from sb_feedback.models import Card, Improvement
from sb_feedback.services.improvements import Plan, pick_improvement
from sb_feedback.services.slip import slip_of
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import Browser, hold
from tests.integration.staff.releasing import family, release_parents

BACK = re.compile(r'<li class="slip slip-back">.*?</li>', re.DOTALL)
TYPED = re.compile(r"\b[2-9A-HJ-NP-Z]{4} [2-9A-HJ-NP-Z]{4}\b")


def pick(
    place: Workplace, verdict: str | None = None, *, kind: str = "fully", item: str = "D2"
) -> None:
    with place.db.write() as session:
        picked = pick_improvement(
            session,
            "maple",
            Plan(
                group="parents",
                kind=kind,
                item=item,
                what="Words of staff, not for cards",
                who="Judge",
                started_on=date(2026, 4, 20),
                by_when=date(2026, 6, 1),
            ),
        )
        picked.verdict = verdict


def print_cards(desk: Browser, place: Workplace, number: int = 2, paper: str = "") -> str:
    path = f"/meetings/{hold(place, parents=8).id}"
    fields = {"parent-number": str(number)} | ({"parent-paper": paper} if paper else {})
    sheet = desk.send(f"{path}/cards/parent", fields, on=path)
    assert sheet.status_code == 200
    return html.unescape(sheet.text)


def words(part: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", part).split())


def test_before_a_release_a_card_has_no_back(desk: Browser, place: Workplace) -> None:
    page = print_cards(desk, place, 8)
    assert BACK.findall(page) == []
    assert page.count('class="card-sheet') == 1


def test_the_back_of_a_card_says_what_was_said_and_done(desk: Browser, place: Workplace) -> None:
    release_parents(place)
    pick(place)
    page = print_cards(desk, place, 8)
    backs = BACK.findall(page)
    assert len(backs) == 8
    assert page.count('class="card-sheet') == 2
    label = place.questionnaires["ftm-parent-1"].item("D2").label
    said = words(backs[0])
    assert "You said: 8 of the 13 families who answered" in said
    assert f"We did: We picked this to make better: {label['en']}." in said
    assert "Usted dijo: 8 de las 13 familias" in said
    assert f"Nosotros hicimos: Escogimos esto para mejorar: {label['es']}." in said
    assert "SAMPLE" in said
    assert not re.search("court|judge|county|maple|staff|safe babies", said, re.IGNORECASE)


@pytest.mark.parametrize(
    ("verdict", "did"),
    [
        (None, "We picked this"),
        ("change", "We picked this"),
        ("keep", "and we keep it"),
        ("drop", "pick one thing to make better"),
    ],
)
def test_what_became_of_the_practice_is_told(
    desk: Browser, place: Workplace, verdict: str | None, did: str
) -> None:
    release_parents(place)
    pick(place, verdict)
    assert did in words(BACK.findall(print_cards(desk, place))[0])


def test_where_nothing_was_picked_the_back_says_what_comes(desk: Browser, place: Workplace) -> None:
    release_parents(place)
    assert "pick one thing to make better" in words(BACK.findall(print_cards(desk, place))[0])


def test_nothing_is_on_a_card_before_everybody_can_read_the_report(
    desk: Browser, place: Workplace
) -> None:
    release_parents(place, state="counted")
    assert BACK.findall(print_cards(desk, place)) == []


def test_a_spoilt_ledger_puts_nothing_on_a_card(desk: Browser, place: Workplace) -> None:
    release_parents(place, spoilt=True)
    assert BACK.findall(print_cards(desk, place)) == []


def test_the_slip_shows_guarded_counts_alone(place: Workplace) -> None:
    release_parents(place)
    with place.db.read() as session:
        slip = slip_of(session, "maple", place.questionnaires)
    assert slip is not None
    numbers = {int(number) for number in re.findall(r"\d+", slip.said("en"))}
    assert numbers <= {
        count for one in slip.release.counts.values() for count in (one.low, one.high, one.base)
    }
    assert slip.improvement is None


def test_an_improvement_of_an_unknown_item_is_passed_over(place: Workplace) -> None:
    release_parents(place)
    pick(place)
    with place.db.write() as session:
        session.query(Improvement).one().item = "Z9"
    with place.db.read() as session:
        slip = slip_of(session, "maple", place.questionnaires)
    assert slip is not None
    assert str(slip.aim.condition) == "fully:V1"


def test_help_that_was_picked_stands_on_a_card(desk: Browser, place: Workplace) -> None:
    release_parents(
        place,
        lambda place, number: Form(
            family(place, number).ratings, frozenset({"B05"} if number < 6 else {"B14"})
        ),
    )
    pick(place, kind="help", item="B05")
    back = words(BACK.findall(print_cards(desk, place))[0])
    assert "6 of the 13 families who answered said this is hard to get: Time off work." in back
    assert "We picked this to make better: Time off work." in back
    assert "Escogimos esto para mejorar: Permiso para faltar al trabajo." in back


@pytest.mark.parametrize(
    ("sent", "size"), [("", "letter"), ("letter", "letter"), ("a4", "a4"), ("wall", "letter")]
)
def test_cards_are_for_the_paper_that_was_chosen(
    desk: Browser, place: Workplace, sent: str, size: str
) -> None:
    assert f'<body class="bare sheets paper-{size}">' in print_cards(desk, place, paper=sent)


def test_what_to_say_stands_on_the_hand_out_page_and_on_the_sheet(
    desk: Browser, place: Workplace
) -> None:
    for page in (desk.text(f"/meetings/{hold(place).id}"), print_cards(desk, place)):
        assert "I will not know what you pick." in page
        assert "Yo no voy a saber qué marcó." in page
        assert "until Sunday, May 31, 2026." in page
        assert "hasta el domingo, 31 de mayo de 2026." in page


# --- On paper -------------------------------------------------------------------------------------


def print_paper(desk: Browser, place: Workplace, language: str, number: int = 1) -> str:
    path = f"/meetings/{hold(place).id}"
    fields = {"parent-paper-number": str(number), "parent-paper-language": language}
    sheet = desk.send(f"{path}/paper/parent", fields, on=path)
    assert sheet.status_code == 200
    return html.unescape(sheet.text)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_paper_form_has_every_question_and_answer_with_a_box(
    desk: Browser, place: Workplace, language: str
) -> None:
    page = print_paper(desk, place, language)
    asked = place.questionnaires["ftm-parent-1"]
    form = page[page.index('<article class="paper-form"') :]
    for item in asked.questions():
        assert item.text[language] in form
        for choice in asked.choices(item):
            assert choice.text[language] in form
    assert form.count('class="pen-box"') == sum(map(len, map(asked.choices, asked.questions())))
    assert f'lang="{language}"' in form
    for promise in asked.texts.promises:
        assert promise.text.say(language, floor=10) in words(form)
    assert "911" in form
    assert not re.search("court|judge|county|maple|safe babies", words(form), re.IGNORECASE)


def test_each_paper_form_has_a_code_that_works_once(desk: Browser, place: Workplace) -> None:
    page = print_paper(desk, place, "es", number=3)
    codes = sorted(set(TYPED.findall(words(page))))
    assert len(codes) == 3
    with place.db.read() as session:
        assert len([card for card in session.query(Card) if not card.shared]) == 3
    for code in codes:
        typed = desk.client.post("/code?lang=es", data={"code": code})
        opened = desk.get(typed.location)
        assert "Para mamás y papás." in opened.text
        number = re.findall(r'name="number" value="([^"]+)"', opened.text)[0]
        sent = {"number": number, "P-V1": "5", "do": "send"}
        assert desk.client.post(typed.location, data=sent).status_code == 303
        again = desk.get(typed.location)
        number = re.findall(r'name="number" value="([^"]+)"', again.text)[0]
        second = desk.client.post(typed.location, data=sent | {"number": number})
        assert second.status_code == 409


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"parent-paper-number": "0", "parent-paper-language": "en"}, "#parent-paper-number"),
        ({"parent-paper-number": "1", "parent-paper-language": "xx"}, "#parent-paper-language"),
    ],
)
def test_a_wrong_wish_for_paper_makes_no_code(
    desk: Browser, place: Workplace, fields: dict[str, str], fault: str
) -> None:
    path = f"/meetings/{hold(place).id}"
    response = desk.send(f"{path}/paper/parent", fields, on=path)
    assert response.status_code == 422
    assert f'<a href="{fault}">' in response.text
    with place.db.read() as session:
        assert [card for card in session.query(Card) if not card.shared] == []
