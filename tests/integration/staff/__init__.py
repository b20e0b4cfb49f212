"""Pages of staff: sign-in, roles, meetings, cards, the period, the picked practice."""
