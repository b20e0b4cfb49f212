"""A questionnaire file with faults: all of them are told at once, each with its place."""

from pathlib import Path

import pytest

from forms import QuestionnaireError, load_all, load_questionnaire, parse_questionnaire
from forms.loading import QUESTIONNAIRES
from tests.unit.forms.tiny import FILE, tiny_toml

V1 = "sections[0].items[0]"
HELP = "sections[1].items[0]"
BRACE = "has a brace that is not part of a placeholder"
CODE = "String should match pattern '^B[0-9]{2}$'"
ROLE = "String should match pattern '^(parent|caregiver|professional|member)$'"
SCALES = (
    "'voice', 'respect', 'shared_decisions', 'trust', 'compassion', 'transparency', "
    "'collective_leadership', 'shared_priorities' or 'structural_change'"
)
SECOND_NOTE = """[[sections.items]]
id = "P-O2"
key = "O2"
kind = "text"
text = { en = "?", fr = "?" }
label = { en = "?", fr = "?" }
practice = { en = "?", fr = "?" }
source = "A document"

"""

FAULTS = [
    # translations
    (', fr = "Écoute ?"', "", f"{V1}.text.fr: missing"),
    ('fr = "Écoute ?"', 'fr = "  "', f"{V1}.text.fr: is empty"),
    ('fr = "Écoute ?"', "fr = 3", f"{V1}.text.fr: is not text"),
    ('fr = "Écoute ?"', 'fr = "O ?", de = "O?"', f"{V1}.text.de: language is not declared"),
    (
        '{ en = "Heard?", fr = "Écoute ?" }',
        '"Heard?"',
        f"{V1}.text: needs one text for each language",
    ),
    (', fr = "Rien"', "", f"{HELP}.options[2].text.fr: missing"),
    (', fr = "Choisissez."', "", f"{HELP}.hint.fr: missing"),
    (', fr = "Pensez."', "", "texts.lead_in[0].fr: missing"),
    (', fr = "Dès {floor}."', "", "texts.promises[0].text.fr: missing"),
    (', fr = "Passer"', "", "skip.text.fr: missing"),
    (', fr = "Reste"', "", "sections[1].heading.fr: missing"),
    # placeholders
    ("Dès {floor}.", "Dès 10.", "texts.promises[0].text.fr: placeholder {floor} is missing"),
    ('en = "Heard?"', 'en = "{name}?"', f"{V1}.text.en: placeholder {{name}} cannot be used here"),
    ('en = "Title"', 'en = "{floor}"', "texts.title.en: placeholder {floor} cannot be used here"),
    ('en = "Title"', 'en = "a { b"', f"texts.title.en: {BRACE}"),
    ('en = "Title"', 'en = "{a.b}"', f"texts.title.en: {BRACE}"),
    # ids and keys
    ('id = "P-V2"', 'id = "P-V1"', "sections[0].items[1].id: id P-V1 is used twice"),
    (
        'id = "P-V2"\nkey = "V2"',
        'id = "P-V1.2"\nkey = "V1"',
        "sections[0].items[1].key: key V1 is used twice",
    ),
    ('key = "V2"', 'key = "V3"', "sections[0].items[1].key: V3 does not belong to P-V2"),
    ('id = "P-V2"', 'id = "C-V2"', "sections[0].items[1].id: C-V2 does not begin with P-"),
    ('id = "P-V2"', 'id = "V2"', "sections[0].items[1].id: V2 is not of the form P-V1 or P-V1.2"),
    ('id = "rest"', 'id = "heard"', "sections[1].id: section heard is used twice"),
    ('id = "tiny-1"', 'id = "other-1"', "id: is other-1, but the file is named tiny-1"),
    ("version = 1", "version = 2", "version: is 2, but the id is tiny-1"),
    ('code = "B02"', 'code = "B01"', f"{HELP}.options[1].code: B01 is used twice"),
    ('code = "B02"', 'code = "X2"', f"{HELP}.options[1].code: {CODE}"),
    ('["en", "fr"]', '["en", "fr", "en"]', "languages: a language is named twice"),
    # scales and answers
    (
        'key = "V2"\nkind = "rating"\nscale = "voice"',
        'key = "V2"\nkind = "rating"\nscale = "respect"',
        "sections[0].items[1].scale: is voice for the items before V2",
    ),
    (
        'key = "V2"\nkind = "rating"\nscale = "voice"',
        'key = "V2"\nkind = "rating"\nscale = "vioce"',
        f"sections[0].items[1].scale: Input should be {SCALES}",
    ),
    ("value = 2", "value = 3", "answers[1].value: must be 2"),
    ("value = 2", 'value = "2"', "answers[1].value: Input should be a valid integer"),
    # the shape of the file
    (
        '[[sections.items]]\nid = "P-A1"',
        f'{SECOND_NOTE}[[sections.items]]\nid = "P-A1"',
        "sections[1].items[2].kind: kind text is used twice",
    ),
    ('kind = "text"\n', "", "sections[1].items[1].kind: missing"),
    (
        'kind = "text"',
        'kind = "txet"',
        "sections[1].items[1].kind: txet is none of 'rating', 'pick_any', 'text', 'yes_no'",
    ),
    ('source = "A document"\noptions', "options", f"{HELP}.source: missing"),
    ('"P-B1"\n', '"P-B1"\nrequired = true\n', f"{HELP}.required: is not known here"),
    ('promises = [{ id = "promise-group", text =', "promises = [] #", "texts.promises: is empty"),
    ('[[answers]]\nvalue = 2\ntext = { en = "Yes", fr = "Oui" }', "", "answers: are 1, not 2 to 9"),
    ('send = { en = "Send", fr = "Envoyer" }\nno', "no", "texts.send: missing"),
    ('group = "parents"\n', "", "group: missing"),
    ('role = "parent"', 'role = "judge"', f"role: {ROLE}"),
    ('prefix = "P"\n', "", "prefix: missing"),
    ('languages = ["en", "fr"]\n', "", "languages: missing"),
]


@pytest.mark.parametrize(("changed", "into", "fault"), FAULTS, ids=[fault for *_, fault in FAULTS])
def test_a_fault_is_told_with_its_place(
    tmp_path: Path, changed: str, into: str, fault: str
) -> None:
    file = tmp_path / FILE.name
    file.write_text(tiny_toml((changed, into)), encoding="utf-8")
    with pytest.raises(QuestionnaireError) as refused:
        load_questionnaire(file)
    assert refused.value.faults == (f"tiny-1.toml: {fault}",)


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    three = [(', fr = "Écoute ?"', ""), (', fr = "Passer"', ""), ('id = "P-V2"', 'id = "P-V1"')]
    (tmp_path / "tiny-1.toml").write_text(tiny_toml(*three), "utf-8")
    (tmp_path / "broken-1.toml").write_text("id = \nversion = 1", "utf-8")
    (tmp_path / "latin-1.toml").write_bytes(b"id = '\xff'")
    with pytest.raises(QuestionnaireError) as refused:
        load_all(tmp_path)
    assert refused.value.faults == (
        "broken-1.toml: Invalid value (at line 1, column 6)",
        "latin-1.toml: 'utf-8' codec can't decode byte 0xff in position 6: invalid start byte",
        "tiny-1.toml: skip.text.fr: missing",
        "tiny-1.toml: sections[0].items[0].text.fr: missing",
        "tiny-1.toml: sections[0].items[1].id: id P-V1 is used twice",
    )
    assert str(refused.value).splitlines() == list(refused.value.faults)


def test_a_folder_without_questionnaires_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireError, match="has no questionnaire"):
        load_all(tmp_path)


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireError, match=r"gone-1\.toml: No such file"):
        load_questionnaire(tmp_path / "gone-1.toml")


@pytest.mark.parametrize("data", [{}, {"languages": 3, "sections": 4}, {"languages": [[], 5]}])
def test_data_of_any_shape_gives_faults_and_not_an_accident(data: dict[str, object]) -> None:
    with pytest.raises(QuestionnaireError):
        parse_questionnaire(data, "odd-1.toml")


def test_every_text_of_the_real_files_is_missed_when_it_is_gone(tmp_path: Path) -> None:
    """A control on the check itself: no text of a real file escapes it."""
    for path in sorted(QUESTIONNAIRES.glob("*.toml")):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        spanish = [at for at, line in enumerate(lines) if line.split(" = ")[0].endswith("es")]
        texts = [at for at in spanish if not lines[at].startswith("languages")]
        kept = (line for at, line in enumerate(lines) if at not in texts)
        (tmp_path / path.name).write_text("".join(kept), "utf-8")
        with pytest.raises(QuestionnaireError) as refused:
            load_questionnaire(tmp_path / path.name)
        assert len(texts) > 60
        assert sum(fault.endswith(".es: missing") for fault in refused.value.faults) == len(texts)
