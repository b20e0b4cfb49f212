"""Pages for respondents: no account, no cookie, no script, one request each."""

from sb_feedback.web.survey.views import blueprint

__all__ = ["blueprint"]
