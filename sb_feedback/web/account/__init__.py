"""Pages of accounts: signing in and out, and who has an account where."""

from sb_feedback.web.account import reviewer, sign_in, sites, state
from sb_feedback.web.account.blueprint import blueprint

__all__ = ["blueprint", "reviewer", "sign_in", "sites", "state"]
