"""Pages about notes: reading and hiding, what is shown of them, and whether they are asked for."""

from sb_feedback.web.notes import choice, reading, words
from sb_feedback.web.notes.blueprint import blueprint

__all__ = ["blueprint", "choice", "reading", "words"]
