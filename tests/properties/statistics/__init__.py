"""Properties of the statistics."""
