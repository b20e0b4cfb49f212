"""What can go wrong in a use case, in words that a page can show."""

from __future__ import annotations


class NotAllowed(Exception):
    """The request makes sense but a rule forbids it; the message says which and what to do."""


class NotFound(Exception):
    """There is nothing here for this person."""
