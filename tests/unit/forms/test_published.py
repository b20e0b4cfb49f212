"""A published questionnaire is never changed: answers stand for the words that were read."""

import tomllib
from pathlib import Path

import pytest

from forms import content_hash
from forms.loading import QUESTIONNAIRES

PUBLISHED = tomllib.loads(Path(__file__).with_name("published.toml").read_text("utf-8"))


@pytest.mark.parametrize("version", sorted(PUBLISHED))
def test_a_published_version_is_as_it_was(version: str) -> None:
    path = QUESTIONNAIRES / f"{version}.toml"
    assert path.exists(), (
        f"{path.name} was published and is gone. Put it back: stored answers name it."
    )
    assert content_hash(path) == PUBLISHED[version], (
        f"{path.name} was published and has been changed. Undo the change and make a new version "
        f"in a file of its own."
    )


def test_every_version_in_the_folder_is_published() -> None:
    unlisted = {path.stem for path in QUESTIONNAIRES.glob("*.toml")} - set(PUBLISHED)
    assert not unlisted, (
        f"What is in the folder can be asked. Add {sorted(unlisted)} with their SHA-256 to "
        f"tests/unit/forms/published.toml."
    )


def test_the_hash_is_of_every_byte(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"abc")
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-4, "abc"
    assert content_hash(file) == known
    file.write_bytes(b"abc ")
    assert content_hash(file) != known
