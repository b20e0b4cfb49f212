"""A phone in the hand of a visitor: pages that notice every fault the browser reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request

# A page with status 404 or 410 is an answer like any other; Chromium reports it as an error.
_NOT_A_FAULT = "Failed to load resource"


@dataclass
class Phones:
    """Opens phones, each with its own storage; keeps the faults that their pages had."""

    browser: Browser
    faults: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def open(
        self,
        *,
        javascript: bool = True,
        width: int = 360,
        height: int = 740,
        locale: str = "en-US",
    ) -> Page:
        """A page of a new phone."""
        context = self.browser.new_context(
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            locale=locale,
            has_touch=True,
            is_mobile=True,
        )
        self._contexts.append(context)
        context.on("request", self._note_request)
        context.on("console", self._note_console)
        context.on("weberror", lambda error: self._note_error(error.error))
        return context.new_page()

    def close(self) -> None:
        """Put all phones away."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()

    def _note_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws") and address.hostname != "127.0.0.1":
            self.faults.append(f"asked another host: {request.url}")

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(_NOT_A_FAULT):
            self.faults.append(f"console: {message.text}")

    def _note_error(self, error: Error) -> None:
        self.faults.append(f"script: {error}")
