"""The sections of the site report, one concept each: `Part`s made from a `View`."""
