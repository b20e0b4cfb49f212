"""What holds for every template, read as text."""

from __future__ import annotations

import re
from pathlib import Path

TEMPLATES = Path(__file__).parents[2] / "templates"
FORM = re.compile(r"<form\b[^>]*>")


def test_every_form_says_where_it_goes() -> None:
    """Else the answer keeps the #main of the skip link, and browsers focus no faults there."""
    forms = [
        (path.name, form)
        for path in sorted(TEMPLATES.rglob("*.html"))
        for form in FORM.findall(path.read_text("utf-8"))
    ]
    assert len(forms) > 40
    assert [(name, form) for name, form in forms if "action=" not in form] == []
