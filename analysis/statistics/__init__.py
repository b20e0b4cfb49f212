"""The statistics, one concept per file: pure functions on arrays and on mergeable sums."""
