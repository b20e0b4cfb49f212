"""One table of a study file: takes out checked values and notes what is wrong with them."""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from analysis.language import marked
from analysis.study.faults import Fault, nearest

_UNKNOWN_KEY = marked("{place}: there is no key {key!r} here.")
_NOT_A_TABLE = marked("{place}: this is a table of names and values, not {value!r}.")
_NOT_TEXT = marked("{place}: give a text in quotes, not {value!r}.")
_NOT_TEXTS = marked("{place}: give a list of different texts, not {value!r}.")
_NOT_WHOLE = marked("{place}: give a whole number from {low} to {high}, not {value!r}.")
_NOT_NUMBER = marked("{place}: give a number from {low} to {high}, not {value!r}.")
_NOT_YES_NO = marked("{place}: give true or false, not {value!r}.")

LARGEST = 10**9


class Section:
    """Values of one table, by key; a missing key is None (or empty), and so is a wrong value."""

    def __init__(self, content: Any, name: str, keys: Sequence[str], faults: list[Fault]) -> None:  # noqa: ANN401 (of any type)
        self.name, self.faults = name, faults
        self.content: Mapping[str, Any] = content if isinstance(content, dict) else {}
        if not isinstance(content, dict):
            self._fault(_NOT_A_TABLE, "", content)
        for key in self.content:
            if keys and key not in keys:
                place = f"[{name}]" if name else "study"
                self.faults.append(
                    Fault(_UNKNOWN_KEY, {"place": place, "key": key}, nearest(key, keys))
                )

    def text(self, key: str) -> str | None:
        """A text that is not blank."""
        value = self.content.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self._fault(_NOT_TEXT, key, value)
            return None
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of different texts, none blank."""
        value = self.content.get(key)
        if value is None:
            return ()
        if not is_texts(value):
            self._fault(_NOT_TEXTS, key, value)
            return ()
        return tuple(text.strip() for text in value)

    def whole(self, key: str, low: int = 0, high: int = LARGEST) -> int | None:
        """A whole number from low to high."""
        value = self.content.get(key)
        if value is None or (type(value) is int and low <= value <= high):
            return value
        self._fault(_NOT_WHOLE, key, value, low=low, high=high)
        return None

    def number(self, key: str, low: float, high: float) -> float | None:
        """A number from low to high."""
        value = self.content.get(key)
        if value is None or (_is_number(value) and low <= value <= high):
            return value
        self._fault(_NOT_NUMBER, key, value, low=low, high=high)
        return None

    def yes(self, key: str) -> bool:
        """True or false; false when it is not given."""
        value = self.content.get(key, False)
        if not isinstance(value, bool):
            self._fault(_NOT_YES_NO, key, value)
            return False
        return value

    def place(self, key: str) -> str:
        """Where a key is, as a reader finds it: "[options] level"."""
        return " ".join(part for part in (f"[{self.name}]" if self.name else "", key) if part)

    def _fault(self, text: str, key: str, value: Any, **values: Any) -> None:  # noqa: ANN401
        self.faults.append(Fault(text, {"place": self.place(key), "value": value, **values}))


def is_texts(value: Any) -> bool:  # noqa: ANN401
    """Whether this is a list of different texts, none blank and at least one."""
    if not isinstance(value, list) or not value:
        return False
    if not all(isinstance(text, str) and text.strip() for text in value):
        return False
    return len({text.strip() for text in value}) == len(value)


def _is_number(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
