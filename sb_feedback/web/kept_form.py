"""A form that was sent after its session had ended: carried through signing in, and sent then.

What was typed is stored nowhere: it goes from page to page in hidden fields. Every form of staff
says by a keyed mark in which account it was typed, so it comes back to that account alone, and
nobody else can put a form of their making there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest

from flask import current_app, request
from pydantic import TypeAdapter, ValidationError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from sb_feedback.codes import keyed_hash
from sb_feedback.web.here import workplace
from sb_feedback.web.rules import ACCOUNT, RULES, Rule
from sb_feedback.web.way_back import safe_path

#: The field of every form that says in which account it was typed.
MARK = "typed_in"
_PATH, _FIELDS, _WHOSE = "kept_path", "kept_fields", "kept_typed_in"
#: What is never carried: it belongs to the page, or it is a secret.
_LEFT_BEHIND = frozenset({"csrf_token", MARK})
_SECRET = "password"  # noqa: S105 - the word in the names of such fields
#: Longer than any form of ours that is typed by hand.
_LONGEST = 60_000
_FIELDS_OF_A_FORM = TypeAdapter(tuple[tuple[str, str], ...])
#: An id that a page gave to a blank form.
_MADE_UP = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class KeptForm:
    """Where a form was to be sent, what was typed, and the mark of the account."""

    path: str
    fields: tuple[tuple[str, str], ...]
    whose: str

    @property
    def typed(self) -> tuple[tuple[str, str], ...]:
        """What a person would know again; not what the page put there."""
        return tuple(
            (name, text) for name, text in self.fields if text and not _MADE_UP.fullmatch(text)
        )

    @property
    def hidden(self) -> Mapping[str, str]:
        """The hidden fields of the pages that it is carried through."""
        return {_PATH: self.path, _FIELDS: json.dumps(self.fields), _WHOSE: self.whose}

    def is_of(self, user_id: str, role: str) -> bool:
        """True if it was typed in this account, and this role may still send it."""
        rule = _rule_at(self.path)
        return compare_digest(self.whose, mark_of(user_id)) and role in rule.sees


def mark_of(user_id: str) -> str:
    """What the forms of an account say; nobody else can know it."""
    return keyed_hash(workplace().secret, "typed-in", user_id.encode()).hex()


def sent_form() -> KeptForm | None:
    """The form of this request, if it is one that is kept."""
    whose = request.form.get(MARK, "")
    if request.method != "POST" or not whose.isascii() or not whose:
        return None
    sees = _rule_at(request.path).sees.values()
    if not sees or ACCOUNT in sees:
        return None
    fields = tuple(
        (name, text)
        for name, text in request.form.items(multi=True)
        if name not in _LEFT_BEHIND and _SECRET not in name
    )
    kept = KeptForm(request.full_path.rstrip("?"), fields, whose)
    return kept if len(kept.hidden[_FIELDS]) <= _LONGEST else None


def kept_from(form: MultiDict[str, str]) -> KeptForm | None:
    """The form that a page of signing in carries."""
    path, whose = safe_path(form.get(_PATH)), form.get(_WHOSE, "")
    fields = _pairs(form.get(_FIELDS, ""))
    if path is None or fields is None or not whose.isascii():
        return None
    return KeptForm(path, fields, whose)


def _pairs(text: str) -> tuple[tuple[str, str], ...] | None:
    try:
        return _FIELDS_OF_A_FORM.validate_json(text[:_LONGEST])
    except ValidationError:
        return None


def _rule_at(path: str) -> Rule:
    """Who may send a form to this address; nobody where there is no page."""
    try:
        endpoint, _arguments = current_app.url_map.bind("").match(path.partition("?")[0], "POST")
    except HTTPException:
        return Rule()
    return RULES.get(endpoint, Rule())
