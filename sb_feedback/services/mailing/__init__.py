"""Mail to the members of a team: planned with a wave, sent by the worker, told to nobody else."""

from sb_feedback.services.mailing.delivery import Delivery, delivery
from sb_feedback.services.mailing.occasions import Occasions
from sb_feedback.services.mailing.outbox import Outbox
from sb_feedback.services.mailing.planning import invite
from sb_feedback.services.mailing.tokens import Tokens

__all__ = ["Delivery", "Occasions", "Outbox", "Tokens", "delivery", "invite"]
