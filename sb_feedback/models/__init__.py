"""Rows, one module per noun. Importing this package makes all tables known."""

from sb_feedback.models.account import PasswordTry, SignIn, User
from sb_feedback.models.answer import SealedAnswer
from sb_feedback.models.card import Card
from sb_feedback.models.document import Document
from sb_feedback.models.improvement import Improvement
from sb_feedback.models.meeting import Family, Meeting
from sb_feedback.models.period import Period, SitePeriod
from sb_feedback.models.release import LedgerLine, Outcome, WaitingBatch
from sb_feedback.models.scope import Installation, Scope, Site, SiteHelp

__all__ = [
    "Card",
    "Document",
    "Family",
    "Improvement",
    "Installation",
    "LedgerLine",
    "Meeting",
    "Outcome",
    "PasswordTry",
    "Period",
    "Scope",
    "SealedAnswer",
    "SignIn",
    "Site",
    "SiteHelp",
    "SitePeriod",
    "User",
    "WaitingBatch",
]
