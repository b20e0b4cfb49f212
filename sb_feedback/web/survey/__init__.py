"""Pages for respondents: no account, no cookie, one request each, and no need of a script."""

from sb_feedback.web.survey.views import blueprint

__all__ = ["blueprint"]
