"""Pages of accounts: signing in and out, and who has an account where."""

from sb_feedback.web.account import activity, language, people, reviewer, sign_in, sites, state
from sb_feedback.web.account.blueprint import blueprint

__all__ = ["activity", "blueprint", "language", "people", "reviewer", "sign_in", "sites", "state"]
