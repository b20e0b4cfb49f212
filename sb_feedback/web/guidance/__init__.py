"""Help for everybody, signed in or not: what the words mean, and the guides."""

from sb_feedback.web.guidance import guides, words
from sb_feedback.web.guidance.blueprint import blueprint

__all__ = ["blueprint", "guides", "words"]
