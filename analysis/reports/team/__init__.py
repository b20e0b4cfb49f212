"""The report of a team's wave: what it is made from, and its sections."""
