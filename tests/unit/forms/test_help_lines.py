"""Help lines: the number that is called is the number that is read, in every language."""

from pathlib import Path

import pytest

from forms import (
    HelpLine,
    QuestionnaireError,
    lines_as_text,
    load_help_lines,
    own_help_lines,
)
from forms.loading import HELP_LINES

LINES = load_help_lines()


def test_the_four_lines_are_there() -> None:
    assert [(line.id, set(line.tel.values())) for line in LINES.lines] == [
        ("danger", {"911"}),
        ("very-low", {"988"}),
        ("not-safe-at-home", {"800-799-7233"}),
        ("expecting", {"833-852-6262"}),
    ]


@pytest.mark.parametrize("line", LINES.lines, ids=lambda line: line.id)
def test_a_link_calls_the_number_that_is_read(line: HelpLine) -> None:
    assert set(line.text.root) == set(LINES.languages)
    for language in LINES.languages:
        assert line.tel[language] in line.text[language]
        texted = line.sms.get(language)
        assert texted in (None, line.tel[language])
        says_text = "text" in line.text[language].partition(":")[2]
        assert says_text == (texted is not None)


def test_the_lines_of_a_site_are_kept_as_text_and_read_again() -> None:
    assert own_help_lines(LINES, lines_as_text(LINES)) == LINES


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ("", "lines: Expecting value"),
        ("[]", "lines: lines: is empty"),
        ('[{"id": "a", "text": {"en": "A", "es": "A"}, "tel": {"en": "911"}}]', "in es"),
        (
            '[{"id": "a", "text": {"en": "A"}, "tel": {"en": "911", "es": "911"}}]',
            "text.es: missing",
        ),
        ('[{"id": "a", "text": {"en": "A", "es": "A"}, "web": {"en": "javascript:x"}}]', "web.en"),
    ],
)
def test_lines_that_are_not_whole_are_refused(lines: str, fault: str) -> None:
    with pytest.raises(QuestionnaireError, match=fault):
        own_help_lines(LINES, lines)


@pytest.mark.parametrize(
    ("changed", "into", "fault"),
    [
        ('tel.en = "911"', 'tel.en = "91"', "lines[0].tel.en: String should match pattern"),
        ('tel.es = "911"\n', "", "lines[0]: has no number and no address in es"),
        ('text.es = "En peligro: llame al 911"\n', "", "lines[0].text.es: missing"),
        ('id = "very-low"', 'id = "danger"', "lines[1].id: line danger is used twice"),
        ('sms.en = "988"', 'sms.de = "988"', "lines[1].sms.de: language is not declared"),
        ('heading.es = "¿Necesita ayuda ahora?"\n', "", "heading.es: missing"),
        ('["en", "es"]', '["en", "es", "es"]', "languages: a language is named twice"),
    ],
)
def test_a_fault_is_told_with_its_place(
    tmp_path: Path, changed: str, into: str, fault: str
) -> None:
    whole = HELP_LINES.read_text("utf-8")
    assert changed in whole
    file = tmp_path / "help.toml"
    file.write_text(whole.replace(changed, into), "utf-8")
    with pytest.raises(QuestionnaireError) as refused:
        load_help_lines(file)
    assert [line for line in refused.value.faults if line.startswith(f"help.toml: {fault}")]
