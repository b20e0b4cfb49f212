"""The locked requirements are complete and agree; the set-up says what it cannot do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "requirements"
# Each contains the one before it.
GROUPS = ("run", "test", "browser", "lint", "compare")
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)( ;[^\\]*)?( \\)?$", re.MULTILINE)


def pins(group: str) -> set[tuple[str, str]]:
    text = (FOLDER / f"{group}.txt").read_text()
    return {(name, version) for name, version, *_ in PIN.findall(text)}


def plain_name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9_.-]", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.txt")), ids=lambda file: file.name)
def test_every_package_is_held_by_version_and_hash_and_no_address_is_named(file: Path) -> None:
    entries = re.sub(r"^ *#.*\n", "", file.read_text(), flags=re.MULTILINE)
    found = [entry for entry in re.split(r"\n(?! )", entries) if entry]
    assert found
    assert [
        entry for entry in found if not re.search(r"^\S+==\S+ .*--hash=sha256:", entry, re.DOTALL)
    ] == []
    assert "://" not in entries


@pytest.mark.parametrize(("smaller", "larger"), list(pairwise(GROUPS)))
def test_a_package_has_one_version_in_all_groups(smaller: str, larger: str) -> None:
    assert pins(smaller) < pins(larger)


def test_everything_that_is_declared_is_locked() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())
    locked = {group: {name for name, _ in pins(group)} for group in GROUPS}
    needed = {"run": declared["project"]["dependencies"], **declared["dependency-groups"]}
    missing = {
        group: [
            entry
            for entry in entries
            if isinstance(entry, str) and plain_name(entry) not in locked[group]
        ]
        for group, entries in needed.items()
    }
    assert missing == {group: [] for group in GROUPS}


@pytest.fixture
def bare_machine(tmp_path: Path) -> Path:
    """A folder of programs with no Python that works, only a stub of a version manager."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("sh", "rm", "grep", "sed", "touch", "cat"):
        (programs / name).symlink_to(str(shutil.which(name)))
    stub = programs / "python3.12"
    stub.write_text("#!/bin/sh\nexit 127\n")
    stub.chmod(0o755)
    shutil.copytree(FOLDER, tmp_path / "requirements")
    return tmp_path


def test_without_a_fitting_python_the_set_up_says_so(bare_machine: Path) -> None:
    ran = subprocess.run(
        ["sh", "requirements/install.sh", "run"],
        cwd=bare_machine,
        env={**os.environ, "PATH": str(bare_machine / "bin"), "PYTHON": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode != 0
    assert "Python 3.11, 3.12, 3.13 or 3.14 with pip is needed" in ran.stderr
    assert not (bare_machine / ".venv").exists()
