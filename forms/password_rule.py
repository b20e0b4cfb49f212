"""What a password must be like; shown before it is typed."""

SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 128
