"""What the web process loads at its start, and who can open an answer."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: Each takes tenths of a second to load, in every web process at every start.
HEAVY = ("matplotlib", "numpy", "scipy", "typst", "xlsxwriter", "alembic", "huey", "psycopg")
PROGRAM = f"import sys, wsgi; print([name for name in {HEAVY} if name in sys.modules])"


def test_the_web_process_starts_without_what_draws_migrates_or_works(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.touch(mode=0o600)
    secret.write_text(secrets.token_hex(32))
    settings = {
        "SBF_DATA_DIR": str(tmp_path / "data"),
        "SBF_SECRET_FILE": str(secret),
        "SBF_BASE_URL": "https://feedback.example",
    }
    started = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]} | settings,
        capture_output=True,
        text=True,
        check=True,
    )
    assert started.stdout.strip() == "[]"


def test_only_the_closing_can_open_a_box() -> None:
    """What could open an answer is imported by the job that counts, and by no page.

    Notes that left a closing, and the secrets of apps that make codes for signing in, lie in boxes
    of another kind, with secrets of their own.
    """
    opener = re.compile(r"sb_feedback\.opening|\bSealedBox\(.*[Pp]rivate|\.decrypt\(")
    openers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "sb_feedback").rglob("*.py")
        if opener.search(path.read_text("utf-8"))
    }
    assert openers > {"sb_feedback/opening.py"}
    assert {name for name in openers if "/services/closing/" not in name} == {
        "sb_feedback/note_boxes.py",
        "sb_feedback/opening.py",
        "sb_feedback/services/second_step.py",
    }
