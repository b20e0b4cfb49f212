"""Statistics of a state as plain JSON, to be stored and shown without loading what made them."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from analysis.least import Withheld
from analysis.pool.results import StateStatistics


def to_plain(statistics: StateStatistics | Withheld) -> dict[str, Any]:
    """Dictionaries, lists, texts and numbers, all of which JSON can hold.

    A withheld figure is {"withheld": name of the reason}; a pair of languages is named "en-es".
    The same statistics always give the same.
    """
    plain: dict[str, Any] = json.loads(json.dumps(_plain(statistics)))
    return plain


def _plain(value: object) -> object:  # noqa: PLR0911 (one line for each kind)
    if isinstance(value, Withheld):
        return {"withheld": value.name}
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, Fraction):
        return float(value)
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {_name(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    return value


def _name(key: object) -> str:
    return "-".join(key) if isinstance(key, tuple) else str(key)
