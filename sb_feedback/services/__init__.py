"""Use cases, named as a coordinator speaks. They take a session and know nothing of the web."""
