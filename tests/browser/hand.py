"""A hand at a page: it counts what it does, and refuses a click more than a journey may have.

Each thing done is also written down as an operator of the keystroke-level model, whose sum says how
long a practised person needs who makes no mistake (Card, Moran and Newell, 1983, The Psychology of
Human-Computer Interaction, chapter 8). A person who sees the page for the first time needs longer,
and the time that the pages take to come is not in it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from re import Pattern
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

#: Seconds: a key or a button pressed by somebody of average skill, pointing with a mouse, moving a
#: hand between mouse and keys, and making up one's mind before each thing that is done.
SECONDS = {"M": 1.35, "H": 0.4, "P": 1.1, "K": 0.28}
#: What stands around the element that has the focus, and how its ring looks.
FOCUS = """(() => { const e = document.activeElement, look = getComputedStyle(e);
const words = e.labels && e.labels.length ? e.labels[0].innerText : e.innerText;
return {words: words.trim(), nowhere: e === document.body, ring: look.outlineStyle,
width: parseFloat(look.outlineWidth), seen: e.getBoundingClientRect().height > 0} })()"""
#: A page with more stops than this before what is looked for is a fault.
MOST_STOPS = 60


@dataclass
class Hand:
    """Points, clicks and types; the hand begins at the mouse."""

    most_clicks: int
    clicks: int = 0
    deeds: Counter[str] = field(default_factory=Counter)
    _at_keys: bool = False

    def press(self, target: Locator) -> None:
        """Make up one's mind, point there, click."""
        self.clicks += 1
        assert self.clicks <= self.most_clicks, f"a click more than {self.most_clicks}: {target}"
        self._move(to_keys=False)
        self.deeds.update("MPK")
        target.click()

    def type(self, page: Page, words: str) -> None:
        """Type where the focus is."""
        self._move(to_keys=True)
        self.deeds.update("M")
        self.deeds["K"] += len(words)
        page.keyboard.type(words)

    def go_on(self, page: Page, stops: int = 1) -> None:
        """So many fields further, with the Tab key."""
        self._move(to_keys=True)
        self.deeds["K"] += stops
        for _ in range(stops):
            page.keyboard.press("Tab")

    def _move(self, *, to_keys: bool) -> None:
        self.deeds["H"] += self._at_keys is not to_keys
        self._at_keys = to_keys

    @property
    def row(self) -> str:
        """Clicks, keys, operators and seconds, as a row of a table."""
        keys = self.deeds["K"] - self.clicks
        operators = " ".join(f"{self.deeds[one]}{one}" for one in SECONDS if self.deeds[one])
        return f"{self.clicks} | {keys} | {operators} | {self.seconds:.0f}"

    @property
    def seconds(self) -> float:
        """By the model."""
        return sum(SECONDS[one] * number for one, number in self.deeds.items())


@dataclass
class Keys:
    """A person without a mouse: goes from stop to stop, and sees where they are."""

    page: Page

    def go_to(self, words: str) -> None:
        """Press Tab until the focus is on what is called so; every stop on the way is visible."""
        for _ in range(MOST_STOPS):
            if self.step().startswith(words):
                return
        raise AssertionError(f"the Tab key does not lead to {words}")

    def step(self) -> str:
        """One stop further: what it is called."""
        self.page.keyboard.press("Tab")
        found = self.page.evaluate(FOCUS)
        if not found["nowhere"]:
            assert found["ring"] != "none", found
            assert found["width"] >= 3, found
            assert found["seen"], found
        return str(found["words"])

    def skip(self) -> None:
        """Past the head of the page."""
        self.page.evaluate("document.activeElement.blur()")
        assert self.step() == "Skip to the content"
        self.press("Enter")

    def press(self, key: str, leads_to: str | Pattern[str] = "") -> None:
        """Enter, Space, or an arrow; wait for the page that it leads to."""
        self.page.keyboard.press(key)
        if leads_to:
            self.page.wait_for_url(leads_to)

    def write(self, words: str) -> None:
        """Put these in place of what the field has."""
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)
