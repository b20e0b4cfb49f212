"""The SAMPLE state, made small: built through the real rooms, kept, moved on, forgotten."""
