"""What can go wrong in a use case, in words that a page can show."""

from __future__ import annotations


class NotAllowed(Exception):
    """The request makes sense but a rule forbids it; the message says which and what to do.

    The message is a text of the catalogue with names for what it tells, as in "At most %(most)s."
    It is raised in English and translated where it is shown.
    """

    def __init__(self, message: str, **values: object) -> None:
        self.message, self.values = message, values
        super().__init__(message)

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


class NotFound(Exception):
    """There is nothing here for this person."""
