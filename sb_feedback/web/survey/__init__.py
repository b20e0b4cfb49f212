"""Pages for respondents: no account, no cookie, and no need of a script."""

from sb_feedback.web.survey import forgetting, views
from sb_feedback.web.survey.blueprint import blueprint

__all__ = ["blueprint", "forgetting", "views"]
