"""The action log of the Site Implementation Team: coordinators write, readers read and add."""

from sb_feedback.web.actions.views import blueprint

__all__ = ["blueprint"]
