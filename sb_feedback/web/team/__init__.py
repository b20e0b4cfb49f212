"""Pages of the Active Community Team: its wave, its roster, and what it keeps a record of."""

from sb_feedback.web.team import home, mail, register, roster, roster_import, slide, wave
from sb_feedback.web.team.blueprint import blueprint

__all__ = ["blueprint", "home", "mail", "register", "roster", "roster_import", "slide", "wave"]
