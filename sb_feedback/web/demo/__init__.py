"""The demo's desk on the first page; never in production."""

from sb_feedback.web.demo.views import blueprint

__all__ = ["blueprint"]
