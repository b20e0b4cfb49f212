"""Pages of accounts: signing in and out, and who has an account where."""

from sb_feedback.web.account.blueprint import blueprint
from sb_feedback.web.account.sign_in import sign_in, sign_out
from sb_feedback.web.account.sites import sites

__all__ = ["blueprint", "sign_in", "sign_out", "sites"]
