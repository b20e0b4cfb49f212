"""Who a request comes from: a respondent, who has a card and no account, or staff."""

from __future__ import annotations

from flask import current_app, request

RESPONDENTS = "survey"


def is_staff() -> bool:
    """True on a page that staff use, also if its address leads nowhere."""
    if request.blueprint is not None:
        return request.blueprint != RESPONDENTS
    return _first_part(request.path) in _staff_parts()


def _staff_parts() -> set[str]:
    rules = current_app.url_map.iter_rules()
    staff = (rule for rule in rules if not rule.endpoint.startswith(f"{RESPONDENTS}."))
    return {_first_part(rule.rule) for rule in staff} - {""}


def _first_part(path: str) -> str:
    return path.split("/", 2)[1]
