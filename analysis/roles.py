"""Who does something, by role: the names that staff pick from, in both languages."""

from analysis.language import marked, translator

ROLES = (
    marked("Attorneys"),
    marked("Chair of the team"),
    marked("Child welfare"),
    marked("Child welfare supervisors"),
    marked("Community coordinator"),
    marked("Court"),
    marked("Everyone at the meeting"),
    marked("Frontline workers"),
    marked("Health and early childhood"),
    marked("Judge"),
    marked("Parent leaders"),
    marked("Service providers"),
    marked("Site Implementation Team"),
    marked("Whole team"),
    marked("Work group"),
)


def role_name(role: str, language: str) -> str:
    """The role in "en" or "es"; one that staff typed themselves stays as they typed it."""
    return translator(language).gettext(role) if role in ROLES else role
