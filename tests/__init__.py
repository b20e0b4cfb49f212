"""All tests: unit, integration (both databases), properties, oracles, and browser."""
