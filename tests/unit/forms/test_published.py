"""A published questionnaire is never changed: answers stand for the words that were read."""

import tomllib
from pathlib import Path

import pytest

from forms import content_hashes
from forms.loading import QUESTIONNAIRES
from tests.unit.forms.tiny import tiny_toml

PUBLISHED = tomllib.loads(Path(__file__).with_name("published.toml").read_text("utf-8"))


@pytest.mark.parametrize("version", sorted(PUBLISHED))
def test_a_published_version_is_as_it_was(version: str) -> None:
    path = QUESTIONNAIRES / f"{version}.toml"
    assert path.exists(), (
        f"{path.name} was published and is gone. Put it back: stored answers name it."
    )
    now = content_hashes(path)
    changed = [
        language for language, known in PUBLISHED[version].items() if now.get(language) != known
    ]
    assert not changed, (
        f"{path.name} was published and has been changed in {changed}. Undo the change and make a "
        f"new version in a file of its own."
    )


def test_every_version_in_the_folder_is_published_in_all_its_languages() -> None:
    unlisted = [
        f'[{path.stem}] {language} = "{found}"'
        for path in QUESTIONNAIRES.glob("*.toml")
        for language, found in content_hashes(path).items()
        if language not in PUBLISHED.get(path.stem, {})
    ]
    assert not unlisted, (
        f"What is in the folder can be asked. Add to tests/unit/forms/published.toml: {unlisted}"
    )


def hashes(folder: Path, *changes: tuple[str, str]) -> dict[str, str]:
    """The hashes of the small questionnaire after these changes."""
    file = folder / "tiny-1.toml"
    file.write_text(tiny_toml(*changes), encoding="utf-8")
    return content_hashes(file)


def test_a_changed_word_changes_the_hash_of_its_language(tmp_path: Path) -> None:
    before = hashes(tmp_path)
    french = hashes(tmp_path, ("Écoute ?", "Écoute?"))
    assert french["en"] == before["en"]
    assert french["fr"] != before["fr"]


@pytest.mark.parametrize(
    ("there", "becomes"), [('"P-V2"', '"P-V2.2"'), ("alone = true", "alone = false")]
)
def test_what_is_in_no_language_changes_every_hash(
    tmp_path: Path, there: str, becomes: str
) -> None:
    before, after = hashes(tmp_path), hashes(tmp_path, (there, becomes))
    assert all(before[language] != after[language] for language in ("en", "fr"))


def test_a_further_language_changes_no_other(tmp_path: Path) -> None:
    before = hashes(tmp_path)
    file = tmp_path / "tiny-1.toml"
    more = tiny_toml(('["en", "fr"]', '["de", "en", "fr"]')).replace(
        "{ en = ", '{ de = "Wort", en = '
    )
    file.write_text(more, encoding="utf-8")
    after = content_hashes(file)
    assert after.pop("de")
    assert after == before
