"""Valid questionnaires that nobody wrote: any languages, any number of questions of each kind."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from forms import Questionnaire, parse_questionnaire

LETTERS = {"V": "voice", "R": "respect", "D": "shared_decisions"}
LANGUAGES = ("ar", "en", "es", "fr", "zh-Hant", "so")

Data = dict[str, Any]
Words = Callable[..., dict[str, str]]


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """One of them, through the same door as a file."""
    languages = draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=3, unique=True))
    words = st.text(st.characters(exclude_characters="{}"), min_size=1).filter(str.strip)
    version = draw(st.integers(1, 99))

    def text(*placeholders: str) -> dict[str, str]:
        ends = "".join(f" {{{name}}}" for name in placeholders)
        return {language: draw(words) + ends for language in languages}

    items = [_item(draw, text, kind, key) for kind, key in draw(_questions())]
    return parse_questionnaire(
        {
            "id": f"any-{version}",
            "version": version,
            "group": draw(st.sampled_from(["parents", "caregivers", "professionals"])),
            "role": draw(st.sampled_from(["parent", "caregiver", "professional"])),
            "prefix": "Q",
            "languages": languages,
            "texts": _surroundings(text),
            "answers": [
                {"value": value, "text": text()} for value in range(1, draw(st.integers(3, 10)))
            ],
            "skip": {"text": text()},
            "sections": _sections(text, items, draw(st.integers(1, 4))),
        },
        f"any-{version}.toml",
    )


def _questions() -> st.SearchStrategy[list[tuple[str, str]]]:
    """Kinds and keys, at least one of them and in any order."""
    ratings = st.sets(st.tuples(st.sampled_from("VRD"), st.integers(0, 12)), max_size=12)
    single = st.sets(st.sampled_from([("pick_any", "B1"), ("text", "O1"), ("yes_no", "A1")]))
    both = st.tuples(ratings, single).map(
        lambda two: [("rating", f"{letter}{n}") for letter, n in two[0]] + list(two[1])
    )
    return both.filter(bool).flatmap(st.permutations)


def _item(draw: st.DrawFn, text: Words, kind: str, key: str) -> Data:
    item: Data = {"id": f"Q-{key}", "key": key, "kind": kind, "text": text(), "label": text()}
    if draw(st.booleans()):
        item["hint"] = text()
    if kind == "yes_no":
        return item | {"text": text("since"), "yes": text(), "no": text()}
    item |= {"practice": text(), "source": "A document"}
    if kind == "rating":
        item["scale"] = LETTERS[key[0]]
    if kind == "pick_any":
        codes = draw(st.sets(st.integers(1, 99), min_size=1, max_size=6))
        item["options"] = [
            {"code": f"B{code:02}", "text": text(), "alone": draw(st.booleans())} for code in codes
        ]
    return item


def _surroundings(text: Words) -> Data:
    plain = ("title", "not_you", "above_send", "send", "no_signal", "shared_phone")
    return {name: text() for name in plain} | {
        "who": text("questions", "minutes"),
        "thank_you": text("months"),
        "lead_in": [text()],
        "promises": [{"id": "promise-one", "text": text("floor")}],
    }


def _sections(text: Words, items: list[Data], number: int) -> list[Data]:
    parts = [items[start::number] for start in range(number)]
    return [
        {"id": f"part-{place}", "heading": text(), "items": part}
        for place, part in enumerate(parts)
        if part
    ]
