"""The statistics: pure functions on numbers or on sums that merge without rounding."""
