"""What the forms of staff accept, what they refuse, and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given as drawn
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from forms.plans import ImprovementForm, VerdictForm
from forms.staff import (
    AttendanceForm,
    CardsForm,
    CloseForm,
    MeetingForm,
    ProfessionalsForm,
    SignInForm,
)
from forms.staff_fields import clean

TODAY = date(2026, 5, 13)


@pytest.fixture(autouse=True)
def _in_a_request() -> Iterator[None]:
    app = Flask(__name__)
    app.config.update(SECRET_KEY="for tests", WTF_CSRF_ENABLED=False)
    Babel(app)
    with app.test_request_context():
        yield


def sent(**fields: Any) -> MultiDict[str, str]:  # noqa: ANN401 - whatever a browser may send
    return MultiDict(
        (name, value)
        for name, values in fields.items()
        for value in (values if isinstance(values, list) else [values])
    )


def meeting(**fields: Any) -> MeetingForm:  # noqa: ANN401
    usual = {
        "held_on": "2026-05-13",
        "family": "",
        "parents": "1",
        "caregivers": "0",
        "professionals": "4",
        "languages": ["en", "es"],
    }
    form = MeetingForm(sent(**usual | fields))
    form.choose_from([("ff", "Maple")], TODAY)
    form.limit(40)
    form.offer([("en", "English"), ("es", "Español")])
    return form


def faults(form: Any) -> dict[str, list[str]]:  # noqa: ANN401
    form.validate()
    return {name: [str(fault) for fault in told] for name, told in form.errors.items()}


def test_a_whole_meeting_is_accepted() -> None:
    form = meeting()
    assert faults(form) == {}
    assert form.counts == {"parents": 1, "caregivers": 0, "professionals": 4}
    assert form.held_on.data == TODAY


@pytest.mark.parametrize("typed", ["", " ", "0", "00"])
def test_a_blank_count_is_nobody(typed: str) -> None:
    assert meeting(parents=typed).counts["parents"] == 0


@pytest.mark.parametrize(
    "typed", ["-1", "1.5", "two", "1e3", "\u0661", "1_0", "0x1", "9" * 5000, "\x00", "<b>"]
)
def test_a_count_is_plain_digits(typed: str) -> None:
    form = meeting(parents=typed)
    assert faults(form) == {"parents": ["Type a whole number, for example 3."]}
    assert form.parents.raw_data == [typed]


def test_a_count_has_a_limit_and_says_whose_it_is() -> None:
    assert faults(meeting(caregivers="41")) == {
        "caregivers": ["Caregivers: type a number from 0 to 40."]
    }


def test_at_least_one_person_must_have_come() -> None:
    told = faults(meeting(parents="0", professionals=""))
    assert told == {"professionals": ["Type how many people came. At least one must have come."]}


def test_a_wrong_count_is_told_once() -> None:
    assert set(faults(meeting(parents="x", professionals="0"))) == {"parents"}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type the date of the meeting."),
        ("13/05/2026", "Type a date as year-month-day"),
        ("2026-02-30", "Type a date as year-month-day"),
        ("2026-05-28", "more than 14 days ahead"),
        ("9999-12-31", "more than 14 days ahead"),
    ],
)
def test_a_date_is_a_day_of_the_calendar_not_far_ahead(typed: str, words: str) -> None:
    assert words in faults(meeting(held_on=typed))["held_on"][0]


def test_the_last_day_ahead_is_accepted() -> None:
    assert faults(meeting(held_on="2026-05-27")) == {}


def test_only_known_families_and_languages() -> None:
    assert faults(meeting(family="ff")) == {}
    assert set(faults(meeting(family="somebody's"))) == {"family"}
    assert faults(meeting(languages=["xx"])) == {"languages": ["Tick at least one language."]}
    form = meeting(languages=["xx", "es"])
    assert faults(form) == {}
    assert form.languages.data == ["es"]


def test_faults_are_told_in_the_order_of_the_page() -> None:
    form = meeting(held_on="", family="x", parents="x", languages=[])
    assert list(faults(form)) == ["held_on", "family", "parents", "languages"]


def test_the_id_of_a_form_is_kept_only_if_it_is_one() -> None:
    assert meeting(form_id="0a" * 16).new_id == "0a" * 16
    for forged in ("", "x", "0A" * 16, "0a" * 16 + "\n", "../etc"):
        made = meeting(form_id=forged).new_id
        assert made != forged
        assert len(made) == 32


def test_attendance_may_be_nobody() -> None:
    form = AttendanceForm(sent(parents="0", caregivers="0", professionals="0"))
    form.limit(40)
    assert faults(form) == {}


@pytest.mark.parametrize(
    ("typed", "accepted"), [("1", True), ("8", True), ("0", False), ("9", False), ("", False)]
)
def test_cards_are_printed_by_the_sheet(typed: str, accepted: bool) -> None:
    form = CardsForm(sent(number=typed))
    form.limit(8)
    assert (faults(form) == {}) is accepted


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("5", "at least 6"),
        ("31", "at most 30"),
        ("", "Type how many"),
        ("six", "Type a whole number"),
    ],
)
def test_different_professionals_lie_between_one_meeting_and_all(typed: str, words: str) -> None:
    form = ProfessionalsForm(sent(professionals=typed))
    form.limit(6, 30)
    assert words in faults(form)["professionals"][0]


@pytest.mark.parametrize("typed", ["6", "30"])
def test_both_bounds_are_accepted(typed: str) -> None:
    form = ProfessionalsForm(sent(professionals=typed))
    form.limit(6, 30)
    assert faults(form) == {}


def test_closing_needs_the_tick() -> None:
    assert set(faults(CloseForm(sent()))) == {"sure"}
    assert faults(CloseForm(sent(sure="y"))) == {}


def plan(**fields: str) -> ImprovementForm:
    usual = {
        "group": "parents",
        "aim": "fully:D2",
        "what": "Two times to choose from",
        "who": "Judge",
        "started_on": "2026-05-13",
        "by_when": "2026-06-30",
    }
    form = ImprovementForm(sent(**usual | fields))
    form.offer_roles([("Judge", "Judge")], TODAY, families=["Maple"])
    form.offer(
        groups=[("parents", "Parents"), ("caregivers", "Caregivers")],
        aims={"Practices": [("fully:D2", "Had choices")]},
    )
    return form


def test_a_whole_plan_is_accepted() -> None:
    assert faults(plan()) == {}


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("group", "professionals"),
        ("group", ""),
        ("aim", "fully:X9"),
        ("who", "Mr. Miller"),
        ("who", ""),
        ("what", "  \x00 "),
        ("what", "x" * 301),
        ("started_on", "2025-01-01"),
        ("started_on", "soon"),
        ("by_when", "2026-05-12"),
        ("by_when", "2029-05-13"),
        ("by_when", ""),
    ],
)
def test_each_part_of_a_plan_is_checked(field: str, typed: str) -> None:
    assert set(faults(plan(**{field: typed}))) == {field}


def test_a_lone_group_needs_no_choice() -> None:
    form = ImprovementForm(sent())
    form.offer_roles([], TODAY, families=[])
    form.offer(groups=[("families", "Families")], aims={})
    assert form.group.data == "families"


@pytest.mark.parametrize("verdict", ["keep", "change", "drop"])
def test_three_verdicts(verdict: str) -> None:
    assert faults(VerdictForm(sent(verdict=verdict))) == {}


@pytest.mark.parametrize("verdict", ["", "delete"])
def test_no_other_verdict(verdict: str) -> None:
    assert set(faults(VerdictForm(sent(verdict=verdict)))) == {"verdict"}


def test_an_address_is_trimmed_and_a_password_is_not() -> None:
    form = SignInForm(sent(email=" c@example.org\x00 ", password=" spaces count "))
    assert faults(form) == {}
    assert form.email.data == "c@example.org"
    assert form.password.data == " spaces count "


def test_a_password_is_never_written_back() -> None:
    assert "secret" not in SignInForm(sent(password="secret")).password()


@drawn(st.text())
def test_cleaned_text_has_no_control_characters_but_line_breaks(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == cleaned.strip()
    assert not {chr(code) for code in [*range(9), *range(11, 32), 127]} & set(cleaned)
