"""What looks as if it names somebody, and what does not."""

from __future__ import annotations

import pytest

from forms.no_names import suspicion


@pytest.mark.parametrize(
    ("text", "looks", "words"),
    [
        ("Ask Delia to call each parent.", "name", "Delia"),
        ("Delia Okafor calls each parent.", "name", "Okafor"),
        ("Mrs. Okafor", "name", "Mrs. Okafor"),
        ("Judge Okafor", "name", "Judge Okafor"),
        ("Que lo haga la Sra. Núñez", "name", "Sra. Núñez"),
        ("write to a.b@example.org today", "email", "a.b@example.org"),
        ("call (555) 010-9999", "phone", "555) 010-9999"),
        ("Maple gets two dates", "name", "Maple"),
        ("Get a ride for maple. MAPLE first", None, None),
    ],
)
def test_names_addresses_and_numbers(text: str, looks: str | None, words: str | None) -> None:
    found = suspicion(text, names=["Maple"])
    assert (found and found.looks, found and found.words) == (looks, words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Offer two dates and two ways for each next step, and write down which one was picked.",
        "Ask every parent in English and Spanish. Say thanks. I'll see: FTM, ACT and CPS help.",
        "Parent Mentor",
        "Site Implementation Team",
        "From 2026-05-13 to 2026-06-30, or 5/13/2026, in 2026-2027",
        "“Ask first,” by Monday\nThen write it down – Once a week",
        "¿Qué ayudaría? Preguntar cada lunes: Equipo Activo",
    ],
)
def test_plans_that_name_nobody(text: str) -> None:
    assert suspicion(text, names=["Maple"]) is None
