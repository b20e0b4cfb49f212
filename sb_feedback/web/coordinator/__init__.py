"""Pages of the coordinator: meetings and what is handed out, the period, the picked practice."""

from sb_feedback.web.coordinator import (
    families,
    forecast,
    handing_out,
    help_page,
    home,
    improvement,
    meetings,
    period,
    picking,
    practising,
    rechoosing,
    set_up,
    settings,
    sheet,
)
from sb_feedback.web.coordinator.blueprint import blueprint

__all__ = [
    "blueprint",
    "families",
    "forecast",
    "handing_out",
    "help_page",
    "home",
    "improvement",
    "meetings",
    "period",
    "picking",
    "practising",
    "rechoosing",
    "set_up",
    "settings",
    "sheet",
]
