"""Reports: what was released, to read, print and download."""

from sb_feedback.web.reports import brief, state
from sb_feedback.web.reports.views import blueprint

__all__ = ["blueprint", "brief", "state"]
