"""The report of a state: what it is made from, and its sections."""
