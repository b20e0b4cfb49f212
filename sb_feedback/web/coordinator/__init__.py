"""Pages of the coordinator: meetings and what is handed out, the period, the picked practice."""

from sb_feedback.web.coordinator.blueprint import blueprint
from sb_feedback.web.coordinator.handing_out import cards, show
from sb_feedback.web.coordinator.home import home
from sb_feedback.web.coordinator.improvement import improvement, judge, pick
from sb_feedback.web.coordinator.meetings import attendance, meeting, meetings, new_meeting
from sb_feedback.web.coordinator.period import close, period, professionals

__all__ = [
    "attendance",
    "blueprint",
    "cards",
    "close",
    "home",
    "improvement",
    "judge",
    "meeting",
    "meetings",
    "new_meeting",
    "period",
    "pick",
    "professionals",
    "show",
]
