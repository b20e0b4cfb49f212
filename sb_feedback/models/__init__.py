"""Rows, one module per noun. Importing this package makes all tables known."""

from sb_feedback.models.account import PasswordTry, RecoveryCode, SignIn, User
from sb_feedback.models.action import ActionLine
from sb_feedback.models.activity import Activity
from sb_feedback.models.answer import SealedAnswer
from sb_feedback.models.card import Card
from sb_feedback.models.document import Document, ReleaseTold
from sb_feedback.models.improvement import Improvement
from sb_feedback.models.letter import Letter
from sb_feedback.models.meeting import Family, Meeting
from sb_feedback.models.note import Note, NoteBatch, NotesChoice, ShownNote
from sb_feedback.models.one_time import Invitation, PasswordReset
from sb_feedback.models.period import Period, SitePeriod
from sb_feedback.models.register import Priority, SystemChange
from sb_feedback.models.release import LedgerLine, Outcome, WaitingBatch
from sb_feedback.models.scope import Installation, Scope, Site, SiteHelp
from sb_feedback.models.settings import SettingsChange, SiteSettings
from sb_feedback.models.state_edition import StateDocument, StateEdition
from sb_feedback.models.state_figures import StateFigures
from sb_feedback.models.team import Mail, Seat, Team, Wave

__all__ = [
    "ActionLine",
    "Activity",
    "Card",
    "Document",
    "Family",
    "Improvement",
    "Installation",
    "Invitation",
    "LedgerLine",
    "Letter",
    "Mail",
    "Meeting",
    "Note",
    "NoteBatch",
    "NotesChoice",
    "Outcome",
    "PasswordReset",
    "PasswordTry",
    "Period",
    "Priority",
    "RecoveryCode",
    "ReleaseTold",
    "Scope",
    "SealedAnswer",
    "Seat",
    "SettingsChange",
    "ShownNote",
    "SignIn",
    "Site",
    "SiteHelp",
    "SitePeriod",
    "SiteSettings",
    "StateDocument",
    "StateEdition",
    "StateFigures",
    "SystemChange",
    "Team",
    "User",
    "WaitingBatch",
    "Wave",
]
